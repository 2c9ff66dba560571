"""What lists and search have in common: reports in a list, passages with marked words,
and what may have been meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse

from reports.document.words import Term, snippet
from reports.models import Release, SearchEntry
from reports.site import lookup

Passage = list[tuple[str, bool]]


@dataclass(frozen=True)
class Item:
    """A report in a list, with its market's older editions and where the words are found."""

    release: Release
    path: str
    older: list[tuple[str, str]]
    passage: Passage = field(default_factory=list)


def items(keys: Sequence[int], terms: Iterable[Term], now: datetime) -> list[Item]:
    """The reports of a page of a list, in its order: two queries, three with ``terms``."""
    if not keys:
        return []
    rows = Release.objects.released(now).filter(pk__in=keys).for_lists()
    by_key = {release.pk: release for release in rows}
    shown = [by_key[key] for key in keys if key in by_key]
    wanted = [f"{release.report.market}/" for release in shown]
    paths = Release.objects.released(now).addresses(wanted)
    passages = passages_of(by_key, list(terms), now)
    found = []
    for release in shown:
        market, edition = release.report.market, release.report.edition
        older = [item for item in lookup.editions(market, paths) if item[0] != edition]
        path = reverse("market", args=[market])
        found.append(Item(release, path, older, passages.get(release.pk, [])))
    return found


def passages_of(keys: Iterable[int], terms: Sequence[Term], now: datetime) -> Mapping[int, Passage]:
    """Where the text of reports holds the words that are looked for."""
    if not terms:
        return {}
    texts = SearchEntry.objects.released(now).filter(kind="report", release__in=list(keys))
    return {key: snippet(body, terms) for key, body in texts.values_list("release", "body")}
