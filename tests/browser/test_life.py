"""The whole life of a report, from a new edition to a correction, by the people who share it."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser import editing
from tests.browser.watching import watched
from tests.support import server as site

EDITION = "2031-life"  # no other test writes in it
PATH = f"/markets/pocket-lighthouses/{EDITION}/"
TABLE = "Part\tUnit\t2019A\t2020A\nHarbour walks\tUSD million\t171.10\t176.25\n"
TITLE = "The life of a pocket lighthouse"


@pytest.fixture(scope="module")
def four_eyes(surroundings: dict[str, str]) -> Iterator[str]:
    """The same site where whoever wrote a text neither approves nor releases it."""
    with site.run({**surroundings, "FOUR_EYES": "1"}) as found:
        yield found


class People:
    """A reader without cookies, and a browser for each of the demo's accounts."""

    def __init__(self, browser: Browser, settings: dict[str, Any], var: Path) -> None:
        self.browser, self.settings = browser, settings
        lines = (var / "demo-accounts.txt").read_text(encoding="utf-8").splitlines()
        self.passwords = dict(line.split() for line in lines if not line.startswith("#"))
        self.pages: dict[str, Page] = {}
        self.complaints: dict[str, list[str]] = {}
        self.contexts: list[BrowserContext] = [browser.new_context(**settings)]

    def __getitem__(self, name: str) -> Page:
        if name not in self.pages:
            context = self.browser.new_context(**self.settings)
            self.contexts.append(context)
            context.add_init_script(editing.MARK)
            page = self.pages[name] = context.new_page()
            page.goto("/admin/")
            page.get_by_label("Username").fill(name)
            page.locator("input[type=password]").fill(self.passwords[name])
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url("**/admin/")
            # An autosave that an approval overtakes is refused; the page has gone by then.
            self.complaints[name] = watched(page, expected="/edit/")
        return self.pages[name]

    def read(self, path: str = PATH) -> str:
        """What everybody reads at an address; its status if there is nothing to read."""
        answer = self.contexts[0].request.get(path)
        return answer.text() if answer.ok else f"({answer.status})"

    def data(self) -> Any:
        """What the API says of the report."""
        return (
            self.contexts[0].request.get(f"/api/v1/reports{PATH.removeprefix('/markets')}").json()
        )


@pytest.fixture
def people(
    browser: Browser, settings: dict[str, Any], surroundings: dict[str, str], four_eyes: str
) -> Iterator[People]:
    found = People(browser, {**settings, "base_url": four_eyes}, Path(surroundings["VAR_DIR"]))
    yield found
    for context in found.contexts:
        context.close()
    assert not any(found.complaints.values()), found.complaints


def message(page: Page, words: str) -> None:
    """Wait for an answer; another answer fails with what it says, and what the fields say."""
    messages = page.locator(".messages li")
    expect(messages.first).to_be_visible()
    errors = page.locator(".error-message").all_text_contents()
    assert words in " ".join(messages.all_text_contents()), (messages.all_text_contents(), errors)


def block_of(page: Page, label: str) -> Locator:
    """The block of the first figure whose heading says so, unfolded."""
    editing.tab(page, "Figures")
    blocks = page.locator("[data-contentpath=figures] [data-streamfield-child]")
    found = blocks.filter(has=page.locator("h2, h3").filter(has_text=label)).first
    toggle = found.locator("[data-panel-toggle]").first
    if toggle.get_attribute("aria-expanded") == "false":
        toggle.click()
    return found


def choose(field: Locator, name: str) -> None:
    """Choose reference data in its dialogue."""
    field.get_by_role("button", name="Choose").click()
    field.page.get_by_role("dialog").get_by_role("link", name=name).first.click()
    expect(field).to_contain_text(name)


def save(page: Page) -> None:
    editing.settled(page)
    editing.save(page)
    message(page, "has been updated")


def screen(editor: str, name: str) -> str:
    """The address of a screen of the report whose editor has this address."""
    return editor.replace("/pages/", "/reports/").replace("edit/", name)


def write_the_edition(writer: Page, editor_of: Callable[[str], str]) -> str:
    """New edition, a pasted table, a bound number, a finding that is mended, a preview."""
    editor = editing.new_edition(writer, editor_of("pocket-lighthouses/2024"), EDITION)
    writer.locator("[name=title]").fill(TITLE)
    grid = editing.add_table(writer)
    grid.locator(".tabulator-tableholder").click()
    editing.paste(writer, TABLE)
    expect(grid.locator(".figure-table__hint")).to_contain_text("2 cells pasted")

    table = editing.last_figure(writer)
    choose(table.locator("[data-contentpath=geography]"), "World")
    choose(table.locator("[data-contentpath=source]"), "lighthouse almanac, 2024")

    text = editing.text_of_first_section(writer)
    editing.settled(writer)
    editing.write_at_end(writer, text, " It was USD 451.0 million.")
    expect(text).to_contain_text("It was USD 451.0 million.")
    writer.get_by_role("button", name="Toggle consistency checks").click()
    bind = writer.locator("[data-finding='narrative.unbound'] [data-bind]")
    expect(bind).to_have_count(1)
    bind.click()
    expect(bind).to_have_count(0)
    expect(text).not_to_contain_text("It was USD 451.0 million.")

    mismatch = writer.locator("[data-finding='growth.mismatch']")
    rate = block_of(writer, "Compound annual growth rate").locator("[data-contentpath=value] input")
    rate.fill("9.9")
    expect(mismatch).to_have_count(1)
    rate.fill("5.5")
    expect(mismatch).to_have_count(0)
    writer.get_by_role("button", name="Toggle preview").click()
    preview = writer.frame_locator("iframe[title=Preview]").last
    expect(preview.get_by_role("heading", name=TITLE)).to_be_visible(timeout=60_000)
    save(writer)

    # What the edition before said is confirmed in one go.
    writer.goto(screen(editor, "carried/"))
    writer.get_by_label("Choose all figures").check()
    writer.get_by_role("button", name="The chosen ones still hold").click()
    message(writer, "Confirmed:")
    return editor


