"""The list of reports: facets, counts, sorting, search, and its address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports import clock
from reports.models import Geography, Listing, MarketPage
from reports.models.immutable import writing
from tests.integration.finding.samples import counts, listed, market
from tests.support.reports import T, fresh, issue, released

BASE = settings.WAGTAILADMIN_BASE_URL
pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
MONTH = 30 * DAY
EUROPE, ASIA = ("150", "Europe"), ("142", "Asia")


@pytest.fixture
def shelf(db):
    """Five markets; each can be told from the others by every facet."""
    market("lamps", sector="Light", size="0.5", growth="4", regions=(EUROPE,), at=T - 400 * DAY)
    market(
        "chairs", sector="Wood", size="7", growth="16.3", regions=(EUROPE, ASIA), at=T - 60 * DAY
    )
    market("tables", sector="Wood", size="20", growth="5", regions=(ASIA,), at=T - 5 * DAY)
    market("stools", sector="Wood", size="300", at=T - 4 * DAY)
    market("jars", sector="Glass", size="9", growth="15", unit="EUR", at=T - 3 * DAY)


class TestFacets:
    def test_without_a_choice_every_market_is_listed_and_counted(self, shelf, text):
        page = text("/markets/")
        assert listed(page) == ["jars", "stools", "tables", "chairs", "lamps"]
        assert counts(page, "sector") == {"wood": 3, "glass": 1, "light": 1}
        assert counts(page, "geography") == {"001": 5, "142": 2, "150": 2}
        assert counts(page, "growth") == {"under-5": 1, "5-15": 1, "over-15": 2}
        assert counts(page, "updated") == {"month": 3, "quarter": 4, "year": 4}

    def test_sizes_in_another_currency_are_not_compared_with_dollars(self, shelf, text):
        page = text("/markets/")
        sizes = {"under-1bn": 1, "1bn-10bn": 1, "10bn-100bn": 1, "over-100bn": 1}
        assert counts(page, "size") == sizes
        assert listed(text("/markets/", size="1bn-10bn")) == ["chairs"]
        assert listed(text("/markets/", sort="largest"))[-1] == "jars"

    def test_a_choice_leaves_its_own_facet_and_narrows_the_others(self, shelf, text):
        page = text("/markets/", sector="wood")
        assert listed(page) == ["stools", "tables", "chairs"]
        assert counts(page, "sector") == {"wood": 3, "glass": 1, "light": 1}
        assert counts(page, "growth") == {"under-5": 0, "5-15": 1, "over-15": 1}
        assert 'value="under-5" disabled' in page
        assert 'value="wood" checked' in page

    def test_two_values_of_a_facet_add_up_and_two_facets_narrow(self, shelf, text):
        assert listed(text("/markets/", sector=["wood", "glass"], geography="142")) == [
            "tables",
            "chairs",
        ]
        assert listed(text("/markets/", geography=["142", "150"])) == ["tables", "chairs", "lamps"]

    def test_every_count_is_what_choosing_it_leaves(self, shelf, text):
        chosen = {"sector": "wood", "updated": "year"}
        page = text("/markets/", **chosen)
        for facet in ("sector", "geography", "size", "growth", "updated"):
            for value, number in counts(page, facet).items():
                left = listed(text("/markets/", **{**chosen, facet: value}))
                assert len(left) == number, (facet, value)

    def test_only_the_latest_edition_of_a_market_counts(self, shelf, text):
        market("lamps", sector="Glass", size="2", edition="2025", at=T, base_year=2024)
        page = text("/markets/")
        assert counts(page, "sector") == {"wood": 3, "glass": 2}
        assert listed(page).count("lamps") == 1

    def test_a_place_goes_by_the_name_of_the_newest_release(self, text):
        market("lamps", regions=(("900", "Old name"),), at=T - 2 * DAY)
        Geography.objects.filter(code="900").update(name="New name")
        assert "Old name" in text("/markets/")
        market("chairs", regions=(("900", ""),), at=T - DAY)
        page = text("/markets/")
        assert "New name" in page
        assert "Old name" not in page
        assert counts(page, "geography")["900"] == 2

    def test_a_value_that_there_is_not_is_told_and_can_be_removed(self, shelf, text):
        page = text("/markets/", sector="nonsense")
        assert "0 reports" in page
        assert "nonsense (no such option)" in page
        assert "Without the filters there are 5" in page
        assert listed(text("/markets/", size="huge", sort="odd", updated="ever")) != []


class TestSorting:
    def test_the_list_is_in_the_order_asked_for(self, shelf, text):
        ends = {
            "newest": ("jars", "lamps"),
            "largest": ("stools", "jars"),
            "fastest": ("chairs", "stools"),
            "title": ("chairs", "tables"),
        }
        for sort, (first, last) in ends.items():
            page = text("/markets/", sort=sort)
            assert (listed(page)[0], listed(page)[-1]) == (first, last)
            assert f'<option value="{sort}" selected>' in page


class TestSearch:
    def test_words_are_looked_for_in_the_whole_report(self, shelf, text):
        market("vases", sector="Glass", players=("Zebra Works",), standfirst="Made of crystal.")
        assert listed(text("/markets/", q="zebra")) == ["vases"]
        page = text("/markets/", q="crystals")
        assert listed(page) == ["vases"]
        assert "<mark>crystal</mark>" in page
        assert counts(page, "sector") == {"glass": 1}

    def test_a_title_that_holds_the_words_comes_before_a_text_that_does(self, shelf, text):
        market("vases", standfirst="For those who own chairs.")
        assert listed(text("/markets/", q="chairs")) == ["chairs", "vases"]
        assert listed(text("/markets/", q="chairs", sort="newest")) == ["vases", "chairs"]

    def test_what_is_not_found_leads_to_what_may_have_been_meant(self, shelf, text):
        page = text("/markets/", q="chiars market")
        assert listed(page) == []
        assert '<a href="/markets/chairs/">' in page.partition("Did you mean")[2]

    def test_nothing_released_is_told_plainly(self, text):
        assert "No report has been released yet." in text("/markets/")


class TestAddress:
    def test_a_chip_removes_its_choice_and_keeps_the_rest(self, shelf, text):
        page = text("/markets/", q="wood", sector="wood", sort="title")
        assert 'class="chip" href="/markets/?sector=wood&amp;sort=title"' in page
        assert 'class="chip" href="/markets/?q=wood&amp;sort=title"' in page

    def test_pages_keep_the_state(self, text):
        for number in range(23):
            market(f"wood-{number:02}", sector="Wood", at=T - number * DAY)
        page = text("/markets/", sector="wood", utm_source="mail")
        assert 'rel="next" href="/markets/?sector=wood&amp;page=2"' in page
        assert len(listed(page)) == 20
        second = text("/markets/", sector="wood", page="2")
        assert listed(second) == ["wood-20", "wood-21", "wood-22"]
        assert 'rel="prev" href="/markets/?sector=wood"' in second

    def test_plain_lists_are_for_search_engines_and_others_are_not(self, shelf, get):
        plain = get("/markets/", utm_source="mail")
        assert f'<link rel="canonical" href="{BASE}/markets/">'.encode() in plain.content
        assert b"noindex" not in plain.content
        for query in ({"sector": "wood"}, {"q": "wood"}, {"sort": "title"}):
            answer = get("/markets/", **query)
            assert b'<meta name="robots" content="noindex">' in answer.content
            assert b"canonical" not in answer.content
            assert answer["X-Robots-Tag"] == "noindex"

    def test_a_page_that_is_not_there_is_not_found(self, shelf, get):
        for page in ("0", "-1", "x", "99", "1.0", "9" * 30, "²"):
            assert get("/markets/", page=page).status_code == 404, page

    def test_nothing_that_is_sent_breaks_the_list(self, shelf, get):
        odd = ["'", '"', "a'); DROP TABLE x", "%", "\\", "((((", "a" * 3000, "{}", "é", "|", "$9bn"]
        for name in ("q", "sector", "geography", "size", "growth", "updated", "sort"):
            answers = {value: get("/markets/", **{name: value}).status_code for value in odd}
            assert set(answers.values()) == {200}, (name, answers)


def test_a_list_takes_few_queries_whatever_it_holds(shelf, get):
    def number(**query):
        get("/markets/", **query)
        with CaptureQueriesContext(connection) as captured:
            assert get("/markets/", **query).status_code == 200
        return len(captured)

    asked = {"q": "market", "sector": ["wood", "glass"], "sort": "largest"}
    few = number(), number(**asked)
    for place in range(6):
        market(f"more-{place}", sector="Wood", size="3")
        market(f"more-{place}", sector="Wood", size="3", edition="2023", base_year=2023)
    assert (number(), number(**asked)) == few
    assert max(few) <= 5


def test_a_release_without_its_listing_is_listed_and_filtered_by_nothing(text):
    release = released("lamps")
    with writing("repair"):
        Listing.objects.filter(release=release).delete()
    assert listed(text("/markets/")) == ["lamps"]
    assert listed(text("/markets/", sort="largest")) == ["lamps"]
    assert listed(text("/markets/", size="1bn-10bn")) == []


def test_what_a_market_is_called_changes_with_its_next_release_alone(shelf, text):
    MarketPage.objects.filter(slug="lamps").update(sector="Torches")
    assert "torches" not in counts(text("/markets/"), "sector")
    with clock.fixed(T):
        issue(fresh(Listing.objects.get(market="lamps").release.report.page).save_revision())
    assert counts(text("/markets/", T + DAY), "sector")["torches"] == 1
