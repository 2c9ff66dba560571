"""A workbook of a report's data, made so that it comes back as it went out."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from reports.exports.cells import carried, decimals, number_text
from reports.exports.columns import SHEETS, Column, Sheet

Row = Mapping[str, str]
README, LISTS = "Read me", "Lists"
STAMP = "draft"  # title of the column of the hidden sheet that says which draft this was
SPARE = 500  # rows below the last one that the lists of choices reach to
HELP = (
    "Change cells, add rows below the others (without an ID), and upload the file again on the "
    "report's Data screen. Everything that changes is shown there before it is written.",
    "Grey cells tell; they are not read back. Rows that are missing on return stay in the draft "
    "unless you tick them there.",
    "Calculated figures are listed to be read; change what they are calculated from.",
    "A figure of a table has its measure, segments, place, years, unit, multiplier, claim and "
    "source from that table; change these in the editor.",
    "Formulas are not read: paste them as values. Percentages are plain numbers: 16.3 with the "
    "unit percent.",
)


def workbook(
    title: str,
    rows: Mapping[str, Sequence[Row]],
    lists: Mapping[str, Sequence[str]],
    stamp: str = "",
) -> bytes:
    """The rows of each sheet (by the sheet's name) as an XLSX file.

    ``lists`` holds the choices of columns; ``stamp`` says of which draft the rows are.
    """
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        formats = Formats(book)
        _read_me(book.add_worksheet(README), title, formats)
        pages = [book.add_worksheet(sheet.title) for sheet in SHEETS]
        ranges = _lists(book.add_worksheet(LISTS), lists, stamp)
        for page, sheet in zip(pages, SHEETS, strict=True):
            _sheet(page, sheet, rows.get(sheet.name, ()), ranges, formats)
        pages[0].activate()
    return file.getvalue()


class Formats:
    """Each format of a cell once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.made: dict[tuple[Any, ...], Any] = {}

    def get(self, **options: Any) -> Any:
        key = tuple(sorted(options.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({"valign": "top", **options})
        return self.made[key]


def _read_me(page: Any, title: str, formats: Formats) -> None:
    page.set_column(0, 0, 18)
    page.set_column(1, 1, 22)
    page.set_column(2, 2, 90)
    page.write_string(0, 0, carried(title), formats.get(bold=True))
    line = 2
    for text in HELP:
        page.merge_range(line, 0, line, 2, text, formats.get(text_wrap=True))
        page.set_row(line, 30)
        line += 1
    for sheet in SHEETS:
        line += 1
        page.write_string(line, 0, sheet.title, formats.get(bold=True))
        for column in sheet.columns:
            line += 1
            told = column.help if column.kind != "fixed" else f"{column.help} Not read back."
            page.write_string(line, 1, column.title)
            page.write_string(line, 2, told)
        line += 1


def _lists(page: Any, lists: Mapping[str, Sequence[str]], stamp: str) -> dict[str, str]:
    """The hidden sheet of choices; gives the range of each list that has any."""
    page.very_hidden()
    ranges = {}
    page.write_string(0, 0, STAMP)
    page.write_string(1, 0, stamp)
    for position, (name, choices) in enumerate(lists.items(), 1):
        page.write_string(0, position, name)
        for line, choice in enumerate(choices, 1):
            page.write_string(line, position, carried(choice))
        letter = xl_col_to_name(position)
        if choices:
            ranges[name] = f"={LISTS}!${letter}$2:${letter}${len(choices) + 1}"
    return ranges


def _sheet(
    page: Any, sheet: Sheet, rows: Sequence[Row], ranges: Mapping[str, str], formats: Formats
) -> None:
    page.freeze_panes(1, 3 if sheet.name == "figures" else 1)
    head = formats.get(bold=True, bg_color="#E3EEEE", bottom=1, text_wrap=True)
    for position, column in enumerate(sheet.columns):
        page.set_column(position, position, column.width)
        page.write_string(0, position, column.title, head)
        _choices(page, position, column, len(rows), ranges)
    page.autofilter(0, 0, max(1, len(rows)), len(sheet.columns) - 1)
    for line, row in enumerate(rows, 1):
        told = row.get("id", "").startswith("calculated:")
        for position, column in enumerate(sheet.columns):
            grey = {"font_color": "#666666", "bg_color": "#F0F0F0"}
            look = {} if _open(column, told) else grey
            write_cell(page, line, position, column, row, formats, look)


def _open(column: Column, told: bool) -> bool:
    return column.editable and not told


def write_cell(
    page: Any,
    line: int,
    position: int,
    column: Column,
    row: Row,
    formats: Formats,
    look: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """One cell of a row: numbers with the digits they were stated with, all else as inert text."""
    text = carried(row.get(column.name, ""))
    number = number_text(text) if column.kind == "number" else None
    if number is not None and number == text:
        exact = Decimal(number)
        pattern = "0" + ("." + "0" * decimals(exact) if decimals(exact) else "")
        page.write_number(line, position, float(exact), formats.get(num_format=pattern, **look))
    elif column.kind == "year" and text.isascii() and text.isdecimal() and len(text) <= 4:
        page.write_number(line, position, int(text), formats.get(num_format="0", **look))
    elif text:
        # Text stays text, also when somebody enters the cell and leaves it again.
        form = {"num_format": "@", "text_wrap": column.name == "text", **look}
        page.write_string(line, position, text, formats.get(quote_prefix=True, **form))
    elif look:
        page.write_blank(line, position, None, formats.get(**look))


def _choices(
    page: Any, position: int, column: Column, count: int, ranges: Mapping[str, str]
) -> None:
    if not column.options or column.options not in ranges:
        return
    strict = column.kind in ("choice", "flag")
    page.data_validation(
        1,
        position,
        count + SPARE,
        position,
        {
            "validate": "list",
            "source": ranges[column.options],
            "error_type": "stop" if strict else "information",
            "error_title": column.title,
            "error_message": "Choose from the list."
            if strict
            else "This is not in the list. Several segments have a semicolon between them.",
        },
    )


def csv_rows(sheet: Sheet, rows: Iterable[Row]) -> Iterable[list[str]]:
    """The rows of one sheet for `reports.exports.cells.csv_text`, its titles first."""
    yield sheet.titles
    for row in rows:
        yield [carried(row.get(column.name, "")) for column in sheet.columns]
