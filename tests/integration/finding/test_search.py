"""Search: what is found, in which order, and what may be typed."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.integration.finding.samples import market
from tests.support.reports import T, figure, released

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def hits(page: str, kind: str) -> list[str]:
    """The titles found of one kind."""
    section = re.search(rf'aria-labelledby="h-{kind}">(.*?)</section>', page, re.DOTALL)
    return re.findall(r"<h3><a[^>]*>([^<]+)</a>", section[1]) if section else []


@pytest.fixture
def shelf(db):
    market(
        "lamps",
        title="Lamp market, 2024 to 2031",
        standfirst="Harbour walks want lamps.",
        players=("Wimblewick Foundry", "Ottergrove Guild"),
        events=(("A lamp for harbours", "Wimblewick Foundry", 2023),),
        segments=("Harbour walks", "Gardens"),
        at=T - 2 * HOUR,
    )
    market("chairs", title="Chair market", players=("Ottergrove Guild",), at=T - HOUR)


class TestFound:
    def test_each_kind_is_found_and_led_to(self, shelf, text):
        page = text("/search/", q="harbour")
        assert hits(page, "report") == ["Lamp market, 2024 to 2031"]
        assert hits(page, "development") == ["A lamp for harbours"]
        assert hits(page, "segment") == ["Harbour walks"]
        assert "3 results" in page
        assert 'href="/markets/lamps/2024/#segments"' in page
        assert "<mark>Harbour</mark> walks want lamps." in page

    def test_a_company_is_found_once_however_many_reports_name_it(self, shelf, text):
        page = text("/search/", q="ottergrove")
        assert hits(page, "company") == ["Ottergrove Guild"]
        assert 'href="/companies/ottergrove-guild/"' in page

    def test_only_the_latest_edition_of_a_report_is_found(self, shelf, text):
        market("chairs", standfirst="Once.", edition="2023", at=T, base_year=2023)
        market("chairs", title="Seats", edition="2025", at=T, base_year=2024)
        assert hits(text("/search/", q="once"), "report") == []
        assert hits(text("/search/", q="seats"), "report") == ["Seats"]

    def test_one_kind_can_be_asked_for(self, shelf, text):
        page = text("/search/", q="lamp", kind="development")
        assert hits(page, "development") == ["A lamp for harbours"]
        assert hits(page, "report") == []

    def test_many_of_a_kind_come_page_by_page(self, text):
        market("lamps", players=tuple(f"Foundry {number:02}" for number in range(23)))
        assert len(hits(text("/search/", q="foundry"), "company")) == 5
        first = text("/search/", q="foundry", kind="company")
        second = text("/search/", q="foundry", kind="company", page="2")
        assert len(hits(first, "company")) == 20
        assert hits(second, "company") == ["Foundry 20", "Foundry 21", "Foundry 22"]

    def test_the_title_that_was_typed_comes_first(self, text):
        market("a", title="Lamps", at=T - 3 * HOUR)
        market("b", title="Lamps and more", at=T - 2 * HOUR)
        market("c", title="Chairs", standfirst="No lamps.", at=T - HOUR)
        assert hits(text("/search/", q="lamps"), "report") == ["Lamps", "Lamps and more", "Chairs"]

    @pytest.mark.parametrize(
        "query", ["20.45 billion", "$20.45bn", "USD 20.45 billion", "20450 million"]
    )
    def test_a_number_leads_to_its_report_and_its_figure(self, query, text):
        figures = [figure(), figure("20.45", start=2031, status="forecast")]
        market("chairs", at=T - HOUR)
        released("lamps", figures=figures)
        page = text("/search/", q=query)
        assert hits(page, "report") == ["Lamps market 2024"]
        assert hits(page, "figures") == ["Market size, World, 2031: USD\xa020.45\xa0billion"]
        assert 'href="/markets/lamps/2024/#figure-market-size-2031"' in page

    def test_an_amount_in_another_currency_is_another_amount(self, text):
        market("lamps", size="20.45", unit="EUR")
        assert hits(text("/search/", q="€20.45bn"), "figures")
        assert not hits(text("/search/", q="$20.45bn"), "figures")


class TestNotFound:
    def test_a_misspelt_name_leads_to_the_right_one(self, shelf, text):
        for typed in ("wimblwick", "Wimbelwick Foundy", "wimblewik"):
            page = text("/search/", q=typed)
            assert "0 results" in page
            assert "Wimblewick Foundry" in page.partition("Did you mean")[2]

    def test_nonsense_leads_nowhere(self, shelf, text):
        assert "Did you mean" not in text("/search/", q="xqzvk")

    def test_nothing_typed_shows_the_form(self, shelf, text):
        assert "<form" in text("/search/")
        assert "result" not in text("/search/").partition("</form>")[2].partition("<footer")[0]


class TestSuggestions:
    def titles(self, get, query, at=T):
        answer = get("/search/suggest", at, q=query)
        assert answer.status_code == 200
        return [item["title"] for item in json.loads(answer.content)["suggestions"]]

    def test_titles_are_suggested_while_somebody_types(self, shelf, get):
        assert self.titles(get, "lam") == ["Lamp market, 2024 to 2031", "A lamp for harbours"]
        assert self.titles(get, "l") == []
        assert self.titles(get, "xyz") == []


ODD = [
    '"', "'", "a OR b", "NOT a", "-lamp", "lamp*", "(", "((a)", "a & | !b", "a:*", "a <-> b", "\\",
    "%", "_", "lamp'; --", "{lamp}", "[a", "^a$", "~a", "@@", "\N{RIGHT-TO-LEFT OVERRIDE}lamp",
    "lamp " * 40, "a" * 900, "9" * 400, "9" * 60 + " billion", "1e999 bn",
    "0.0000000000001 bn", "🙂", "=7120000000", "NaN", "-0 bn", "½", "٣ billion",
]  # fmt: skip


@pytest.mark.parametrize("path", ["/search/", "/search/suggest", "/markets/", "/companies/"])
def test_whatever_is_typed_is_answered(shelf, get, path):
    answers = {query: get(path, q=query).status_code for query in ODD}
    assert set(answers.values()) == {200}, answers


def test_a_query_of_four_kilobytes_and_a_nul_are_refused_politely(shelf, get):
    assert get("/search/", q="a" * 4000).status_code == 200
    assert get("/search/", q="a" * 5000).status_code == 400
    assert get("/search/", q="a\0b").status_code == 400
    assert get("/search/", q="lamp", page="99", kind="report").status_code == 404


def test_a_search_takes_few_queries_whatever_it_finds(shelf, get):
    def number(query):
        get("/search/", q=query)
        with CaptureQueriesContext(connection) as captured:
            get("/search/", q=query)
        return len(captured)

    few = number("lamp"), number("$7.12bn")
    for place in range(5):
        market(f"lamps-{place}", players=(f"Lamp maker {place}",), segments=("Lamps",))
    assert (number("lamp"), number("$7.12bn")) == few
    assert max(few) <= 7


def test_results_are_not_for_search_engines(shelf, get):
    for path in ("/search/", "/search/suggest"):
        assert get(path, q="lamp")["X-Robots-Tag"] == "noindex"
