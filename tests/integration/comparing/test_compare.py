"""Comparing two to four markets: what is shown, what is said, what is refused in words."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports import clock
from reports.releasing import withdraw
from tests.integration.comparing.samples import market, read_csv, sizes
from tests.support.reports import T, figure

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
BOTH = "/compare/?r=lamps&r=jars"


def columns(page: str) -> list[str]:
    """The names of the compared reports, in the table's order."""
    head = re.search(r'<table class="compare-table">.*?</thead>', page, re.S)
    names = r'<th scope="col">.*?<a href="[^"]+">([^<]+)</a>'
    return re.findall(names, head[0], re.S) if head else []


def offered(page: str) -> set[str]:
    return set(re.findall(r'<option value="([^"]+)">', page))


def kept(page: str) -> list[str]:
    return re.findall(r'<input type="hidden" name="r" value="([^"]+)">', page)


class TestForm:
    def test_it_offers_every_visible_market_by_sector_and_is_for_search_engines(self, get, text):
        market("lamps")
        market("jars")
        page = text("/compare/")
        assert offered(page) == {"lamps", "jars"}
        assert page.count("<select") == 2
        assert '<optgroup label="Other">' in page
        assert 'rel="canonical"' in page
        assert "noindex" not in page

    def test_what_is_chosen_is_kept_and_offered_no_more_and_can_be_removed(self, get, text):
        for slug in ("lamps", "jars", "tides"):
            market(slug)
        page = text(BOTH)
        assert kept(page) == ["lamps", "jars"]
        assert offered(page) == {"tides"}
        removals = re.findall(r'<a class="chip" href="([^"]+)"', page)
        assert [html.unescape(link) for link in removals] == [
            "/compare/?r=jars",
            "/compare/?r=lamps",
        ]
        assert get("/compare/?r=lamps&r=jars&r=").status_code == 200

    def test_with_four_there_is_nothing_to_add(self, text):
        for slug in ("lamps", "jars", "tides", "kites", "bells"):
            market(slug)
        page = text("/compare/?r=lamps&r=jars&r=tides&r=kites")
        assert columns(page) == ["Lamps", "Jars", "Tides", "Kites"]
        assert "<select" not in page
        assert "4 is the most" in page

    def test_an_empty_site_says_so(self, get):
        answer = get("/compare/")
        assert answer.status_code == 200
        assert b"No report has been released yet" in answer.content


class TestShown:
    def test_the_table_has_value_status_and_both_growth_rates(self, text):
        market("lamps", "7.12", "8.00")
        market("jars", "4.00", "5.00")
        page = text(BOTH).replace("\u00a0", " ")
        assert columns(page) == ["Lamps", "Jars"]
        for words in (
            "USD 7.12 billion",
            "USD 8.00 billion",
            "12.36%",
            "25.00%",
        ):
            assert words in page
        assert "Lamps sold." in page
        assert '<meta name="robots" content="noindex">' in page

    def test_the_chart_is_indexed_and_absolute_where_units_agree(self, text):
        market("lamps", "7.12", "8.00")
        market("jars", "4.00", "5.00")
        page = text(BOTH)
        assert page.count('<figure class="chart"') == 2
        assert "Index, 2024 = 100" in page
        assert "Market size, USD billion" in page
        assert "125.0" in page
        assert page.count("<h1") == 1
        assert not re.search(r"style=|<style|data:", page)

    def test_currencies_that_differ_are_told_marked_and_never_drawn_together(self, text):
        market("lamps", "7.12", "8.00")
        market("jars", "4.00", "5.00", unit="EUR")
        page = text(BOTH)
        assert (
            "The currency or unit differs: USD (Lamps); EUR (Jars). Nothing is converted." in page
        )
        assert page.count('<figure class="chart"') == 1
        assert "Amounts are not drawn in one chart" in page
        row = re.search(r'<tr><th scope="row">Currency and unit.*?</tr>', page, re.S)[0]
        assert "Differs" in row

    def test_markets_without_a_common_year_have_a_table_and_words_instead_of_an_index(self, text):
        market("lamps", "7.12", "8.00")
        figures = [figure("4.00", start=2040, status="forecast")]
        market("jars", figures=figures, base_year=2040, forecast_start=2040, forecast_end=2041)
        page = text(BOTH)
        assert columns(page) == ["Lamps", "Jars"]
        assert "share no year" in page
        assert "Index," not in page

    def test_an_edition_can_be_chosen_and_two_of_a_market_compared(self, text):
        market("lamps", "7.12", "8.00", edition="2024")
        market("lamps", "7.00", "9.00", edition="2025")
        assert columns(text("/compare/?r=lamps/2024&r=lamps")) == ["2024 Lamps", "2025 Lamps"]
        page = text("/compare/?r=lamps&r=lamps/2024")
        assert columns(page) == ["2025 Lamps", "2024 Lamps"]

    def test_other_editions_are_a_link_away(self, text):
        market("lamps", edition="2023", base_year=2023)
        market("lamps", edition="2024")
        market("jars")
        assert 'href="/compare/?r=lamps/2023&amp;r=jars"' in text(BOTH)

    def test_every_order_has_one_canonical_address(self, text):
        market("lamps")
        market("jars")
        canonical = re.compile(r'rel="canonical" href="([^"]+)"')
        found = {
            canonical.search(text(f"/compare/?{q}"))[1]
            for q in ("r=jars&r=lamps", "r=lamps&r=jars")
        }
        assert len(found) == 1

    def test_sample_data_is_named(self, text):
        market("lamps", sample=True)
        market("jars")
        assert "The figures of Lamps are invented" in text(BOTH)

    def test_titles_are_words_whatever_they_hold(self, text):
        market("lamps", market_title='<script>alert(1)</script>"')
        market("jars")
        page = text(BOTH)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page

    def test_it_takes_as_many_queries_for_four_as_for_two(self, get):
        for slug in ("lamps", "jars", "tides", "kites"):
            market(slug)
        counted = []
        for address in (BOTH, "/compare/?r=lamps&r=jars&r=tides"):
            with CaptureQueriesContext(connection) as captured:
                assert get(address).status_code == 200
            counted.append(len(captured))
        assert counted[0] == counted[1] <= 4


