"""Cite, download and share in a browser, with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.public import FIGURE, REPORT


def test_a_citation_and_a_link_are_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(REPORT)
    for button, box in (("Copy citation", "#citation"), ("Copy link", "#share-address")):
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator(box).inner_text().strip()


def test_without_the_clipboard_the_text_is_selected_to_be_copied_by_hand(page: Page) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error())")
    page.goto(FIGURE)
    page.get_by_role("button", name="Copy citation").click()
    expect(page.get_by_role("status").filter(has_text="Press Ctrl")).to_be_visible()
    assert page.evaluate("getSelection().toString()").strip().startswith("Market Reports. (2024")


@pytest.mark.parametrize("path", [REPORT, FIGURE])
def test_without_scripts_no_button_promises_what_it_cannot_do(scriptless: Page, path: str) -> None:
    scriptless.goto(path)
    assert scriptless.locator("#use button:visible").count() == 0
    assert scriptless.locator("#citation").inner_text().startswith("Market Reports. (2024")


def test_a_file_is_downloaded_under_a_name_that_says_what_it_is(page: Page) -> None:
    page.goto(REPORT)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV, all figures").click()
    assert download.value.suggested_filename == "medical-second-opinion-2024-release-2-figures.csv"
