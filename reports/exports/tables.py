"""Collections as tables: the columns of each, and their rows as CSV and XLSX.

The rows come as the API shows them. Text is always in quotation marks and numbers never
are, so that a CSV reader may take a line that begins with # for what it is: the last one,
which says how many rows there are. A file without it was cut off.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Literal

import xlsxwriter

from reports.exports.cells import DIGITS, carried, decimals, guarded
from reports.exports.workbook import Formats

Type = Literal["string", "number", "integer", "boolean", "datetime"]
MOST_SHEET_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where it stands in a row as the API shows it, and its type."""

    path: tuple[str, ...]
    type: Type = "string"

    @property
    def name(self) -> str:
        return "_".join(self.path)

    def cell(self, row: Mapping[str, Any]) -> str:
        """Its text, empty where there is none."""
        value: Any = row
        for step in self.path:
            value = _within(value, step)
        return _text(value)


TYPES: Mapping[str, Type] = {
    **dict.fromkeys(("value", "amount", "low", "high"), "number"),
    **dict.fromkeys(
        ("release_number", "period_start", "period_end", "multiplier", "base_year"), "integer"
    ),
    **dict.fromkeys(("sample", "approximate", "loaded"), "boolean"),
    **dict.fromkeys(("release_released_at", "latest_release_released_at"), "datetime"),
    **dict.fromkeys(("released_at", "superseded_at"), "datetime"),
    **dict.fromkeys(("number", "latest_release_number"), "integer"),
}
_RELEASE = "release.number release.released_at release.kind sample"
_SOURCE = "source.key source.title source.publisher"
_PATHS = {
    "figures": f"market edition key {_RELEASE} label text measure statistic segments "
    "segment_names geography.code geography.name period.start period.end value unit multiplier "
    f"amount low high status approximate claim {_SOURCE} attribution note calculation.rule "
    "calculation.formula url page",
    "key-players": f"market edition company {_RELEASE} name html source.key url page",
    "developments": f"market edition key {_RELEASE} date precision company company_name kind "
    f"title html {_SOURCE} url page",
    "reports": f"market edition {_RELEASE} title standfirst market_title sector base_year "
    "forecast url page",
    "markets": "market title description sector latest.edition latest.title "
    "latest.release.number latest.release.released_at latest.release.kind latest.sample url page",
    "companies": "company name website ror wikidata lei markets key_players developments url page",
    "segments": f"market edition axis axis_name segment name {_RELEASE} html source.key "
    "figures url page",
    "sources": f"market edition key {_RELEASE} title publisher address published licence note "
    "url page",
    "releases": "market edition number released_at kind reason loaded superseded_at sample title "
    "url page",
    "series": "market edition measure statistic segments segment_names geography.code "
    f"geography.name unit {_RELEASE} values.key values.period.start values.period.end "
    "values.value values.multiplier values.amount values.low values.high values.status "
    "values.approximate values.claim values.source.key url",
    "geographies": "code name markets figures url",
    "search": "kind market edition key title note passage url page",
}


def _columns(paths: str) -> tuple[Column, ...]:
    found = [tuple(path.split(".")) for path in paths.split()]
    return tuple(Column(path, TYPES.get("_".join(path), "string")) for path in found)


TABLES: Mapping[str, tuple[Column, ...]] = {name: _columns(paths) for name, paths in _PATHS.items()}


def columns(name: str, fields: Collection[str] | None = None) -> tuple[Column, ...]:
    """The columns of a collection; with ``fields`` those of these fields alone."""
    return tuple(column for column in TABLES[name] if fields is None or column.path[0] in fields)


def header(shown: Sequence[Column]) -> str:
    """The first line of a CSV file."""
    return ",".join(column.name for column in shown) + "\n"


def line(shown: Sequence[Column], row: Mapping[str, Any]) -> str:
    """A line of a CSV file. No spreadsheet program takes a cell of it for a formula."""
    cells = []
    for column in shown:
        text = column.cell(row)
        if text and column.type in ("string", "datetime"):
            text = '"' + guarded(text).replace('"', '""') + '"'
        cells.append(text)
    return ",".join(cells) + "\n"


def trailer(count: int, as_of: str) -> str:
    """The last line of a CSV file that is sent while it is written."""
    return f"# {count} rows as of {as_of}\n"


def csv_file(name: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """A whole table as CSV, without the line that ends a stream."""
    shown = columns(name)
    return header(shown) + "".join(line(shown, row) for row in rows)


def xlsx_file(
    name: str, shown: Sequence[Column], rows: Iterable[Mapping[str, Any]], at: datetime
) -> bytes:
    """A table as a workbook of one sheet, as of a moment. Numbers are numbers with the digits
    they were stated with, as far as a spreadsheet keeps them; all else is inert text."""
    file = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        # Not the moment of the download: the same bytes every time.
        book.set_properties({"created": at.astimezone(UTC).replace(tzinfo=None)})
        formats = Formats(book)
        page = book.add_worksheet(name[:31])
        page.freeze_panes(1, 0)
        for position, column in enumerate(shown):
            page.write_string(0, position, column.name, formats.get(bold=True))
        for number, row in enumerate(rows, 1):
            for position, column in enumerate(shown):
                _write(page, number, position, column, column.cell(row), formats)
    return file.getvalue()


def _write(
    page: Any, number: int, position: int, column: Column, text: str, formats: Formats
) -> None:
    if not text:
        return
    if column.type == "boolean":
        page.write_boolean(number, position, text == "true")
        return
    if column.type in ("number", "integer"):
        exact = Decimal(text)
        if len(exact.as_tuple().digits) <= DIGITS:
            places = decimals(exact)
            pattern = "0" + ("." + "0" * places if places else "")
            page.write_number(number, position, float(exact), formats.get(num_format=pattern))
            return
    page.write_string(
        number, position, carried(text), formats.get(num_format="@", quote_prefix=True)
    )


def _within(value: Any, step: str) -> Any:
    """What an object has under a name; of a list, what each of its items has."""
    if isinstance(value, list):
        return [_within(item, step) for item in value]
    return None if value is None else value.get(step)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "|".join(_items(value))
    return str(value)


def _items(values: list[Any]) -> Iterator[str]:
    """Segments as axis:segment, all else as it is; nothing where an item has none."""
    for value in values:
        yield f"{value['axis']}:{value['segment']}" if isinstance(value, dict) else _text(value)
