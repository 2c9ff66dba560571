"""Two editors at once: no lost release, no overlap. Real threads on a real database."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from reports import clock
from reports.models import Release, ReportPage
from reports.models.release import Report
from reports.releasing import withdraw
from reports.releasing.sync import sync_pages
from reports.releasing.verify import faults
from tests.support.reports import issue, report_page, with_value
from tests.support.tree import site_tree

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("tree"),
]


@pytest.fixture
def tree(transactional_db):
    """The site's pages, which emptying the database between such tests takes away."""
    site_tree()


def together(work: list[Callable[[], Any]]) -> list[Any]:
    """Run everything at once, each on its own connection; exceptions are results too."""
    barrier = Barrier(len(work))

    def one(job: Callable[[], Any]) -> Any:
        try:
            barrier.wait()
            return job()
        except Exception as problem:
            return problem
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(one, work))


def test_many_releases_at_once_are_all_kept_in_order():
    page = report_page()
    revisions = [with_value(ReportPage.objects.get(pk=page.pk), f"{n}.00") for n in range(1, 9)]
    results = together([lambda revision=r: issue(revision) for r in revisions])
    assert [result for result in results if isinstance(result, Exception)] == []
    assert Report.objects.count() == 1
    assert Release.objects.filter(cancelled_at=None).count() == 8
    assert list(faults()) == []
    current = Release.objects.released(clock.now()).get()
    assert ReportPage.objects.get(pk=page.pk).live_revision_id == current.revision_id


def test_one_revision_issued_by_many_at_once_is_one_release():
    page = report_page()
    revision = page.save_revision()
    results = together([lambda: issue(revision) for _ in range(8)])
    assert [result for result in results if isinstance(result, Exception)] == []
    assert Release.objects.count() == 1


def test_releasing_scheduling_withdrawing_and_saving_at_once_leave_a_sound_history():
    pages = [report_page(f"market-{number}") for number in range(2)]
    for page in pages:
        issue(page.save_revision())

    def schedule(page: Any, value: str) -> Any:
        revision = with_value(ReportPage.objects.get(pk=page.pk), value)
        return issue(revision, clock.now() + timedelta(hours=1))

    work: list[Callable[[], Any]] = []
    for page in pages:
        work += [
            lambda page=page: issue(with_value(ReportPage.objects.get(pk=page.pk), "2.00")),
            lambda page=page: schedule(page, "3.00"),
            lambda page=page: withdraw(page.record, reason="a test"),
            lambda page=page: with_value(ReportPage.objects.get(pk=page.pk), "4.00"),
        ]
    results = together(work)
    unexpected = [
        result
        for result in results
        if isinstance(result, Exception) and type(result).__name__ != "Refused"
    ]
    assert unexpected == []
    assert list(faults()) == []
    for report in Report.objects.all():
        pending = Release.objects.filter(report=report).pending(clock.now())
        assert pending.count() <= 1
        assert Release.objects.filter(report=report).released(clock.now()).count() <= 1


def test_two_runs_of_sync_pages_at_once_do_the_work_once():
    page = report_page()
    issue(page.save_revision())
    ReportPage.objects.update(live=False)
    results = together([sync_pages, sync_pages])
    assert [result for result in results if isinstance(result, Exception)] == []
    assert sum(len(result.mended) for result in results) == 1
    assert ReportPage.objects.get().live
