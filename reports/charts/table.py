"""The values of a chart as a table: the same for the page, and for files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.charts.model import Chart, Value
from reports.document import formatting
from reports.document.language import gettext as _


@dataclass(frozen=True)
class Cell:
    """One value; ``number`` is that of its mark in the drawing. None of it where nothing is."""

    number: int
    value: Value
    exact: Decimal
    change: str = ""


@dataclass(frozen=True)
class Row:
    head: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Table:
    """``heads`` name the columns of values; ``changes`` tells of a column of yearly changes."""

    caption: str
    corner: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    changes: bool = False


def table(chart: Chart) -> Table:
    """A row for each year (those without a value too) or, of bars, for each part."""
    unit = formatting.unit_words(chart.unit, chart.multiplier)
    cells = {
        (value.name, value.year): _cell(chart, number, value)
        for number, value in enumerate(chart.values)
    }
    if chart.kind == "bars":
        rows = [Row(value.name, (cells[value.name, value.year],)) for value in chart.values]
        return Table(chart.subtitle, _("Part"), (unit,), tuple(rows))
    rows = [
        Row(str(year), tuple(cells.get((name, year)) for name in chart.names))
        for year in chart.years
    ]
    single = len(chart.names) == 1
    heads = (unit,) if single else chart.names
    changes = single and any(cell and cell.change for row in rows for cell in row.cells)
    return Table(chart.subtitle, _("Year"), heads, tuple(rows), changes)


def _cell(chart: Chart, number: int, value: Value) -> Cell:
    change = None if chart.kind == "bars" else chart.change(value)
    text = "" if change is None else formatting.quantity(change, formatting.PERCENT)
    return Cell(number, value, value.value.scaleb(chart.multiplier), text)


COLUMNS = (
    *("series", "year", "value", "low", "high", "approximate", "unit", "multiplier", "status"),
    "figure",
)


def records(chart: Chart) -> Iterator[list[str]]:
    """The values as rows of texts below `COLUMNS`, one value a row, every digit kept."""
    yield list(COLUMNS)
    for value in chart.values:
        yield [
            value.name,
            str(value.year),
            f"{value.value:f}",
            "" if value.low is None else f"{value.low:f}",
            "" if value.high is None else f"{value.high:f}",
            "yes" if value.approximate else "",
            chart.unit,
            str(chart.multiplier),
            value.status.value,
            value.figure,
        ]
