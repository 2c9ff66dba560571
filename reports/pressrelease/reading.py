"""From a text to everything it claims: all readers over one passage, back in the source's"
" places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from reports.pressrelease import (
    developments,
    factors,
    figures,
    geographies,
    outlooks,
    players,
    segments,
)
from reports.pressrelease.claims import Claim, Reading, Unread
from reports.pressrelease.source import Passage, passage
from reports.pressrelease.unanswered import unanswered

Extractor = Callable[[Passage], Iterable[Claim | Unread]]
"""Reads one family of claims; spans are places in ``passage.plain``."""

EXTRACTORS: tuple[Extractor, ...] = (
    figures.find,
    segments.find,
    geographies.find,
    factors.find,
    outlooks.find,
    players.find,
    developments.find,
)


def read(text: str) -> Reading:
    """Everything that a text of any kind claims, in its order; never raises.

    Takes plain text, an HTML paste or text copied from a PDF. The same claim
    at the same place is told once; a fact told at several places is told with
    each of them.
    """
    given = passage(text)
    claims: dict[Claim, None] = {}
    unread: dict[Unread, None] = {}
    found = list(_found(given))
    for item in [*found, *unanswered(given.plain, found)]:
        placed = _in_source(given, item)
        if isinstance(placed, Claim):
            claims.setdefault(placed)
        else:
            unread.setdefault(placed)
    return Reading(
        text,
        tuple(sorted(claims, key=lambda claim: (claim.span, claim.kind, claim.value))),
        tuple(sorted(unread, key=lambda item: item.span)),
    )


def _found(given: Passage) -> Iterator[Claim | Unread]:
    for find in EXTRACTORS:
        yield from find(given)


def _in_source(given: Passage, item: Claim | Unread) -> Claim | Unread:
    span = given.span(*item.span)
    return replace(item, span=span, text=given.source[slice(*span)])
