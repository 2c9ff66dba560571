"""What readers come for: on a phone and at a desk, with scripts and without.

Each journey ends with what the reader then has.
"""

from __future__ import annotations

import csv
import io
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import bibtexparser
import openpyxl
import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Download, Page, expect

from tests.browser.public import REPORT

TITLE = "Medical second opinion market, 2024 to 2031"
SCREENS = {
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
    "desk": {"viewport": {"width": 1280, "height": 900}},
}
READERS = [(screen, scripts) for screen in SCREENS for scripts in (True, False)]
NAMES = [f"{screen}-{'scripts' if scripts else 'plain'}" for screen, scripts in READERS]
SOONEST = 3.0  # seconds that a form takes for a program's work


@dataclass
class Reader:
    """Somebody at a screen; ``page`` is where they are."""

    page: Page
    on_phone: bool
    has_scripts: bool

    def opens_contents(self, heading: str) -> None:
        """Go to a section by the list of contents, which is folded on a phone."""
        contents = self.page.get_by_role("navigation", name="On this page")
        link = contents.get_by_role("link", name=heading, exact=True)
        if not link.is_visible():
            contents.get_by_text("On this page").click()
        link.click()

    def downloads(self, name: str) -> Download:
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name=name).click()
        return download.value


class Blog(ThreadingHTTPServer):
    """Somebody else's site, of one page."""

    text = ""

    class Answers(BaseHTTPRequestHandler):
        server: Blog

        def do_GET(self) -> None:  # noqa: N802
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(self.server.text.encode())

        def log_message(self, *_: Any) -> None:
            pass


@pytest.fixture(scope="module")
def blog() -> Iterator[Blog]:
    with Blog(("127.0.0.1", 0), Blog.Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def contexts(
    browser: Browser, settings: dict[str, Any]
) -> Iterator[Callable[[str, bool], BrowserContext]]:
    """A browser context for each kind of reader, kept for all journeys."""
    known: dict[tuple[str, bool], BrowserContext] = {}
    with ExitStack() as stack:

        def context(screen: str, scripts: bool) -> BrowserContext:
            if (screen, scripts) not in known:
                merged = {**settings, **SCREENS[screen], "java_script_enabled": scripts}
                opened = browser.new_context(**merged)
                opened.grant_permissions(
                    ["clipboard-read", "clipboard-write"], origin=settings["base_url"]
                )
                stack.callback(opened.close)
                known[screen, scripts] = opened
            return known[screen, scripts]

        yield context


@pytest.fixture(params=READERS, ids=NAMES)
def reader(
    request: pytest.FixtureRequest, contexts: Callable[[str, bool], BrowserContext]
) -> Iterator[Reader]:
    screen, scripts = request.param
    page = contexts(screen, scripts).new_page()
    yield Reader(page, screen == "phone", scripts)
    page.close()


def bytes_of(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def in_view(page: Page, selector: str) -> bool:
    """Whether the beginning of an element is on the screen."""
    box = page.locator(selector).bounding_box()
    assert box
    assert page.viewport_size
    return -1 <= box["y"] < page.viewport_size["height"]


def test_find_a_report_by_one_of_its_numbers(reader: Reader) -> None:
    page = reader.page
    page.goto("/")
    page.locator("input[type=search]").fill("$20.45bn")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="Figures")).to_be_visible()
    page.get_by_role("link", name=TITLE, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator("dl.figures")).to_contain_text("$20.45bn")


def test_read_a_figure_down_to_its_source(reader: Reader) -> None:
    page = reader.page
    page.goto("/markets/")
    page.get_by_role("main").get_by_role("link", name=TITLE, exact=True).click()
    headline = page.locator("dl.figures > div", has_text="Market value, 2031")
    expect(headline).to_contain_text("$20.45bn")
    expect(headline).to_contain_text("Forecast")

    reader.opens_contents("Market size and forecast")
    expect(page.locator(".chart-svg >> visible=true")).to_have_count(1)
    page.get_by_text("Show data table").first.click()
    row = page.locator(".chart-table").first.get_by_role("row", name=re.compile("^2027"))
    expect(row).to_contain_text("11.19")
    expect(row).to_contain_text("Calculated")

    headline.get_by_role("link", name="Source 1").click()
    expect(page.locator("#source-1")).to_contain_text("Coherent Market Insights")
    assert in_view(page, "#source-1")


