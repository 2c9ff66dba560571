"""The report editor as an editor uses it."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

EMBED = re.compile(r'<embed embedtype="figure" key="([^"]+)"\s*/>')
WATCHING = "data-tests-watching"
# The editor compares with what it has two seconds after opening; a change before that is
# not seen as one, so a test that types faster than people do must wait.
NOT_SAVING = """() => {
    const form = document.querySelector("form[data-edit-form]");
    const find = (name) => window.wagtail.app.getControllerForElementAndIdentifier(form, name);
    return !form || !find("w-autosave")?.submitPromise;
}"""
MARK = f"""
    document.addEventListener("w-unsaved:watch-edits", () =>
        document.documentElement.setAttribute("{WATCHING}", ""));
"""


def opened(page: Page, editor: str) -> None:
    """Open the editor and wait until it watches for changes."""
    page.goto(editor)
    ready(page)


def ready(page: Page) -> None:
    """Wait until the editor has its blocks and watches for changes."""
    expect(page.locator(f"html[{WATCHING}]")).to_be_attached()
    settled(page)


def settled(page: Page) -> None:
    """Wait until the editor has seen the last change and is not just saving."""
    page.wait_for_timeout(1200)
    page.wait_for_function(NOT_SAVING)


# An editor has tens of thousands of elements, and a role is looked for in all of them:
# what every test looks for is found by its mark.
def tab(page: Page, name: str) -> None:
    page.locator("[role=tab]").filter(has_text=name).click()


def field(page: Page, label: str) -> Locator:
    """A text field of the report itself."""
    return page.get_by_role("textbox", name=label, exact=True)


def text_of_first_section(page: Page) -> Locator:
    """The rich text editor of the report's first section, in sight."""
    tab(page, "Text")
    found = page.locator("[data-contentpath=sections] [role=textbox]").first
    found.scroll_into_view_if_needed()
    return found


def write_at_end(page: Page, text: Locator, words: str) -> None:
    text.click(position={"x": 4, "y": 12})
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def first_figure(page: Page, field: str) -> Locator:
    """A field of the first figure, whose block is unfolded."""
    tab(page, "Figures")
    block = page.locator("[data-contentpath=figures] [data-contentpath]").first
    toggle = block.locator("[data-panel-toggle]").first
    if toggle.get_attribute("aria-expanded") == "false":
        toggle.click()
    return block.locator(f"[data-contentpath={field}] input")


def last_figure(page: Page) -> Locator:
    """The last block of the figures: a single one, a table or a calculation."""
    return page.locator("[data-contentpath=figures] [data-streamfield-child]").last


def save(page: Page) -> None:
    page.locator("footer").get_by_role("button", name="Save draft").click()


def more_actions(page: Page) -> None:
    """Unfold what else can be done with the draft."""
    page.locator("footer").get_by_role("button", name="More actions").click()


def save_and_release(page: Page) -> None:
    """The editor's way to the Release screen."""
    settled(page)
    more_actions(page)
    page.get_by_role("button", name="Save and release…").click()


def give_moment(page: Page, moment: dt.datetime) -> None:
    """Type a moment, and click beside the calendar that unfolds."""
    page.get_by_role("textbox", name=re.compile("^(new )?moment", re.IGNORECASE)).fill(
        f"{moment:%Y-%m-%d %H:%M}"
    )
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_have_count(1)
    page.get_by_role("main").locator("p").first.click()
    expect(calendar).to_have_count(0)


def tomorrow(hour: int) -> dt.datetime:
    day = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def figures_in_text(draft: dict[str, Any]) -> list[str]:
    """The keys of the inline figures in all sections of a stored draft, in order."""
    sections = json.loads(draft["sections"])
    return [key for item in sections for key in EMBED.findall(item["value"]["text"])]


def eventually(page: Page, condition: Callable[[], bool]) -> None:
    """Wait until something has been stored: drafts save themselves, a moment after a change."""
    until = time.monotonic() + 90
    while not condition():
        assert time.monotonic() < until, "It was not stored."
        page.wait_for_timeout(200)


def new_edition(page: Page, editor: str, label: str) -> str:
    """Begin an edition of the report whose editor has this address; gives the new editor's."""
    page.goto(editor.replace("/pages/", "/reports/").replace("edit/", "new-edition/"))
    page.get_by_role("textbox", name="Edition").fill(label)
    page.get_by_role("button", name="Make the draft").click()
    page.wait_for_url("**/admin/pages/*/edit/")
    ready(page)
    return page.url


def add_table(page: Page) -> Locator:
    """A new figure table at the end of the figures; its grid."""
    tab(page, "Figures")
    figures = page.locator("[data-contentpath=figures]")
    figures.locator("button[title='Insert a block']").last.click()
    page.locator("[role=option]").filter(has_text="Figure table").click()
    grid = page.locator(".figure-table").last
    grid.scroll_into_view_if_needed()
    expect(grid.get_by_role("button", name="Add series")).to_be_visible()
    return grid


def paste(page: Page, text: str) -> None:
    """Paste into what has the focus, as from another program."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


def stored_table(draft: dict[str, Any]) -> dict[str, Any]:
    """The last figure table of a stored draft."""
    tables = [item for item in json.loads(draft["figures"]) if item["type"] == "table"]
    found: dict[str, Any] = tables[-1]["value"]["table"]
    return found
