"""The editor's guide shows the screens that there are. `make guide` takes its pictures anew."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import editing
from tests.browser.sound import sound

DOCS = Path(__file__).parents[2] / "docs"
PICTURES = DOCS / "guide"
GUIDE = DOCS / "editors-guide.md"
LARGEST = 120_000  # bytes of a picture
SIZE = {"width": 1200, "height": 760}
TABLE = (
    "Part\tUnit\t2024\t2025\t2031F\n"
    "Amber\tUSD million\t410\t432\t600\n"
    "Silver\tUSD million\t290\t301\t355\n"
)

EditorOf = Callable[[str], str]


def names() -> list[str]:
    """The pictures that the guide shows, in its order."""
    return re.findall(r"\]\(guide/([\w-]+)\.png\)", GUIDE.read_text(encoding="utf-8"))


def picture(page: Page, name: str, within: str = "body") -> None:
    """Try the screen on everyone's behalf, and keep a picture of it when asked to."""
    assert name in names(), f"The guide does not show {name}."
    sound(page, within)
    shot = page.screenshot(animations="disabled", caret="hide")
    if not os.environ.get("GUIDE"):
        return
    PICTURES.mkdir(exist_ok=True)
    small = Image.open(io.BytesIO(shot)).convert("RGB").quantize(200, dither=Image.Dither.NONE)
    small.save(PICTURES / f"{name}.png", optimize=True)


def screen(editor: str, name: str) -> str:
    """The address of one of a report's screens, from that of its editor."""
    return editor.replace("/pages/", "/reports/").replace("edit/", f"{name}/")


def test_every_picture_of_the_guide_is_there_small_and_described() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    described = re.findall(r"!\[([^\]]{20,})\]\(guide/([\w-]+)\.png\)", text)
    assert [name for _, name in described] == names()
    assert {path.stem for path in PICTURES.glob("*.png")} == set(names())
    assert max(path.stat().st_size for path in PICTURES.glob("*.png")) < LARGEST


def test_the_screens_around_the_editor_are_as_the_guide_shows_them(
    page: Page, manager: Page, editor_of: EditorOf
) -> None:
    report = editor_of("medical-second-opinion/2024")
    page.set_viewport_size({"width": 900, "height": 620})
    page.goto("/admin/")
    expect(page.get_by_role("heading", name="Sign in to Market Reports")).to_be_visible()
    picture(page, "sign-in")

    manager.set_viewport_size(SIZE)
    manager.goto("/admin/")
    expect(manager.get_by_role("heading", name="Changed this week")).to_be_attached()
    picture(manager, "dashboard")
    manager.goto("/admin/report-list/")
    expect(manager.get_by_role("table")).to_contain_text("Medical second opinion")
    picture(manager, "reports")
    manager.goto(screen(report, "new-edition"))
    expect(manager.get_by_role("button", name="Make the draft")).to_be_visible()
    picture(manager, "new-edition")
    manager.goto(screen(report, "data"))
    expect(manager.get_by_role("link", name="Workbook (XLSX)")).to_be_visible()
    picture(manager, "data")
    manager.goto(screen(report, "release"))
    expect(manager.get_by_role("heading", name="Release").first).to_be_visible()
    picture(manager, "release")
    manager.goto(screen(report, "releases"))
    expect(manager.get_by_role("main")).to_contain_text("Current")
    picture(manager, "releases")


def test_the_editor_is_as_the_guide_shows_it(manager: Page, editor_of: EditorOf) -> None:
    manager.set_viewport_size(SIZE)
    editing.new_edition(manager, editor_of("medical-second-opinion/2024"), "2046")
    editing.tab(manager, "Figures")
    block = manager.locator("[data-contentpath=figures] [data-streamfield-child]").first
    expect(block.get_by_role("heading").first).to_contain_text("Not yet updated")
    block.locator("[data-panel-toggle]").first.click()
    block.scroll_into_view_if_needed()
    block.evaluate("block => window.scrollBy(0, block.getBoundingClientRect().top - 120)")
    picture(manager, "figures")

    text = editing.text_of_first_section(manager)
    editing.write_at_end(manager, text, " It was USD 7.12 billion. And /fig")
    manager.get_by_role("option", name="Figure").first.click()
    dialog = manager.get_by_role("dialog", name="Insert a figure")
    expect(dialog.get_by_role("listitem").first).to_be_visible()
    picture(manager, "picker", "dialog")
    manager.keyboard.press("Escape")
    expect(dialog).to_have_count(0)

    manager.get_by_role("button", name="Toggle consistency checks").click()
    expect(manager.locator("[data-finding='narrative.unbound'] [data-bind]")).to_be_visible()
    picture(manager, "checks")


def test_a_figure_table_is_as_the_guide_shows_it(manager: Page, editor_of: EditorOf) -> None:
    manager.set_viewport_size(SIZE)
    editing.new_edition(manager, editor_of("pocket-lighthouses/2024"), "2047")
    grid = editing.add_table(manager)
    grid.locator(".tabulator-tableholder").click()
    editing.paste(manager, TABLE)
    expect(grid.locator(".figure-table__hint")).to_contain_text("6 cells pasted")
    for name in ("Growth rate", "Total of all"):
        editing.last_figure(manager).get_by_role("checkbox", name=name).check()
    expect(grid.get_by_role("row", name=re.compile("Total"))).to_contain_text("955")
    grid.evaluate("grid => window.scrollBy(0, grid.getBoundingClientRect().top - 120)")
    picture(manager, "figure-table")
