"""The worker tells partners at the moment of a release, wherever that is moved to."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from reports import clock
from reports.models import WebhookDelivery
from reports.partners.webhooks import endpoints, events, tasks
from reports.releasing import cancel, reschedule, withdraw
from tests.integration.partners.test_webhooks import endpoint, local, told, worker
from tests.support.receiver import receiver
from tests.support.reports import T, issue, released, report_page

__all__ = ["local"]
HOUR = timedelta(hours=1)


def waiting() -> list:
    """When the worker is to run."""
    rows = DBTaskResult.objects.filter(
        task_path=tasks.send.module_path, status=TaskResultStatus.READY
    )
    return sorted(row.run_after for row in rows)


def run(at) -> None:
    """What the worker does with the tasks that are due."""
    rows = DBTaskResult.objects.filter(
        task_path=tasks.send.module_path, status=TaskResultStatus.READY, run_after__lte=at
    )
    for row in rows:
        row.delete()
        with clock.fixed(at):
            tasks.send.call()


def test_the_worker_is_there_at_the_moment_of_a_release_also_a_moved_or_cancelled_one(
    organisation,
):
    soon = tasks.LATER
    endpoint(organisation)
    with clock.fixed(T):
        release = issue(report_page("tides").save_revision(), T + 2 * HOUR)
        assert waiting() == [T + 2 * HOUR + soon]
        release = reschedule(release, T + HOUR)
    assert waiting() == [T + HOUR + soon, T + 2 * HOUR + soon]
    # The rows say nothing of what is to come but when to look.
    assert all(
        row.args_kwargs == {"args": [], "kwargs": {}}
        for row in DBTaskResult.objects.filter(task_path=tasks.send.module_path)
    )
    with clock.fixed(T):
        release = reschedule(release, T + 3 * HOUR)
    run(T + HOUR + soon)
    run(T + 2 * HOUR + soon)
    assert told() == []
    assert waiting() == [T + 3 * HOUR + soon]
    run(T + 3 * HOUR + soon)
    assert [message["type"] for message in told()] == ["report.released"]
    # The receiver does not listen: it is tried again.
    assert waiting() == [WebhookDelivery.objects.get().due_at + soon]
    with clock.fixed(T + 4 * HOUR):
        withdraw(release.report, reason="Wrong")
    run(T + 4 * HOUR + soon)
    assert [message["type"] for message in told()] == ["report.released", "report.withdrawn"]
    with clock.fixed(T + 4 * HOUR):
        cancel(issue(report_page("lamps").save_revision(), T + 5 * HOUR))
    run(T + 6 * HOUR)
    assert len(told()) == 2


def test_without_endpoints_there_is_no_task(organisation):
    released(at=T)
    assert waiting() == []


def test_cron_mends_a_broken_chain(organisation, capsys):
    with clock.fixed(T):
        issue(report_page("tides").save_revision(), T + HOUR)
    endpoint(organisation)
    with clock.fixed(T):
        call_command("send_webhooks")
    assert waiting() == [T + HOUR + tasks.LATER]


def test_a_test_event_goes_out_by_the_worker_itself(organisation):
    with receiver() as partner:
        hook, _ = endpoint(organisation, partner.url)
        with clock.fixed(T):
            endpoints.test(hook, None)
        run(T + tasks.LATER)
    assert [fields["webhook-id"] for fields, _ in partner.got] == [
        WebhookDelivery.objects.get().event
    ]
    assert events.TEST in partner.got[0][1].decode()
    assert waiting() == []
    assert worker(T + HOUR) == 0
