"""What may have been meant: the visible titles that are nearest to what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from reports.document.words import LONGEST_QUERY, in_order
from reports.models import SearchEntry
from reports.models.found import current
from reports.models.nearness import nearest

MOST = 5


@dataclass(frozen=True)
class Title:
    """Something that can be found, and where it is."""

    kind: str
    title: str
    path: str


def path_of(entry: SearchEntry) -> str:
    """Where a reader finds what an entry is about."""
    if entry.kind == "report":
        return reverse("market", args=[entry.market])
    if entry.kind == "company":
        return reverse("company", args=[entry.key])
    return reverse("report", args=[entry.market, entry.edition]) + f"#{entry.kind}s"


def titles(query: str, now: datetime) -> list[Title]:
    """The titles nearest to a query, each once; none for a query without letters."""
    text = in_order(query[:LONGEST_QUERY])
    if len(text) < 3:
        return []
    found: dict[tuple[str, str], Title] = {}
    for entry in nearest(current(now).defer("words", "body"), text, 4 * MOST):
        title = Title(entry.get_kind_display(), entry.title, path_of(entry))
        found.setdefault((entry.kind, entry.title_words), title)
    return list(found.values())[:MOST]
