"""What partners are told: read from releases whose moment has come, never before it.

Each event has a name made from what happened, so that it is told once to each endpoint,
however often and by how many processes the releases are read.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse

from reports import clock
from reports.models import Release
from reports.models.webhooks import WebhookDelivery, WebhookEndpoint

RELEASED, CORRECTED, WITHDRAWN = "report.released", "report.corrected", "report.withdrawn"
KINDS = {RELEASED: "Releases", CORRECTED: "Corrections", WITHDRAWN: "Withdrawals"}
TEST = "webhook.test"
LOOK_BACK = timedelta(days=30)  # a worker that stood still for longer tells no more of before


def collect() -> int:
    """Put every event that is due into the outbox of each endpoint that wants it; how many."""
    now = clock.now()
    endpoints = list(WebhookEndpoint.objects.filter(organisation__suspended=False))
    if not endpoints:
        return 0
    since = max(min(endpoint.created_at for endpoint in endpoints), now - LOOK_BACK)
    happened = [*_released(since, now), *_withdrawn(since, now)]
    names = [event for _, _, _, event, _ in happened]
    told = set(WebhookDelivery.objects.filter(event__in=names).values_list("endpoint_id", "event"))
    made = 0
    for kind, market, at, event, data in happened:
        for endpoint in endpoints:
            wanted = at > endpoint.created_at and endpoint.wants(kind, market)
            if wanted and (endpoint.pk, event) not in told:
                made += _put(endpoint, event, kind, at, data, now)
    return made


def put_test(endpoint: WebhookEndpoint) -> WebhookDelivery:
    """A message that says nothing but that it arrived."""
    now = clock.now()
    event = _name(TEST, endpoint.nonce, now)
    _put(endpoint, event, TEST, now, {"message": "This is a test."}, now)
    return WebhookDelivery.objects.get(endpoint=endpoint, event=event)


def _put(
    endpoint: WebhookEndpoint, event: str, kind: str, at: datetime, data: Any, now: datetime
) -> int:
    body = {"type": kind, "timestamp": _stamp(at), "data": data}
    _, created = WebhookDelivery.objects.get_or_create(
        endpoint=endpoint,
        event=event,
        defaults={
            "kind": kind,
            "body": json.dumps(body, ensure_ascii=False, separators=(",", ":")),
            "created_at": now,
            "due_at": now,
        },
    )
    return int(created)


def _released(since: datetime, now: datetime) -> list[tuple[str, str, datetime, str, Any]]:
    found = []
    releases = Release.objects.history(now).filter(release_at__gt=since).for_lists().numbered()
    for release in releases.order_by("release_at", "pk"):
        corrected = release.kind == Release.Kind.CORRECTION
        kind = CORRECTED if corrected else RELEASED
        data = {
            **_of(release),
            "number": release.number,
            "kind": release.kind,
            "reason": release.reason,
            "released_at": _stamp(release.release_at),
        }
        event = _name(kind, f"{release.report_id}", release.release_at)
        found.append((kind, release.report.market, release.release_at, event, data))
    return found


def _withdrawn(since: datetime, now: datetime) -> list[tuple[str, str, datetime, str, Any]]:
    """One event for each report and moment; why, stays inside."""
    found = {}
    releases = Release.objects.withdrawn(now).filter(withdrawn_at__gt=since).for_lists()
    for release in releases.order_by("withdrawn_at", "pk"):
        at = release.withdrawn_at
        if at is None:
            continue
        event = _name(WITHDRAWN, f"{release.report_id}", at)
        data = {**_of(release), "withdrawn_at": _stamp(at)}
        found[event] = (WITHDRAWN, release.report.market, at, event, data)
    return list(found.values())


def _of(release: Release) -> dict[str, str]:
    report = release.report
    base = str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")
    address = [report.market, report.edition]
    return {
        "market": report.market,
        "edition": report.edition,
        "url": base + reverse("api:report", args=address),
        "page": base + reverse("report", args=address),
    }


def _name(kind: str, what: str, at: datetime) -> str:
    text = f"{kind} {what} {at.isoformat()}"
    return f"evt_{hashlib.sha256(text.encode()).hexdigest()[:32]}"


def _stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
