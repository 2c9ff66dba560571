"""The rows of a draft: what each sheet says of it, as texts, with where each row is kept."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from reports.document import values
from reports.document.figure_builder import plain_number
from reports.document.formatting import MULTIPLIERS
from reports.document.schema import Figure, Measure
from reports.document.table import (
    TableCell,
    TableData,
    TablePeriod,
    TableSeries,
    UnreadableTable,
    parse,
)
from reports.exports.cells import number_text
from reports.spreadsheets.labels import YES, Labels
from reports.spreadsheets.plaintext import plain

CALCULATED = "calculated:"
Block = dict[str, Any]


@dataclass(slots=True)
class Row:
    """One row: its texts by column, and what the draft keeps it in.

    ``block`` is the block's id; ``series`` and ``period`` tell the cell of a table,
    ``segment`` the entry of an axis.
    """

    id: str
    cells: dict[str, str]
    block: str = ""
    series: int | None = None
    period: str = ""
    segment: int | None = None
    rich: str = ""

    @property
    def calculated(self) -> bool:
        return self.id.startswith(CALCULATED)


@dataclass(slots=True)
class Draft:
    """The sheets of one draft: rows by sheet and id, and the raw blocks that they came from."""

    sheets: dict[str, dict[str, Row]]
    streams: dict[str, list[Block]] = field(default_factory=dict)


def draft_rows(page: Any, labels: Labels, calculated: tuple[Figure, ...] = ()) -> Draft:
    """The rows of a draft, those of ``calculated`` figures last among the figures."""
    streams = {
        name: [dict(block) for block in getattr(page, name).raw_data]
        for name in ("figures", "segments", "key_players", "developments")
    }
    figures = [*_figures(streams["figures"], labels)]
    figures += [_calculated(figure) for figure in calculated if figure.calculation]
    rows = {
        "figures": figures,
        "segments": [*_segments(streams["segments"], labels)],
        "players": [*_players(streams["key_players"], labels)],
        "developments": [*_developments(streams["developments"], labels)],
    }
    return Draft({name: {row.id: row for row in found} for name, found in rows.items()}, streams)


def tables(stream: list[Block]) -> Iterator[tuple[Block, TableData]]:
    """The figure tables of a stream that can be read."""
    for block in stream:
        if block["type"] == "table":
            try:
                yield block, parse(block["value"].get("table"))
            except UnreadableTable:
                continue


def series_names(data: TableData) -> list[str]:
    """A name for each series that stays when others come or go: a digest of what it is about."""
    seen: Counter[str] = Counter()
    names = []
    for series in data.series:
        about = (
            sorted(series.segments),
            series.geography,
            series.measure,
            series.statistic,
            series.unit,
            series.multiplier,
        )
        name = hashlib.sha256(json.dumps(about).encode()).hexdigest()[:10]
        seen[name] += 1
        names.append(f"{name}.{seen[name]}")
    return names


def items(value: Mapping[str, Any], name: str) -> list[Any]:
    """The values of a list inside a block, stored with ids or without."""
    return [
        item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
        for item in value.get(name) or ()
    ]


def _figures(stream: list[Block], labels: Labels) -> Iterator[Row]:
    read = {block["id"]: data for block, data in tables(stream)}
    for block in stream:
        if block["type"] == "figure":
            yield Row(str(block["id"]), _single(block["value"], labels), str(block["id"]))
        elif block["id"] in read:
            yield from _table(block, read[block["id"]], labels)


def _single(value: Mapping[str, Any], labels: Labels) -> dict[str, str]:
    segments = [pk for pk in items(value, "segments") if pk]
    cells = {
        "held": "single figure",
        "measure": labels.measures.label(value.get("measure")),
        "statistic": _text(value.get("statistic")),
        "segments": "; ".join(labels.segments.label(pk) for pk in segments),
        "geography": labels.geographies.label(value.get("geography")),
        "start": _text(value.get("start")),
        "end": _text(value.get("end")),
        "multiplier": labels.powers.label(value.get("multiplier") or "0"),
        "unit": _text(value.get("unit")),
        "approximate": YES if value.get("approximate") else "",
        "status": labels.statuses.label(value.get("status")),
        "claim": labels.claims.label(value.get("claim")),
        "source": labels.sources.label(value.get("source")),
        "attribution": _text(value.get("attribution")),
        "note": _text(value.get("note")),
        "key": _text(value.get("key")),
        "carried": _text(value.get("carried")),
        "confirmed": YES if value.get("confirmed") else "",
    }
    for name in ("value", "low", "high"):
        cells[name] = _amount(value.get(name))
    cells["label"] = _label(cells)
    return cells


def _amount(stored: Any) -> str:
    number = values.decimal(stored)
    return _text(stored) if number is None else f"{number:f}"


def _typed(text: str) -> str:
    """A cell of a table as a number where it is one, else as it was typed."""
    return number_text(plain_number(text)) or text


def _table(block: Block, data: TableData, labels: Labels) -> Iterator[Row]:
    value = block["value"]
    shared = _single({**value, "segments": []}, labels)
    held = f"table “{value.get('title')}”" if value.get("title") else "table"
    for number, (series, name) in enumerate(zip(data.series, series_names(data), strict=True)):
        own = {**shared, **_series(series, labels), "held": held}
        for period in data.periods:
            cell = series.cells.get(period.period)
            if cell is None:
                continue
            cells = {**own, **_cell(period, cell, labels)}
            cells["label"] = _label(cells)
            row_id = f"{block['id']}:{name}:{period.period}"
            yield Row(row_id, cells, str(block["id"]), number, period.period)


def _series(series: TableSeries, labels: Labels) -> dict[str, str]:
    own = {
        "segments": "; ".join(labels.segments.label(pk) for pk in series.segments),
        "geography": labels.geographies.label(series.geography),
        "measure": labels.measures.label(series.measure),
        "statistic": series.statistic,
        "unit": series.unit,
        "multiplier": labels.powers.label(series.multiplier),
    }
    return {name: text for name, text in own.items() if text}


def _cell(period: TablePeriod, cell: TableCell, labels: Labels) -> dict[str, str]:
    start, end = period.years
    return {
        "start": str(start),
        "end": str(end) if end != start else "",
        "value": _typed(cell.value),
        "low": _typed(cell.low),
        "high": _typed(cell.high),
        "status": labels.statuses.label(cell.status or period.status),
        "approximate": YES if cell.approximate else "",
        "note": cell.note,
        "key": cell.key,
        "carried": cell.carried,
        "confirmed": YES if cell.confirmed else "",
    }


def _label(cells: Mapping[str, str]) -> str:
    years = "–".join(dict.fromkeys(year for year in (cells["start"], cells["end"]) if year))
    measure = cells["statistic"] if cells["measure"] == Measure.STATISTIC.label else ""
    parts = (measure or cells["measure"], cells["segments"], cells["geography"], years)
    return ", ".join(part for part in parts if part)


def _calculated(figure: Figure) -> Row:
    year = figure.period
    cells = {
        "held": "calculated",
        "label": figure.label,
        "measure": figure.measure.label,
        "statistic": figure.statistic,
        "segments": "; ".join(f"{ref.name} ({ref.axis_name})" for ref in figure.segments),
        "geography": figure.geography.name,
        "start": str(year.start),
        "end": "" if year.is_year else str(year.end),
        "value": f"{figure.value:f}",
        "multiplier": MULTIPLIERS.get(figure.multiplier, "").capitalize() or "Units",
        "unit": figure.unit,
        "status": figure.status.label,
        "claim": figure.claim.label,
        "key": figure.key,
        "note": figure.calculation.formula if figure.calculation else "",
    }
    return Row(f"{CALCULATED}{figure.key}", cells)


def _segments(stream: list[Block], labels: Labels) -> Iterator[Row]:
    for block in stream:
        if block["type"] != "axis":
            continue
        axis = str(block["value"].get("axis") or "")
        seen: Counter[str] = Counter()
        for number, entry in enumerate(items(block["value"], "segments")):
            segment = str(entry.get("segment") or "")
            seen[segment] += 1
            html = entry.get("text") or ""
            cells = {
                "axis": labels.axes.label(axis),
                "segment": labels.segment_in(axis, segment),
                "text": plain(html),
                "source": labels.sources.label(entry.get("source")),
            }
            row_id = f"{block['id']}:{segment}.{seen[segment]}"
            yield Row(row_id, cells, str(block["id"]), segment=number, rich=html)


def _players(stream: list[Block], labels: Labels) -> Iterator[Row]:
    for block in stream:
        value, html = block["value"], block["value"].get("text") or ""
        cells = {
            "company": labels.companies.label(value.get("company")),
            "text": plain(html),
            "source": labels.sources.label(value.get("source")),
        }
        yield Row(str(block["id"]), cells, str(block["id"]), rich=html)


def _developments(stream: list[Block], labels: Labels) -> Iterator[Row]:
    for block in stream:
        value, html = block["value"], block["value"].get("text") or ""
        cells = {
            "year": _text(value.get("year")),
            "month": _text(value.get("month")),
            "day": _text(value.get("day")),
            "company": labels.companies.label(value.get("company")),
            "kind": labels.kinds.label(value.get("kind")),
            "title": _text(value.get("title")),
            "text": plain(html),
            "source": labels.sources.label(value.get("source")),
            "key": _text(value.get("key")),
        }
        yield Row(str(block["id"]), cells, str(block["id"]), rich=html)


def _text(value: Any) -> str:
    return "" if value is None else str(value)
