"""The one source of the present moment.

Visibility is decided by the database's clock where there is one (PostgreSQL):
several application hosts with drifting clocks then agree on what is public.
SQLite runs inside the process, so there the process's clock is the database's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.db.models import DateTimeField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Now

_fixed: ContextVar[datetime | None] = ContextVar("fixed_moment", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC (one small query on PostgreSQL)."""
    fixed = _fixed.get()
    if fixed is not None:
        return fixed
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # clock_timestamp() moves within a transaction, unlike now().
            cursor.execute("SELECT clock_timestamp()")
            moment: datetime = cursor.fetchone()[0]
        return moment.astimezone(UTC)
    return datetime.now(UTC)


def sql_now() -> Combinable:
    """The present moment as an SQL expression, so that a read needs no query of its own for it."""
    if _fixed.get() is None and connection.vendor == "postgresql":
        return Now()  # STATEMENT_TIMESTAMP()
    return Value(now(), output_field=DateTimeField())


def is_fixed() -> bool:
    """Whether the clock is held, so that the database's own says something else."""
    return _fixed.get() is not None


@contextmanager
def fixed(moment: datetime) -> Iterator[None]:
    """Hold the clock at ``moment`` (aware) within the block: time as an argument."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    token = _fixed.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)


def next_minute(moment: datetime) -> datetime:
    """The whole minute after ``moment``: until then a public answer is fresh."""
    return moment.replace(second=0, microsecond=0) + timedelta(minutes=1)


def whole_minute(moment: datetime) -> datetime:
    """``moment`` in UTC, rounded up to a whole minute: scheduled releases use no others."""
    floor = moment.astimezone(UTC).replace(second=0, microsecond=0)
    return floor if floor == moment else floor + timedelta(minutes=1)
