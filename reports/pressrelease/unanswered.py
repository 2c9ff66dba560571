"""Headings that announce companies, segments or events, and below which none could be read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice

from reports.pressrelease.claims import Claim, Kind, Unread
from reports.pressrelease.headings import Part
from reports.pressrelease.layout import layout, trimmed

_ANNOUNCED: dict[Part, tuple[tuple[Kind, ...], str]] = {
    Part.PLAYERS: ((Kind.KEY_PLAYER,), "A heading of companies, but no company was read below it."),
    Part.SEGMENTS: (
        (Kind.SEGMENT, Kind.AXIS, Kind.GEOGRAPHY),
        "A heading of segments, but no segment was read below it.",
    ),
    Part.DEVELOPMENTS: (
        (Kind.DEVELOPMENT,),
        "A heading of events, but no dated event was read below it.",
    ),
}
_MOST = 40  # headings of one kind that are asked
_KNOWN = 300  # names told elsewhere that are looked for
_FEWEST = 12  # characters that could say something
_SHOWN = 400  # characters of what stands below that are quoted


def unanswered(plain: str, found: Iterable[Claim | Unread]) -> Iterator[Unread]:
    """One for each such heading; a list that repeats what is told elsewhere is read."""
    items = list(found)
    unread = sorted(item.span for item in items if isinstance(item, Unread))
    claims = [item for item in items if isinstance(item, Claim)]
    shown = layout(plain)
    for part, (kinds, why) in _ANNOUNCED.items():
        told = [claim for claim in claims if claim.kind in kinds]
        starts = sorted([claim.span[0] for claim in told] + [start for start, _ in unread])
        names = [claim.value.casefold() for claim in told[:_KNOWN]]
        for section in islice(shown.of(part), _MOST):
            start, end = trimmed(shown.body, *section.value)
            if end - start < _FEWEST or bisect_left(starts, section.head[0]) < bisect_left(
                starts, end
            ):
                continue
            words = shown.body[start : min(end, start + _SHOWN)]
            folded = words.casefold()
            if not any(name in folded for name in names):
                yield Unread((section.head[0], start + len(words)), words, why)
