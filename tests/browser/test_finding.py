"""Finding a report, on a screen and on a phone, with scripts and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

REPORT = "Medical second opinion market, 2024 to 2031"


def find(page: Page) -> None:
    """From the home page to a report by what somebody remembers of it."""
    page.goto("/")
    box = page.locator("input[type=search]")
    box.fill("$20.45bn")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="Figures")).to_be_visible()
    page.get_by_role("link", name=REPORT, exact=True).click()
    expect(page).to_have_url(re.compile("/markets/medical-second-opinion/$"))


@pytest.mark.parametrize("width", [390, 1280])
def test_a_reader_finds_a_report_by_one_of_its_numbers(
    page: Page, scriptless: Page, width: int
) -> None:
    for reader in (page, scriptless):
        reader.set_viewport_size({"width": width, "height": 800})
        find(reader)
        assert reader.locator("h1").inner_text() == REPORT


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


def test_the_markets_chosen_in_the_list_are_taken_to_the_comparison(scriptless: Page) -> None:
    scriptless.goto("/markets/")
    for name in ("Moonlight jars", "Pocket lighthouses"):
        scriptless.get_by_label(f"Compare {name}").check()
    scriptless.get_by_role("button", name="Compare the chosen markets").click()
    assert scriptless.url.endswith("/compare/?r=pocket-lighthouses&r=moonlight-jars")


def test_titles_are_suggested_while_somebody_types(page: Page) -> None:
    page.goto("/search/")
    with page.expect_response("**/search/suggest?q=mayo"):
        page.locator("input[type=search]").press_sequentially("mayo")
    expect(page.locator("datalist option[value='Mayo Clinic']")).to_have_count(1)
