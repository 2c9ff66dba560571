"""Columns: one series of up to fifteen years, each value's status in fill, outline and texture."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from reports.charts import board as boards
from reports.charts.board import Board, Spec, text_width
from reports.charts.model import Chart, Value
from reports.charts.palette import COLOURS
from reports.document.schema import Status

INNER, OUTER = 0.26, 0.12
ALL_LABELLED = 10
MARKS: dict[Status, Spec] = {
    Status.ACTUAL: {"fill": COLOURS["actual"]},
    Status.ESTIMATE: {"fill": COLOURS["estimate"]},
    Status.FORECAST: {"fill": COLOURS["tint"], "stroke": COLOURS["actual"], "strokeWidth": 2},
    Status.CALCULATED: {
        "fill": COLOURS["paper"],
        "stroke": COLOURS["actual"],
        "strokeWidth": 1.5,
        "strokeDash": [4, 3],
    },
}


def specification(chart: Chart, board: Board) -> Spec:
    """The Vega-Lite specification of a column chart on one artboard."""
    scale = boards.scale(end for value in chart.values for end in value.reach)
    texts = boards.tick_texts(scale.ticks, chart.unit, chart.multiplier)
    left = max(text_width(text, board.text) for text in texts) + 10
    top = board.text + board.stronger + 12
    years = list(chart.years)
    last = _width(chart.values[-1], board) - (board.width - left) / len(years)
    spec = boards.frame(board, left, max(6, last / 2 + 2), top, board.text + 16)
    step = spec["width"] / (len(years) - INNER + 2 * OUTER)
    short = text_width("2024", board.text) + 3 > step
    shown = labelled(chart, board, step)
    x = {
        "field": "year",
        "type": "ordinal",
        "scale": {"domain": years, "paddingInner": INNER, "paddingOuter": OUTER},
        "axis": {
            "title": None,
            "labelAngle": 0,
            "ticks": False,
            "labelPadding": 9,
            "labelOverlap": False,
            **({"labelExpr": "'’' + slice(toString(datum.value), 2)"} if short else {}),
        },
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "stack": None,
        "scale": {"domain": [scale.low, scale.high], "nice": False},
        "axis": boards.value_axis(scale, texts, board),
    }
    layers = [_columns(status, x, y) for status in chart.statuses]
    if chart.has_ranges:
        layers.append(_ranges(x, y, step))
    layers += [
        _labels(strong, below, x, y, board)
        for strong in (True, False)
        for below in ((True, False) if scale.low < 0 else (False,))
    ]
    if scale.low < 0:
        layers.append(
            {
                "data": {"values": [{"value": 0}]},
                "mark": {"type": "rule", "color": COLOURS["ink"], "strokeWidth": 1},
                "encoding": {"y": y},
            }
        )
    return {**spec, "data": {"values": rows(chart, shown)}, "layer": layers}


def rows(chart: Chart, shown: set[str]) -> list[dict[str, Any]]:
    """The values as plain data; floats, for charts alone."""
    found = []
    for number, value in enumerate(chart.values):
        row: dict[str, Any] = {
            "id": f"v{number}",
            "year": value.year,
            "value": float(value.value),
            "status": value.status.value,
            "text": value.printed,
            "label": value.label if value.figure in shown else "",
        }
        if value.low is not None and value.high is not None:
            row |= {"low": float(value.low), "high": float(value.high)}
        found.append(row)
    return found


def labelled(chart: Chart, board: Board, step: float) -> set[str]:
    """The figures whose value stands at the column: all, if there is room; else what is
    published first and last, and where the status changes."""
    values = list(chart.values)
    published = [value for value in values if value.status is not Status.CALCULATED]
    marked = {value.figure for value in (*published[:1], *published[-1:])} or {values[-1].figure}
    for before, after in itertools.pairwise(values):
        if before.status is not after.status and Status.CALCULATED not in (
            before.status,
            after.status,
        ):
            marked.add(after.figure)
    everything = {value.figure for value in values}
    choices = [everything, {value.figure for value in published} | marked, marked]
    if len(values) > ALL_LABELLED:
        choices = [marked]
    for choice in choices:
        if _fits([value for value in values if value.figure in choice], board, step):
            return choice
    return {value.figure for value in (*published[:1], *published[-1:])} or {values[-1].figure}


def _fits(values: Sequence[Value], board: Board, step: float) -> bool:
    return all(
        _width(one, board) / 2 + _width(two, board) / 2 + 2 <= (two.year - one.year) * step
        for one, two in itertools.pairwise(values)
    )


def _width(value: Value, board: Board) -> float:
    strong = value.status is not Status.CALCULATED
    size = board.text + (board.stronger if strong else 0)
    return text_width(value.label, size, strong=strong)


def _columns(status: Status, x: Spec, y: Spec) -> Spec:
    return {
        "transform": [{"filter": {"field": "status", "equal": status.value}}],
        "mark": {"type": "bar", "cornerRadiusEnd": 2, **MARKS[status]},
        "encoding": {"x": x, "y": y, "description": {"field": "id"}},
    }


def _ranges(x: Spec, y: Spec, step: float) -> Spec:
    return {
        "transform": [{"filter": "isValid(datum.low)"}],
        "mark": {
            "type": "bar",
            "width": max(6, round(step * 0.2)),
            "fill": COLOURS["band"],
            "stroke": COLOURS["actual"],
            "strokeWidth": 1,
        },
        "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
    }


def _labels(strong: bool, below: bool, x: Spec, y: Spec, board: Board) -> Spec:
    chosen = f"datum.status {'!=' if strong else '=='} 'calculated'"
    side = "datum.value < 0" if below else "datum.value >= 0"
    size = board.text + (board.stronger if strong else 0)
    return {
        "transform": [
            {"filter": f"datum.label != '' && {chosen} && {side}"},
            {
                "calculate": (
                    f"isValid(datum.high) ? {'min' if below else 'max'}"
                    f"(datum.{'low' if below else 'high'}, datum.value) : datum.value"
                ),
                "as": "head",
            },
        ],
        "mark": {
            "type": "text",
            "dy": round(size * 0.85) if below else -round(size * 0.8),
            "fontSize": size,
            "fontWeight": 700 if strong else 400,
            "color": COLOURS["ink" if strong else "muted"],
        },
        "encoding": {"x": x, "y": {**y, "field": "head"}, "text": {"field": "label"}},
    }
