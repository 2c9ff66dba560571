"""Pages as readers set them: other colours, larger text, the other direction, no motion."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.public import COMPARED, REPORT

LOOKED_AT = (REPORT, "/markets/", COMPARED)
DOUBLE = "document.documentElement.style.fontSize = '32px'"
MIRRORED = "document.documentElement.dir = 'rtl'"
WIDTH = "document.documentElement.scrollWidth"
# What keeps text from being seen: a box that cuts off what does not fit, and cannot be scrolled.
CLIPPED = """
    () => [...document.querySelectorAll("body *")].filter((node) => {
        const look = getComputedStyle(node);
        const cuts = ["hidden", "clip"];
        const tall = cuts.includes(look.overflowY) && node.scrollHeight > node.clientHeight + 1;
        const wide = cuts.includes(look.overflowX) && node.scrollWidth > node.clientWidth + 1;
        return (tall || wide) && node.clientWidth > 1 && node.innerText?.trim();
    }).map((node) => `${node.tagName}.${node.className}: ${node.innerText.slice(0, 60)}`)
"""
# Text that reaches over the edge of the screen outside a region that can be scrolled.
BEYOND = """
    () => [...document.querySelectorAll("body *")].filter((node) => {
        if (node.closest(".vh, .skip, .trap, .scroll, svg")) return false;
        if (!node.innerText?.trim()) return false;
        const box = node.getBoundingClientRect();
        return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
    }).map((node) => `${node.tagName}.${node.className}: ${node.innerText.slice(0, 60)}`)
"""
# Where the words of the charts stand in their drawings, in pixels from the left.
PLACES = """
    () => [...document.querySelectorAll(".chart-svg")].filter((svg) => svg.checkVisibility())
        .flatMap((svg) => {
            const left = svg.getBoundingClientRect().left;
            return [...svg.querySelectorAll("text")].map(
                (text) => Math.round(text.getBoundingClientRect().left - left));
        })
"""
# What the marks of the charts that can be seen are painted with, and what the page is.
PAINTED = """
    () => [...document.querySelectorAll(".chart-svg [data-n]")]
        .filter((mark) => mark.checkVisibility())
        .map((mark) => {
            const look = getComputedStyle(mark);
            return [look.fill, look.stroke];
        })
"""
FOCUSED = """
    () => {
        const look = getComputedStyle(document.activeElement);
        return [document.activeElement.outerHTML.slice(0, 80), look.outlineStyle,
                parseFloat(look.outlineWidth), look.outlineColor];
    }
"""
MOVING = """
    () => [
        getComputedStyle(document.documentElement).scrollBehavior,
        document.getAnimations().filter((one) => one.timeline === document.timeline).length,
        [...document.querySelectorAll("*")].filter(
            (node) => getComputedStyle(node).transitionDuration.split(", ").some(
                (lasts) => parseFloat(lasts) > 0)).length,
    ]
"""
NOTHING = ("none", "rgba(0, 0, 0, 0)", "transparent")


def opened(page: Page, path: str, width: int, change: str = "") -> Page:
    """The page, with everything that is folded open and ``change`` made to it."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path)
    if change:
        page.evaluate(change)
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    return page


@pytest.mark.parametrize("path", LOOKED_AT)
@pytest.mark.parametrize("width", [640, 1280])
def test_text_of_twice_the_size_fits(page: Page, path: str, width: int) -> None:
    opened(page, path, width, DOUBLE)
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 32
    assert page.evaluate(WIDTH) <= width
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(BEYOND) == []


@pytest.mark.parametrize("path", LOOKED_AT)
@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_that_reads_from_right_to_left_fits(page: Page, path: str, width: int) -> None:
    opened(page, path, width)
    places = page.evaluate(PLACES)
    assert places or path == "/markets/"
    page.evaluate(MIRRORED)
    assert page.evaluate(WIDTH) <= width
    assert page.evaluate(BEYOND) == []
    assert page.evaluate(PLACES) == places  # years still run from left to right
    beginning = page.evaluate(
        "() => { const range = document.createRange();"
        " range.selectNodeContents(document.querySelector('h1'));"
        " return range.getBoundingClientRect().right; }"
    )
    assert beginning > width - width / 6  # lines begin at the right


@pytest.mark.parametrize("path", LOOKED_AT)
def test_in_the_readers_own_colours_nothing_is_told_by_colour_alone(page: Page, path: str) -> None:
    page.emulate_media(forced_colors="active")
    opened(page, path, 1280)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    unseen = (*NOTHING, ground)
    if path != "/markets/":
        marks = page.evaluate(PAINTED)
        assert len(marks) > 5
        assert [mark for mark in marks if set(mark) <= set(unseen)] == []
    statuses = page.locator("main .status:visible")
    assert statuses.count() > 2
    words = {text.strip() for text in statuses.all_inner_texts()}
    assert "Forecast" in words
    assert "" not in words


@pytest.mark.parametrize("path", LOOKED_AT)
def test_in_the_readers_own_colours_the_focus_is_seen(page: Page, path: str) -> None:
    page.emulate_media(forced_colors="active")
    opened(page, path, 1280)
    seen: list[list[Any]] = []
    for _ in range(15):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUSED))
    assert len({what for what, *_ in seen}) > 10
    assert [one for one in seen if one[1] == "none" or one[2] < 2 or one[3] in NOTHING] == []


@pytest.mark.parametrize("path", LOOKED_AT)
def test_nothing_moves_by_itself_for_who_wants_no_motion(page: Page, path: str) -> None:
    opened(page, path, 1280)
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVING)[0] == "smooth"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(MOVING) == ["auto", 0, 0]
