"""A table of figures as editors keep it: series × periods, each cell one figure.

The stored form is JSON, so that two thousand cells are one field of a form:

    {"periods": [{"period": "2024", "status": "estimate"}, …],
     "series": [{"segments": [12], "geography": 3, "measure": "", "statistic": "", "unit": "",
                 "multiplier": null,
                 "cells": {"2024": "7.12", "2025": {"value": "8.3", "note": "…"}}}, …]}

Numbers are text as it was typed, so that no digit is lost; what is no number
stays too, and building the document says so. A period is a year ("2024") or a
range ("2024-2031", for growth rates). Empty fields of a series take those of
its table; an empty status of a cell takes that of its period.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reports.document.schema import Measure, Status

MOST_SERIES, MOST_PERIODS, MOST_CELLS = 500, 100, 5_000
PERIOD = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")
STATUSES = tuple(status.value for status in Status if status is not Status.CALCULATED)
MEASURES = tuple(measure.value for measure in Measure)
TEXT_LENGTHS = {"value": 40, "low": 40, "high": 40, "note": 500, "key": 100, "carried": 250}


class UnreadableTable(ValueError):
    """What is stored is no table; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """One figure's own part; all else comes from its series, its period and its table.

    ``carried`` is what the figure said in the edition that it was taken from,
    ``confirmed`` whether an editor has said that it still holds.
    """

    value: str = ""
    status: str = ""
    note: str = ""
    low: str = ""
    high: str = ""
    key: str = ""
    carried: str = ""
    approximate: bool = False
    confirmed: bool = False

    def stored(self) -> str | dict[str, Any]:
        """The cell as it is stored: its value alone where there is no more."""
        kept = {name: getattr(self, name) for name in CELL_FIELDS if getattr(self, name)}
        return self.value if set(kept) == {"value"} else kept


