"""Public pages in a browser: nothing missing, nothing too wide, nothing out of anyone's reach."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.public import MISSING, PAGES, REPORT, VIEWS
from tests.browser.sound import SCHEMES, in_colours, run_only
from tests.browser.watching import watched

WIDTHS = (320, 390, 1280)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Files of ours, and data that no browser runs, are no inline scripts.
SCRIPT = r"<script(?![^>]* src=\"/static/| type=\"application/ld\+json\")"
INLINE = re.compile(
    rf"<style|{SCRIPT}|\sstyle\s*=|\son[a-z]+\s*=|javascript:|[\"'(]data:", re.IGNORECASE
)


@pytest.mark.parametrize("path", PAGES + VIEWS)
def test_a_page_loads_without_a_complaint_or_a_cookie(page: Page, path: str) -> None:
    complaints = watched(page, expected=MISSING)
    answer = page.goto(path, wait_until="networkidle")
    assert answer is not None
    assert answer.status == (404 if path == MISSING else 200)
    assert complaints == []
    assert page.context.cookies() == []
    assert INLINE.findall(answer.text()) == []
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("path", PAGES)
def test_a_page_needs_no_scrolling_sideways_on_any_screen(page: Page, path: str) -> None:
    page.goto(path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{wide} px wide on a screen of {width} px"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_the_rules_of_accessibility_light_and_dark(page: Page, path: str) -> None:
    page.goto(path)
    for scheme in SCHEMES:
        options = {"runOnly": run_only(scheme, RULES), "resultTypes": ["violations"]}
        in_colours(page, scheme)
        result = Axe().run(page, options=options)
        assert result.violations_count == 0, f"{scheme}: {result.generate_report()}"


def test_the_report_can_be_read_by_keyboard_alone(page: Page) -> None:
    page.goto(REPORT)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_report_prints_without_what_only_a_screen_needs(page: Page) -> None:
    page.goto(REPORT)
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert not page.get_by_role("navigation", name="Main").is_visible()


def test_an_address_that_is_too_long_is_refused_in_our_own_words(page: Page) -> None:
    answer = page.request.get(f"/api/v1/figures/?measure={'x' * 5000}")
    assert answer.status == 400
    assert answer.headers["content-type"] == "application/problem+json"
    answer = page.request.get(f"/markets/?q={'x' * 5000}")
    assert answer.status == 400
    assert "<h1" in answer.text()
