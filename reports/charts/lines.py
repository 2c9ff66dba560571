"""Lines: several series, or more than fifteen years. Dash and colour tell series apart, the
shape of the points tells how firm a value is, and each line bears its name at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reports.charts import board as boards
from reports.charts.board import Board, Scale, Spec, text_width
from reports.charts.model import Chart
from reports.charts.palette import COLOURS, DASHES, SERIES
from reports.document.schema import Status

MOST_AT_END, MOST_NARROW = 220, 100  # how wide names at the ends of lines may be
SHAPES: dict[Status, tuple[str, bool]] = {  # shape, and whether it is filled
    Status.ACTUAL: ("circle", True),
    Status.ESTIMATE: ("square", True),
    Status.FORECAST: ("diamond", False),
    Status.CALCULATED: ("circle", False),
}


@dataclass(frozen=True)
class EndLabel:
    """A line's name and last value, and how far from the top they stand."""

    series: int
    text: tuple[str, ...]
    year: int
    at: float


def specification(chart: Chart, board: Board, *, zero: bool = True) -> Spec:
    """The Vega-Lite specification of a line chart on one artboard."""
    scale = boards.scale((end for value in chart.values for end in value.reach), zero=zero)
    texts = boards.tick_texts(scale.ticks, chart.unit, chart.multiplier)
    left = max(text_width(text, board.text) for text in texts) + 14
    right = room_for_names(chart, board)
    spec = boards.frame(board, left, right, board.text + 10, board.text + 16)
    x = {
        "field": "year",
        "type": "quantitative",
        "scale": {"domain": [chart.years[0], chart.years[-1]], "nice": False, "zero": False},
        "axis": {
            "title": None,
            "format": "d",
            "values": year_ticks(chart.years, spec["width"], board),
            "grid": False,
            "ticks": False,
            "labelPadding": 9,
            "labelFlush": False,
            "labelOverlap": False,
        },
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [scale.low, scale.high], "nice": False, "zero": zero},
        "axis": boards.value_axis(scale, texts, board),
    }
    layers: list[Spec] = [_bands(x, y)] if chart.has_ranges else []
    for number in range(len(chart.names)):
        layers += _series(number, x, y, chart.statuses, _point_size(chart, spec["width"]))
    labels = end_labels(chart, board, scale, spec["height"])
    layers += [_name(label, x, board) for label in labels]
    return {**spec, "data": {"values": rows(chart)}, "layer": layers}


def rows(chart: Chart) -> list[dict[str, Any]]:
    """The values as plain data. ``run`` tells years apart that no line joins."""
    place = {name: number for number, name in enumerate(chart.names)}
    runs = {
        value.figure: number
        for name in chart.names
        for number, run in enumerate(chart.runs(name))
        for value in run
    }
    found = []
    for number, value in enumerate(chart.values):
        row: dict[str, Any] = {
            "id": f"v{number}",
            "series": place[value.name],
            "name": value.name,
            "run": runs[value.figure],
            "year": value.year,
            "value": float(value.value),
            "status": value.status.value,
            "text": value.printed,
        }
        if value.low is not None and value.high is not None:
            row |= {"low": float(value.low), "high": float(value.high)}
        found.append(row)
    return found


def room_for_names(chart: Chart, board: Board) -> float:
    """The margin at the right for names and last values, as wide as the longest of them."""
    found = [line for name in chart.names for line in end_text(chart, name, board)]
    return max(text_width(line, board.text, strong=True) for line in found) + 14


def end_text(chart: Chart, name: str, board: Board) -> tuple[str, ...]:
    """What stands at the end of a line: name and last value, one below the other if narrow."""
    value = chart.of(name)[-1].label
    if board.is_narrow:
        words = boards.wrapped(name, MOST_NARROW, board.text) if name else []
        shown = words if len(words) < 3 else [words[0], f"{words[1]}…"]
        return (*(boards.cut(line, MOST_NARROW, board.text) for line in shown), value)
    room = MOST_AT_END - text_width(f" {value}", board.text, strong=True)
    return (f"{boards.cut(name, room, board.text)} {value}".strip(),)


