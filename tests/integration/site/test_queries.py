"""Pages cost the same number of queries whatever they hold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports import clock
from tests.support.reports import fresh, issue, released, with_value

pytestmark = pytest.mark.django_db

# Past, and the clock runs: on PostgreSQL asking it may cost a query, and that counts.
PAST = datetime(2020, 5, 4, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def queries(path: str) -> int:
    """How many a page takes, once Wagtail knows its sites and content types."""
    Client().get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = Client().get(path)
    assert answer.status_code == 200
    return len(captured)


def link_to(*releases):
    """A section that links to other reports."""
    links = "".join(
        f'<p><a linktype="page" id="{release.report.page_id}">this</a></p>' for release in releases
    )
    return [("section", {"heading": "See also", "text": links})]


@pytest.mark.parametrize("path", ["/markets/lamps/", "/markets/lamps/2024/"])
def test_a_report_page_takes_three_queries_with_editions_links_and_related_reports(path):
    others = [released(market, at=PAST) for market in ("chairs", "tables", "stools")]
    released("lamps", "2023", PAST, base_year=2023)
    released("lamps", "2024", PAST + HOUR, sections=link_to(*others))
    assert queries(path) <= 3
    assert queries(f"{path}?as_of=2020-05-05") <= 2


def test_a_list_takes_as_many_queries_for_many_reports_as_for_one():
    def both():
        return {path: queries(path) for path in ("/", "/markets/")}

    released("lamps", "2024", PAST)
    few = both()
    for number in range(7):
        released(f"market-{number}", "2024", PAST)
        released(f"market-{number}", "2023", PAST, base_year=2023)
    assert both() == few
    assert few["/markets/"] <= 4


def test_a_history_takes_as_many_queries_for_many_releases_as_for_one():
    path = "/markets/lamps/2024/releases/"
    first = released(at=PAST)
    few = queries(path)
    for number in range(1, 8):
        with clock.fixed(PAST + number * HOUR):
            issue(with_value(fresh(first.report.page), f"8.{number}"))
    assert queries(path) == few <= 6
    assert queries(f"{path}2/") <= 3
