"""The rows of a file that was read: columns by their titles, each cell with its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reports.exports.columns import FIGURES, SHEETS, Column, Sheet
from reports.exports.workbook import LISTS, STAMP
from reports.spreadsheets.cellvalues import Refused, text_of


class Unusable(ValueError):
    """Why a file holds no data of a report, in a sentence."""


@dataclass(frozen=True, slots=True)
class RefusedCell:
    """A cell that is not taken: its address, such as "Figures!F12", and why."""

    address: str
    reason: str


@dataclass(slots=True)
class FileRow:
    """A row of a file: the texts of its columns, and what of it cannot be read."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    problems: list[RefusedCell] = field(default_factory=list)

    def refuse(self, column: str, reason: str) -> None:
        letter = self.letters.get(column, "A")
        self.problems.append(RefusedCell(f"{self.title}!{letter}{self.number}", reason))


@dataclass(slots=True)
class Incoming:
    """All rows of a file by sheet; ``stamp`` says of which draft they were."""

    sheets: dict[str, list[FileRow]]
    stamp: str = ""
    ignored: list[str] = field(default_factory=list)


def incoming(sheets: Mapping[str, Any], kind: str) -> Incoming:
    """The rows of the reader's result. Raises `Unusable` where a sheet or a column is missing."""
    wanted = (FIGURES,) if kind == "csv" else SHEETS
    missing = [sheet.title for sheet in wanted if sheet.title not in sheets]
    if missing:
        raise Unusable(
            f"It has no sheet “{missing[0]}”. Expected are the sheets "
            f"{', '.join(sheet.title for sheet in wanted)}."
        )
    found = Incoming({})
    for sheet in wanted:
        found.sheets[sheet.name] = _rows(sheet, sheets[sheet.title], kind == "csv", found.ignored)
    found.stamp = _stamp(sheets.get(LISTS) or [])
    return found


def _rows(sheet: Sheet, raw: list[Any], csv: bool, ignored: list[str]) -> list[FileRow]:
    head = raw[0][1] if raw and raw[0][0] == 1 else []
    titles = [" ".join(cell.split()) if isinstance(cell, str) else "" for cell in head]
    columns: dict[int, Column] = {}
    for column in sheet.columns:
        places = [place for place, title in enumerate(titles) if title == column.title]
        if len(places) > 1:
            raise Unusable(f"{sheet.title} has the column “{column.title}” twice.")
        if places:
            columns[places[0]] = column
        elif column.kind != "fixed":
            raise Unusable(
                f"{sheet.title} has no column “{column.title}” in its first row. Expected are: "
                f"{', '.join(sheet.titles)}."
            )
    known = set(sheet.titles)
    ignored += [
        f"{sheet.title}, column “{title[:60]}”" for title in titles if title and title not in known
    ]
    letters = {column.name: letter(place) for place, column in columns.items()}
    rows = []
    for number, cells in raw[1:]:
        row = FileRow(number, letters=letters, title=sheet.title)
        for place, column in columns.items():
            cell = cells[place] if place < len(cells) else None
            try:
                row.cells[column.name] = text_of(cell, column, csv=csv)
            except Refused as problem:
                row.cells[column.name] = ""
                if column.kind != "fixed":
                    row.refuse(column.name, _sentence(str(problem)))
        if any(row.cells.values()) or row.problems:
            rows.append(row)
    return rows


def _stamp(raw: list[Any]) -> str:
    cells = dict(raw[:2])
    named = cells.get(1, [None])[:1] == [STAMP]
    stamp = cells.get(2, [None])[0] if named else None
    return stamp if isinstance(stamp, str) else ""


def letter(place: int) -> str:
    """The letters of a column by its place from 0: 27 gives "AB"."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
