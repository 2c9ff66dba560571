"""A file that renames or leaves out a figure that the text shows says so beforehand."""

from __future__ import annotations

import pytest

from tests.integration.spreadsheets.sample import Book, difference
from tests.integration.test_figure_tables import parts, table
from tests.support import reports as make

pytestmark = pytest.mark.django_db
SINGLE = "Market size, World, 2024"
SHOWN = "The report shows this figure in: {}."


@pytest.fixture
def page(db):
    embed = '<embed embedtype="figure" key="{}"/>'
    text = embed.format("market-size-2024") * 2 + embed.format("market-size-part-1-2024")
    made = make.report_page(
        figures=[make.figure(), table(parts({"2024": "3"}, {"2024": "4"}))],
        headlines=[("headline", {"figure": "market-size-2024", "title": "Size"})],
        sections=[("section", {"heading": "Size", "text": f"<p>{text}</p>"})],
    )
    made.save_revision()
    return make.fresh(made)


def test_a_new_year_renames_the_figure_and_the_places_are_named(page):
    book = Book(page)
    book.put("Figures", SINGLE, "Year", 2023)
    (change,) = difference(page, book.data).changed
    assert change.warnings == [SHOWN.format("Headlines (1), Sections (2)")]


def test_a_new_value_renames_nothing(page):
    book = Book(page)
    book.put("Figures", SINGLE, "Value", 8)
    (change,) = difference(page, book.data).changed
    assert change.warnings == []


def test_of_the_rows_that_are_missing_the_used_ones_say_where(page):
    book = Book(page)
    part = "Market size, Part 1 (By use), World, 2024"
    book.drop("Figures", part)
    book.drop("Figures", SINGLE)
    found = {change.label: change.warnings for change in difference(page, book.data).removed}
    assert found == {
        SINGLE: [SHOWN.format("Headlines (1), Sections (2)")],
        part: [SHOWN.format("Sections (1)")],
    }
