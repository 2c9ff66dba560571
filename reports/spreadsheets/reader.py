"""Reads an uploaded file in a process of its own, within limits. Knows no Django.

    python -m reports.spreadsheets.reader xlsx < file > result.json

The result is ``{"sheets": {title: [[row number, [cell, …]], …]}}`` or
``{"refused": sentence}``. A cell is a text, null, or a pair: ``["n", digits,
decimals]`` for a number (decimals as its cell shows them, or null),
``["b", true]``, or ``["x", why]`` for what is no plain value.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
import resource
import sys
from typing import Any

from reports.spreadsheets.archive import MOST_BYTES, Refusal, inspect

MEMORY = 300 * 2**20
SECONDS = 20  # of computing; the parent waits a little longer by the clock
MOST_OUTPUT = 16 * 2**20
MOST_ROWS, MOST_COLUMNS, MOST_CELL = 20_000, 100, 40_000
TITLES = ("Figures", "Segments", "Key players", "Developments", "Lists")
EXPECTED = "Expected are the sheets Figures, Segments, Key players and Developments."
SHOWN = re.compile(r"(?:#,##)?0(?:\.(0+))?(?:_\)|;.*)?")
TOO_LARGE = "It is too large to be read."
UNREADABLE = "It is damaged: it could not be read as an XLSX workbook."

Cell = str | list[Any] | None


def limit() -> None:
    """Hold this process to its memory, its time and its output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_OUTPUT, MOST_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read_xlsx(data: bytes) -> dict[str, list[Any]]:
    """The sheets that are ours, by title."""
    inspect(data)
    from openpyxl import DEFUSEDXML, load_workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    if not DEFUSEDXML:  # then entities would be expanded
        raise Refusal("Workbooks cannot be read: defusedxml is not installed.")
    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    if book.epoch == CALENDAR_MAC_1904:
        raise Refusal("It counts dates from 1904. Switch that off in its options and save again.")
    sheets = {}
    for title in TITLES:
        if title in book.sheetnames:
            sheets[title] = list(_rows(book, book[title]))
    if not sheets:
        raise Refusal(f"It has none of the sheets of a report. {EXPECTED}")
    return sheets


def _rows(book: Any, page: Any) -> Any:
    """The rows of a sheet as they stand in the file, whatever size it claims to have."""
    from openpyxl.worksheet._reader import WorkSheetParser

    class Parser(WorkSheetParser):
        """One cell that cannot be read is that cell's matter, not the file's."""

        def parse_cell(self, element: Any) -> Any:
            try:
                return super().parse_cell(element)
            except (ValueError, TypeError, IndexError, KeyError, OverflowError):
                found = re.fullmatch(r"([A-Z]{1,3})[0-9]{1,7}", element.get("r") or "")
                if not found:
                    raise
                from openpyxl.utils import column_index_from_string

                return {
                    "row": self.row_counter,
                    "column": column_index_from_string(found[1]),
                    "value": "it holds no value that can be read",
                    "data_type": "unreadable",
                    "style_id": 0,
                }

    if not hasattr(page, "_worksheet_path"):
        raise Refusal(f"“{page.title}” is a chart, not a sheet of cells.")
    with book._archive.open(page._worksheet_path) as source:
        parser = Parser(
            source,
            book._shared_strings if hasattr(book, "_shared_strings") else page._shared_strings,
            data_only=False,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        last = count = 0
        for number, cells in parser.parse():
            count += 1
            if number <= last:
                raise Refusal(f"It is damaged: {page.title} has row {number} out of order.")
            if number > MOST_ROWS or count > MOST_ROWS:
                raise Refusal(
                    f"{page.title} has more than {MOST_ROWS:,} rows; rows that only look empty "
                    "count too. Delete them and save it again."
                )
            last = number
            row: list[Cell] = []
            for cell in cells:
                column = cell["column"]
                if column <= len(row) or cell["row"] not in (number, None):
                    raise Refusal(f"It is damaged: {page.title} has cells out of order.")
                if column > MOST_COLUMNS:
                    if cell["value"] is None:
                        continue
                    raise Refusal(f"{page.title} has more than {MOST_COLUMNS} columns.")
                row += [None] * (column - len(row) - 1)
                row.append(_cell(book, cell))
            while row and row[-1] is None:
                row.pop()
            if row:
                yield [number, row]


def _cell(book: Any, cell: dict[str, Any]) -> Cell:
    kind, value = cell["data_type"], cell["value"]
    if value is None:
        return None
    if kind == "unreadable":
        return ["x", str(value)]
    if kind == "f":
        return ["x", "it holds a formula; paste the value"]
    if kind == "e":
        return ["x", f"it shows the error {value}"]
    if kind == "d":
        return ["x", "it is a date; write a plain number or text"]
    if isinstance(value, bool):
        return ["b", value]
    if isinstance(value, int | float):
        return _number(value, _format(book, cell["style_id"]))
    text = str(value)
    return text if len(text) <= MOST_CELL else ["x", "its text is too long"]


def _number(value: int | float, shown: str) -> Cell:
    if isinstance(value, float) and not math.isfinite(value):
        return ["x", "it holds no finite number"]
    if "%" in shown:
        return ["x", "it is formatted as a percentage; write 16.3 with the unit percent"]
    if isinstance(value, int):
        digits = str(value) if abs(value) < 10**300 else ""
    else:
        # Fifteen digits are what a spreadsheet shows and keeps; more are noise of its sums.
        digits = format(value, ".15g")
        if "e" in digits:
            from decimal import Decimal

            digits = format(Decimal(digits), "f")
    if not digits or len(digits) > 40:
        return ["x", "its number is too large or too small"]
    found = SHOWN.fullmatch(shown)
    return ["n", digits, len(found[1] or "") if found else None]


def _format(book: Any, style: int) -> str:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

    try:
        number = book._cell_styles[style].numFmtId
        if number < BUILTIN_FORMATS_MAX_SIZE:
            return str(BUILTIN_FORMATS.get(number, "General"))
        return str(book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE])
    except IndexError:
        return "General"


