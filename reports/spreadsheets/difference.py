"""What a file would change in a draft: added, changed, removed, refused. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reports.exports.cells import alike
from reports.exports.columns import BY_NAME, Column, Sheet
from reports.spreadsheets.cellvalues import Refused, stored
from reports.spreadsheets.incoming import FileRow, Incoming, RefusedCell
from reports.spreadsheets.labels import Labels
from reports.spreadsheets.plaintext import formatted
from reports.spreadsheets.rows import CALCULATED, Draft, Row
from reports.spreadsheets.validation import problems_of

# What of a table's cell may be changed here; the rest is its series', its period's, its table's.
OF_A_CELL = {"value", "low", "high", "approximate", "status", "note", "key", "confirmed"}
FORMAT_LOST = "The text has emphasis, links, lists or inline figures, which the new text replaces."


@dataclass(slots=True)
class FieldChange:
    """One column of a row: what the draft says, what the file says."""

    title: str
    old: str
    new: str


@dataclass(slots=True)
class Change:
    """A row that is added, changed or removed. ``values`` is what its block will store."""

    sheet: Sheet
    label: str
    row: Row | None = None
    at: FileRow | None = None
    fields: list[FieldChange] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"{self.sheet.name}/{self.row.id}" if self.row else ""


@dataclass(slots=True)
class Difference:
    """All that a file would change, and what of it cannot be taken."""

    added: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    removed: list[Change] = field(default_factory=list)
    refused: list[RefusedCell] = field(default_factory=list)
    unchanged: int = 0
    calculated: int = 0
    ignored: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not (self.added or self.changed or self.removed)


def compare(file: Incoming, draft: Draft, labels: Labels, base: Draft | None = None) -> Difference:
    """The difference of a file to a draft.

    ``base`` is the draft as it was when the file was downloaded: what the file left as it
    was then is no change, even if the draft says something else by now.
    """
    found = Difference(ignored=list(file.ignored))
    for name, rows in file.sheets.items():
        _Comparison(BY_NAME[name], rows, draft, base, labels, found).run()
    candidates = [*found.added, *found.changed]
    for change, column, reason in problems_of(candidates, draft):
        if change.at:
            before = len(change.at.problems)
            change.at.refuse(column, reason)
            found.refused += change.at.problems[before:]
    return found


class _Comparison:
    """The comparison of one sheet."""

    def __init__(
        self,
        sheet: Sheet,
        rows: list[FileRow],
        draft: Draft,
        base: Draft | None,
        labels: Labels,
        found: Difference,
    ) -> None:
        self.sheet, self.rows, self.labels, self.found = sheet, rows, labels, found
        self.now = draft.sheets[sheet.name]
        self.base = (base or draft).sheets[sheet.name]

    def run(self) -> None:
        seen: dict[str, int] = {}
        for row in self.rows:
            row_id = row.cells["id"]
            if row_id.startswith(CALCULATED):
                self.found.calculated += 1
                continue
            if row_id and row_id in seen:
                row.refuse("id", f"Row {seen[row_id]} has the same ID. A new row has none.")
            elif row_id:
                seen[row_id] = row.number
            if not row.problems:
                self.one(row)
            self.found.refused += row.problems
        for row_id, kept in self.now.items():
            if row_id not in seen and row_id in self.base:
                self.found.removed.append(
                    Change(self.sheet, label_of(self.sheet, kept.cells), kept)
                )

    def one(self, row: FileRow) -> None:
        row_id = row.cells["id"]
        if not row_id:
            self.add(row)
            return
        kept, before = self.now.get(row_id), self.base.get(row_id)
        if kept is None and before is not None:
            if any(self.differs(row, column, before) for column in self.columns):
                row.refuse(
                    "id",
                    "This row was taken out of the draft since the file was downloaded. "
                    "Empty its ID to add it again.",
                )
        elif kept is None:
            row.refuse("id", "The draft has no row with this ID. Empty the cell if the row is new.")
        else:
            self.change(row, kept, before or kept)

    @property
    def columns(self) -> Iterator[Column]:
        return (column for column in self.sheet.columns if column.editable)

    def differs(self, row: FileRow, column: Column, kept: Row) -> bool:
        return not alike(row.cells[column.name], kept.cells.get(column.name, ""))

    def change(self, row: FileRow, kept: Row, before: Row) -> None:
        change = Change(self.sheet, label_of(self.sheet, kept.cells), kept, row)
        for column in self.columns:
            if not self.differs(row, column, before) or not self.differs(row, column, kept):
                continue
            old, new = kept.cells.get(column.name, ""), row.cells[column.name]
            try:
                self.allowed(column, kept)
                value = stored(column, new, self.labels)
            except Refused as problem:
                row.refuse(column.name, str(problem))
                continue
            told = self.told(column, value, new)
            if told == old:  # only written in another way
                continue
            change.values[column.name] = value
            change.fields.append(FieldChange(column.title, old, told))
            if not alike(old, before.cells.get(column.name, "")):
                former = before.cells.get(column.name, "") or "none"
                change.warnings.append(
                    f"{column.title}: the draft was changed from “{former}” "
                    "since the file was downloaded."
                )
            if column.name == "text" and formatted(kept.rich):
                change.warnings.append(FORMAT_LOST)
        if change.values and not row.problems:
            self.found.changed.append(change)
        elif not row.problems:
            self.found.unchanged += 1

    def allowed(self, column: Column, kept: Row) -> None:
        if kept.series is not None and column.name not in OF_A_CELL:
            raise Refused(
                f"{column.title} is the same for a whole series or table. "
                "Change it in the editor, at the table."
            )
        if self.sheet.name == "segments" and column.name in ("axis", "segment"):
            raise Refused("A row keeps its segment. Add a new row for another one.")

    def add(self, row: FileRow) -> None:
        change = Change(self.sheet, label_of(self.sheet, row.cells), None, row)
        axis = ""
        for column in self.columns:
            text = row.cells[column.name]
            try:
                value = stored(column, text, self.labels, axis)
            except Refused as problem:
                row.refuse(column.name, str(problem))
                continue
            if column.name == "axis":
                axis = str(value or "")
            change.values[column.name] = value
            if text:
                change.fields.append(FieldChange(column.title, "", self.told(column, value, text)))
        if self.sheet.name == "segments" and not row.problems:
            self.new_segment(row, axis)
        if not row.problems:
            self.found.added.append(change)

    def new_segment(self, row: FileRow, axis: str) -> None:
        if not axis:
            row.refuse("axis", "Name the axis.")
            return
        wanted = (self.labels.axes.label(axis), row.cells["segment"].casefold())
        for kept in self.now.values():
            if (kept.cells["axis"], kept.cells["segment"].casefold()) == wanted:
                row.refuse("segment", "The report has this segment already.")
                return

    def told(self, column: Column, value: Any, text: str) -> str:
        """What a stored value reads like in a cell."""
        names = {
            "measure": self.labels.measures,
            "status": self.labels.statuses,
            "claim": self.labels.claims,
            "multiplier": self.labels.powers,
            "kind": self.labels.kinds,
            "geography": self.labels.geographies,
            "source": self.labels.sources,
            "company": self.labels.companies,
            "axis": self.labels.axes,
        }.get(column.name)
        if names:
            return names.label(value)
        if column.name == "segments":
            return "; ".join(self.labels.segments.label(pk) for pk in value)
        if column.kind == "flag":
            return "yes" if value else ""
        if column.kind in ("number", "year"):
            return "" if value is None else str(value)
        return text


def label_of(sheet: Sheet, cells: dict[str, str]) -> str:
    """How a row is named to people."""
    parts: tuple[str, ...]
    if sheet.name == "figures":
        if cells.get("label"):
            return cells["label"]
        years = "–".join(year for year in (cells["start"], cells["end"]) if year)
        parts = (
            cells["statistic"] or cells["measure"],
            cells["segments"],
            cells["geography"],
            years,
        )
    elif sheet.name == "segments":
        parts = (cells["axis"], cells["segment"])
    elif sheet.name == "players":
        parts = (cells["company"],)
    else:
        parts = (cells["year"], cells["title"])
    return ", ".join(part for part in parts if part) or "without a name"
