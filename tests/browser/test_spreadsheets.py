"""A workbook goes out of a draft, is changed, and comes back after a look at what it changes."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

SAMPLE = "pocket-lighthouses/2025"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def sound(page: Page) -> None:
    """Nothing serious for people who use other senses, and nothing wider than the screen."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    serious = [item["id"] for item in found.response["violations"] if item["impact"] != "minor"]
    assert serious == []
    size = page.viewport_size
    assert size is not None
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_a_note_changed_in_a_workbook_is_shown_and_then_in_the_draft(
    manager: Page,
    editor_of: Callable[[str], str],
    draft_of: Callable[[str], dict[str, Any]],
) -> None:
    manager.goto(editor_of(SAMPLE).replace("/pages/", "/reports/").replace("/edit/", "/data/"))
    expect(manager.get_by_role("heading", name="Single figures")).to_be_visible()
    sound(manager)
    with manager.expect_download() as download:
        manager.get_by_role("link", name="Workbook (XLSX)").click()
    book = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    figures = book["Figures"]
    note = next(cell.column for cell in figures[1] if cell.value == "Note")
    figures.cell(2, note).value = "Counted again."
    changed = io.BytesIO()
    book.save(changed)

    manager.get_by_label("The workbook or CSV file, changed").set_input_files(
        {"name": "jars.xlsx", "mimeType": "application/octet-stream", "buffer": changed.getvalue()}
    )
    manager.get_by_role("button", name="See what it changes").click()
    expect(manager.get_by_role("heading", name="Changed")).to_be_visible()
    expect(manager.locator("ins")).to_have_text("Counted again.")
    manager.set_viewport_size({"width": 390, "height": 844})
    sound(manager)
    manager.get_by_role("button", name="Apply to the draft").click()
    expect(manager.locator(".messages")).to_contain_text("The draft was changed: 1 changed.")
    assert "Counted again." in draft_of(SAMPLE)["figures"]
