"""Sorted bars: the parts of one year, the largest first, each named above its bar."""

from __future__ import annotations

from typing import Any

from reports.charts import board as boards
from reports.charts.board import Board, Spec, text_width
from reports.charts.columns import MARKS
from reports.charts.model import Chart, Value
from reports.charts.palette import COLOURS
from reports.document import formatting
from reports.document.schema import Status

FILLED = 0.42  # of a row, the part that is bar; the name stands above it


def specification(chart: Chart, board: Board) -> Spec:
    """The Vega-Lite specification of a bar chart on one artboard; its height grows with it."""
    row_height = round(board.text * 3.4)
    height = row_height * len(chart.values) + 8
    size = board.text + board.stronger - 2
    right = max(text_width(_label(chart, value), size, strong=True) for value in chart.values) + 14
    scale = boards.scale(end for value in chart.values for end in value.reach)
    left = right if scale.low < 0 else 2
    spec = boards.frame(board, left, right, 2, 6, height)
    y = {
        "field": "id",
        "type": "ordinal",
        "sort": None,
        "scale": {"paddingInner": 1 - FILLED, "paddingOuter": 0, "align": 1},
        "axis": None,
    }
    # Bars stand at the foot of their rows, below their names.
    spec["padding"]["top"] += round(row_height * (1 - FILLED))
    spec["height"] -= round(row_height * (1 - FILLED))
    x = {
        "field": "value",
        "type": "quantitative",
        "stack": None,
        "scale": {"domain": [scale.low, scale.high], "nice": False},
        "axis": None,
    }
    layers = [_bars(status, x, y) for status in chart.statuses]
    if chart.has_ranges:
        layers.append(_ranges(x, y))
    layers += [_names(y, board, row_height), _values(x, y, size)]
    if scale.low < 0:
        layers.append(_base(x))
    return {**spec, "data": {"values": rows(chart, board)}, "layer": layers}


def _label(chart: Chart, value: Value) -> str:
    """There is no axis to name the unit, so per cent stand at the value."""
    return formatting.percent(value.label) if chart.unit == formatting.PERCENT else value.label


def rows(chart: Chart, board: Board) -> list[dict[str, Any]]:
    found = []
    for number, value in enumerate(chart.values):
        row: dict[str, Any] = {
            "id": f"v{number}",
            "name": value.name,
            "shown": boards.cut(value.name, board.width - 16, board.text),
            "value": float(value.value),
            "status": value.status.value,
            "text": value.printed,
            "label": _label(chart, value),
            "end": float(max(value.reach)),
        }
        if value.low is not None and value.high is not None:
            row |= {"low": float(value.low), "high": float(value.high)}
        found.append(row)
    return found


def _bars(status: Status, x: Spec, y: Spec) -> Spec:
    return {
        "transform": [{"filter": {"field": "status", "equal": status.value}}],
        "mark": {"type": "bar", "cornerRadiusEnd": 2, **MARKS[status]},
        "encoding": {"x": x, "y": y, "description": {"field": "id"}},
    }


def _ranges(x: Spec, y: Spec) -> Spec:
    return {
        "transform": [{"filter": "isValid(datum.low)"}],
        "mark": {
            "type": "bar",
            "height": 6,
            "fill": COLOURS["band"],
            "stroke": COLOURS["actual"],
            "strokeWidth": 1,
        },
        "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y},
    }


def _names(y: Spec, board: Board, row_height: int) -> Spec:
    return {
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "bottom",
            "dy": -round(row_height * FILLED / 2) - 4,
            "fontSize": board.text,
            "color": COLOURS["ink"],
        },
        "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "shown"}},
    }


def _values(x: Spec, y: Spec, size: int) -> Spec:
    return {
        "mark": {
            "type": "text",
            "align": "left",
            "dx": 7,
            "fontSize": size,
            "fontWeight": 700,
            "color": COLOURS["ink"],
        },
        "encoding": {"x": {**x, "field": "end"}, "y": y, "text": {"field": "label"}},
    }


def _base(x: Spec) -> Spec:
    return {
        "data": {"values": [{"value": 0}]},
        "mark": {"type": "rule", "color": COLOURS["ink"], "strokeWidth": 1},
        "encoding": {"x": x},
    }
