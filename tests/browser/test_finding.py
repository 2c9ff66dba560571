"""Narrowing the list of reports, and suggestions. Finding one is among the journeys."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("width", [390, 1280])
def test_filters_narrow_the_list_and_a_chip_widens_it(scriptless: Page, width: int) -> None:
    page = scriptless
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/markets/")
    expect(page.get_by_role("heading", name="3 reports")).to_be_visible()
    if width < 960:
        page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Health care").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("heading", name="1 report", exact=True)).to_be_visible()
    assert page.url.endswith("sector=health-care&updated=&sort=newest")
    page.get_by_role("link", name=re.compile("Health care.*remove filter")).click()
    expect(page.get_by_role("heading", name="3 reports")).to_be_visible()


def test_titles_are_suggested_while_somebody_types(page: Page) -> None:
    page.goto("/search/")
    with page.expect_response("**/search/suggest?q=mayo"):
        page.locator("input[type=search]").press_sequentially("mayo")
    expect(page.locator("datalist option[value='Mayo Clinic']")).to_have_count(1)
