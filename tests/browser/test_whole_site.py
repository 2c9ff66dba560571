"""The demo's whole public site: no dead link, no error in its HTML, a name for every page.

No browser is needed, only the site that the browser tests start.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from tests.browser.crawling import HTML, Answer, Crawl
from tests.browser.public import MISSING, PAGES, REPORT, VIEWS
from tests.support import nu

# What is not linked from a page, but told to programs.
TOLD = ("/sitemap.xml", "/robots.txt", "/llms.txt", "/contact/talk/sent/")
# Answers that are no success are pages too.
REFUSED = (MISSING, f"{REPORT}?as_of=soon", f"{REPORT}?as_of=2099-01-01", "/embed/no/2024/chart/")
# Pages for what does not happen in the demo: a withdrawn report, and faults of ours.
TEMPLATES = ("410.html", "500.html", "503.html")


@pytest.fixture(scope="module")
def site(address: str) -> Crawl:
    return Crawl(address, {*PAGES, *VIEWS, *TOLD} - {MISSING})


@pytest.fixture(scope="module")
def pages(site: Crawl) -> list[Answer]:
    """All pages: those that links lead to, and those that refuse."""
    rendered = [Answer(name, 500, HTML, render_to_string(name, {}).encode()) for name in TEMPLATES]
    refused = [site.fetch(path) for path in REFUSED]
    assert {one.status for one in refused} == {400, 404}
    return [*site.pages, *refused, *rendered]


def test_every_link_within_the_site_leads_somewhere(site: Crawl) -> None:
    print(f"{len(site.answers)} addresses, {len(site.pages)} pages; not followed:")
    print(*sorted(site.beyond), sep="\n")
    assert site.dead() == []
    wrong = {site.path(one): one.status for one in site.answers.values() if one.status != 200}
    assert wrong == {}
    paths = {site.path(one) for one in site.answers.values()}
    # Reached by links alone, one of each kind: the crawl did not stop early.
    assert {
        f"{REPORT}releases/1/figures/market-size-2024/cite.bib",
        f"{REPORT}charts/market-size.png",
        f"{REPORT}figures.xlsx",
        "/companies/mayo-clinic/",
        "/feeds/markets/moonlight-jars.atom",
        "/api/",
    } <= paths
    media = {one.media_type for one in site.answers.values()}
    assert {"text/html", "image/svg+xml", "text/css", "application/atom+xml"} <= media


def test_every_page_is_without_an_error_in_its_html(
    site: Crawl, pages: list[Answer], tmp_path: Path
) -> None:
    drawn = [one for one in site.answers.values() if one.media_type == "image/svg+xml"]
    files = {}
    for number, answer in enumerate([*pages, *drawn]):
        extension = "html" if answer.is_page else "svg"
        path = tmp_path / f"{number}.{extension}"
        path.write_bytes(answer.body)
        files[path] = site.path(answer)
    bad = tmp_path / "bad.html"  # so that a checker that says nothing is noticed
    bad.write_text("<!doctype html><html lang=en><title>No</title><p id=a><p id=a>")
    complaints = nu.check([*files, bad])
    assert any(one.path == bad for one in complaints)
    assert [f"{files[one.path]} {one}" for one in complaints if one.path != bad] == []


def test_every_page_has_one_heading_a_description_and_a_language(
    site: Crawl, pages: list[Answer]
) -> None:
    for wanted in ("//h1", "/html/@lang", "//meta[@name='description']/@content", "//head/title"):
        found = {site.path(one): one.words(wanted) for one in pages}
        assert {path: all for path, all in found.items() if len(all) != 1 or not all[0]} == {}


def test_no_two_pages_have_the_same_title(site: Crawl) -> None:
    titled: dict[str, set[str]] = defaultdict(set)
    for one in site.pages:
        # A page that has several addresses names one of them.
        named = [*one.words("//link[@rel='canonical']/@href"), one.address][0]
        titled[one.words("//head/title")[0]].add(named.partition("?")[0])
    assert {title: sorted(those) for title, those in titled.items() if len(those) > 1} == {}