class TestAsOf:
    def test_it_shows_what_was_said_then_and_keeps_saying_so(self, get, text):
        market("lamps", "7.12", "8.00")
        market("jars", "4.00", "5.00")
        market("lamps", "7.77", "9.00", edition="2025", at=T + 2 * HOUR)
        later = T + 30 * HOUR
        assert "7.77" in text(BOTH, later)
        page = text(f"{BOTH}&as_of=2031-05-04T10:00Z", later)
        assert "7.77" not in page
        assert "An earlier view." in page
        assert 'name="as_of"' not in page or 'value="2031-05-04T10:00Z"' in page
        assert get(f"{BOTH}&as_of=2099-01-01").status_code == 400
        assert get(f"{BOTH}&as_of=soon").status_code == 400
        assert get(f"{BOTH}&as_of=2031-05-03").status_code == 404


def shelf() -> None:
    """Five markets: one more than can be compared."""
    for slug in ("lamps", "jars", "tides", "kites", "bells"):
        market(slug)


WRONG = [
    ("r=lamps", 200, "Choose at least one more"),
    ("r=lamps&r=lamps", 200, "was chosen twice"),
    ("r=lamps&r=lamps/2024", 200, "was chosen twice"),
    ("r=lamps&r=nowhere", 404, "There is no report “nowhere”"),
    ("r=lamps&r=jars/2031", 404, "There is no report “jars/2031”"),
    ("r=lamps&r=jars&r=a%20b", 400, "no market’s address"),
    ("r=lamps&r=jars&r=../../etc", 400, "no market’s address"),
    ("r=lamps&r=jars&r=%27%20OR%201=1", 400, "no market’s address"),
    ("r=lamps&r=jars&r=%3Cscript%3E", 400, "no market’s address"),
    ("r=lamps&r=jars&r=" + "x" * 300, 400, "no market’s address"),
    ("r=lamps&r=jars&r=l%C3%A4mps", 400, "no market’s address"),
    ("r=lamps&r=jars&r=tides&r=kites&r=bells", 400, "At most 4 can be compared"),
    ("r=lamps&r=jars&" + "&".join(f"r=x{n}" for n in range(40)), 400, "There is no report “x0”"),
]


class TestWrong:
    def test_it_is_said_in_words_and_the_rest_is_compared(self, get):
        shelf()
        for query, status, words in WRONG:
            answer = get(f"/compare/?{query}")
            page = answer.content.decode()
            assert (answer.status_code, words in page) == (status, True), query
            assert "<script>" not in page
            if query.startswith("r=lamps&r=jars&"):
                assert columns(page)[:2] == ["Lamps", "Jars"], query

    def test_a_file_is_given_for_nothing_that_is_wrong(self, get):
        shelf()
        for query in ("", *(query for query, _status, _words in WRONG)):
            answer = get(f"/compare/data.csv?{query}")
            assert answer.status_code in (400, 404), query
            assert answer["Content-Type"].startswith("text/plain"), query

    def test_a_withdrawn_market_is_there_no_more(self, get):
        release = market("lamps")
        market("jars")
        with clock.fixed(T + HOUR):
            withdraw(release.report, reason="Wrong.")
        assert get(BOTH, T + HOUR).status_code == 404

    def test_absurd_values_are_no_server_error(self, get):
        market("lamps", figures=sizes("9999999", "0.00000001", multiplier="12"))
        market("jars", figures=sizes("0.00000001", "9999999", multiplier="0"))
        assert get(BOTH).status_code == 200
        assert get("/compare/data.csv?r=lamps&r=jars").status_code == 200


class TestData:
    def test_the_file_has_table_and_series_with_release_and_licence(self, get):
        market("lamps", "7.12", "8.00")
        market("jars", "4.00", "5.00")
        answer = get("/compare/data.csv?r=lamps&r=jars")
        rows = read_csv(answer)
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert answer["X-Robots-Tag"] == "noindex"
        series = [row for row in rows if row["part"] == "series"]
        assert [(row["market"], row["value"], row["index"]) for row in series] == [
            ("lamps", "7.12", "100.0"),
            ("lamps", "8.00", "112.4"),
            ("jars", "4.00", "100.0"),
            ("jars", "5.00", "125.0"),
        ]
        assert {row["status"] for row in series} == {"estimate", "forecast"}
        implied = [row for row in rows if row["item"] == "cagr_implied"]
        assert [row["value"] for row in implied] == ["12.36", "25.00"]
        assert all(row["licence"] and row["release"] == "1" for row in rows)
        assert series[0]["address"].endswith("/lamps/2024/releases/1/figures/market-size-2024/")

    def test_formulas_are_inert(self, get):
        market("lamps", description='=HYPERLINK("http://example.org")')
        market("jars", market_title="@SUM(A1)")
        rows = read_csv(get("/compare/data.csv?r=lamps&r=jars"))
        cells = [cell for row in rows for cell in row.values() if cell]
        assert '\'=HYPERLINK("http://example.org")' in cells
        assert "'@SUM(A1)" in cells
        assert not [cell for cell in cells if cell[0] in "=@+"]
