"""Charts in a browser: one drawing at a time, values that can be walked, nothing lost without."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.public import EMBED, REPORT, SAMPLE
from tests.browser.watching import watched


@pytest.mark.parametrize(("width", "seen"), [(1280, "wide"), (390, "narrow"), (320, "narrow")])
def test_the_drawing_that_fits_is_the_only_one_shown(page: Page, width: int, seen: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(REPORT)
    for name in ("wide", "narrow"):
        drawing = page.locator(f".chart-{name}").first
        assert drawing.is_visible() is (name == seen)
    assert page.get_by_role("img", name="Column chart").count() == 1


def test_the_values_can_be_walked_by_arrow_keys_and_are_said(page: Page) -> None:
    complaints = watched(page)
    page.goto(REPORT)
    drawing = page.locator(".chart-drawing").first
    said = page.locator(".chart-said").first
    drawing.focus()
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text("2024, 7.12 USD billion, Estimate")
    page.keyboard.press("End")
    expect(said).to_have_text("2031, 20.45 USD billion, Forecast")
    assert drawing.locator(".chart-wide .is-on").count() == 1
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text("2031, 20.45 USD billion, Forecast")
    page.keyboard.press("Escape")
    expect(said).to_have_text("")
    assert complaints == []


def test_a_touch_tells_the_value_below_it(page: Page) -> None:
    page.goto(SAMPLE)
    mark = page.locator(".chart-drawing").nth(1).locator('.chart-wide [data-n="0"]')
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".chart-said").nth(1)).to_have_text("2020, Amber, 44.2, Actual")


def test_without_scripts_every_value_stands_in_the_table(browser: Browser, page: Page) -> None:
    page.goto(REPORT)
    origin = page.evaluate("location.origin")
    context = browser.new_context(java_script_enabled=False, base_url=origin)
    try:
        plain = context.new_page()
        plain.goto(REPORT)
        plain.get_by_text("Show data table").first.click()
        table = plain.locator(".chart-table").first
        assert table.is_visible()
        assert table.locator("td[data-n]").count() == 8
        assert plain.locator(".chart-drawing[tabindex]").count() == 0
    finally:
        context.close()


def test_forced_colours_keep_the_statuses_apart(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(REPORT)
    look = "node => [getComputedStyle(node).fill, getComputedStyle(node).strokeDasharray].join()"
    marks = page.locator(".chart-wide").first.locator("[data-n]")
    looks = {marks.nth(n).evaluate(look) for n in (0, 1, 7)}  # estimate, calculated, forecast
    assert len(looks) == 3


def test_the_embedded_chart_fits_a_narrow_frame_and_leads_back(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    complaints = watched(page)
    page.goto(EMBED)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    expect(page.locator("h1")).to_have_text("Amber should pass silver in 2027")
    assert page.locator(".embed-back a").get_attribute("href", timeout=1000)
    assert complaints == []
