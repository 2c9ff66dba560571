"""Choosing markets to compare and reading a track record, without scripts, desk and phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("width", [390, 1280])
def test_a_reader_adds_and_removes_markets_and_reads_what_differs(
    scriptless: Page, width: int
) -> None:
    page = scriptless
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/compare/")
    page.get_by_label("First report").select_option("moonlight-jars")
    page.get_by_label("Second report").select_option("pocket-lighthouses")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text("The currency or unit differs: EUR")).to_be_visible()
    expect(page.locator(".compare-table thead th")).to_have_count(2)
    page.get_by_label("Add a report").select_option("medical-second-opinion")
    page.get_by_role("button", name="Add").click()
    expect(page.locator(".compare-table thead th")).to_have_count(3)
    drawn = page.locator(".chart-svg >> visible=true")
    expect(drawn).to_have_count(1)
    page.get_by_role("link", name=re.compile("^Moonlight jars.*, remove$")).click()
    expect(page.locator(".compare-table thead th")).to_have_count(2)
    expect(page.get_by_text("The currency or unit differs")).to_have_count(0)


def test_a_report_leads_to_its_markets_track_record(scriptless: Page) -> None:
    scriptless.goto("/markets/pocket-lighthouses/")
    scriptless.get_by_role("link", name="Editions and forecast track record").click()
    table = scriptless.get_by_role("region", name="Market size, World", exact=True)
    row = table.get_by_role("row").filter(has=scriptless.get_by_role("rowheader", name="2025"))
    expect(row).to_contain_text("0.2% too high")
    expect(row).to_contain_text("Estimate, edition 2025")
