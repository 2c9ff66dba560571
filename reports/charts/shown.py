"""A chart as templates show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reports.charts.model import Chart
from reports.charts.table import Table, table


@dataclass(frozen=True)
class Shown:
    """A chart with its number on the page and its two drawings; without them its table stands
    alone. ``wide`` and ``narrow`` come from `reports.charts.svg.cleaned` and nowhere else."""

    number: int
    chart: Chart
    wide: str = ""
    narrow: str = ""

    @property
    def id(self) -> str:
        return f"chart-{self.chart.key}"

    @property
    def table(self) -> Table:
        return table(self.chart)


def shown(charts: Iterable[tuple[Chart, str, str]]) -> list[Shown]:
    """Charts with their drawings, numbered in their order."""
    return [Shown(number, *parts) for number, parts in enumerate(charts, 1)]
