"""Two people at one report, and the release screens within everyone's reach."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import editing
from tests.browser.sound import sound

REPORT = "moonlight-jars/2024"  # no other test writes in it


def save(page: Page) -> None:
    editing.save(page)


def test_of_two_who_edit_at_once_nobody_loses_a_word(
    browser_of: Callable[[str], Page],
    editor_of: Callable[[str], str],
    draft_of: Callable[[str], dict[str, Any]],
) -> None:
    editor, manager = browser_of("editor"), browser_of("manager")
    editing.opened(editor, editor_of(REPORT))
    editing.opened(manager, editor_of(REPORT))

    # The manager saves first; what the editor has open is an older draft by then.
    editing.field(manager, "Standfirst").fill("The manager's words.")
    save(manager)
    proceed(manager)
    editing.eventually(manager, lambda: draft_of(REPORT)["standfirst"] == "The manager's words.")
    editing.field(editor, "Standfirst").fill("The editor's words.")

    # The editor saves, proceeds in Wagtail's own warning, and is refused with the comparison.
    save(editor)
    proceed(editor)
    conflict = editor.locator("[data-outdated]")
    expect(conflict).to_contain_text("Manager saved this draft")
    expect(conflict).to_contain_text("The manager's words.")
    expect(conflict).to_contain_text("The editor's words.")
    expect(editing.field(editor, "Standfirst")).to_have_value("The editor's words.")
    editor.wait_for_timeout(2000)  # nothing saves itself here
    assert draft_of(REPORT)["standfirst"] == "The manager's words."

    # Informed, the second press goes through.
    editing.field(editor, "Standfirst").fill("The words of both.")
    save(editor)
    proceed(editor)
    expect(editor.locator(".messages")).to_contain_text("has been updated")
    assert draft_of(REPORT)["standfirst"] == "The words of both."


def proceed(page: Page) -> None:
    """Wagtail warns in a dialogue when it knows of the other save already."""
    page.wait_for_timeout(500)
    button = page.locator("[role=dialog]:visible").get_by_role("button", name="Save draft")
    if button.count():
        button.click()


def test_the_panel_beside_the_editor_says_what_is_public(
    manager: Page, editor_of: Callable[[str], str]
) -> None:
    editing.opened(manager, editor_of("medical-second-opinion/2024"))
    manager.locator("[data-side-panel-toggle=releases]").click()
    panel = manager.locator("[data-releases-url]")
    expect(panel).to_contain_text("Current: release")
    expect(panel.get_by_role("link", name="All releases")).to_be_visible()


@pytest.mark.parametrize("name", ["releases/", "release/", "withdraw/"])
def test_the_release_screens_keep_the_rules_of_accessibility(
    manager: Page, editor_of: Callable[[str], str], name: str
) -> None:
    number = editor_of("medical-second-opinion/2024").split("/")[3]
    manager.goto(f"/admin/reports/{number}/{name}")
    sound(manager, "main")
