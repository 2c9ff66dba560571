"""A market's editions, and how their forecasts fared."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports import clock
from reports.releasing import change_address, withdraw
from tests.integration.comparing.samples import foretold, market, read_csv
from tests.support.reports import T, figure, issue, with_value

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
PATH = "/markets/lamps/editions/"
FILE = f"{PATH}track-record.csv"


def row(page: str, year: int) -> str:
    return re.search(rf'<tr><th scope="row">{year}</th>.*?</tr>', page, re.S)[0]


def test_every_edition_is_told_latest_first_with_release_and_headlines(text):
    foretold()
    page = text(PATH)
    found = re.findall(r'<h3><a href="(/markets/lamps/\d+/)">', page)
    assert found == ["/markets/lamps/2026/", "/markets/lamps/2024/"]
    assert "2 editions" in page
    assert 'href="/markets/lamps/2024/releases/1/"' in page
    assert page.count("<h1") == 1
    assert "noindex" not in page
    assert not re.search(r"style=|<style|data:", page)


def test_a_forecast_is_held_against_what_a_later_edition_says(text):
    foretold("9.00", "10.00")
    page = text(PATH)
    assert "10.0% too low" in row(page, 2025)
    assert "Actual, edition 2026" in row(page, 2025)
    assert "1.2% too low" in row(page, 2024)
    assert "5.6%" in page  # the mean of both


def test_a_correction_of_the_later_edition_moves_the_outcome(text):
    foretold("9.00", "10.00")
    with clock.fixed(T + HOUR):
        from reports.models import ReportPage

        page = ReportPage.objects.get(slug="lamps-2026")
        issue(with_value(page, "8.00"), kind="correction", reason="A misprint.")
    assert "1.2% too low" in row(text(PATH), 2024)
    assert "exact" in row(text(PATH, T + HOUR), 2024)


def test_one_edition_has_no_record_and_says_why(get, text):
    market("lamps")
    assert "A track record needs two editions" in text(PATH)
    assert read_csv(get(FILE)) == []


def test_another_currency_is_not_compared_and_words_say_so(text):
    market("lamps", edition="2024", figures=[figure("8.00", unit="EUR")], currency="EUR")
    market("lamps", edition="2026", figures=[figure("8.10", status="actual")], base_year=2025)
    page = text(PATH)
    assert "Not compared: in EUR" in row(page, 2024)
    assert "too" not in row(page, 2024)
    assert "nothing is converted" in page


def test_the_file_says_what_was_off_and_where_it_is_from(get):
    foretold("9.00", "10.00")
    found = read_csv(get(FILE))
    off = next(item for item in found if item["year"] == "2025" and item["edition"] == "2024")
    assert off["off_percent"] == "-10.0000"
    assert off["in_words"] == "10.0% too low"
    assert (off["outcome_edition"], off["outcome_status"]) == ("2026", "actual")
    assert off["address"].endswith("/markets/lamps/2024/releases/1/figures/market-size-2025/")
    assert all(item["licence"] for item in found)


def test_as_of_shows_the_editions_of_then(get, text):
    market("lamps", edition="2024")
    market("lamps", edition="2026", at=T + 2 * HOUR, base_year=2025)
    later = T + 30 * HOUR
    assert "2 editions" in text(PATH, later)
    page = text(f"{PATH}?as_of=2031-05-04T10:00Z", later)
    assert "1 edition" in page
    assert "An earlier view." in page
    assert f'href="{FILE}' not in page  # there is no record yet
    assert "noindex" in page
    assert get(f"{PATH}?as_of=never").status_code == 400
    assert get(f"{PATH}?as_of=2031-01-01", later).status_code == 404


def test_a_market_that_there_is_not_is_a_404_a_withdrawn_one_a_410_a_moved_one_a_redirect(get):
    assert get(PATH).status_code == get(FILE).status_code == 404
    release = market("lamps")
    gone = market("jars")
    with clock.fixed(T + HOUR):
        change_address(release.report, market="torches", edition="2024")
        withdraw(gone.report, reason="Wrong.")
    at = T + HOUR
    assert get("/markets/jars/editions/", at).status_code == 410
    assert get(PATH, at)["Location"] == "/markets/torches/editions/"
    assert get("/markets/torches/editions/", at).status_code == 200


def test_the_report_page_leads_there_and_to_a_comparison(get, text):
    market("lamps")
    page = text("/markets/lamps/")
    assert f'href="{PATH}"' in page
    assert 'href="/compare/?r=lamps%2F2024"' in page
    assert get("/compare/?r=lamps%2F2024").status_code == 200


def test_it_takes_as_many_queries_for_four_editions_as_for_two(get):
    counted = []
    for labels in (("2023", "2024"), ("2025", "2026")):
        for label in labels:
            market("lamps", edition=label)
        with CaptureQueriesContext(connection) as captured:
            assert get(PATH).status_code == 200
        counted.append(len(captured))
    assert counted[0] == counted[1] <= 3
