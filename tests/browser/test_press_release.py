"""From a pasted press release to a draft, by the screens alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import editing
from tests.support.press_release import TEXT


def review(page: Page, market: str) -> None:
    """Paste the text for a new market, and wait for the review screen."""
    page.goto("/admin/reports/press-release/")
    page.get_by_label("Name of the new market").fill(market)
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="The text", exact=True)).to_be_visible()


def test_a_press_release_becomes_a_draft_with_what_the_editor_accepted(manager: Page) -> None:
    manager.goto("/admin/")
    manager.get_by_role("link", name="Press release", exact=True).click()
    expect(manager.get_by_role("heading", name="New report from a press release")).to_be_visible()
    review(manager, "Browser lanterns")

    # A row leads to its words in the text, and the words to their row.
    row = manager.get_by_role("group", name="Market size, World, 2024")
    row.get_by_role("link", name="“USD 7.12 billion”").click()
    words = manager.locator("a:target")
    expect(words).to_have_text("USD 7.12 billion")
    expect(words).to_be_in_viewport()
    words.click()
    expect(row).to_be_in_viewport()

    row.get_by_label("Value").fill("7.13")
    manager.get_by_role("checkbox", name="Quill & Daughter Ltd.").uncheck()
    manager.get_by_role("button", name="Make the draft").click()
    expect(manager.locator(".messages")).to_contain_text("added title, base year")
    editing.ready(manager)
    expect(editing.first_figure(manager, "value")).to_have_value("7.13")
    editing.tab(manager, "Players and events")
    players = manager.locator("[data-contentpath=key_players]").last
    expect(players).to_contain_text("Mayo Lanterns")
    expect(players).not_to_contain_text("Quill")

    # The text stays with the draft, and nothing of it is public.
    manager.goto(re.sub(r"/pages/(\d+)/edit/.*", r"/reports/\1/texts/", manager.url))
    expect(manager.locator("mark").filter(has_text="16.3%").first).to_be_visible()
    assert "Browser lanterns" not in manager.request.get("/markets/").text()


@pytest.mark.parametrize("width", [390, 1280])
def test_text_and_rows_stand_side_by_side_or_below_each_other(manager: Page, width: int) -> None:
    review(manager, f"Lanterns of {width}")
    manager.set_viewport_size({"width": width, "height": 844})
    text = manager.get_by_role("region", name="The text").bounding_box()
    row = manager.get_by_role("group", name="Market size, World, 2024").bounding_box()
    assert text is not None
    assert row is not None
    assert (text["x"] + text["width"] < row["x"]) is (width == 1280)
    assert row["x"] + row["width"] <= width


def test_a_draft_can_be_made_without_script(
    browser: Browser, settings: dict[str, Any], signed_in: dict[str, Any]
) -> None:
    options = {**settings, "storage_state": signed_in, "java_script_enabled": False}
    with browser.new_context(**options) as context:
        page = context.new_page()
        review(page, "Lanterns without script")
        page.get_by_role("checkbox", name="Market size, World, 2031").uncheck()
        page.get_by_role("button", name="Make the draft").click()
        expect(page.locator(".messages")).to_contain_text("figures (2)")
