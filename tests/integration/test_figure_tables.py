"""Figure tables: what an editor types into cells becomes figures of the document."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from reports.models import Figure, Segment
from reports.releasing import Refused, issue
from tests.support import reports as make

pytestmark = pytest.mark.django_db


def table(series: list[dict[str, Any]], **fields: Any) -> tuple[str, dict[str, Any]]:
    """A table of market sizes in 2024 (an estimate) and 2031 (a forecast)."""
    periods = fields.pop(
        "periods",
        [
            {"period": "2024", "status": "estimate"},
            {"period": "2031", "status": "forecast"},
        ],
    )
    values = {
        "measure": "market_size",
        "geography": make.world().pk,
        "unit": "USD",
        "multiplier": "9",
        "claim": "cited",
        "source": make.source().pk,
        "table": {"periods": periods, "series": series},
        "calculate": [],
        **fields,
    }
    return "table", values


def parts(*cells: dict[str, Any], axis: str = "By use") -> list[dict[str, Any]]:
    """Series of segments named Part 1, Part 2, …"""
    return [
        {"segments": [make.segment(axis, f"Part {number}").pk], "cells": cell}
        for number, cell in enumerate(cells, 1)
    ]


def built(*blocks: tuple[str, Any], edition: str = "2024") -> Any:
    return make.report_page(edition=edition, figures=list(blocks)).build()


def said(found: Any) -> list[str]:
    return [finding.message for finding in found.findings]


def test_each_cell_is_a_figure_with_what_its_series_and_table_say():
    series = parts(
        {"2024": "3.10", "2031": {"value": "9", "status": "estimate", "note": "rounded"}}
    )
    found = built(table(series))
    assert found.findings == []
    first, last = found.document.figures
    assert (first.key, first.text, first.status) == (
        "market-size-part-1-2024",
        "USD\N{NO-BREAK SPACE}3.10\N{NO-BREAK SPACE}billion",
        "estimate",
    )
    assert first.label == "Market size, Part 1, World, 2024"
    assert first.source == "announcement"
    assert (last.value, last.status, last.note) == (Decimal("9"), "estimate", "rounded")
    assert last.period.start == 2031


def test_a_series_may_have_its_own_measure_unit_place_and_multiplier():
    europe = make.Geography.objects.create(code="150", name="Europe", kind="region")
    row = {"measure": "share", "unit": "percent", "multiplier": 0, "geography": europe.pk}
    (figure,) = built(table([{**row, "cells": {"2024": "31.5"}}])).document.figures
    assert (figure.key, figure.text) == ("share-europe-2024", "31.5%")


def test_a_rate_stands_in_a_column_of_its_own_period():
    row = {"measure": "cagr", "unit": "percent", "multiplier": 0, "cells": {"2024-2031": "16.3"}}
    periods = [{"period": "2024-2031", "status": "forecast"}]
    (figure,) = built(table([row], periods=periods)).document.figures
    assert figure.key == "cagr-2024-2031"


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1,234.50", "1234.50"), ("−3.5", "-3.5"), (" 7.10 ", "7.10"), ("1 234", "1234")],
)
def test_numbers_are_read_as_spreadsheets_give_them(typed, value):
    (figure,) = built(table([{"cells": {"2024": typed}}])).document.figures
    assert str(figure.value) == value


@pytest.mark.parametrize("typed", ["abc", "1e309", "NaN", "12,34", "1.2.3", "9" * 16, "=1+1"])
def test_what_is_no_number_is_kept_and_named_with_its_cell(typed):
    found = built(table([{"cells": {"2024": typed}}]))
    assert found.document.figures == ()
    (message,) = said(found)
    assert message == f"Series 1, 2024: “{typed}” is no number."
    assert found.findings[0].place.field == "figures"


def test_a_cell_without_status_says_which_cell_lacks_it():
    found = built(table([{"cells": {"2024": "7"}}], periods=[{"period": "2024"}]))
    (message,) = said(found)
    assert message.startswith("Series 1, 2024: Say whether the figure is actual")


def test_a_segment_that_is_gone_is_said_and_nothing_breaks():
    lost = Segment.objects.order_by("-pk").first()
    found = built(table([{"segments": [(lost.pk if lost else 0) + 99], "cells": {"2024": "7"}}]))
    assert said(found) == ["Series 1: its segment is gone. Choose another."]


def test_growth_shares_and_totals_are_calculated_with_their_formula():
    series = parts({"2024": "2", "2031": "4"}, {"2024": "6", "2031": "9"})
    document = built(table(series, calculate=["cagr", "share", "total"])).document
    found = {
        f.key: (str(f.value), f.calculation.formula) for f in document.figures if f.calculation
    }
    assert found == {
        "cagr-part-1-2024-2031": ("10.41", "(4 ÷ 2) ^ (1 ÷ 7) − 1"),
        "cagr-part-2-2024-2031": ("5.96", "(9 ÷ 6) ^ (1 ÷ 7) − 1"),
        "market-size-2024": ("8", "2 + 6"),
        "market-size-2031": ("13", "4 + 9"),
        "share-part-1-2024": ("25.0", "2 ÷ 8"),
        "share-part-2-2024": ("75.0", "6 ÷ 8"),
        "share-part-1-2031": ("30.8", "4 ÷ 13"),
        "share-part-2-2031": ("69.2", "9 ÷ 13"),
    }
    assert {f.status.value for f in document.figures if f.calculation} == {"calculated"}


def test_what_is_published_is_never_calculated_over():
    blocks = [make.figure("8.1"), table(parts({"2024": "2"}, {"2024": "6"}), calculate=["total"])]
    document = built(*blocks).document
    assert [f.text for f in document.figures if f.key == "market-size-2024"] == [
        "USD\N{NO-BREAK SPACE}8.1\N{NO-BREAK SPACE}billion"
    ]


def test_parts_in_different_units_are_not_added():
    series = parts({"2024": "2"}, {"2024": "6"})
    series[1]["multiplier"] = 6
    document = built(table(series, calculate=["total", "share"])).document
    assert len(document.figures) == 2


def test_a_table_is_released_as_rows_and_its_parts_can_be_bound_in_text():
    embed = '<p>It was <embed embedtype="figure" key="market-size-part-1-2024"/>.</p>'
    page = make.report_page(
        figures=[table(parts({"2024": "3.10"}))],
        sections=[("section", {"heading": "Size", "text": embed})],
    )
    release = issue(page.save_revision())
    row = Figure.objects.get(release=release)
    assert (row.key, row.printed_value) == ("market-size-part-1-2024", "3.10")
    assert "3.10" in release.load_document().sections[0].html


def test_a_wrong_cell_refuses_the_release():
    page = make.report_page(
        figures=[
            make.figure(),
            table([{"cells": {"2025": "x"}}], periods=[{"period": "2025", "status": "forecast"}]),
        ]
    )
    with pytest.raises(Refused) as refused:
        issue(page.save_revision())
    assert [f.message for f in refused.value.findings] == ["Series 1, 2025: “x” is no number."]


def test_a_figure_taken_from_the_edition_before_asks_to_be_touched_or_confirmed():
    said_before = "USD\N{NO-BREAK SPACE}7.12\N{NO-BREAK SPACE}billion, estimate"
    asked = built(make.figure(carried=said_before))
    assert [f.code for f in asked.findings] == ["edition.untouched"]
    changed, confirmed = (
        make.figure("7.3", carried=said_before),
        make.figure(carried=said_before, confirmed=True),
    )
    assert built(changed, edition="2025").findings == []
    assert built(confirmed, edition="2026").findings == []


def test_untouched_cells_are_counted_once_for_the_table():
    said_before = "USD\N{NO-BREAK SPACE}{}\N{NO-BREAK SPACE}billion, estimate"
    cells = {"2024": {"value": "3", "carried": said_before.format(3)}}
    more = {"2024": {"value": "4", "carried": said_before.format(4)}}
    found = built(table(parts(cells, more)))
    (message,) = said(found)
    assert message.startswith("The table still has 2 figures as in the edition before")
