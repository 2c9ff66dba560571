"""Findings beside the editor follow each save; anyone can check a text, with or without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import editing
from tests.browser.sound import SCHEMES, in_colours, run_only
from tests.browser.test_public_pages import RULES

SAMPLE = "pocket-lighthouses/2024"
EditorOf = Callable[[str], str]
FAULTY = (
    "The global lamp market was valued at USD 7.12 billion in 2024 and is projected to reach "
    "USD 20.45 billion by 2031, growing at a CAGR of 12.4% from 2024 to 2031."
)


def test_findings_beside_the_editor_follow_what_is_typed_and_lead_to_the_field(
    manager: Page, editor_of: EditorOf
) -> None:
    editing.new_edition(manager, editor_of(SAMPLE), "2052")
    toggle = manager.get_by_role("button", name="Toggle consistency checks")
    toggle.click()
    panel = manager.locator("[data-checks-findings]")
    expect(panel).to_contain_text("finding")
    expect(panel).not_to_contain_text("placeholder")
    counter = toggle.locator("[data-side-panel-toggle-counter]")
    before = int(counter.text_content() or "0")

    text = editing.text_of_first_section(manager)
    editing.write_at_end(manager, text, " It grows by XX% a year.")
    # Nobody pressed Save: the draft saves itself, and the panel follows.
    expect(panel).to_contain_text("“XX%” is a placeholder.")
    expect(counter).to_have_text(str(before + 1))

    editing.tab(manager, "Report")
    panel.locator("[data-finding='template.placeholder'] a[data-place]").click()
    expect(editing.text_of_first_section(manager)).to_be_in_viewport()


def test_a_text_is_checked_on_the_public_page_without_scripts(
    browser: Browser, settings: dict[str, Any]
) -> None:
    context = browser.new_context(**{**settings, "java_script_enabled": False})
    page = context.new_page()
    page.goto("/check/")
    page.get_by_label("Text of the announcement").fill(FAULTY)
    page.get_by_role("button", name="Check it").click()
    finding = page.get_by_role("link", name="12.4% a year is stated")
    expect(finding).to_be_visible()
    expect(page.get_by_text("9 years are counted, not 7")).to_be_visible()
    finding.click()
    expect(page.locator("mark.mark-error")).to_have_text("12.4%")

    page.get_by_role("button", name="Keep it and give me a link").click()
    expect(page).to_have_url(re.compile(r"/check/[\w-]{22}/$"))
    expect(page.get_by_text("This check was kept on")).to_be_visible()
    assert context.cookies() == []
    context.close()


def test_the_result_of_a_check_is_accessible_and_fits_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/check/")
    page.get_by_label("Text of the announcement").fill(FAULTY)
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_role("heading", name="What its own numbers say")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for scheme in SCHEMES:
        in_colours(page, scheme)
        result = Axe().run(page, options={"runOnly": run_only(scheme, RULES)})
        assert result.violations_count == 0, f"{scheme}: {result.generate_report()}"
