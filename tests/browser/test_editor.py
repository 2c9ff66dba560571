"""Writing a report: what the editor's browser shows and what it stores."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import editing

MEDICAL = "medical-second-opinion/2024"
SAMPLE = "moonlight-jars/2024"
UNIT_LESS = "moonlight-jars/2025"

EditorOf = Callable[[str], str]
DraftOf = Callable[[str], dict[str, Any]]


def public_text(page: Page, report: str) -> str:
    """What everybody reads at a report's address."""
    return page.request.get(f"/markets/{report}/").text()


def unit_of(draft: dict[str, Any]) -> Any:
    return json.loads(draft["figures"])[0]["value"]["unit"]


def test_the_menu_leads_to_all_that_a_release_manager_works_with(manager: Page) -> None:
    manager.goto("/admin/")
    menu = manager.get_by_role("navigation").first
    for name in ("Reports", "Figures", "Key players", "Developments", "Companies", "Sources"):
        expect(menu.get_by_role("link", name=name, exact=True)).to_be_visible()


def test_the_list_of_reports_has_rows_of_a_usual_height(manager: Page) -> None:
    manager.goto("/admin/report-list/")
    rows = manager.get_by_role("table").locator("tbody tr")
    heights = rows.evaluate_all("rows => rows.map(row => row.offsetHeight)")
    assert len(heights) >= 5
    assert max(heights) < 120


def test_an_inline_figure_is_one_piece_and_outlives_every_save(
    manager: Page, editor_of: EditorOf, draft_of: DraftOf
) -> None:
    before = editing.figures_in_text(draft_of(MEDICAL))
    editing.opened(manager, editor_of(MEDICAL))
    text = editing.text_of_first_section(manager)
    figures = text.locator(".figure-entity")
    values = text.locator(".figure-entity__value")
    expect(values.first).to_contain_text("USD")  # its present value, not its key
    shown = values.all_inner_texts()
    assert len(shown) > 1

    figures.first.click()  # into the middle of it
    manager.keyboard.type("XY")
    assert values.all_inner_texts() == shown

    box = figures.first.bounding_box()
    assert box is not None
    figures.first.click(position={"x": box["width"] - 2, "y": box["height"] / 2})
    manager.keyboard.press("Backspace")
    expect(values).to_have_text(shown[1:])
    manager.keyboard.press("Control+z")
    expect(values).to_have_text(shown)

    editing.write_at_end(manager, text, " One sentence more.")
    editing.settled(manager)
    editing.save(manager)
    expect(manager.locator(".messages")).to_contain_text("has been updated")
    draft = draft_of(MEDICAL)
    assert "One sentence more." in draft["sections"]
    assert editing.figures_in_text(draft) == before
    assert "One sentence more." not in public_text(manager, MEDICAL)
    # As the draft is shown to editors, each figure has its value.
    shown = manager.request.get(editor_of(MEDICAL).replace("/edit/", "/view_draft/")).text()
    assert "One sentence more." in shown
    assert "no figure" not in shown


def test_what_is_typed_is_saved_by_itself_and_previewed_but_not_public(
    manager: Page, editor_of: EditorOf, draft_of: DraftOf
) -> None:
    words = "A draft that saves itself."
    editing.opened(manager, editor_of(SAMPLE))
    editing.field(manager, "Standfirst").fill(words)
    editing.eventually(manager, lambda: draft_of(SAMPLE)["standfirst"] == words)
    assert words not in public_text(manager, SAMPLE)
    manager.get_by_role("button", name="Toggle preview").click()
    preview = manager.frame_locator("iframe[title=Preview]").last
    expect(preview.get_by_text(words)).to_be_visible()
    expect(preview.get_by_text("Preview of a draft.")).to_be_visible()


def test_what_is_typed_while_a_save_is_under_way_is_saved_too(
    manager: Page, editor_of: EditorOf, draft_of: DraftOf
) -> None:
    editing.opened(manager, editor_of(SAMPLE))
    # The next save's answer is on its way when the title changes.
    manager.evaluate("""() => {
        const send = window.fetch;
        window.fetch = async (...request) => {
            const answer = await send(...request);
            if (new URL(request[0]).pathname.endsWith("/edit/")) {
                window.fetch = send;
                document.querySelector("[name=title]").value = "Typed meanwhile";
            }
            return answer;
        };
    }""")
    editing.field(manager, "Standfirst").fill("Typed first.")
    editing.eventually(manager, lambda: draft_of(SAMPLE)["standfirst"] == "Typed first.")
    editing.eventually(manager, lambda: draft_of(SAMPLE)["title"] == "Typed meanwhile")


def test_what_is_typed_before_the_editor_watches_is_saved_too(
    manager: Page, editor_of: EditorOf, draft_of: DraftOf
) -> None:
    # It watches two seconds after opening; here, when something has been typed.
    manager.add_init_script("""
        const later = window.setTimeout;
        window.waiting = [];
        window.setTimeout = (run, delay, ...more) =>
            delay === 2000 ? window.waiting.push(run) : later(run, delay, ...more);
    """)
    manager.goto(editor_of(SAMPLE), wait_until="commit")
    editing.field(manager, "Standfirst").press_sequentially("At once. ")
    manager.wait_for_function("window.waiting.length")
    assert not manager.evaluate(f"document.documentElement.hasAttribute('{editing.WATCHING}')")
    manager.evaluate("window.waiting.forEach((run) => run())")
    expect(manager.locator(f"html[{editing.WATCHING}]")).to_be_attached()
    editing.eventually(manager, lambda: "At once. " in draft_of(SAMPLE)["standfirst"])


def test_what_a_release_lacks_is_said_at_its_field_and_the_draft_is_kept(
    manager: Page, editor_of: EditorOf, draft_of: DraftOf
) -> None:
    editing.opened(manager, editor_of(UNIT_LESS))
    editing.first_figure(manager, "unit").fill("")
    editing.save_and_release(manager)
    expect(manager.get_by_text("It cannot be released yet")).to_be_visible()
    unit = manager.locator("[data-contentpath=figures] [data-contentpath=unit]").first
    expect(unit).to_contain_text("Give the unit")
    assert unit_of(draft_of(UNIT_LESS)) == ""
    # The Release screen does not let it through either, and leads to the block.
    manager.goto(editor_of(UNIT_LESS).replace("/pages/", "/reports/").replace("edit/", "release/"))
    finding = manager.get_by_role("link", name="Give the unit")
    block = json.loads(draft_of(UNIT_LESS)["figures"])[0]["id"]
    expect(finding).to_have_attribute("href", re.compile(f"#block-{block}-section$"))
    expect(manager.get_by_role("button", name="Release", exact=True)).to_have_count(0)


def test_a_figures_row_leads_to_its_block_in_the_editor(manager: Page) -> None:
    manager.goto("/admin/figures/?market=moonlight-jars&edition=2025")
    link = manager.get_by_role("table").locator("a[href*='/edit/']").nth(3)
    href = link.get_attribute("href")
    assert href is not None
    link.click()
    block = manager.locator(f"[id='{href.partition('#')[2]}']")
    # Its tab is chosen, and the block unfolded, so that its fields can be changed at once.
    expect(block.locator("[data-contentpath=measure]")).to_be_in_viewport()
