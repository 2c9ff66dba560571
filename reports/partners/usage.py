"""How much a key was used, by days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from reports.models import ApiKey, ApiUsage
from reports.models.partners import EPOCH

SHOWN = 90  # days


def by_day(key: ApiKey, since: date, until: date) -> list[ApiUsage]:
    """The days of use from ``since`` to ``until``, newest first; a day without use has no row."""
    days = ((since - EPOCH).days, (until - EPOCH).days)
    return list(ApiUsage.objects.filter(who=key.counted_as, day__range=days).order_by("-day"))


def recent(key: ApiKey, now: datetime) -> list[ApiUsage]:
    """The days of use of the last three months, newest first."""
    today = now.date()
    return by_day(key, today - timedelta(days=SHOWN - 1), today)


def last_used(keys: list[ApiKey]) -> dict[int, datetime]:
    """When each key was last used, by its id; one query for all."""
    names = {key.counted_as: key.pk for key in keys}
    found: dict[int, datetime] = {}
    for row in ApiUsage.objects.filter(who__in=names).order_by("last"):
        found[names[row.who]] = row.last_at
    return found
