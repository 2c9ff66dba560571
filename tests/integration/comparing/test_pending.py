"""What is pending changes no comparison and no track record before its second."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reports import clock
from tests.integration.comparing.samples import forecast, market
from tests.support.reports import T, figure, issue, market_page, report_page

pytestmark = pytest.mark.django_db

MOMENT = T + timedelta(hours=10)
BEFORE = MOMENT - timedelta(seconds=1)
ASKED = [
    "/compare/",
    "/compare/?r=lamps",
    "/compare/?r=lamps&r=jars",
    "/compare/?r=lamps&r=lamps/2026",
    "/compare/?r=lamps&r=tides",
    "/compare/data.csv?r=lamps&r=jars",
    "/compare/data.csv?r=lamps&r=tides",
    "/compare/data.csv?r=lamps/2026&r=jars",
    "/markets/lamps/editions/",
    "/markets/lamps/editions/track-record.csv",
    "/markets/tides/editions/",
    "/markets/tides/editions/track-record.csv",
]


def answers(get, at):
    found = {}
    for address in ASKED:
        answer = get(address, at)
        found[address] = (answer.status_code, sorted(answer.items()), answer.content)
    return found


def shelf() -> None:
    market("lamps", figures=[figure("8.00"), forecast("9.00")])
    market("jars")


def pending() -> None:
    """A later edition of lamps, and a market that nobody has seen."""
    figures = [figure("99.5", status="actual"), figure("98.5", start=2025, status="actual")]
    with clock.fixed(T + timedelta(hours=1)):
        issue(report_page("lamps", "2026", figures=figures).save_revision(), MOMENT)
        market_page("tides", "Unheard tides")
        issue(report_page("tides", figures=figures).save_revision(), MOMENT)


def test_a_pending_edition_changes_no_answer_until_its_second(get):
    shelf()
    without = answers(get, BEFORE)
    pending()
    assert answers(get, BEFORE) == without
    after = answers(get, MOMENT)
    same = {address for address in ASKED if after[address][2] == without[address][2]}
    assert same == set(), "the comparison would not notice these"


def test_at_its_second_the_edition_is_compared_and_is_the_outcome(get, text):
    shelf()
    pending()
    assert "99.5" not in text("/markets/lamps/editions/", BEFORE)
    page = text("/markets/lamps/editions/", MOMENT)
    assert "90.9% too low" in page
    assert "99.5" in text("/compare/?r=lamps&r=jars", MOMENT)
    assert get("/compare/?r=lamps&r=tides", BEFORE).status_code == 404
    assert get("/compare/?r=lamps&r=tides", MOMENT).status_code == 200
