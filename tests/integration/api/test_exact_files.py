"""Files against the rows that were released: every cell, in every form, whatever it holds."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest

from reports.api import copying
from reports.exports.cells import carried, unguarded
from reports.models import Figure
from reports.models.immutable import writing
from tests.integration.api.conftest import NOW
from tests.integration.api.samples import full

TEXTS = [
    *("plain", 'He said "no"', '"', "a, b; c | d", "two\nlines", "cr\r\nlf", "=1+1", "+49 30"),
    *("-5% or so", "@cmd", "\ttab", "'=guarded already", "''+twice", "'quoted'", "＝wide", "－1"),
    *("-5.0", "+3", "# no comment", "near\u2028far", "𝔘 你好 é", " space ", "\\n", "\\.", "￥5"),
    *("\ufeffmark", "1,234", "NULL", "true", "<b>&amp;</b>"),
]
NUMBERS = [
    *(("7.10", 2, 9), ("-0.50", 2, 6), ("0.00", 2, 0), ("-0.00000001", 8, 0)),
    *(("1234567.12345678", 8, 3), ("120", 0, 12), ("-98765432.1", 1, 0)),
]
TOLD = ("label", "text", "statistic", "unit", "attribution", "note", "source_title")
PLAIN = ("market", "edition", "key", "measure", "segments", "segment_names", "claim", "status")


@pytest.fixture
def rows(db):
    """What is in the database, by key; written past all forms, which would tidy it."""
    full()
    full("-chairs")
    first = Figure.objects.get(market="lamps")
    made = []
    for place in range(max(len(TEXTS), len(NUMBERS))):
        value, decimals, multiplier = NUMBERS[place % len(NUMBERS)]
        text = TEXTS[place % len(TEXTS)]
        row = Figure.objects.get(pk=first.pk)
        row.pk, row.key, row.position = None, f"row-{place}", place + 1
        row.value, row.decimals, row.multiplier = Decimal(value), decimals, multiplier
        row.amount = Decimal(value).scaleb(multiplier)
        row.low, row.high = (row.amount, row.amount + 1) if place % 3 else (None, None)
        row.approximate, row.measure = bool(place % 2), "statistic"
        for name in TOLD:
            setattr(row, name, text)
        row.statistic = f"{text}{place}"
        row.source = "" if place % 4 == 0 else text
        row.rule, row.formula = ("product", text) if place % 5 == 0 else ("", text)
        row.claim = "derived"
        made.append(row)
    with writing("repair"):
        Figure.objects.bulk_create(made)
    return {(row.market, row.key): row for row in Figure.objects.released(NOW)}


def body(answer) -> bytes:
    assert answer.status_code == 200, answer.content
    return answer.getvalue()


def same(text: str, number: Decimal | None) -> bool:
    return not text if number is None else Decimal(text) == number


def cells(content: str) -> list[dict[str, str]]:
    head, *lines, last = csv.reader(io.StringIO(content, newline=""))
    assert last == [f"# {len(lines)} rows as of 2031-05-04T09:30:00Z"]
    return [dict(zip(head, line, strict=True)) for line in lines]


def test_csv_ndjson_and_json_have_the_rows_cell_by_cell(rows, ask):
    found = cells(body(ask("figures/", format="csv")).decode())
    assert [(row["market"].lstrip("'"), row["key"]) for row in found] == [
        *Figure.objects.released(NOW)
        .order_by("market", "edition", "key")
        .values_list("market", "key")
    ]
    for cell in found:
        row = rows[unguarded(cell["market"]), cell["key"]]
        for name in (*TOLD[:-1], *PLAIN):
            assert unguarded(cell[name]) == getattr(row, name), name
        assert unguarded(cell["source_title"]) == (row.source_title if row.source else "")
        assert unguarded(cell["calculation_formula"]) == (row.formula if row.rule else "")
        assert cell["value"] == f"{row.value:.{row.decimals}f}"
        for name in ("amount", "low", "high"):
            assert same(cell[name], getattr(row, name)), name
        assert cell["approximate"] == str(row.approximate).lower()
        assert (cell["multiplier"], cell["period_start"]) == (str(row.multiplier), "2024")

    lines = [json.loads(line) for line in body(ask("figures/", format="ndjson")).splitlines()]
    assert lines.pop()["rows"] == len(rows) == len(lines)
    assert lines == ask("figures/", limit=200).json()["results"]
    for shown in lines:
        row = rows[shown["market"], shown["key"]]
        for name in (*TOLD[:-1], "market", "edition", "key", "measure", "claim", "status"):
            assert shown[name] == getattr(row, name), name
        assert (shown["source"] or {"title": ""})["title"] == (
            row.source_title if row.source else ""
        )
        assert shown["value"] == f"{row.value:.{row.decimals}f}"
        assert Decimal(shown["amount"]) == row.amount
        assert shown["approximate"] is row.approximate


def test_a_workbook_has_the_rows_cell_by_cell(rows, ask):
    answer = body(ask("figures/", format="xlsx"))
    head, *lines = openpyxl.load_workbook(io.BytesIO(answer)).active.iter_rows()
    names = [cell.value for cell in head]
    assert len(lines) == len(rows)
    for line in lines:
        cell = dict(zip(names, line, strict=True))
        row = rows[cell["market"].value, cell["key"].value]
        assert all(item.data_type != "f" for item in line)
        for name in (*TOLD[:-1], *PLAIN):
            assert (cell[name].value or "") == carried(getattr(row, name)), name
        for name in ("value", "amount", "low", "high"):
            number, shown = getattr(row, name), cell[name].value
            assert shown is None if number is None else Decimal(str(shown)) == number, name
        assert cell["approximate"].value is row.approximate


def test_the_database_and_the_program_write_the_same_bytes(rows, ask, monkeypatch):
    """Where the database can write at all; elsewhere both are the one way."""
    asked = [{}, {"fields": "note,value,source"}, {"after": "lamps/2024/row-11"}, {"year": "2024"}]
    written = [body(ask("figures/", format="csv", **query)) for query in asked]
    assert len(written[0].splitlines()) > len(rows)
    monkeypatch.setattr(copying, "able", lambda: False)
    assert [body(ask("figures/", format="csv", **query)) for query in asked] == written


def test_a_list_whose_query_was_made_before_says_the_same(rows, ask):
    """Forwards and backwards, as in the order that is the same but asked for by its name."""
    asked = [
        *({}, {"market": "lamps"}, {"measure": "statistic", "year": "2024"}, {"unit": "@cmd"}),
        *({"market": "lamps", "key": "row-3", "edition": "2024"}, {"year": "1999"}),
        *({"status": "estimate", "claim": "derived"}, {"geography": "001", "segment": "a:b"}),
    ]
    for query in asked:
        walks = []
        for further in ({}, {"ordering": "market"}):
            page, walk = ask("figures/", limit=9, **query, **further).json(), []
            for way in ("next", "next", "previous"):
                walk.append(page["results"])
                if not page[way]:
                    break
                cursor = parse_qs(urlsplit(page[way]).query)["cursor"][0]
                page = ask("figures/", limit=9, cursor=cursor, **query, **further).json()
            walks.append([*walk, page["results"]])
        assert walks[0] == walks[1], query
