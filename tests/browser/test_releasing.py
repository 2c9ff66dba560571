"""From a draft to readers and back, by the screens alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import editing

REPORT = "pocket-lighthouses/2025"  # no other test releases it


def public_text(page: Page) -> str:
    """What everybody reads at the report's address."""
    return page.request.get(f"/markets/{REPORT}/").text()


def message(page: Page, words: str) -> None:
    expect(page.locator(".messages")).to_contain_text(words)


def state_of(page: Page, number: int) -> str:
    """What the list of releases says of the release in one of its rows."""
    return page.get_by_role("table").get_by_role("row").nth(number).inner_text()


def test_an_update_waits_for_its_moment_while_a_correction_goes_out_before_it(
    manager: Page,
    editor_of: Callable[[str], str],
    draft_of: Callable[[str], dict[str, Any]],
) -> None:
    before = public_text(manager)
    assert "A pending sentence." not in before

    # An update for tomorrow.
    editing.opened(manager, editor_of(REPORT))
    editing.field(manager, "Standfirst").fill("A pending sentence.")
    editing.first_figure(manager, "value").fill("987.6")
    editing.save_and_release(manager)
    changes = manager.get_by_role("region", name="What changes for readers")
    expect(changes).to_contain_text("987.6")
    expect(changes).to_contain_text("now “A pending sentence.”")
    manager.get_by_label("At a moment to come").check()
    editing.give_moment(manager, editing.tomorrow(9))
    manager.get_by_label("Update").check()  # a published value changes: nothing is preselected
    manager.get_by_label("Reason").fill("New data.")
    manager.get_by_role("button", name="Release", exact=True).click()
    message(manager, "Scheduled: it becomes public at")
    assert "Pending" in state_of(manager, 1)
    assert public_text(manager) == before

    # A correction of what is public, now.
    manager.get_by_role("link", name="Fix the current release…").click()
    manager.get_by_role("button", name="Open the current release to fix it").click()
    editing.ready(manager)
    standfirst = editing.field(manager, "Standfirst")
    expect(standfirst).not_to_have_value("A pending sentence.")
    standfirst.fill("A corrected sentence.")
    editing.save_and_release(manager)
    expect(changes).to_contain_text("now “A corrected sentence.”")
    expect(changes).not_to_contain_text("987.6")
    manager.get_by_label("Correction").check()
    manager.get_by_label("Reason").fill("The first sentence was wrong.")
    manager.get_by_role("button", name="Release", exact=True).dblclick()
    message(manager, "Released: it is public now.")
    rows = manager.get_by_role("table").get_by_role("row")
    expect(rows.filter(has_text="The first sentence was wrong.")).to_have_count(1)
    corrected = public_text(manager)
    assert "A corrected sentence." in corrected
    assert "The first sentence was wrong." in corrected
    assert "987.6" not in corrected

    # The draft is the pending text again, or the next release would undo it.
    draft = draft_of(REPORT)
    assert draft["standfirst"] == "A pending sentence."
    assert json.loads(draft["figures"])[0]["value"]["value"] == "987.6"

    # Another moment, then none.
    manager.get_by_role("link", name="Reschedule").click()
    editing.give_moment(manager, editing.tomorrow(17))
    manager.get_by_role("button", name="Reschedule").click()
    message(manager, "The release has another moment now.")
    assert "17:00 (UTC)" in state_of(manager, 1)
    manager.get_by_role("link", name="Cancel", exact=True).click()
    manager.get_by_role("button", name="Cancel this release").click()
    message(manager, "The release was cancelled.")
    assert "Cancelled" in state_of(manager, 1)
    assert public_text(manager) == corrected
