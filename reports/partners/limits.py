"""Limits: how many requests a key, or an address without one, may make in a minute and a day.

One statement counts, decides and answers, with the row locked by the database: of any
number of requests at the same time exactly as many pass as the limit allows, over all
processes. What is refused uses up nothing. The same row is the usage of that day.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from reports import clock, intake
from reports.models import ApiKey, ApiUsage

MINUTE, DAY = 60, 86_400

# A request that waited for the row may carry an older minute than the row: it then counts to
# the row's. The first request of a day always passes, since no limit is below one.
WITHIN = "(u.passed < %(day)s AND (excluded.minute > u.minute OR u.in_minute < %(minute)s))"
ONE = f"CASE WHEN {WITHIN} THEN 1 ELSE 0 END"
COUNT = f"""
INSERT INTO reports_apiusage AS u (who, day, minute, last, passed, refused, in_minute, admitted)
SELECT %(who)s, n.at / {DAY}, n.at / {MINUTE}, n.at, 1, 0, 1, TRUE
FROM (SELECT {{now}} AS at) AS n WHERE TRUE
ON CONFLICT (who, day) DO UPDATE SET
    admitted = CASE WHEN {WITHIN} THEN TRUE ELSE FALSE END,
    passed = u.passed + {ONE},
    refused = u.refused + 1 - {ONE},
    in_minute = CASE WHEN excluded.minute > u.minute THEN 0 ELSE u.in_minute END + {ONE},
    minute = CASE WHEN excluded.minute > u.minute THEN excluded.minute ELSE u.minute END,
    last = CASE WHEN excluded.last > u.last THEN excluded.last ELSE u.last END
RETURNING admitted, passed, refused, in_minute, last
"""  # noqa: S608
DATABASE_CLOCK = "CAST(FLOOR(EXTRACT(EPOCH FROM clock_timestamp())) AS bigint)"


@dataclass(frozen=True, slots=True)
class Limits:
    """Most requests in a minute and in a day."""

    minute: int
    day: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What became of one request, and what is left."""

    admitted: bool
    limits: Limits
    minute_left: int
    day_left: int
    at: int  # seconds since 1970, by the clock that decided

    @property
    def minute_reset(self) -> int:
        return MINUTE - self.at % MINUTE

    @property
    def day_reset(self) -> int:
        return DAY - self.at % DAY

    @property
    def wait(self) -> int:
        """The seconds after which the next request passes."""
        if not self.day_left:
            return self.day_reset
        return 0 if self.minute_left else self.minute_reset

    def headers(self) -> dict[str, str]:
        """The fields of draft-ietf-httpapi-ratelimit-headers (structured fields)."""
        most = self.limits
        return {
            "RateLimit-Policy": f'"minute";q={most.minute};w={MINUTE}, "day";q={most.day};w={DAY}',
            "RateLimit": f'"minute";r={self.minute_left};t={self.minute_reset}, '
            f'"day";r={self.day_left};t={self.day_reset}',
        }


def count_key(key: ApiKey) -> Counted:
    """Count a request with a key; its plan is read already."""
    plan = key.organisation.plan
    return _count(key.counted_as, Limits(plan.per_minute, plan.per_day))[0]


def count_visitor(request: HttpRequest) -> Counted | None:
    """Count a request without a key, by its network address; None if such are not limited."""
    most = settings.REPORTS_API_ANONYMOUS
    if not most["per_minute"] or not most["per_day"]:
        return None
    who = intake.hidden(intake.address(request))
    counted, first = _count(who, Limits(most["per_minute"], most["per_day"]))
    if first:
        yesterday = counted.at // DAY - 1
        ApiUsage.objects.filter(day__lt=yesterday).exclude(who__startswith="key:").delete()
    return counted


def _count(who: str, limits: Limits) -> tuple[Counted, bool]:
    """One more of somebody; and whether it is the first of its day."""
    by_database = connection.vendor == "postgresql" and not clock.is_fixed()
    now = DATABASE_CLOCK if by_database else "CAST(%(now)s AS bigint)"
    values: dict[str, str | int] = {"who": who, "minute": limits.minute, "day": limits.day}
    if not by_database:
        values["now"] = int(clock.now().timestamp())
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(now=now), values)
        admitted, passed, refused, in_minute, at = cursor.fetchone()
    counted = Counted(
        bool(admitted),
        limits,
        # A limit may have been lowered since the row was written.
        max(0, limits.minute - in_minute),
        max(0, limits.day - passed),
        at,
    )
    return counted, passed + refused == 1
