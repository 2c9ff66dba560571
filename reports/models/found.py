"""What a search finds, each thing once, and how near it comes: for pages and partners alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When, Window
from django.db.models.functions import RowNumber

from reports.document.words import Term, in_order
from reports.models.finding import SearchEntry
from reports.models.merges import merged
from reports.models.querysets import edition_label

KINDS = ("report", "company", "development", "segment")


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


def ranked(found: Any, terms: Sequence[Term], query: str) -> Any:
    """With ``rank``: 0 for a title that is what was typed, 1 for one that holds the words, 2
    for a text that does. It rests on each result alone. ``kind_order`` is that of `KINDS`."""
    kinds = (When(kind=kind, then=Value(place)) for place, kind in enumerate(KINDS))
    return found.annotate(
        rank=Case(
            When(title_words=in_order(query), then=Value(0)),
            When(title_words__holds=terms, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        ),
        kind_order=Case(*kinds, default=Value(9), output_field=IntegerField()),
    )
