"""Inline figures: inserted from the open form, live, and never lost unnoticed."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import editing

MEDICAL = "medical-second-opinion/2024"
LABELS = itertools.count(2060)
EditorOf = Callable[[str], str]
DraftAt = Callable[[str], dict[str, Any]]


@pytest.fixture
def editor(manager: Page, editor_of: EditorOf) -> str:
    """The editor of an edition of its own for each test."""
    return editing.new_edition(manager, editor_of(MEDICAL), f"{next(LABELS)}")


def picker(page: Page, text: Locator) -> Locator:
    """Ask for a figure by the command "/" at the end of a text."""
    editing.write_at_end(page, text, " And /fig")
    page.get_by_role("option", name="Figure").first.click()
    return page.get_by_role("dialog", name="Insert a figure")


def values(text: Locator) -> Locator:
    return text.locator(".figure-entity__value")


def test_a_figure_is_inserted_with_a_command_and_follows_its_unsaved_value(
    manager: Page, editor: str, draft_at: DraftAt
) -> None:
    text = editing.text_of_first_section(manager)
    dialog = picker(manager, text)
    dialog.get_by_role("searchbox").fill("size 2032")
    manager.keyboard.press("Enter")
    expect(values(text).last).to_contain_text("20.45")
    manager.keyboard.type("by then")
    editing.eventually(
        manager, lambda: editing.figures_in_text(draft_at(editor)).count("market-size-2032") > 1
    )

    # A number is changed once, and every mention in the open form shows it before any save.
    editing.tab(manager, "Figures")
    block = manager.locator("[data-contentpath=figures] [data-streamfield-child]").nth(1)
    heading = block.get_by_role("heading").first
    expect(heading).to_contain_text("Market size, World, 2032: USD 20.45 billion (forecast)")
    expect(heading).to_contain_text("Not yet updated")
    expect(heading).to_contain_text("used ")
    block.locator("[data-panel-toggle]").first.click()
    block.locator("[data-contentpath=value] input").fill("21.7")
    editing.tab(manager, "Text")
    expect(values(text).filter(has_text="21.7")).to_have_count(2)
    expect(values(text).filter(has_text="20.45")).to_have_count(0)


def test_a_figure_is_made_on_the_spot(manager: Page, editor: str, draft_at: DraftAt) -> None:
    text = editing.text_of_first_section(manager)
    dialog = picker(manager, text)
    dialog.get_by_text("A new figure").click()
    dialog.locator("[name=start]").fill("2026")
    dialog.get_by_role("button", name="Create and insert").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Give a year, a number")
    dialog.locator("[name=value]").fill("9.99")
    dialog.locator("[name=status]").select_option("forecast")
    dialog.get_by_role("button", name="Create and insert").click()
    expect(values(text).last).to_contain_text("9.99")
    editing.eventually(
        manager, lambda: "market-size-2026" in editing.figures_in_text(draft_at(editor))
    )
    assert '"9.99"' in draft_at(editor)["figures"]


def test_a_used_figure_is_not_removed_or_renamed_unnoticed(manager: Page, editor: str) -> None:
    editing.tab(manager, "Figures")
    block = manager.locator("[data-contentpath=figures] [data-streamfield-child]").first
    expect(block.get_by_role("heading").first).to_contain_text("used ")
    asked: list[str] = []
    manager.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    block.get_by_role("button", name="Delete").first.click()
    assert "This is used in" in asked[0]
    assert "Sections: Section Size and growth" in asked[0]
    expect(block).to_be_visible()

    block.locator("[data-panel-toggle]").first.click()
    block.get_by_role("button", name="Settings").press("Enter")
    block.locator("[data-contentpath=key] input").fill("renamed-size")
    notice = manager.locator(".figure-notice")
    expect(notice).to_contain_text("No figure has the key “market-size-2025” now")
    notice.get_by_role("button", name="Use “renamed-size” there").click()
    expect(notice).to_be_hidden()
    text = editing.text_of_first_section(manager)
    expect(text.locator("[data-figure=renamed-size]").first).to_be_visible()


def test_a_typed_number_is_bound_in_one_press(
    manager: Page, editor: str, draft_at: DraftAt
) -> None:
    text = editing.text_of_first_section(manager)
    before = len(editing.figures_in_text(draft_at(editor)))
    editing.write_at_end(manager, text, " It was USD 7.12 billion.")
    manager.get_by_role("button", name="Toggle consistency checks").click()
    bind = manager.locator("[data-finding='narrative.unbound'] [data-bind]")
    expect(bind).to_have_count(1)
    bind.click()
    expect(text).not_to_contain_text("It was USD 7.12 billion.")
    editing.eventually(
        manager, lambda: len(editing.figures_in_text(draft_at(editor))) == before + 1
    )
    expect(bind).to_have_count(0)


def test_text_copied_to_another_report_keeps_its_figures_or_flags_them(
    manager: Page, editor: str, editor_of: EditorOf
) -> None:
    manager.context.grant_permissions(["clipboard-read", "clipboard-write"])
    text = editing.text_of_first_section(manager)
    text.click(position={"x": 4, "y": 12})
    manager.keyboard.press("Control+a")
    manager.keyboard.press("Control+c")
    other = editing.new_edition(manager, editor_of("pocket-lighthouses/2024"), "2044")
    assert other != editor
    text = editing.text_of_first_section(manager)
    text.click(position={"x": 4, "y": 12})
    manager.keyboard.press("Control+End")
    manager.keyboard.press("Enter")
    manager.keyboard.press("Control+v")
    # Both reports have a market size of 2025; only the other has one of 2032.
    expect(text.locator("[data-figure=market-size-2032]").last).to_have_class(
        "figure-entity figure-entity--missing"
    )
    expect(text.locator("[data-figure=market-size-2032]").last).to_contain_text("no figure")
    expect(manager.locator(".figure-notice")).to_contain_text("market-size-2032")
