"""The specification of any chart."""

from __future__ import annotations

from reports.charts import bars, columns, lines
from reports.charts.board import WIDE, Board, Spec
from reports.charts.model import Chart
from reports.charts.palette import COLOURS

KINDS = {
    "columns": columns.specification,
    "line": lines.specification,
    "bars": bars.specification,
}


def drawing(chart: Chart, board: Board) -> Spec:
    """What is drawn on an artboard: the marks alone, as the page sets the words itself."""
    return KINDS[chart.kind](chart, board)


def published(chart: Chart) -> Spec:
    """The specification that readers may take away: the wide drawing with its words."""
    spec = drawing(chart, WIDE)
    spec["padding"] = {**spec["padding"], "top": spec["padding"]["top"] + 4}
    words = {
        "text": chart.title,
        "subtitle": [chart.subtitle, chart.source],
        "anchor": "start",
        "frame": "bounds",
        "color": COLOURS["ink"],
        "subtitleColor": COLOURS["muted"],
    }
    return {
        **spec,
        "background": COLOURS["paper"],
        "autosize": {"type": "pad"},
        "title": words,
        "description": chart.description,
    }