CELL_FIELDS = tuple(TableCell.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class TableSeries:
    """A row: figures that share measure, segments, geography and unit (ids of reference data)."""

    segments: tuple[int, ...] = ()
    geography: int | None = None
    measure: str = ""
    statistic: str = ""
    unit: str = ""
    multiplier: int | None = None
    cells: Mapping[str, TableCell] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        names = ("geography", "measure", "statistic", "unit", "multiplier")
        own = {name: getattr(self, name) for name in names}
        kept = {name: value for name, value in own.items() if value not in ("", None)}
        if self.segments:
            kept["segments"] = list(self.segments)
        cells = {period: cell.stored() for period, cell in self.cells.items()}
        return {**kept, "cells": {period: cell for period, cell in cells.items() if cell}}


@dataclass(frozen=True, slots=True)
class TablePeriod:
    """A column: a year or a range of years, and the status that its cells have by default."""

    period: str
    status: str = ""

    @property
    def years(self) -> tuple[int, int]:
        return int(self.period[:4]), int(self.period[-4:])

    def as_dict(self) -> dict[str, Any]:
        return {"period": self.period, **({"status": self.status} if self.status else {})}


@dataclass(frozen=True, slots=True)
class TableData:
    """The whole table."""

    periods: tuple[TablePeriod, ...] = ()
    series: tuple[TableSeries, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {
            "periods": [period.as_dict() for period in self.periods],
            "series": [series.as_dict() for series in self.series],
        }

    @property
    def references(self) -> tuple[set[int], set[int]]:
        """The ids of the segments and of the geographies that the table names."""
        segments = {pk for series in self.series for pk in series.segments}
        return segments, {series.geography for series in self.series if series.geography}


def parse(raw: Any) -> TableData:
    """The table in its stored form (a mapping as above, or nothing).

    Raises `UnreadableTable` with a sentence for what is no table. What an editor may
    have typed into a cell is kept as it is, up to its greatest length.
    """
    if not raw:
        return TableData()
    if not isinstance(raw, Mapping):
        raise UnreadableTable("The table could not be read.")
    periods = tuple(_period(item) for item in _items(raw, "periods", MOST_PERIODS))
    names = [period.period for period in periods]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise UnreadableTable(f"The table has the period {twice} twice.")
    series = tuple(_series(item, set(names)) for item in _items(raw, "series", MOST_SERIES))
    cells = sum(len(item.cells) for item in series)
    if cells > MOST_CELLS:
        raise UnreadableTable(
            f"A table holds {MOST_CELLS:,} figures at most; this one has {cells:,}."
        )
    return TableData(periods, series)


def _items(raw: Mapping[str, Any], name: str, most: int) -> list[Mapping[str, Any]]:
    items = raw.get(name) or []
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise UnreadableTable("The table could not be read.")
    if len(items) > most:
        raise UnreadableTable(f"A table has {most} {name} at most; this one has {len(items):,}.")
    return items


def _period(raw: Mapping[str, Any]) -> TablePeriod:
    name = str(raw.get("period", "")).strip()
    found = PERIOD.fullmatch(name)
    years = [int(year) for year in (found.groups() if found else ()) if year]
    if not years or not all(1900 <= year <= 2200 for year in years) or sorted(years) != years:
        raise UnreadableTable(f"“{name[:40]}” is no year or range of years such as 2024-2031.")
    return TablePeriod(str(years[0]) if years[0] == years[-1] else name, _status(raw))


def _status(raw: Mapping[str, Any]) -> str:
    status = str(raw.get("status") or "")
    if status and status not in STATUSES:
        raise UnreadableTable(f"“{status[:40]}” is no status of a figure.")
    return status


def _series(raw: Mapping[str, Any], periods: set[str]) -> TableSeries:
    measure = str(raw.get("measure") or "")
    if measure and measure not in MEASURES:
        raise UnreadableTable(f"“{measure[:40]}” is no measure.")
    segments = raw.get("segments") or []
    if not isinstance(segments, list) or len(segments) > 20:
        raise UnreadableTable("The segments of a series could not be read.")
    cells = raw.get("cells") or {}
    if not isinstance(cells, Mapping):
        raise UnreadableTable("The cells of a series could not be read.")
    return TableSeries(
        segments=tuple(_id(item) for item in segments),
        geography=_id(raw["geography"]) if raw.get("geography") else None,
        measure=measure,
        statistic=_text(raw, "statistic", 120),
        unit=_text(raw, "unit", 40),
        multiplier=_power(raw.get("multiplier")),
        cells={
            str(period): cell
            for period, item in cells.items()
            if str(period) in periods and (cell := _cell(item)) != TableCell()
        },
    )


def _cell(raw: Any) -> TableCell:
    if isinstance(raw, str | int | float):  # a bare value
        raw = {"value": str(raw)}
    if not isinstance(raw, Mapping):
        raise UnreadableTable("A cell of the table could not be read.")
    texts = {name: _text(raw, name, length) for name, length in TEXT_LENGTHS.items()}
    return TableCell(
        **texts,
        status=_status(raw),
        approximate=raw.get("approximate") is True,
        confirmed=raw.get("confirmed") is True,
    )


def _text(raw: Mapping[str, Any], name: str, length: int) -> str:
    value = raw.get(name)
    text = "" if value is None else str(value).replace("\0", "").strip()
    if len(text) > length:
        raise UnreadableTable(f"“{text[:30]}…” is longer than the {length} signs that fit.")
    return text


def _id(value: Any) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError):
        number = 0
    if not 0 < number < 2**63:
        raise UnreadableTable("A series names a segment or place that does not exist.")
    return number


def _power(value: Any) -> int | None:
    if value in (None, ""):
        return None
    try:
        power = int(value)
    except (TypeError, ValueError):
        power = -1
    if power not in (0, 3, 6, 9, 12):
        raise UnreadableTable("A series has a multiplier that is none of those offered.")
    return power
