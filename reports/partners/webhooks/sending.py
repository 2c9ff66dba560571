"""Send what is due; try again for three days; pause what is dead and say so.

The database is asked and written by one thread; others wait for receivers. One message
at a time goes to each endpoint, so a slow one holds no other up.
"""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, QuerySet
from django.urls import reverse

from reports import clock
from reports.models.webhooks import WebhookDelivery, WebhookEndpoint
from reports.partners.webhooks import network, signing

# After each failed attempt, with a fifth of chance more or less; about three days in all.
WAITS = [
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    *(timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 22)),
]
CHANCE = 0.2
# A worker that is killed while it sends leaves the message to the next one after this.
LEASE = timedelta(minutes=2)
AT_ONCE = 8
GONE = 410


def send_due(seconds: float = 50) -> int:
    """Send what is due until nothing is, or for so long; gives how many were delivered."""
    until, delivered = time.monotonic() + seconds, 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while time.monotonic() < until:
            claimed = _claim(clock.now())
            if not claimed:
                break
            tried = {}
            for delivery in claimed:
                endpoint = delivery.endpoint
                fields = signing.headers(endpoint, delivery.event, delivery.body, clock.now())
                tried[pool.submit(network.post, endpoint.url, fields, delivery.body)] = delivery
            for attempt in as_completed(tried):
                delivered += _note(tried[attempt], attempt.result())
    return delivered


def replay(delivery: WebhookDelivery) -> None:
    """Send a message again, with the same id, so that a receiver knows it."""
    delivery.attempts, delivery.due_at, delivery.delivered_at = 0, clock.now(), None
    delivery.save(update_fields=["attempts", "due_at", "delivered_at"])


def next_due() -> datetime | None:
    """When the next message is due; None if there is none."""
    return _waiting().values_list("due_at", flat=True).first()


def _waiting() -> QuerySet[WebhookDelivery]:
    """Messages that are to be sent, the first due first."""
    return WebhookDelivery.objects.filter(
        due_at__isnull=False,
        endpoint__paused_at=None,
        endpoint__organisation__suspended=False,
    ).order_by("due_at", "pk")


def _claim(now: datetime) -> list[WebhookDelivery]:
    """The next message of each endpoint that is due, taken by this process alone."""
    due = _waiting().filter(due_at__lte=now).select_related("endpoint__organisation")
    first: dict[int, WebhookDelivery] = {}
    for delivery in due[: AT_ONCE * 50]:
        if len(first) < AT_ONCE:
            first.setdefault(delivery.endpoint_id, delivery)
    return [delivery for delivery in first.values() if _take(delivery, now)]


def _take(delivery: WebhookDelivery, now: datetime) -> bool:
    # Of two workers, the second finds another due_at.
    same = WebhookDelivery.objects.filter(pk=delivery.pk, due_at=delivery.due_at)
    if not same.update(due_at=now + LEASE, attempts=F("attempts") + 1):
        return False
    delivery.attempts += 1
    return True


def _note(delivery: WebhookDelivery, outcome: network.Outcome) -> int:
    now = clock.now()
    delivery.status, delivery.answer = outcome.status, outcome.answer
    delivery.seconds = round(outcome.seconds, 3)
    if outcome.delivered:
        delivery.delivered_at, delivery.due_at = now, None
        WebhookEndpoint.objects.filter(pk=delivery.endpoint_id).update(delivered_at=now)
    elif delivery.attempts > len(WAITS) or outcome.status == GONE:
        delivery.due_at = None
    else:
        chance = 1 + random.uniform(-CHANCE, CHANCE)  # noqa: S311
        delivery.due_at = now + WAITS[delivery.attempts - 1] * chance
    delivery.save(update_fields=["status", "answer", "seconds", "delivered_at", "due_at"])
    if outcome.status == GONE:
        pause(delivery.endpoint, "It answered that it is gone (410).")
    elif not outcome.delivered and delivery.due_at is None:
        endpoint = WebhookEndpoint.objects.get(pk=delivery.endpoint_id)
        if endpoint.delivered_at is None or endpoint.delivered_at < delivery.created_at:
            pause(endpoint, "It took no message for three days.")
    return int(outcome.delivered)


def pause(endpoint: WebhookEndpoint, because: str) -> None:
    """Send no more to an endpoint, and tell its people once."""
    paused = WebhookEndpoint.objects.filter(pk=endpoint.pk, paused_at=None)
    if not paused.update(paused_at=clock.now(), paused_because=because):
        return
    base = str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")
    EmailMessage(
        subject="A webhook was paused",
        body=f"We send no more messages to {endpoint.url}.\n{because}\n\n"
        "What happens meanwhile is kept and sent once it is resumed: please write to us.\n\n"
        f"--\nFor us: {base}{reverse('webhooks:inspect', args=[endpoint.pk])}",
        to=endpoint.organisation.mailed(),
    ).send(fail_silently=True)


def resume(endpoint: WebhookEndpoint) -> None:
    """Send again, beginning with what was missed."""
    now = clock.now()
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(paused_at=None, paused_because="")
    missed = WebhookDelivery.objects.filter(endpoint=endpoint, delivered_at=None)
    missed.update(due_at=now, attempts=0)