def read_csv(data: bytes) -> dict[str, list[Any]]:
    """The one table of a CSV file, with a comma, a semicolon or a tab between its cells."""
    if len(data) > MOST_BYTES:
        raise Refusal("The file is larger than 5 MB.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("It is no text in UTF-8. Save it as “CSV UTF-8”.") from None
    if "\0" in text or data.startswith((b"PK", b"\xd0\xcf")):
        raise Refusal("It is no CSV file.")
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    csv.field_size_limit(MOST_CELL)
    rows: list[Any] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, row in enumerate(reader, 1):
            if number > MOST_ROWS:
                raise Refusal(f"It has more than {MOST_ROWS:,} rows.")
            if len(row) > MOST_COLUMNS:
                raise Refusal(f"Row {number} has more than {MOST_COLUMNS} columns.")
            if any(row):
                rows.append([number, [cell or None for cell in row]])
    except csv.Error as problem:
        raise Refusal(f"Row {reader.line_num} cannot be read as CSV: {problem}.") from None
    return {"Figures": rows}


def read(kind: str, data: bytes) -> dict[str, Any]:
    """The result for a file; whatever is wrong with it is a sentence."""
    try:
        return {"sheets": read_csv(data) if kind == "csv" else read_xlsx(data)}
    except Refusal as refusal:
        return {"refused": str(refusal)}
    except (MemoryError, RecursionError):
        return {"refused": TOO_LARGE}
    except Exception as problem:
        return {"refused": _why(problem)}


def _why(problem: BaseException | None) -> str:
    """The sentence for what a library raised, or for what that was raised from."""
    while problem is not None:
        if type(problem).__module__.startswith("defusedxml"):
            return "It defines entities, which no workbook needs."
        if isinstance(problem, MemoryError | RecursionError):
            return TOO_LARGE
        problem = problem.__cause__ or problem.__context__
    return UNREADABLE


def main() -> None:
    limit()
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    result = read(sys.argv[1], data)
    try:
        text = json.dumps(result)
        if len(text) > MOST_OUTPUT - 1:
            raise MemoryError
    except MemoryError:
        text = json.dumps({"refused": TOO_LARGE})
    sys.stdout.write(text)


if __name__ == "__main__":
    import warnings

    warnings.simplefilter("ignore")
    main()
