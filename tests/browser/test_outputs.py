"""Cite and share in a browser. Citing and downloading themselves are among the journeys."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.public import FIGURE, REPORT


def test_the_link_to_a_report_is_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(REPORT)
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#share-address").inner_text().strip()


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
