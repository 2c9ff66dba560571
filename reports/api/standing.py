"""What public answers rest on, told in a few bytes: whether anything public changed since."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Count, Max, Q, Value
from django.db.models.expressions import Subquery
from django.db.models.functions import Now

import reports
from reports import clock
from reports.api import compiled
from reports.api.compiled import Compiled
from reports.models import FormerAddress, Release


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of everything public at a moment. ``changed`` is when it last changed."""

    state: str
    changed: datetime | None

    def tag(self, *parts: object) -> str:
        """The ETag of an answer that rests on this state and on ``parts``. A weak one: the
        same answer may be compressed or not."""
        text = "\n".join([code(), self.state, *map(str, parts)])
        return f'W/"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'

    def last_modified(self, now: datetime) -> datetime | None:
        """The second of the last change; None within that second, in which more may come."""
        if self.changed is None:
            return None
        second = self.changed.astimezone(UTC).replace(microsecond=0)
        return None if second >= now.astimezone(UTC).replace(microsecond=0) else second


def present() -> tuple[datetime, Standing]:
    """The present moment and the state at it; one query where the database has the clock."""
    if clock.is_fixed() or connection.vendor != "postgresql":
        now = clock.now()
        return now, standing(now)
    (row,) = _asked(by_clock=True)({})
    return row.now.astimezone(UTC), _standing(row)


def standing(now: datetime) -> Standing:
    """Releases that came, histories that were loaded, withdrawals, moves, repairs; nothing that
    is pending counts. One query."""
    (row,) = _asked(by_clock=False)({"at": now})
    return _standing(row)


def _standing(row: Any) -> Standing:
    found = row._asdict()
    del found["now"]
    moments = [found[name] for name in ("released", "issued", "withdrawn", "moved", "remade")]
    seen = [moment for moment in moments if moment is not None]
    return Standing(repr(sorted(found.items())), max(seen) if seen else None)


class _Constant(Now):
    """The present moment; no rows are grouped by it."""

    def get_group_by_cols(self) -> list[Any]:
        return []


@cache
def _asked(by_clock: bool) -> Compiled:
    now: Any = _Constant() if by_clock else compiled.moment()
    public = Release.objects.history(now) | Release.objects.withdrawn(now)
    moved = FormerAddress.objects.filter(until__lte=now).order_by("-until").values("until")[:1]
    gone = Q(withdrawn_at__lte=now)
    return Compiled(
        public.order_by()
        .values(now=now if by_clock else Value(1))  # not by anything: one row for all of them
        .annotate(
            count=Count("*"),
            gone=Count("withdrawn_at", filter=gone),
            released=Max("release_at"),
            issued=Max("issued_at"),
            withdrawn=Max("withdrawn_at", filter=gone),
            moved=Max(Subquery(moved)),
            remade=Max("remade_at"),
        )
    )


@cache
def code() -> str:
    """A digest of this program: another version may say the same otherwise."""
    digest = hashlib.sha256()
    for path in sorted(Path(reports.__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
