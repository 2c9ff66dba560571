"""What partners are told: read from the log of what became public, never before its moment.

Each event has a name made from what happened, so that it is told once to each endpoint,
however often and by how many processes the log is read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from reports import clock
from reports.exports.origin import moment
from reports.models import Release, changelog
from reports.models.webhooks import WebhookDelivery, WebhookEndpoint

RELEASED, CORRECTED, WITHDRAWN = "report.released", "report.corrected", "report.withdrawn"
KINDS = {RELEASED: "Releases", CORRECTED: "Corrections", WITHDRAWN: "Withdrawals"}
TEST = "webhook.test"
LOOK_BACK = timedelta(days=30)  # a worker that stood still for longer tells no more of before
MOST = 100  # entries of what changed in one message
AT_ONCE = 50  # events whose changes are read together


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of the log, as endpoints are told of it."""

    event: changelog.Event
    kind: str
    name: str

    @property
    def at(self) -> datetime:
        return self.event.position[0]

    @property
    def market(self) -> str:
        return self.event.position[1]

    def is_for(self, endpoint: WebhookEndpoint) -> bool:
        """Endpoints are told of what they asked for, and of nothing from before they were made."""
        return self.at > endpoint.created_at and endpoint.wants(self.kind, self.market)


def collect() -> int:
    """Put every event that is due into the outbox of each endpoint that wants it; how many."""
    now = clock.now()
    endpoints = list(WebhookEndpoint.objects.filter(organisation__suspended=False))
    if not endpoints:
        return 0
    since = max(min(endpoint.created_at for endpoint in endpoints), now - LOOK_BACK)
    happened = [_happened(event) for event in changelog.events(now, since=since)]
    names = [one.name for one in happened]
    told = set(WebhookDelivery.objects.filter(event__in=names).values_list("endpoint_id", "event"))
    wanted = []
    for one in happened:
        to = [
            point for point in endpoints if one.is_for(point) and (point.pk, one.name) not in told
        ]
        if to:
            wanted.append((one, to))
    made = 0
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        events = changelog.told([one.event for one, _ in some], now)
        for event, (one, to) in zip(events, some, strict=True):
            data, due_at = _data(event), now
            if data.get("truncated"):  # it leads to the log, which ends a little before now
                due_at = max(now, one.at + changelog.LAG)
            for endpoint in to:
                made += _put(endpoint, one.name, one.kind, one.at, data, due_at)
    return made


def put_test(endpoint: WebhookEndpoint) -> WebhookDelivery:
    """A message that says nothing but that it arrived."""
    now = clock.now()
    event = _name(TEST, endpoint.nonce, now)
    _put(endpoint, event, TEST, now, {"message": "This is a test."}, now)
    return WebhookDelivery.objects.get(endpoint=endpoint, event=event)


def _put(
    endpoint: WebhookEndpoint, event: str, kind: str, at: datetime, data: Any, due_at: datetime
) -> int:
    body = {"type": kind, "timestamp": moment(at), "data": data}
    _, created = WebhookDelivery.objects.get_or_create(
        endpoint=endpoint,
        event=event,
        defaults={
            "kind": kind,
            "body": json.dumps(body, ensure_ascii=False, separators=(",", ":")),
            "created_at": clock.now(),
            "due_at": due_at,
        },
    )
    return int(created)


def _happened(event: changelog.Event) -> Happened:
    release = event.release
    if release is None:
        kind, at = WITHDRAWN, event.position[0]
    else:
        corrected = release.kind == Release.Kind.CORRECTION
        kind, at = CORRECTED if corrected else RELEASED, release.release_at
    return Happened(event, kind, _name(kind, f"{event.report_id}", at))


def _data(event: changelog.Event) -> dict[str, Any]:
    """What a message says; of a withdrawal no more than that it happened: why, stays inside."""
    at, market, edition, _ = event.position
    base = str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")
    where = {
        "market": market,
        "edition": edition,
        "url": base + reverse("api:report", args=[market, edition]),
        "page": base + reverse("report", args=[market, edition]),
    }
    release = event.release
    if release is None:
        return {**where, "withdrawn_at": moment(at)}
    since = urlencode({"market": market, "event": "release", "since": moment(at)})
    told, truncated = _cut({**event.data()})
    return {
        **where,
        "number": release.number,
        "kind": release.kind,
        "reason": release.reason,
        "released_at": moment(release.release_at),
        "loaded": release.loaded,
        **told,
        "truncated": truncated,
        "rest": f"{base}{reverse('api:changes')}?{since}" if truncated else None,
    }


def _cut(told: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """The first entries of what changed, figures before the rest; and whether there are more."""
    left, truncated = MOST, False

    def some(entries: Sequence[Any]) -> list[Any]:
        nonlocal left, truncated
        shown = list(entries[:left])
        left -= len(shown)
        truncated = truncated or len(shown) < len(entries)
        return shown

    cut = {
        name: some(part) if name == "figures" else {way: some(part[way]) for way in part}
        for name, part in told.items()
    }
    return cut, truncated


def _name(kind: str, what: str, at: datetime) -> str:
    text = f"{kind} {what} {at.isoformat()}"
    return f"evt_{hashlib.sha256(text.encode()).hexdigest()[:32]}"
