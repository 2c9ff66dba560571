"""Webhooks sent by the worker of background tasks, at the moment of each release.

One task waits for the next moment at which something may be to tell or to try again; when it
ran, it orders the next one. It names no release and asks what is public when it runs, so one
that was moved or cancelled leaves nothing to take back. `manage.py send_webhooks` does the same
and is the safety net: it also orders the task where the chain was broken.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from reports import clock
from reports.models import Release
from reports.models.webhooks import WebhookEndpoint
from reports.partners.webhooks import events, sending
from reports.releasing.signals import public_change

# The worker goes by its host's clock, what is public by the database's.
LATER = timedelta(seconds=1)
SHORT = 20.0  # seconds: other tasks wait for this one


@task()
def send() -> None:
    """Collect what became public, send what is due, order the next run."""
    try:
        events.collect()
        sending.send_due(SHORT)
    finally:
        order_next()


def order(moment: datetime) -> None:
    """Have `send` run at a moment, unless it runs before anyway, or nobody is to be told."""
    if not WebhookEndpoint.objects.filter(organisation__suspended=False).exists():
        return
    at = moment + LATER
    waiting = DBTaskResult.objects.filter(task_path=send.module_path, run_after__lte=at)
    if not waiting.filter(status=TaskResultStatus.READY).exists():
        send.using(run_after=at, backend=settings.REPORTS_WEBHOOK_BACKEND).enqueue()


def order_next() -> None:
    """Have `send` run when the next message is due or the next release becomes public."""
    now = clock.now()
    release = Release.objects.pending(now).order_by("release_at").first()
    moments = [sending.next_due(), release.release_at if release else None]
    known = [moment for moment in moments if moment]
    if known:
        order(max(now, min(known)))


@receiver(public_change)
def _order(moment: datetime, **kwargs: Any) -> None:
    order(moment)
