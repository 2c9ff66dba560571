"""The figure table, used like a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser import editing

MEDICAL = "medical-second-opinion/2024"
EditorOf = Callable[[str], str]
DraftAt = Callable[[str], dict[str, Any]]
PASTED = (
    "Part\tUnit\t2023A\t2024E\t2030F\n"
    "Amber\tUSD million\t1,100.50\t1,200\t(3.10)\n"
    "Silver\tUSD million\t5\t6\t7.0\n"
    "Nonsense\tUSD million\t1\t2\t3\n"
)


def cell(grid: Locator, period: str, row: int = 0) -> Locator:
    return grid.locator(f".tabulator-cell[tabulator-field='p_{period}']").nth(row)


def test_a_table_is_pasted_changed_by_keyboard_and_stored_by_itself(
    manager: Page, editor_of: EditorOf, draft_at: DraftAt
) -> None:
    editor = editing.new_edition(manager, editor_of(MEDICAL), "2041")
    grid = editing.add_table(manager)
    grid.locator(".tabulator-tableholder").click()
    editing.paste(manager, PASTED)
    expect(grid.locator(".figure-table__hint")).to_contain_text("6 cells pasted")
    expect(grid.locator(".figure-table__hint")).to_contain_text("left out: Nonsense")
    expect(cell(grid, "2023")).to_have_text("1100.50")
    expect(cell(grid, "2030")).to_have_text("-3.10")
    expect(grid.get_by_role("columnheader", name="2024 E")).to_be_visible()

    # Type over a cell, Tab to the next, Enter for the one below.
    cell(grid, "2023").click()
    manager.keyboard.type("7.12")
    manager.keyboard.press("Tab")
    manager.keyboard.type("8.30")
    manager.keyboard.press("Enter")
    manager.keyboard.type("9")
    manager.keyboard.press("Enter")
    expect(cell(grid, "2023")).to_have_text("7.12")
    expect(cell(grid, "2024")).to_have_text("8.30")
    expect(cell(grid, "2024", 1)).to_have_text("9")

    # What is no number stays and is said; undo brings the former back.
    cell(grid, "2030", 1).click()
    manager.keyboard.type("abc")
    manager.keyboard.press("Enter")
    expect(grid.locator(".figure-table__hint")).to_contain_text("“abc” is no number")
    manager.keyboard.press("Control+z")
    expect(cell(grid, "2030", 1)).to_have_text("7.0")

    # Several cells at once: status by keyboard selection, note for one.
    cell(grid, "2023").click()
    manager.keyboard.press("Shift+ArrowRight")
    grid.get_by_label("Status").select_option("estimate")
    cell(grid, "2023").click()
    grid.get_by_label("Note").fill("rounded")
    grid.get_by_label("Note").press("Enter")

    def is_stored() -> bool:
        table = editing.stored_table(draft_at(editor))
        return bool(table["series"]) and "note" in str(table["series"][0]["cells"].get("2023"))

    editing.eventually(manager, is_stored)
    first, second = editing.stored_table(draft_at(editor))["series"]
    assert first["cells"] == {
        "2023": {"value": "7.12", "status": "estimate", "note": "rounded"},
        "2024": {"value": "8.30", "status": "estimate"},
        "2030": "-3.10",
    }
    assert second["cells"] == {"2023": "5", "2024": "9", "2030": "7.0"}
    assert (first["unit"], first["multiplier"]) == ("USD", 6)


def test_cells_are_copied_out_and_calculated_ones_are_shown_as_such(
    manager: Page, editor_of: EditorOf
) -> None:
    editing.new_edition(manager, editor_of(MEDICAL), "2042")
    grid = editing.add_table(manager)
    grid.locator(".tabulator-tableholder").click()
    editing.paste(manager, "Part\t2024\t2031\nAmber\t7.12\t20.45\nSilver\t2.88\t4.55\n")
    for name in ("Growth rate", "Share of each", "Total of all"):
        editing.last_figure(manager).get_by_role("checkbox", name=name).check()
    rate = grid.locator(".tabulator-cell[tabulator-field=cagr]").first
    expect(rate).to_have_text("16.27%")
    expect(rate).to_have_class(re.compile("figure-table__calculated"))
    expect(grid.get_by_role("row", name=re.compile("Total"))).to_contain_text("10.00")
    expect(grid.locator(".tabulator-cell[tabulator-field=share_2024]").first).to_have_text("71.2%")

    cell(grid, "2024").click()
    manager.keyboard.press("Shift+ArrowRight")
    manager.keyboard.press("Shift+ArrowDown")
    manager.keyboard.press("Control+c")
    copied = manager.evaluate("navigator.clipboard.readText()")
    assert copied == "7.12\t20.45\n2.88\t4.55"

    result = Axe().run(manager, context=".figure-table")
    serious = [
        item["id"]
        for item in result.response["violations"]
        if item["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_a_series_is_described_in_a_dialog_that_the_keyboard_can_use(
    manager: Page, editor_of: EditorOf
) -> None:
    editing.new_edition(manager, editor_of(MEDICAL), "2043")
    grid = editing.add_table(manager)
    grid.get_by_role("button", name="Add series").press("Enter")
    dialog = manager.get_by_role("dialog", name="What this series is")
    amber = manager.get_by_role("option", name="Amber")
    dialog.get_by_role("combobox").filter(has=amber).select_option(label="Amber")
    dialog.locator("[name=unit]").fill("EUR")
    dialog.locator("[name=unit]").press("Enter")
    expect(dialog).to_have_count(0)
    expect(grid.get_by_role("row", name=re.compile("Amber EUR"))).to_be_visible()
    grid.get_by_role("button", name="Add series").click()
    manager.keyboard.press("Escape")
    expect(manager.get_by_role("dialog", name="What this series is")).to_have_count(0)
    expect(grid.get_by_role("row", name=re.compile("Whole market"))).to_have_count(0)
