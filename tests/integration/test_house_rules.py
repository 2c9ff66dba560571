"""A public address that does not go through the door to public data fails the build."""

from __future__ import annotations

import re

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from reports import clock
from reports.checks import stray_reads, unmarked
from reports.models import Figure
from tests.integration.public_addresses import addresses
from tests.support.reports import T, issue, released, report_page

# Tables that hold what the public may not read whole, and those that it may not read at all.
WINDOWED = re.compile(
    r'"reports_(release|figure|keyplayer|development|releasechart|releasepdf|listing|searchentry)"'
)
DRAFTS = re.compile(r'"(reports_reportpage|reports_marketpage|wagtailcore_revision|auth_user)"')
DOOR = re.compile(r'"release_at" <= ')


def careless(request, **kwargs):
    """A view that somebody might write: every row, released or not."""
    return HttpResponse("\n".join(str(row) for row in Figure.objects.all()))


class TestCheck:
    def test_the_site_keeps_the_rules(self):
        assert [str(message) for message in run_checks() if message.id.startswith("reports.")] == []

    def test_it_finds_a_view_that_is_not_marked(self):
        nested = path("api/v1/", include([path("all/", careless)]))
        found = [route for route, _ in unmarked([path("leak/", careless), nested])]
        assert found == ["leak/", "api/v1/all/"]

    @pytest.mark.parametrize(
        "line",
        [
            "rows = Figure.objects.all()",
            "rows = Figure.objects.filter(release__in=Release.objects.released(at))",
            "rows = Release.objects",
            "rows = Release._base_manager.all()",
            "rows = Figure.objects.released(at).raw('SELECT 1')",
            "from reports.models import ReportPage",
            "from wagtail.models import Revision",
        ],
    )
    def test_it_finds_code_that_reads_beside_the_door(self, line):
        assert stray_reads(line)

    def test_it_lets_code_that_uses_the_door_pass(self):
        assert stray_reads("rows = Figure.objects.released(at).filter(market=market)") == []


def stray_queries(queries: list[str]) -> list[str]:
    """Queries on released tables that do not ask for the moment, and any on drafts."""
    return [
        sql
        for sql in queries
        if sql.startswith(("SELECT", "WITH"))
        and (DRAFTS.search(sql) or (WINDOWED.search(sql) and not DOOR.search(sql)))
    ]


@pytest.mark.early
@pytest.mark.django_db
def test_every_public_address_asks_the_database_for_the_moment(client):
    released()
    with clock.fixed(T):
        issue(report_page("tides").save_revision(), T.replace(hour=23))
    for address in addresses(most=2):
        connection.queries_log.clear()  # it holds the last 9,000 and would be full
        with clock.fixed(T.replace(hour=10)), CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert stray_queries([query["sql"] for query in queries]) == [], address


@pytest.mark.django_db
@pytest.mark.urls("tests.integration.careless_urls")
def test_the_walk_finds_a_view_that_reads_everything(client):
    released()
    with CaptureQueriesContext(connection) as queries:
        client.get("/leak/")
    assert stray_queries([query["sql"] for query in queries])
