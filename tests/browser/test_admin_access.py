"""The admin's own screens, by keyboard and by ear."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import psycopg
from playwright.sync_api import Page, expect

from tests.browser import editing
from tests.browser.sound import sound

MEDICAL = "medical-second-opinion/2024"
EditorOf = Callable[[str], str]


def test_lists_forms_and_merging_are_within_everyones_reach(
    manager: Page, editor_of: EditorOf, database: psycopg.Connection[Any]
) -> None:
    editor = editing.new_edition(manager, editor_of(MEDICAL), "2048")
    row = database.execute("SELECT min(id) FROM reports_company").fetchone()
    assert row
    report = editor.split("/admin/")[1].replace("pages/", "reports/").replace("edit/", "")
    screens = {
        f"{report}carried/": "Not yet updated",
        "reports/press-release/": "press release",
        f"reference/company/{row[0]}/used/": "Used in",
        f"reference/company/{row[0]}/merge/": "Merge",
        "figures/": "Figures",
        "snippets/reports/company/": "Companies",
    }
    for path, heading in screens.items():
        manager.goto(f"/admin/{path}")
        expect(manager.get_by_role("heading", level=1)).to_have_text(
            re.compile(heading, re.IGNORECASE)
        )
        sound(manager)


def test_a_figure_is_chosen_by_keyboard_alone_and_writing_goes_on_where_it_was(
    manager: Page, editor_of: EditorOf
) -> None:
    editing.new_edition(manager, editor_of(MEDICAL), "2049")
    text = editing.text_of_first_section(manager)
    values = text.locator(".figure-entity__value")
    before = values.count()
    editing.write_at_end(manager, text, " And /fig")
    option = manager.get_by_role("option", name="Figure").first
    expect(option).to_be_visible()
    manager.keyboard.press("Enter")
    dialog = manager.get_by_role("dialog", name="Insert a figure")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    # Left without a choice, the cursor is back in the text.
    manager.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(text).to_be_focused()
    manager.keyboard.type(" then /fig")
    expect(option).to_be_visible()
    manager.keyboard.press("Enter")
    expect(dialog.get_by_role("listitem").nth(1)).to_be_visible()
    manager.keyboard.press("ArrowDown")
    manager.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("listitem").nth(1).get_by_role("button")).to_be_focused()
    manager.keyboard.press("Enter")
    expect(values).to_have_count(before + 1)
    expect(text).to_be_focused()
    manager.keyboard.type("by then")
    expect(text).to_contain_text("by then")


def test_a_dialog_of_the_grid_gives_the_focus_back_and_the_grid_lets_it_go(
    manager: Page, editor_of: EditorOf
) -> None:
    editing.new_edition(manager, editor_of(MEDICAL), "2050")
    grid = editing.add_table(manager)
    grid.locator(".tabulator-tableholder").click()
    editing.paste(manager, "Part\t2024\nAmber\t7.12\n")
    add = grid.get_by_role("button", name="Add series")
    add.press("Enter")
    expect(manager.get_by_role("dialog", name="What this series is")).to_be_visible()
    sound(manager, "dialog")
    manager.keyboard.press("Escape")
    expect(add).to_be_focused()
    # Tab goes from cell to cell; Escape leads out: nobody is caught in the grid.
    grid.locator(".tabulator-cell[tabulator-field=p_2024]").first.click()
    manager.keyboard.press("Tab")
    manager.keyboard.press("Escape")
    expect(grid.get_by_role("button").first).to_be_focused()


def test_a_finding_unfolds_the_rarer_fields_of_its_figure(
    manager: Page, editor_of: EditorOf
) -> None:
    editing.new_edition(manager, editor_of(MEDICAL), "2051")
    editing.tab(manager, "Figures")
    block = manager.locator("[data-contentpath=figures] [data-streamfield-child]").first
    block.locator("[data-panel-toggle]").first.click()
    low = block.locator("[data-contentpath=low]")
    expect(block.locator("[data-contentpath=value]")).to_be_visible()
    expect(low).to_be_hidden()
    settings = block.get_by_role("button", name="Settings")
    settings.press("Enter")
    expect(low).to_be_visible()
    expect(settings).to_have_attribute("aria-expanded", "true")
    expect(low.locator("xpath=..").locator("input").first).to_be_focused()
    settings.press("Enter")
    expect(low).to_be_hidden()
    place = block.locator("[data-panel]").first.get_attribute("id")
    editing.tab(manager, "Text")
    manager.evaluate(
        "place => { location.hash = place;"
        " document.dispatchEvent(new CustomEvent('reports:open-place')); }",
        place,
    )
    expect(low).to_be_visible()
    expect(block.locator("[data-contentpath=measure]")).to_be_in_viewport()
