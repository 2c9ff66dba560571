"""All that the field ``figures`` of a report holds."""

from __future__ import annotations

from wagtail import blocks

from reports.blocks.figures import CalculationBlock, FigureBlock
from reports.blocks.tables import FigureTableBlock


class FiguresBlock(blocks.StreamBlock):
    figure = FigureBlock()
    table = FigureTableBlock()
    calculation = CalculationBlock()

    class Meta:
        required = False
        collapsed = True
