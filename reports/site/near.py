"""What may have been meant: the visible titles that are nearest to what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from reports.document.words import LONGEST_QUERY, in_order
from reports.models import SearchEntry
from reports.models.nearness import nearest
from reports.models.querysets import edition_label
from reports.site.merges import merged

MOST = 5


@dataclass(frozen=True)
class Title:
    """Something that can be found, and where it is."""

    kind: str
    title: str
    path: str


def current(now: datetime) -> Any:
    """Entries as the latest edition has them: each thing once, however many editions name it.

    A report is that of its market's latest edition. A company is the same in all markets:
    the latest edition that names it counts, then the newest release.
    """
    seen = SearchEntry.objects.released(now).annotate(label=edition_label("edition"))
    one = {"kind": OuterRef("kind"), "key": OuterRef("key")}
    later = Q(label__gt=OuterRef("label"))
    here = seen.filter(later, market=OuterRef("market"), **one)
    same = Q(label=OuterRef("label"))
    newer = Q(release__release_at__gt=OuterRef("release__release_at"))
    alike = Q(release__release_at=OuterRef("release__release_at"))
    last = same & alike & Q(market__lt=OuterRef("market"))
    anywhere = seen.filter(later | (same & newer) | last, kind="company", key=OuterRef("key"))
    is_company = Q(kind="company")
    rows = seen.filter(~Exists(here), ~is_company | ~Exists(anywhere))
    duplicates = merged(now)
    return rows.exclude(is_company & Q(key__in=duplicates)) if duplicates else rows


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