def year_ticks(years: range, width: float, board: Board) -> list[int]:
    """Every year if there is room, else every second, fifth or tenth; the last one always."""
    room = text_width("2024", board.text) + 10
    fitting = (n for n in (1, 2, 5, 10, 20, 50) if width / max(1, len(years) - 1) * n >= room)
    step = next(fitting, 100)
    return sorted({year for year in years if (years[-1] - year) % step == 0})


def end_labels(chart: Chart, board: Board, scale: Scale, height: float) -> list[EndLabel]:
    """The names at the ends of the lines, moved apart where they would overlap."""
    wanted = []
    for number, name in enumerate(chart.names):
        last = chart.of(name)[-1]
        at = scale.at(float(last.value), height)
        wanted.append(EndLabel(number, end_text(chart, name, board), last.year, at))
    gap = max(len(label.text) for label in wanted) * (board.text + 2) + 3.0
    return apart(wanted, gap, 0, height - 2)


def apart(labels: Sequence[EndLabel], gap: float, top: float, bottom: float) -> list[EndLabel]:
    """Labels in their order from the top, none closer to the next than ``gap``."""
    ordered = sorted(labels, key=lambda label: label.at)
    places = [max(top, label.at) for label in ordered]
    for n in range(1, len(places)):
        places[n] = max(places[n], places[n - 1] + gap)
    if places and places[-1] > bottom:
        places[-1] = bottom
        for n in range(len(places) - 2, -1, -1):
            places[n] = min(places[n], places[n + 1] - gap)
    return [
        EndLabel(label.series, label.text, label.year, round(at, 1))
        for label, at in zip(ordered, places, strict=True)
    ]


def _point_size(chart: Chart, width: float) -> int:
    spacing = width / max(1, len(chart.years) - 1)
    return 60 if spacing > 26 else 30 if spacing > 13 else 8


def _series(number: int, x: Spec, y: Spec, statuses: Sequence[Status], size: int) -> list[Spec]:
    colour = COLOURS[SERIES[number]]
    mine = {"filter": {"field": "series", "equal": number}}
    line = {
        "transform": [mine],
        "mark": {
            "type": "line",
            "color": colour,
            "strokeWidth": 2.5,
            "strokeDash": list(DASHES[number]),
        },
        "encoding": {"x": x, "y": y, "detail": {"field": "run"}},
    }
    points = []
    for status in statuses:
        shape, filled = SHAPES[status]
        points.append(
            {
                "transform": [mine, {"filter": {"field": "status", "equal": status.value}}],
                "mark": {
                    "type": "point",
                    "shape": shape,
                    "size": size,
                    "opacity": 1,
                    "fill": colour if filled else COLOURS["paper"],
                    "stroke": colour,
                    "strokeWidth": 1.5,
                    **({"strokeDash": [2, 1.5]} if status is Status.CALCULATED else {}),
                },
                "encoding": {"x": x, "y": y, "description": {"field": "id"}},
            }
        )
    return [line, *points]


def _bands(x: Spec, y: Spec) -> Spec:
    return {
        "transform": [{"filter": "isValid(datum.low)"}],
        "mark": {
            "type": "area",
            "color": COLOURS["band"],
            "line": {"color": COLOURS["actual"], "strokeWidth": 1},
            "opacity": 1,
        },
        "encoding": {
            "x": x,
            "y": {**y, "field": "low"},
            "y2": {"field": "high"},
            "detail": [{"field": "series"}, {"field": "run"}],
        },
    }


def _name(label: EndLabel, x: Spec, board: Board) -> Spec:
    return {
        "data": {"values": [{"year": label.year, "text": list(label.text)}]},
        "mark": {
            "type": "text",
            "align": "left",
            "dx": 9,
            "dy": -(len(label.text) - 1) * (board.text + 2) / 2,
            "lineHeight": board.text + 2,
            "fontSize": board.text,
            "fontWeight": 700,
            "color": COLOURS[SERIES[label.series]],
        },
        "encoding": {"x": x, "y": {"value": label.at}, "text": {"field": "text"}},
    }
