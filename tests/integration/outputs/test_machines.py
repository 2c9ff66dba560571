"""Sitemap, robots.txt and llms.txt name what is public, each by its one address and true date."""

from __future__ import annotations

from datetime import timedelta

import pytest
from lxml import etree
from wagtail.models import Site

from reports import clock
from reports.models import StandardPage
from reports.site import machines
from tests.integration.outputs.conftest import HOUR, later
from tests.support import reports as make
from tests.support.reports import T

pytestmark = pytest.mark.django_db

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SITE = "http://127.0.0.1:8000"


def places(answer):
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    root = etree.fromstring(answer.content)
    return {
        entry.findtext(f"{S}loc").removeprefix(SITE): entry.findtext(f"{S}lastmod")
        for entry in root
    }


def test_each_page_stands_once_at_its_canonical_address_with_its_last_change(full, get):
    later(full, "7.13")
    with clock.fixed(T + 2 * HOUR):
        make.issue(make.report_page("lamps", "2025", base_year=2025).save_revision())
    found = places(get("/sitemap.xml", T + 3 * HOUR))
    assert found["/markets/lamps/"] == "2031-05-04T11:30:00Z"
    assert found["/markets/lamps/2024/"] == "2031-05-04T10:30:00Z"
    assert found["/markets/"] == found["/"] == "2031-05-04T11:30:00Z"
    assert "/markets/lamps/2025/" not in found
    assert found["/markets/lamps/editions/"] == "2031-05-04T11:30:00Z"
    assert found["/companies/zeta-labs/"] == "2031-05-04T10:30:00Z"
    for path in found:
        page = get(path, T + 3 * HOUR)
        assert page.status_code == 200
        if path != "/":
            assert f'<link rel="canonical" href="{SITE}{path}">' in page.content.decode()


def test_standard_pages_are_there_once_they_are_published(get):
    home = Site.objects.get(is_default_site=True).root_page
    page = home.add_child(instance=StandardPage(title="Terms", slug="terms", live=False))
    assert "/terms/" not in places(get("/sitemap.xml"))
    page.save_revision().publish()
    page.refresh_from_db()
    at = page.last_published_at.isoformat().replace("+00:00", "Z")
    assert places(get("/sitemap.xml"))["/terms/"] == at


def test_many_pages_are_spread_over_sitemaps_that_an_index_names(get, monkeypatch):
    monkeypatch.setattr(machines, "PER_SITEMAP", 3)
    for number in range(6):
        make.released(f"market-{number}", at=T + timedelta(hours=number))
    at = T + 9 * HOUR
    index = places(get("/sitemap.xml", at))
    assert list(index) == [f"/sitemaps/{number}.xml" for number in range(1, len(index) + 1)]
    found = [place for path in index for place in places(get(path, at))]
    assert len(found) == len(set(found))
    assert {f"/markets/market-{number}/" for number in range(6)} <= set(found)
    assert max(index.values()) == "2031-05-04T14:30:00Z"
    assert get("/sitemaps/99.xml", at).status_code == 404


def test_what_is_pending_is_named_nowhere_until_its_second(full, get):
    paths = ("/sitemap.xml", "/llms.txt")
    before = {path: get(path).content for path in paths}
    with clock.fixed(T + HOUR):
        make.issue(make.report_page("tides").save_revision(), T + 5 * HOUR)
    for path, content in before.items():
        assert get(path, T + 5 * HOUR - HOUR / 3600).content == content
        assert b"tides" in get(path, T + 5 * HOUR).content


def test_robots_leads_to_the_sitemap_and_keeps_nothing_public_away(get):
    lines = get("/robots.txt").content.decode().splitlines()
    assert f"Sitemap: {SITE}/sitemap.xml" in lines
    assert [line for line in lines if line.startswith("Disallow:")] == ["Disallow: /admin/"]


def test_llms_txt_leads_to_each_report_as_markdown(full, nasty_market, get):
    text = get("/llms.txt").content.decode()
    assert f"- [Lamps market 2024]({SITE}/markets/lamps/2024/report.md): The standfirst." in text
    assert r"\[x\](https://evil.example)" in text.replace(r"\_", "_")
    assert get("/markets/lamps/2024/report.md").status_code == 200


@pytest.fixture
def nasty_market(db):
    return make.released("tables", title="[x](https://evil.example)")
