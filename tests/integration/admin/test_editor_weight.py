"""A large report opens as a light page, with few questions to the database."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import ReportPage
from tests.integration.test_figure_tables import parts, table
from tests.support import reports as make

pytestmark = pytest.mark.django_db


def opened(client: Any, page: ReportPage) -> tuple[str, int]:
    """The editor's page and how many queries it took, without those that only begin or end
    a transaction (PostgreSQL does not count them, SQLite does)."""
    url = f"/admin/pages/{page.pk}/edit/"
    client.get(url)  # Wagtail's own caches
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    asked = [
        query["sql"]
        for query in captured.captured_queries
        if not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT"))
    ]
    return answer.content.decode(), len(asked)


@pytest.fixture(params=["draft", "released"])
def state(request: pytest.FixtureRequest) -> str:
    return request.param


def prepared(page: ReportPage, state: str) -> ReportPage:
    revision = page.save_revision()
    if state == "released":
        make.issue(revision)
        make.fresh(page).save_revision()
    return page


def test_two_hundred_figures_open_in_300_kilobytes_and_45_queries(admin, state):
    reading = make.segment("By use", "Reading").pk
    figures = [
        make.figure(
            f"{number // 2}.{25 if number % 2 else 75}",
            start=1900 + number // 2,
            status="actual",
            segments=[{"type": "item", "id": f"s{number}", "value": reading}] * (number % 2),
        )
        for number in range(200)
    ]
    html, queries = opened(admin, prepared(make.report_page(figures=figures), state))
    assert "99.25" in html
    assert len(html.encode()) <= 300_000
    assert queries <= 45


def test_a_table_of_two_thousand_cells_opens_in_60_queries(admin, state):
    periods = [{"period": str(year), "status": "actual"} for year in range(2001, 2021)]
    cells = {str(year): f"{year}.5" for year in range(2001, 2021)}
    series = parts(*[cells] * 100)
    figures = [table(series, periods=periods)]
    page = make.report_page(figures=figures, base_year=2020, forecast_end=2031)
    html, queries = opened(admin, prepared(page, state))
    assert html.count("2013.5") == 100
    assert queries <= 60


def test_saving_two_hundred_figures_asks_for_each_place_and_source_once(admin):
    from tests.integration.admin.posting import draft_data

    figures = [make.figure(f"{n}.5", start=1900 + n, status="actual") for n in range(200)]
    page = make.report_page(figures=figures)
    page.save_revision()
    data = draft_data(page)
    with CaptureQueriesContext(connection) as captured:
        answer = admin.post(f"/admin/pages/{page.pk}/edit/", data)
    assert answer.status_code == 302
    tables = [query["sql"] for query in captured.captured_queries if "reports_geo" in query["sql"]]
    assert len(tables) <= 6