def submit(page: Page, editor: str) -> None:
    editing.opened(page, editor)
    editing.more_actions(page)
    page.get_by_role("button", name="Submit to Review").click()
    message(page, "submitted for moderation")


def approve(page: Page, editor: str) -> None:
    editing.opened(page, editor)
    page.wait_for_load_state("networkidle")
    editing.more_actions(page)
    page.get_by_role("button", name="Approve", exact=True).click()
    message(page, "Approved: exactly this text")


def release(page: Page, editor: str, kind: str = "", reason: str = "", at: Any = None) -> None:
    """Release the draft on the Release screen: now, or at a moment."""
    page.goto(screen(editor, "release/"))
    if at:
        page.get_by_label("At a moment to come").check()
        editing.give_moment(page, at)
    if kind:
        page.get_by_label(kind).check()
    page.get_by_label("Reason").fill(reason)
    page.get_by_role("button", name="Release", exact=True).click()
    message(page, "Scheduled" if at else "Released: it is public now.")


def next_minute() -> dt.datetime:
    """The next whole minute that leaves time to type it."""
    later = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=80)
    return later.replace(second=0, microsecond=0)


def test_a_report_lives_from_a_new_edition_to_a_correction(
    people: People, editor_of: Callable[[str], str]
) -> None:
    # The writer makes the edition; nobody else may know of it yet.
    writer = people["writer"]
    editor = write_the_edition(writer, editor_of)
    submit(writer, editor)
    assert people.read() == "(404)"
    assert EDITION not in people.read("/markets/pocket-lighthouses/")

    # The editor approves exactly this text, the manager releases it.
    reviewer, manager = people["editor"], people["manager"]
    approve(reviewer, editor)
    assert people.read() == "(404)"
    manager.goto(screen(editor, "release/"))
    expect(manager.get_by_role("region", name="Approval")).to_contain_text("exactly this text")
    release(manager, editor)
    public = people.read()
    assert TITLE in public
    assert "It was " in public
    assert "176.25" in public
    first = people.data()
    assert first["release"]["number"] == 1

    # An update waits for tomorrow, with a value of its own.
    editing.opened(writer, editor)
    editing.field(writer, "Standfirst").fill("The update says more.")
    rate = block_of(writer, "Compound annual growth rate").locator("[data-contentpath=value] input")
    rate.fill("5.46")
    save(writer)
    submit(writer, editor)
    approve(reviewer, editor)
    release(manager, editor, kind="Update", reason="The source is exact.", at=editing.tomorrow(9))
    assert people.read() == public

    # A slip is mended meanwhile. It goes out now and leaves the update where it is.
    reviewer.goto(screen(editor, "fix/"))
    reviewer.get_by_role("button", name="Open the current release to fix it").click()
    editing.ready(reviewer)
    reviewer.locator("[name=title]").fill(f"{TITLE}, mended")
    save(reviewer)
    release(manager, editor, kind="Correction", reason="The title was cut.")
    mended = people.read()
    assert f"{TITLE}, mended" in mended
    assert "The update says more." not in mended

    # Its moment is moved to the next minute; then it is public, without anything being done.
    manager.goto(screen(editor, "releases/"))
    manager.get_by_role("link", name="Reschedule").click()
    moment = next_minute()
    editing.give_moment(manager, moment)
    manager.get_by_role("button", name="Reschedule").click()
    message(manager, "The release has another moment now.")
    asked = dt.datetime.now(dt.UTC)
    while "The update says more." not in people.read():
        assert asked < moment
        time.sleep(0.5)
        asked = dt.datetime.now(dt.UTC)
    assert dt.datetime.now(dt.UTC) >= moment
    assert people.data()["release"]["number"] == 3

    # It lacks what was mended in between: the pending text was older. A correction puts it back,
    # with a value that was wrong, and says which it is and why.
    writer.goto(editor)
    editing.ready(writer)
    writer.locator("[name=title]").fill(f"{TITLE}, mended")
    rate = block_of(writer, "Compound annual growth rate").locator("[data-contentpath=value] input")
    rate.fill("5.5")
    save(writer)
    submit(writer, editor)
    approve(reviewer, editor)
    manager.goto(screen(editor, "release/"))
    expect(manager.get_by_label("Update")).not_to_be_checked()
    expect(manager.get_by_label("Correction")).not_to_be_checked()
    release(manager, editor, kind="Correction", reason="The source rounds its rate.")
    corrected = people.read()
    assert f"{TITLE}, mended" in corrected
    assert "5.5%" in corrected
    assert "The source rounds its rate." in corrected

    # Readers compare what they read at first with what stands now, and the first still stands.
    compared = people.read(f"{PATH}releases/")
    assert "The title was cut." in compared
    assert "5.46%" in compared
    assert "5.5%" in compared
    assert "Superseded." in people.read(f"{PATH}releases/1/")
