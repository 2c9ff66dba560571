"""A list asks the database as often for many rows as for few, and counts nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.integration.api.conftest import ROOT
from tests.integration.api.samples import DETAILS, LISTS, event, full, player
from tests.support.reports import figure, released

START = datetime(2020, 1, 1, tzinfo=UTC)
STANDING = 1  # what a 304 is told by, and the moment by the clock of PostgreSQL
READS = {
    **{"markets/": 1, "reports/": 1, "figures/": 1, "key-players/": 2, "developments/": 2},
    **{"releases/": 1, "series/": 2, "sources/": 1},
}


def fill(reports: int, rows: int) -> None:
    """Reports with rows whose texts link to another report."""
    target = released("target", "2020", at=START).report.page_id
    text = f'<p><a linktype="page" id="{target}">See</a></p>'
    for number in range(reports):
        full(
            f"market-{number}",
            at=START + timedelta(minutes=number + 1),
            figures=[figure(start=1950 + row) for row in range(rows)],
            key_players=[player(f"Company {row}", text) for row in range(rows)],
            developments=[event(1990 + row, text=text) for row in range(rows)],
        )


def asked(client: Client, path: str) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.get(f"{ROOT}{path}")
    assert answer.status_code == 200
    return [query["sql"] for query in queries.captured_queries]


@pytest.mark.parametrize(("reports", "rows"), [(1, 2), (6, 20)])
def test_a_list_takes_the_same_few_queries_at_every_size(db, client, reports, rows):
    fill(reports, rows)
    for path in LISTS:
        for query in ("", "?limit=1", "?limit=200", "?as_of=2026-01-01"):
            queries = asked(client, path + query)
            assert len(queries) == STANDING + READS[path] <= 3, queries
    cursor = client.get(f"{ROOT}figures/?limit=1").json()["next"].partition("?")[2]
    assert len(asked(client, f"figures/?{cursor}")) == STANDING + READS["figures/"]


def test_no_list_counts_or_skips_rows(db, client):
    fill(1, 3)
    for path in LISTS:
        for sql in asked(client, f"{path}?limit=1"):
            assert "OFFSET" not in sql
            assert not sql.startswith("SELECT COUNT") or "FILTER (" in sql  # of releases


def test_a_list_does_not_read_documents(db, client):
    fill(1, 3)
    for path in LISTS:
        if path == "sources/":  # one part of them, which the database takes out
            continue
        assert not any('"document"' in sql for sql in asked(client, path))


def test_a_detail_takes_few_queries(db, client):
    full(at=START)
    counts = {name: len(asked(client, path)) - STANDING for name, path in DETAILS.items()}
    assert counts == {
        "markets": 1,
        "reports": 1,
        "figures": 1,
        "key-players": 1,
        "developments": 1,
    }


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite plans in no time")
@pytest.mark.parametrize(("threshold", "planned"), [(5, 1), (None, 0)])
def test_a_list_is_planned_once_for_a_connection_where_that_is_allowed(
    db, client, monkeypatch, threshold, planned
):
    full(at=START)
    connection.ensure_connection()
    monkeypatch.setattr(connection.connection, "prepare_threshold", threshold)
    shown = [client.get(f"{ROOT}figures/?market={name}").json() for name in ("lamps", "none")]
    assert [len(answer["results"]) for answer in shown] == [1, 0]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements"
            " WHERE statement LIKE 'SELECT \"reports_figure\"%'"
        )
        assert cursor.fetchone() == (planned,)
