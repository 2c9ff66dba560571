"""The figures of a draft as plain tables: singles, each figure table, what is calculated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from reports.document import ReportDocument
from reports.document.formatting import MULTIPLIERS, quantity
from reports.exports.cells import number_text
from reports.spreadsheets.labels import Labels
from reports.spreadsheets.rows import Draft, Row, draft_rows, tables

_POWERS = {(word or "units").capitalize(): power for power, word in MULTIPLIERS.items()}


@dataclass
class Matrix:
    """One figure table: its periods, and for each series a name and a cell for each period."""

    title: str
    periods: list[str]
    rows: list[tuple[str, list[dict[str, str] | None]]] = field(default_factory=list)


@dataclass
class DataTables:
    """All that the Data screen shows."""

    singles: list[dict[str, str]]
    matrices: list[Matrix]
    calculated: list[dict[str, str]]
    count: int


def data_tables(page: Any, document: ReportDocument) -> DataTables:
    """The tables of a draft; ``document`` is what it builds, for the calculated figures."""
    draft = draft_rows(page, Labels(), document.figures)
    rows = list(draft.sheets["figures"].values())
    return DataTables(
        singles=[_shown(row) for row in rows if row.series is None and not row.calculated],
        matrices=_matrices(draft),
        calculated=[_shown(row) for row in rows if row.calculated],
        count=len(rows),
    )


def _matrices(draft: Draft) -> list[Matrix]:
    by_place: dict[tuple[str, int | None, str], Row] = {
        (row.block, row.series, row.period): row for row in draft.sheets["figures"].values()
    }
    found = []
    for block, data in tables(draft.streams["figures"]):
        periods = [period.period for period in data.periods]
        matrix = Matrix(str(block["value"].get("title") or "Figure table"), periods)
        for number in range(len(data.series)):
            cells = [by_place.get((str(block["id"]), number, period)) for period in periods]
            first = next((cell for cell in cells if cell), None)
            if first:
                matrix.rows.append(
                    (_series(first.cells), [_shown(cell) if cell else None for cell in cells])
                )
        found.append(matrix)
    return found


def _series(cells: Mapping[str, str]) -> str:
    name = cells["statistic"] if cells["measure"] == "Statistic" else ""
    parts = (name or cells["measure"], cells["segments"], cells["geography"])
    return ", ".join(part for part in parts if part)


def _shown(row: Row) -> dict[str, str]:
    return {**row.cells, "amount": _amount(row.cells)}


def _amount(cells: Mapping[str, str]) -> str:
    """The value as readers will see it; what is no number as it was typed."""
    numbers = [number_text(cells.get(name, "")) for name in ("value", "low", "high")]
    if numbers[0] is None:
        return cells["value"] or "none"
    value, low, high = (Decimal(number) if number else None for number in numbers)
    power = _POWERS.get(cells["multiplier"], 0)
    about = bool(cells.get("approximate"))
    return quantity(
        value or Decimal(numbers[0]), cells["unit"], power, low=low, high=high, approximate=about
    )
