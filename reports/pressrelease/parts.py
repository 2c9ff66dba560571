"""The parts in a list of segments: nested, bulleted, or with "and" within a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.pressrelease.claims import Span
from reports.pressrelease.geographies import kind_of_place
from reports.pressrelease.layout import trimmed
from reports.pressrelease.lists import bullets, items, outer_and_inner, without_stop

BAD_ITEM = re.compile(
    r"\b(?:is|are|was|were|will|has|have|had|which|that|this|market|report|expected|"
    r"projected|segment(?:s|ed)?|accounted|held|dominat\w+|forecast|cagr|usd|billion|"
    r"million|revenue|growth)\b|https?:|[$€£₹%@]|(?:19|20)[0-9]{2}",
    re.IGNORECASE,
)


_PAIRS = re.compile(
    r"\b(?:small and medium|small and mid|oil and gas|oil and|food and bev|foods and|"
    r"research and|academic and|banking|media and|aerospace and|health and|healthcare and|"
    r"it and|power and|pulp and|paper and|travel and|"
    r"hotels? and|beauty and|home and|sports and|retail and (?:e-?com|consumer|whole)|energy and"
    r"|automotive and "
    r"trans|paints and|water and|wind and solar|building and|metals? and|mining and|"
    r"hypermarkets and|supermarkets and|convenience and|diagnostics? and|clinics and amb|"
    r"government and|plastics? and|personal care and|transport\w* and|training and|"
    r"support and|installation and|maintenance and|consulting and|design and|textiles? "
    r"and)\b",
    re.IGNORECASE,
)


def parts(text: str, start: int, end: int, *, line: bool = False) -> Iterator[Span]:
    """The segments listed in text[start:end], those inside brackets after their own.

    On a ``line`` of its own "A and B" is one segment.
    """
    listed = bullets(text, start, end)
    if not listed and "," not in text[start:end] and "\n" not in text[start:end] and line:
        listed = [trimmed(text, start, end)]
    if not listed:
        spans = items(text, start, end)
        whole = text[start:end]
        if len(spans) > 1 and _PAIRS.search(text[spans[-2][0] : spans[-1][1]]) and "," in whole:
            spans = items(text, start, end, split_and=False)
        listed = spans
    if len(listed) > 1 or not line:
        listed = [part for span in listed for part in _shared_noun(text, span)]
    for span in listed:
        outer, inner = outer_and_inner(text, span)
        nested = list(parts(text, *inner)) if inner and _several(text, inner) else []
        head = outer if nested else span
        first = _sub_list(text, head)
        if first:
            yield first[0]
            yield from parts(text, *first[1])
            continue
        if part := _part(text, *head):
            yield part
        yield from nested


_SHARED = re.compile(
    r"(?P<one>(?:[\w-]+ ){1,2}(?P<noun>\w+)) (?:&|and) (?P<two>(?:[\w-]+ ){1,2}(?P=noun))"
)


def _shared_noun(text: str, span: Span) -> list[Span]:
    """ "medical grade & cosmetic grade" are two."""
    shared = _SHARED.fullmatch(text, *without_stop(text, *span))
    return [shared.span("one"), shared.span("two")] if shared else [span]


def _several(text: str, span: Span) -> bool:
    return (
        any(mark in text[slice(*span)] for mark in (",", ";", "/", "•"))
        or " and " in text[slice(*span)]
    )


def _sub_list(text: str, span: Span) -> tuple[Span, Span] | None:
    """ "Software: Cloud, On-premise" in a bullet."""
    match = re.compile(r"[^:\n,(]{2,60}[::]\s").match(text, *span)
    if not match or match.end() >= span[1]:
        return None
    return trimmed(text, span[0], match.end(), " ::"), (match.end(), span[1])


_WITH_SHARE = re.compile(
    r"\s?(?:[(\[:–—=-]\s?)?(?:about |around |over |nearly |approximately |~)?"
    r"[0-9]{1,3}(?:\.[0-9]{1,2})?\s?(?:%|per cent|percent)(?: share)?\s?[)\]]?$"
)


def _part(text: str, start: int, end: int) -> Span | None:
    start, end = without_stop(text, *trimmed(text, start, end, ' \t\n,;:|•*·–—-"“”>»✔'))
    share = _WITH_SHARE.search(text, max(start, end - 40), end)
    end = share.start() if share and share.start() > start else end
    name = text[start:end]
    if not 1 < len(name) <= 90 or len(name.split()) > 9 or BAD_ITEM.search(name):
        return None
    if kind_of_place(name) or not any(character.isalpha() for character in name):
        return None
    if name.count("(") != name.count(")") or re.match(r"(?:by|and|or|the)\b", name, re.IGNORECASE):
        return None
    return None if re.fullmatch(r"others?", name, re.IGNORECASE) else (start, end)
