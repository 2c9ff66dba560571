"""The calendar: what has been announced. Nothing on it is read from a release to come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, timedelta
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reports import clock
from reports.models import Announcement, Release
from reports.models.origins import absolute
from reports.site.public import page, public

KEPT_FOR = timedelta(days=365)


@dataclass(frozen=True)
class Entry:
    """An announcement, with its market's path once that is public."""

    announcement: Announcement
    path: str


@public
def calendar(request: HttpRequest) -> HttpResponse:
    """What is to come, by month, and what was announced within the last year."""
    now = clock.now()
    announced = list(Announcement.objects.filter(at__gt=now - KEPT_FOR))
    markets = {item.market for item in announced if item.market}
    paths = Release.objects.released(now).addresses([f"{market}/" for market in markets])
    entries = [Entry(item, paths.get(f"{item.market}/", "")) for item in announced]
    context = {
        "months": months(item for item in entries if item.announcement.is_ahead(now)),
        "past": [item for item in reversed(entries) if not item.announcement.is_ahead(now)],
        "canonical": absolute(reverse("calendar")),
        "nav": "calendar",
    }
    return page("reports/calendar.html", context, now)


def months(entries: Iterable[Entry]) -> list[tuple[Any, list[Entry]]]:
    """Entries by month, each month by its first day."""

    def month(entry: Entry) -> Any:
        return entry.announcement.at.astimezone(UTC).date().replace(day=1)

    return [(first, list(items)) for first, items in groupby(entries, month)]
