"""The state of each report, as lists filter and sort by it. For the admin alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, TextField, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from reports.models.querysets import visible
from reports.models.release import Release

STATES = [
    ("draft", "Draft, never released"),
    ("pending", "Pending"),
    ("current", "Current"),
    ("corrected", "Current, a correction"),
    ("withdrawn", "Withdrawn"),
]


def _of_page(**conditions: Any) -> Any:
    return Release.objects.filter(report__page=OuterRef("pk"), **conditions).order_by()


def with_moments(pages: QuerySet[Any], now: datetime) -> QuerySet[Any]:
    """Report pages with the moments of their current and pending releases, and their review."""
    current = _of_page().filter(visible(now))
    pending = _of_page().pending(now)
    return with_review(pages).annotate(
        current_since=Subquery(current.values("release_at")[:1]),
        pending_at=Subquery(pending.values("release_at")[:1]),
    )


def with_review(pages: QuerySet[Any]) -> QuerySet[Any]:
    """With ``review``, the date that the newest draft gives, as ISO 8601 text: the page's row
    holds the date of what was released."""
    row = Cast("next_review", TextField())
    draft = KeyTextTransform("next_review", "latest_revision__content")
    return pages.annotate(review=Case(When(latest_revision__isnull=True, then=row), default=draft))


def in_state(pages: QuerySet[Any], state: str, now: datetime) -> QuerySet[Any]:
    """The report pages in one of `STATES`; a report may be current and pending at once."""
    current = Exists(_of_page().filter(visible(now)))
    conditions: dict[str, Any] = {
        "draft": Q(record__isnull=True),
        "pending": Exists(_of_page().pending(now)),
        "current": current,
        "corrected": Exists(_of_page(kind=Release.Kind.CORRECTION).filter(visible(now))),
        "withdrawn": Q(Exists(_of_page(withdrawn_at__isnull=False))) & ~current,
    }
    return pages.filter(conditions[state]) if state in conditions else pages