def test_compare_markets_and_be_told_what_differs(reader: Reader) -> None:
    page = reader.page
    page.goto("/markets/")
    for name in ("Moonlight jars", "Medical second opinion"):
        page.get_by_label(f"Compare {name}").check()
    page.get_by_role("button", name="Compare the chosen markets").click()
    expect(page.get_by_text("The currency or unit differs: EUR")).to_be_visible()
    table = page.locator(".compare-table")
    expect(table).to_contain_text("EUR 185.2 million")
    expect(table).to_contain_text("USD 20.45 billion")
    expect(page.locator(".chart-svg >> visible=true")).to_have_count(1)
    rows = list(csv.reader(io.StringIO(bytes_of(reader.downloads("Download data")).decode())))
    assert any("185.2" in row for row in rows)
    assert any("20.45" in row for row in rows)

    # Another is added and one given up; the address tells which are left.
    page.get_by_label("Add a report").select_option("pocket-lighthouses")
    page.get_by_role("button", name="Add").click()
    expect(table.locator("thead th")).to_have_count(3)
    page.get_by_role("link", name=re.compile("^Medical second opinion.*, remove$")).click()
    expect(table.locator("thead th")).to_have_count(2)
    assert re.findall(r"r=([\w-]+)", page.url) == ["moonlight-jars", "pocket-lighthouses"]


def test_cite_a_figure_by_an_address_that_stays(reader: Reader) -> None:
    page = reader.page
    page.goto(REPORT)
    headline = page.locator("dl.figures > div", has_text="Market value, 2031")
    headline.get_by_role("link", name="All about this figure").click()
    citation = page.locator("#citation").inner_text().strip()
    assert citation.startswith("Market Reports. (2024, December 13). Market size, World, 2031")
    copying = page.get_by_role("button", name="Copy citation")
    if reader.has_scripts:
        copying.click()
        expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == citation
    else:
        assert not copying.is_visible()
    entry = bibtexparser.parse_string(bytes_of(reader.downloads("BibTeX")).decode()).entries[0]
    permanent = entry["url"].strip("{}")
    assert citation.endswith(permanent)
    page.goto(permanent)
    expect(page.locator(".figure-value")).to_contain_text("USD 20.45 billion")


def test_download_the_figures_as_they_are_printed(reader: Reader) -> None:
    page = reader.page
    page.goto(REPORT)
    reader.opens_contents("Cite, download, share")
    download = reader.downloads("CSV, all figures")
    assert download.suggested_filename == "medical-second-opinion-2024-release-2-figures.csv"
    rows = csv.DictReader(io.StringIO(bytes_of(download).decode("utf-8-sig")))
    values = {row["key"]: (row["value"], row["status"]) for row in rows}
    assert values["market-size-2031"] == ("20.45", "forecast")

    book = openpyxl.load_workbook(io.BytesIO(bytes_of(reader.downloads("Excel, all figures"))))
    cells = [str(cell) for row in book.worksheets[0].values for cell in row]
    assert {"market-size-2031", "20.45"} <= set(cells)


def test_embed_a_chart_in_a_page_of_ones_own(reader: Reader, blog: Blog) -> None:
    page = reader.page
    page.goto(REPORT)
    code = page.locator("#embed-code").inner_text()
    blog.text = f"<!doctype html><html lang=en><title>My page</title><h1>My page</h1>{code}"
    page.goto(f"http://127.0.0.1:{blog.server_port}/")
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_contain_text("almost triple")
    drawing = frame.locator(".chart-svg >> visible=true")
    expect(drawing).to_have_count(1)
    expect(drawing.locator("[data-n]")).to_have_count(8)
    expect(frame.get_by_role("link", name=TITLE)).to_have_attribute(
        "href", re.compile(f"{REPORT}$")
    )


def test_ask_about_an_error_and_be_heard(reader: Reader, database: psycopg.Connection[Any]) -> None:
    page = reader.page
    page.goto(f"{REPORT}figures/market-size-2031/")
    page.get_by_role("link", name="Report an error on this figure").click()
    page.wait_for_load_state()
    message = f"The value is misread: {page.viewport_size}, {reader.has_scripts}."
    page.get_by_label("What is wrong").fill(message)
    page.get_by_label("Your name").fill("Ada Example")
    page.get_by_role("button", name="Send message").click()
    expect(page.get_by_role("alert")).to_contain_text("Your message was not sent")
    assert page.get_by_label("What is wrong").input_value() == message  # nothing is lost
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("I agree").check()
    page.wait_for_timeout(SOONEST * 1000)
    page.get_by_role("button", name="Send message").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    kept = database.execute(
        "SELECT kind, about, email FROM reports_enquiry WHERE message = %s", [message]
    ).fetchall()
    assert kept == [("figure-error", f"{REPORT}figures/market-size-2031/", "ada@example.org")]
