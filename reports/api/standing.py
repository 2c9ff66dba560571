"""What public answers rest on, told in a few bytes: whether anything public changed since."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from django.db.models import Count, Max, Q, Value
from django.db.models.expressions import Subquery

import reports
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


def standing(now: datetime) -> Standing:
    """Releases that came, histories that were loaded, withdrawals, moves, repairs; nothing that
    is pending counts. One query."""
    (row,) = _asked()({"at": now})
    found = row._asdict()
    moments = [found[name] for name in ("released", "issued", "withdrawn", "moved", "remade")]
    seen = [moment for moment in moments if moment is not None]
    return Standing(repr(sorted(found.items())), max(seen) if seen else None)


@cache
def _asked() -> Compiled:
    now = compiled.moment()
    public = Release.objects.history(now) | Release.objects.withdrawn(now)
    moved = FormerAddress.objects.filter(until__lte=now).order_by("-until").values("until")[:1]
    gone = Q(withdrawn_at__lte=now)
    return Compiled(
        public.order_by()
        .values(all=Value(1))  # not by anything: one row for all of them
        .annotate(
            count=Count("pk"),
            gone=Count("pk", filter=gone),
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
