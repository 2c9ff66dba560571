"""What goes out in a spreadsheet comes back as it was, to the last decimal."""

from __future__ import annotations

import pytest

from tests.integration.spreadsheets.sample import (
    Book,
    csv_of,
    difference,
    every_kind,
    xlsx_of,
)

pytestmark = pytest.mark.django_db


def nothing(found):
    """All that a file would change, in words."""
    changed = [
        (change.label, item.title, item.old, item.new)
        for change in found.changed
        for item in change.fields
    ]
    refused = [(cell.address, cell.reason) for cell in found.refused]
    return ([item.label for item in found.added], changed, found.removed, refused)


def test_a_workbook_that_nobody_changed_changes_nothing_whatever_the_cells_hold():
    page = every_kind()
    found = difference(page, xlsx_of(page))
    assert nothing(found) == ([], [], [], [])
    assert found.unchanged > 40
    assert found.calculated >= 3


def test_nor_does_one_that_another_program_has_saved_again():
    page = every_kind()
    assert nothing(difference(page, Book(page).data)) == ([], [], [], [])


def test_the_csv_of_figures_comes_back_the_same():
    page = every_kind()
    found = difference(page, csv_of(page).encode(), "lamps.csv")
    assert nothing(found) == ([], [], [], [])
    assert found.unchanged > 30
