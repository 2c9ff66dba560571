"""A report with every kind of row and cell, and workbooks changed as an editor would."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import load_workbook

from reports.models import Geography, ReportPage
from reports.spreadsheets.download import csv_of, xlsx_of
from reports.spreadsheets.incoming import incoming
from reports.spreadsheets.labels import Labels
from reports.spreadsheets.reading import read_file
from reports.spreadsheets.rows import draft_rows
from reports.spreadsheets.uploads import read_upload, review, stage
from tests.support import reports as make

RICH = (
    '<p>Was <b>small</b>: <embed embedtype="figure" key="size"/> and '
    '<a href="https://example.org/">more</a>.</p><ul><li>One</li><li>Two</li></ul>'
)
LONG = f"<p>{'long ' * 9000}</p>"
NASTY = [
    *("=1+1", "+44 20", "-5", "-x", "@sum", "'=quoted", "''", "'", "＝1", "=HYPERLINK(1)|x"),
    *("“Größe” → 東京 🏮", "a	b", "_x0041_", "x005F_ kept", 'semi;colon, comma "quote"'),
    *("#REF!", "TRUE", "1e309", "0x1F", "1/2", "2024-01-02", "007", "1,5", "<b>&amp;</b>"),
]


def every_kind(market: str = "lamps") -> ReportPage:
    """A draft with figures of every kind, two tables, segments, players and developments."""
    europe, _ = Geography.objects.get_or_create(
        code="150", defaults={"name": "Europe", "kind": "region"}
    )
    oil, wax = make.segment("By fuel", "Oil"), make.segment("By fuel", "Beeswax; pure")
    home = make.segment("By use", "Home")
    lumo = make.company("Lumo")
    source = make.source().pk
    amounts = ["7.10", "-3.50", "0.00", "0", "1234567.12345678", "0.00000001", "100", "9999999.9"]
    figures: list[tuple[str, Any]] = [
        make.figure(amount, start=2000 + place) for place, amount in enumerate(amounts)
    ]
    figures += [make.figure("1", start=2040 + place, note=note) for place, note in enumerate(NASTY)]
    figures += [
        make.figure("40.0", start=2030, low="38.00", high="42", approximate=True),
        make.figure(
            "16.30", measure="cagr", unit="percent", multiplier="0", end=2031, key="growth"
        ),
        make.figure("3", start=2025, segments=[oil.pk, home.pk], status="forecast", claim="own"),
        make.figure("4", start=2026, segments=[wax.pk], geography=europe.pk, source=None),
        make.figure("5", start=2027, measure="statistic", statistic="lamps lit", unit="lamps"),
        make.figure("6", start=2028, note="n" * 500, attribution="Somebody", key="six"),
        make.figure("8", start=2029, carried="USD 8 billion, estimate", confirmed=True),
        make.figure(None, start=None, unit=""),
    ]
    cells = {
        "2024": {
            "value": "3.10",
            "note": "=2+2",
            "status": "actual",
            "low": "3.00",
            "high": "3.20",
        },
        "2025": {"value": "1,234.50", "approximate": True, "key": "grouped"},
        "2026": {"value": "not yet", "carried": "USD 3", "confirmed": True},
        "2027": "123456789012345",
        "2028": "-0.00000001",
    }
    periods = [{"period": str(year), "status": "estimate"} for year in range(2024, 2029)]
    table = {
        "title": "By fuel",
        "measure": "market_size",
        "geography": make.world().pk,
        "unit": "USD",
        "multiplier": "9",
        "claim": "cited",
        "source": source,
        "calculate": ["cagr", "total", "share"],
        "table": {
            "periods": periods,
            "series": [
                {"segments": [oil.pk], "cells": cells},
                {"segments": [wax.pk], "cells": {"2024": "2.0", "2028": "4.5"}},
                {"segments": [wax.pk], "cells": {"2024": "2.5"}},
                {"measure": "share", "unit": "percent", "multiplier": 0, "geography": europe.pk,
                 "cells": {"2024": "31.50"}},
            ],
        },
    }  # fmt: skip
    figures += [
        ("table", table),
        ("calculation", {"rule": "growth_path", "first": "six", "last": "growth"}),
    ]
    page = make.report_page(
        market,
        figures=figures,
        segments=[
            (
                "axis",
                {
                    "axis": oil.axis.pk,
                    "segments": [
                        {"segment": oil.pk, "text": RICH, "source": source},
                        {"segment": wax.pk, "text": "<p>Plain.</p><p>Two.</p>", "source": None},
                    ],
                },
            )
        ],
        key_players=[
            ("key_player", {"company": lumo.pk, "text": RICH, "source": source}),
            (
                "key_player",
                {"company": make.company("=Sum Inc").pk, "text": LONG, "source": None},
            ),
        ],
        developments=[
            (
                "development",
                {"year": 2023, "month": 10, "day": None, "company": lumo.pk, "kind": "launch",
                 "title": "-A title", "text": "<p>Text.</p>", "source": source, "key": "lumo-2023"},
            ),
            (
                "development",
                {"year": 2024, "month": None, "day": None, "company": None, "kind": "other",
                 "title": "Nobody’s", "text": "", "source": None, "key": ""},
            ),
        ],
    )  # fmt: skip
    page.save_revision()
    return page


def rows(page: ReportPage, sheet: str = "figures") -> dict[str, Any]:
    """The rows of the newest draft by what they are about."""
    found = draft_rows(make.fresh(page), Labels()).sheets[sheet]
    return {
        row.cells.get("label") or row.cells.get("company") or row_id: row
        for row_id, row in found.items()
    }


class Book:
    """A downloaded workbook; changes are made in it as an editor's spreadsheet would."""

    def __init__(self, page: ReportPage) -> None:
        self.book = load_workbook(io.BytesIO(xlsx_of(page)))

    def place(self, sheet: str, row: str, title: str) -> Any:
        """The cell in a column by its title, of the row that has a text in any cell."""
        page = self.book[sheet]
        head = [cell.value for cell in page[1]]
        line = next(
            (cells for cells in page.iter_rows(min_row=2) if row in [str(c.value) for c in cells]),
            None,
        )
        assert line is not None, f"{sheet} has no row {row}"
        return line[head.index(title)]

    def put(self, sheet: str, row: str, title: str, value: Any) -> str:
        cell = self.place(sheet, row, title)
        cell.value = value
        return f"{sheet}!{cell.coordinate}"

    def add(self, sheet: str, **values: Any) -> int:
        page = self.book[sheet]
        head = [cell.value for cell in page[1]]
        page.append([values.get(title.replace(" ", "_").lower()) for title in head])
        return int(page.max_row)

    def drop(self, sheet: str, row: str) -> None:
        page = self.book[sheet]
        page.delete_rows(self.place(sheet, row, "ID").row)

    @property
    def data(self) -> bytes:
        file = io.BytesIO()
        self.book.save(file)
        return file.getvalue()


def uploaded(page: ReportPage, data: bytes, user: Any = None, name: str = "lamps.xlsx") -> Any:
    """An upload that has been read."""
    upload = stage(page, user or make.user("root", superuser=True), name, data)
    read_upload.func(upload.pk)
    upload.refresh_from_db()
    return upload


def difference(page: ReportPage, data: bytes, name: str = "lamps.xlsx") -> Any:
    upload = uploaded(page, data, name=name)
    assert upload.state == "read", upload.problem
    return review(upload).difference


__all__ = [
    "Book",
    "csv_of",
    "difference",
    "every_kind",
    "incoming",
    "read_file",
    "rows",
    "uploaded",
    "xlsx_of",
]
