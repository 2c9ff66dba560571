"""Tables of factors: "Driver | % Impact on Forecast | Relevance" over rows that begin with one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.pressrelease.claims import Span
from reports.pressrelease.heading_words import Part

_LINE = re.compile(r"[^\n]+")
_HEAD = re.compile(
    r"\s*\|?\s?(?:(?:Key|Market|Growth|Major)\s)?(?P<what>Driver|Restraint|Challenge|Opportunity"
    r"|Opportunitie|Trend)s?(?:\s?/\s?\w+)?\s?(?:\||[(~%±+-])[^\n]{0,40}\b(?:Impact|Effect|Relevance"
    r"|Timeline|Influence)\b[^\n]{0,120}",
    re.IGNORECASE,
)
_PARTS = {
    "driver": Part.DRIVERS,
    "restraint": Part.RESTRAINTS,
    "challenge": Part.CHALLENGES,
    "opportunity": Part.OPPORTUNITIES,
    "opportunitie": Part.OPPORTUNITIES,
    "trend": Part.TRENDS,
}
_ROW = re.compile(
    r"[\s|]*(?P<cell>[^|\n]{4,160}?)\s?(?:\||[(~≈]{0,2}\s?[+−–-]?\s?[0-9]{1,2}(?:\.[0-9]{1,2})?\s?%)"
)


def table_of_factors(line: str) -> Part | None:
    """What a header row says its table lists; None for any other line."""
    head = _HEAD.fullmatch(line)
    return _PARTS[head["what"].casefold()] if head else None


def factor_rows(text: str, head: Span, start: int, end: int) -> Iterator[Span]:
    """The first cells of the rows below a header row, which heads a section or begins it."""
    first = _LINE.search(text, start, end)
    if not _HEAD.fullmatch(text[slice(*head)]) and not (first and _HEAD.fullmatch(first[0])):
        return
    for number, line in enumerate(_LINE.finditer(text, start, end)):
        if not line[0].strip() or (not number and _HEAD.fullmatch(line[0])):
            continue
        row = _ROW.match(text, *line.span())
        if row is None:
            return
        yield row.span("cell")
