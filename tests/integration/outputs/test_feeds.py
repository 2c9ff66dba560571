"""Feeds keep RFC 4287, name their entries for good, and tell what changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from reports import clock
from reports.releasing import change_address, withdraw
from tests.integration.outputs.conftest import HOUR, later
from tests.support import reports as make
from tests.support.reports import T

pytestmark = pytest.mark.django_db

A = "{http://www.w3.org/2005/Atom}"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
ALL, FIXED, LAMPS = (
    "/feeds/releases.atom",
    "/feeds/corrections.atom",
    "/feeds/markets/lamps.atom",
)


def feed(answer):
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = etree.fromstring(answer.content)
    SCHEMA.assertValid(root)
    return root


def entries(answer):
    return feed(answer).findall(f"{A}entry")


def test_the_schema_refuses_what_the_rfc_refuses(full, get):
    root = feed(get(ALL))
    root.remove(root.find(f"{A}updated"))
    assert not SCHEMA.validate(root)


def test_each_release_is_an_entry_with_what_it_changed(full, get):
    later(full, "7.13")
    newest, first = entries(get(ALL, T + 2 * HOUR))
    assert newest.findtext(f"{A}title") == "Lamps market 2024: release 2, correction"
    assert newest.find(f"{A}link").get("href").endswith("/markets/lamps/2024/releases/2/")
    content = newest.findtext(f"{A}content").replace("\xa0", " ")
    assert "A misprint." in content
    assert "was “USD 7.12 billion, estimate" in content
    assert "now “USD 7.13 billion, estimate" in content
    assert first.findtext(f"{A}updated") == "2031-05-04T09:30:00Z"
    assert newest.findtext(f"{A}updated") == "2031-05-04T10:30:00Z"
    assert feed(get(ALL, T + 2 * HOUR)).findtext(f"{A}updated") == "2031-05-04T10:30:00Z"


def test_corrections_have_a_feed_of_their_own(plain, get):
    assert entries(get(FIXED)) == []
    with clock.fixed(T + HOUR):
        make.issue(make.with_value(make.fresh(plain.report.page), "7.13"))
    later(plain, "7.14", 2)
    titles = [entry.findtext(f"{A}title") for entry in entries(get(FIXED, T + 3 * HOUR))]
    assert titles == ["Lamps market 2024: release 3, correction"]


def test_a_market_has_a_feed_of_its_editions_alone(full, get):
    make.released("tables")
    with clock.fixed(T + HOUR):
        make.issue(make.report_page("lamps", "2025", base_year=2025).save_revision())
    links = [entry.find(f"{A}link").get("href") for entry in entries(get(LAMPS, T + 2 * HOUR))]
    assert [link.partition("8000")[2] for link in links] == [
        "/markets/lamps/2025/releases/1/",
        "/markets/lamps/2024/releases/1/",
    ]
    assert get("/feeds/markets/nowhere.atom").status_code == 404


def test_an_entry_keeps_its_name_when_the_report_moves(full, get, settings):
    settings.REPORTS_TAG_AUTHORITY = "reports.example.org,2026"
    before = [entry.findtext(f"{A}id") for entry in entries(get(ALL))]
    assert before == ["tag:reports.example.org,2026:markets/lamps/2024/releases/1"]
    with clock.fixed(T + HOUR):
        change_address(full.report, market="torches", edition="2024")
    at = T + 2 * HOUR
    (entry,) = entries(get(ALL, at))
    assert entry.findtext(f"{A}id") == before[0]
    assert entry.find(f"{A}link").get("href").endswith("/markets/torches/2024/releases/1/")
    moved = get(LAMPS, at)
    assert (moved.status_code, moved["Location"]) == (301, "/feeds/markets/torches.atom")


def test_a_withdrawn_report_leaves_the_feed_and_dates_it(full, get):
    make.released("tables")
    with clock.fixed(T + HOUR):
        withdraw(full.report, reason="Wrong.")
    root = feed(get(ALL, T + 2 * HOUR))
    assert len(root.findall(f"{A}entry")) == 1
    assert root.findtext(f"{A}updated") == "2031-05-04T10:30:00Z"
    assert get(LAMPS, T + 2 * HOUR).status_code == 410


def test_what_is_pending_changes_no_byte_until_its_second(plain, get):
    before = {path: get(path).content for path in (ALL, FIXED, LAMPS)}
    later(plain, "8.88", release_at=T + 5 * HOUR)
    for path, content in before.items():
        assert get(path, T + 5 * HOUR - HOUR / 3600).content == content
        assert b"8.88" in get(path, T + 5 * HOUR).content


def test_hostile_text_is_text_in_feed_and_entry(nasty, get):
    (entry,) = entries(get(ALL))
    assert entry.findtext(f"{A}title").startswith("Lamps </script><b>&amp; =1+1")
    later(nasty, "7.13", reason="<script>alert(1)</script>")
    newest = entries(get(ALL, T + 2 * HOUR))[0]
    assert "&lt;script&gt;" in newest.findtext(f"{A}content")


def test_a_feed_of_an_empty_site_is_a_feed(get):
    assert entries(get(ALL)) == []


def test_pages_name_the_feeds(full, get):
    html = get("/markets/lamps/2024/").content.decode()
    for path in (ALL, FIXED, LAMPS):
        assert 'type="application/atom+xml" title="' in html
        assert f'href="{path}"' in html


def test_a_feed_costs_as_many_queries_for_many_releases_as_for_one(
    plain, get, django_assert_max_num_queries
):
    for hour in range(1, 6):
        later(plain, f"7.{hour + 12}", hour)
    with django_assert_max_num_queries(4):
        get(ALL, T + 9 * HOUR)
