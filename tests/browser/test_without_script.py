"""The public site in a browser that runs no script: everything is there."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.public import REPORT


def test_a_reader_gets_from_the_front_page_to_an_earlier_release(scriptless: Page) -> None:
    scriptless.goto("/")
    scriptless.get_by_role("navigation", name="Main").get_by_role("link", name="Reports").click()
    scriptless.get_by_role("main").get_by_role("link", name="Medical second opinion").first.click()
    expect(scriptless.get_by_role("main")).to_contain_text("USD 20.45 billion")
    scriptless.get_by_role("link", name="All releases of this edition").click()
    expect(scriptless.get_by_role("main")).to_contain_text("M|O|C Cancer Care")
    scriptless.get_by_role("link", name="Release 1", exact=True).click()
    expect(scriptless.get_by_role("main")).to_contain_text("Superseded.")
    scriptless.get_by_role("link", name="Read the current release").click()
    assert urlsplit(scriptless.url).path == REPORT


def test_an_earlier_view_says_what_it_is_and_shows_what_was_public_then(scriptless: Page) -> None:
    scriptless.goto(f"{REPORT}?as_of=2024-12-11")
    text = scriptless.get_by_role("main").inner_text()
    assert "An earlier view." in text
    assert "M|O|C Caner Care" in text
    scriptless.get_by_role("link", name="Read it as it stands now").click()
    expect(scriptless.get_by_role("main")).not_to_contain_text("An earlier view.")


@pytest.mark.parametrize(
    ("as_of", "status"), [("2024-12-10", 404), ("2099-01-01", 400), ("soon", 400)]
)
def test_a_moment_that_cannot_be_shown_is_answered_in_words(
    scriptless: Page, as_of: str, status: int
) -> None:
    answer = scriptless.goto(f"{REPORT}?as_of={as_of}")
    assert answer is not None
    assert answer.status == status
    assert len(scriptless.get_by_role("main").inner_text()) > 20


def test_what_is_folded_opens_without_script(scriptless: Page) -> None:
    scriptless.set_viewport_size({"width": 390, "height": 800})
    scriptless.goto(REPORT)
    folded = scriptless.locator("details")
    assert folded.count() > 1
    for place in range(folded.count()):
        if folded.nth(place).get_attribute("open") is None:
            folded.nth(place).locator("> summary").click()
    assert scriptless.locator("details:not([open])").count() == 0
