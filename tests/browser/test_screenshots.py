"""Pictures of every public page in docs/screenshots. `make screenshots` takes them anew."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.public import COMPARED, EMBED, FIGURE, MISSING, REPORT

PICTURES = Path(__file__).parents[2] / "docs" / "screenshots"
LARGEST = 4_000_000  # bytes of all of them
LONGEST = 2400  # pixels; longer pages are cut
COLOURS = 64
WIDTHS = {"desk": 1280, "phone": 390}
# The site of a picture has no number that differs from run to run.
NAMED = """
    (origin) => {
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
            const text = walk.currentNode;
            if (text.data.includes(origin)) {
                text.data = text.data.replaceAll(origin, "https://reports.example.com");
            }
        }
    }
"""
CLAIM = (
    "The lamp market was USD 7.12 billion in 2024 and is expected to reach USD 20.45 billion "
    "by 2031, growing at a CAGR of 18.3% from 2024 to 2031."
)


@dataclass(frozen=True)
class Shot:
    """A page to be pictured."""

    path: str
    heading: str
    status: int = 200
    dark: bool = False


SHOTS = {
    "home": Shot("/", "Market Reports"),
    "markets": Shot("/markets/", "Reports", dark=True),
    "markets-filtered": Shot("/markets/?q=second&sector=health-care", "Reports"),
    "report": Shot(REPORT, "Medical second opinion market, 2024 to 2031", dark=True),
    "report-sample": Shot("/markets/pocket-lighthouses/2025/", "Pocket lighthouses"),
    "report-superseded": Shot(f"{REPORT}releases/1/", "Medical second opinion market"),
    "report-earlier-view": Shot(f"{REPORT}?as_of=2024-12-11", "Medical second opinion market"),
    "releases": Shot(f"{REPORT}releases/", "Release history"),
    "figure": Shot(FIGURE, "Market size, World, 2024"),
    "editions": Shot("/markets/pocket-lighthouses/editions/", "Editions and forecast"),
    "compare": Shot(COMPARED, "Compare markets", dark=True),
    "compare-choose": Shot("/compare/", "Compare markets"),
    "search": Shot("/search/?q=opinion", "Search"),
    "search-near": Shot("/search/?q=secnd+opinon", "Search"),
    "companies": Shot("/companies/", "Companies"),
    "company": Shot("/companies/pearl/", "Pearl"),
    "developments": Shot("/developments/", "Developments"),
    "calendar": Shot("/calendar/", "Calendar"),
    "check": Shot("/check/", "Check an announcement"),
    "contact": Shot("/contact/", "Contact"),
    "contact-form": Shot(f"/contact/figure-error/?about={FIGURE}", "Report an error on a figure"),
    "contact-sent": Shot("/contact/talk/sent/", "Thank you"),
    "api": Shot("/api/", "Data and API"),
    "about": Shot("/about/", "About this site"),
    "embed": Shot(EMBED, "Amber should pass silver in 2027"),
    "not-found": Shot(MISSING, "Page not found", status=404),
    "not-readable": Shot(f"{REPORT}?as_of=soon", "We could not read this address", status=400),
    "no-pdf": Shot(f"{REPORT}report.pdf", "No PDF yet", status=404),
}


def files() -> set[str]:
    """The pictures that there are to be, by name."""
    found = {f"{name}-{screen}" for name in SHOTS for screen in WIDTHS}
    found |= {
        f"{name}-{screen}-dark" for name, shot in SHOTS.items() if shot.dark for screen in WIDTHS
    }
    return found | {f"check-result-{screen}" for screen in WIDTHS}


def picture(page: Page, name: str) -> None:
    """Keep a picture of the page when asked to."""
    if not os.environ.get("SCREENSHOTS"):
        return
    page.evaluate(NAMED, page.evaluate("location.origin"))
    page.evaluate("document.fonts.ready")
    tall = page.evaluate("document.documentElement.scrollHeight")
    assert page.viewport_size
    width = page.viewport_size["width"]
    shot = page.screenshot(
        full_page=True,
        animations="disabled",
        caret="hide",
        clip={"x": 0, "y": 0, "width": width, "height": min(tall, LONGEST)},
    )
    PICTURES.mkdir(exist_ok=True)
    small = Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(PICTURES / f"{name}.png", optimize=True)


@pytest.fixture(scope="module", params=WIDTHS)
def screen(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def viewer(browser: Browser, settings: dict[str, Any], screen: str) -> Any:
    """A page as wide as the screen."""
    look = {**settings, "viewport": {"width": WIDTHS[screen], "height": 900}}
    with browser.new_context(**look) as context:
        yield context.new_page()


@pytest.mark.parametrize("name", SHOTS)
def test_a_page_is_as_its_picture_shows_it(viewer: Page, screen: str, name: str) -> None:
    shot = SHOTS[name]
    viewer.emulate_media(color_scheme="light")
    answer = viewer.goto(shot.path)
    assert answer is not None
    assert answer.status == shot.status
    expect(viewer.get_by_role("heading", level=1)).to_contain_text(shot.heading)
    picture(viewer, f"{name}-{screen}")
    if shot.dark:
        viewer.emulate_media(color_scheme="dark")
        picture(viewer, f"{name}-{screen}-dark")


def test_a_checked_announcement_is_as_its_picture_shows_it(viewer: Page, screen: str) -> None:
    viewer.emulate_media(color_scheme="light")
    viewer.goto("/check/")
    viewer.get_by_label("Text of the announcement").fill(CLAIM)
    viewer.get_by_role("button", name="Check it").click()
    expect(viewer.get_by_role("heading", name="What its own numbers say")).to_be_visible()
    picture(viewer, f"check-result-{screen}")


def test_every_picture_is_there_and_all_of_them_are_small() -> None:
    found = {path.stem: path.stat().st_size for path in PICTURES.glob("*.png")}
    assert found.keys() == files()
    assert sum(found.values()) < LARGEST
