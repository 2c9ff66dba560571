"""Two people at one draft at the same moment: what both did is there."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from wagtail.models import Page

from reports.admin.report_actions import MarkReviewedBulkAction
from reports.drafting.editions import new_edition
from reports.models import ReportPage
from tests.support.reports import T, fresh, report_page, user
from tests.support.tree import site_tree

pytestmark = pytest.mark.django_db(transaction=True)


def confirm(page: ReportPage) -> None:
    client = Client()
    client.force_login(user("quick", superuser=True))
    place = [str(child.id) for child in page.figures]
    assert client.post(f"/admin/reports/{page.pk}/carried/", {"place": place}).status_code == 302


def review(page: ReportPage) -> None:
    MarkReviewedBulkAction.execute_action([page], user=user("quick", superuser=True), day=T.date())


def elsewhere(job: Callable[[ReportPage], None], page: ReportPage) -> None:
    try:
        job(page)
    finally:
        connections.close_all()


def wait_until_somebody_waits() -> None:
    until = time.monotonic() + 30
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        assert time.monotonic() < until, "Nobody waited."
        time.sleep(0.05)


@pytest.mark.parametrize("job", [confirm, review])
def test_what_somebody_saves_while_a_button_is_pressed_stays(
    transactional_db: Any, job: Callable[[ReportPage], None]
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite writes one after the other by itself, or refuses")
    site_tree()
    last = report_page()
    last.save_revision()
    page = new_edition(fresh(last), "2025", 1)
    user("quick", superuser=True)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Page.objects.select_for_update().get(pk=page.pk)
            draft = fresh(page)
            draft.standfirst = "Saved meanwhile."
            draft.save_revision()
            pressed = pool.submit(elsewhere, job, fresh(page))
            wait_until_somebody_waits()
        pressed.result()
    draft = fresh(page)
    assert draft.standfirst == "Saved meanwhile."
    value = draft.figures.raw_data[0]["value"]
    assert value["confirmed"] if job is confirm else draft.next_review == T.date()
