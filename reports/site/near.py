"""What may have been meant: the visible titles that are nearest to what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from reports.document.words import LONGEST_QUERY, Term, in_order
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


def current(now: datetime, terms: Sequence[Term] | None = None) -> Any:
    """Entries as the latest edition has them: each thing once, however many editions name it.

    With ``terms`` those that hold them all. A report is that of its market's latest
    edition. A company is the same in all markets: of the entries that hold the terms, so
    under any name that it has in a visible release, the latest edition's counts.
    """
    seen = SearchEntry.objects.released(now).annotate(label=edition_label("edition"))
    one = {"kind": OuterRef("kind"), "market": OuterRef("market"), "key": OuterRef("key")}
    later = seen.filter(label__gt=OuterRef("label"), **one)
    rows = seen if terms is None else seen.filter(words__holds=terms) if terms else seen.none()
    newest = [F("label").desc(), F("release__release_at").desc(), F("market").desc()]
    place = Window(RowNumber(), partition_by=F("key"), order_by=newest)
    companies = rows.filter(kind="company").annotate(place=place).filter(place=1)
    is_company = Q(kind="company")
    rows = rows.filter(Q(pk__in=companies.values("pk")) | (~is_company & ~Exists(later)))
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
