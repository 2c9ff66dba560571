"""Choosing markets to compare and reading a track record, without scripts."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_a_reader_chooses_markets_on_the_page_itself(scriptless: Page) -> None:
    scriptless.goto("/compare/")
    scriptless.get_by_label("First report").select_option("moonlight-jars")
    scriptless.get_by_label("Second report").select_option("pocket-lighthouses")
    scriptless.get_by_role("button", name="Compare").click()
    expect(scriptless.locator(".compare-table thead th")).to_have_count(2)


def test_a_report_leads_to_its_markets_track_record(scriptless: Page) -> None:
    scriptless.goto("/markets/pocket-lighthouses/")
    scriptless.get_by_role("link", name="Editions and forecast track record").click()
    table = scriptless.get_by_role("region", name="Market size, World", exact=True)
    row = table.get_by_role("row").filter(has=scriptless.get_by_role("rowheader", name="2025"))
    expect(row).to_contain_text("0.2% too high")
    expect(row).to_contain_text("Estimate, edition 2025")
