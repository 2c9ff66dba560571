"""Key players: from fields and lists of companies, and from sentences that name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reports.pressrelease.claims import Claim, Confidence, Kind, Span, Unread
from reports.pressrelease.companies import named, names, without_notes
from reports.pressrelease.headings import Part
from reports.pressrelease.layout import BULLET, LINE, Layout, Section, layout, sentences
from reports.pressrelease.lists import bullets, lines
from reports.pressrelease.player_phrases import (
    COMPANIES_SUCH,
    INTRO,
    MENTIONED,
    THESE_ARE,
    passages,
)
from reports.pressrelease.source import Passage

_TAIL = re.compile(
    r",?\s(?:(?:are|is|have|has|were|was|hold|holds|held|continue|account|accounted|"
    r"dominate|dominated|offer|will|would|who|which|that|(?<!along\s)with|through|to|for|operate|"
    r"focus|compete|lead|make|plays?|collectively|together|in the|at the|among others|"
    r"amongst others|to name a few|and others|etc|[a-z]{4,12}\s(?:in|on|their|heavily|new"
    r"|its))\b.*)",
    re.DOTALL,
)
_SENTENCE_IN_LINE = re.compile(
    r"\b(?:is|are|was|were|has|have|will|the|their|which|that|these|this|report)\b|"
    r"\b(?:include|including|includes)\b"
)
_SUFFIX_END = re.compile(
    r"(?:\b(?:Inc|Ltd|Corp|Co)\.|\b(?:LLC|LLP|GmbH|AG|SE|plc|PLC|Limited|Corporation|KGaA|"
    r"N\.V\.|S\.A\.|S\.p\.A\.|B\.V\.|Oyj?|AB))(?=\s+[A-Z0-9])"
)


def _claim(text: str, span: Span, confidence: Confidence) -> Claim:
    name = text[span[0] : span[1]]
    return Claim(Kind.KEY_PLAYER, span, name, re.sub(r"\s+", " ", name), confidence=confidence)


def _of_section(text: str, section: Section) -> Iterator[Claim | Unread]:
    """A field's value or the lines under a heading."""
    start, end = section.value
    if section.table and not bullets(text, start, end):
        yield from _of_value(text, start, end)
        return
    if bullets(text, start, end) and len(lines(text, start, end)) == 1:
        for span in names(text, start, end):
            yield _claim(text, span, Confidence.HIGH)
        return
    taken = 0
    for line in without_notes(text, lines(text, start, end)):
        content = text[slice(*line)]
        words = content.split()
        intro = next(passages(text, *line), None)
        if intro or len(_SENTENCE_IN_LINE.findall(content)) > 1 or _is_prose(content):
            if taken and not intro:
                break  # the list is over
            yield from _of_prose(text, line)
            continue
        found = names(text, *line)
        if not found and taken and len(words) > 14:
            break
        taken += len(found)
        for span in found:
            yield _claim(text, span, Confidence.HIGH)


_MARKED = re.compile(rf"[{BULLET}*-]|[0-9]{{1,2}}[.)]\s")


def _is_prose(content: str) -> bool:
    return (
        len(content.split()) > 6
        and bool(re.search(r"[a-z]{3,}\.$", content))
        and "," not in content
        and not (_MARKED.match(content) and re.search(r"\s[–—-]\s|:\s", content))
    )


def _of_value(text: str, start: int, end: int) -> Iterator[Claim | Unread]:
    """What follows a field label: a list to the end of its sentence."""
    first = next(iter(sentences(text, start, end)), None)
    if first is None:
        return
    several = text.count("\n", start, end) > 1 or ";" in text[start:end]
    span = (start, end) if several else first
    intro = INTRO.match(text, *first) or COMPANIES_SUCH.match(text, *first)
    if intro:
        yield from _of_prose(text, first)
        return
    if several:
        yield from _of_section(text, Section(Part.PLAYERS, (start, start), (start, end)))
        return
    found = names(text, *span)
    if not found or (len(found) == 1 and _too_long(text[slice(*found[0])])):
        yield from _unseparated(text, *span)
        return
    for name in found:
        yield _claim(text, name, Confidence.HIGH)


def _too_long(name: str) -> bool:
    """Whether one name alone is more likely several with nothing between them."""
    words = name.split()
    return len(name) > 60 or (len(words) > 5 and not {"and", "of", "&", "for"} & set(words))


def _unseparated(text: str, start: int, end: int) -> Iterator[Claim | Unread]:
    """Names run together: legal forms part some of them, the rest is not guessed."""
    at = start
    stops = [match.end() for match in _SUFFIX_END.finditer(text, start, end)]
    if stops:
        for stop in [*stops, end]:
            span = named(text, at, stop)
            if span and len(text[slice(*span)].split()) <= 5:
                yield _claim(text, span, Confidence.LOW)
            at = stop
    elif end - start > 3 and len(text[start:end].split()) > 4:
        yield Unread((start, end), text[start:end], "Company names without anything between them.")


def _of_prose(text: str, span: Span) -> Iterator[Claim | Unread]:
    """Sentences that introduce a list of companies, or say that some are key players."""
    told = (0, 0)
    for start, end in sentences(text, *span):
        before, told = told, (start, end)
        these = THESE_ARE.match(text, start, end)
        if these and MENTIONED.search(text, *before):
            listed = list(_listed(text, these.end(), end, Confidence.MEDIUM))
            if len(listed) > 1:
                yield from listed
                continue
        for place in passages(text, start, end):
            found = list(_listed(text, *place.span, place.confidence))
            sure = not place.firms_only or any(_FIRM.search(claim.value) for claim in found)
            if len(found) >= place.fewest and sure:
                yield from found
                break


def _listed(text: str, start: int, end: int, confidence: Confidence) -> Iterator[Claim]:
    tail = _TAIL.search(text, start, end)
    if tail and tail.start() > start:
        end = tail.start()
    for name in names(text, start, end):
        yield _claim(text, name, confidence)


# What segments and places do not have in their names.
_FIRM = re.compile(
    r"\b(?:Inc|Ltd|LLC|LLP|GmbH|AG|SE|plc|PLC|Limited|Corp|Corporation|Company|KGaA|SpA|Oyj?|AB"
    r"|Pvt|Group|Holdings?|Technologies|Systems|Labs|Laboratories|Industries|Partners|Sons)\b"
    r"|[a-z][A-Z]|S\.A\.|N\.V\.|B\.V\.|S\.p\.A"
)


def _fold(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


_MANY = 3  # names, most of them with a sign of a firm, that make a list without a heading
_LIST_LINE = 700  # characters


def _of_plain_lists(text: str, span: Span) -> Iterator[Claim]:
    """Lists of firms under no known heading: one line, or lines one below the other."""
    block: list[Span] = []
    for line in [*lines(text, *span), (span[1], span[1])]:
        content = text[slice(*line)]
        apart = not block or text.count("\n", block[-1][1], line[0]) > 1
        if _LOWER.search(content) or "|" in content:
            content = ""
        if 0 < len(content) < 80 and "," not in content:
            block = [line] if apart else [*block, line]
            continue
        yield from _believed(text, block)
        block = []
        if 20 < len(content) < _LIST_LINE:
            yield from _believed(text, _divided_names(text, line))
    yield from _believed(text, block)


def _divided_names(text: str, line: Span) -> list[Span]:
    return names(text, *line) if any(mark in text[slice(*line)] for mark in ",;/") else []


_LOWER = re.compile(r"\b(?!and\b|of\b|de\b|der\b|the\b|du\b|et\b|y\b|i)[a-z]{2,}\b")


def _believed(text: str, listed: list[Span]) -> Iterator[Claim]:
    found = [span for span in (named(text, *each) for each in listed) if span]
    firms = sum(bool(_FIRM.search(text[slice(*span)])) for span in found)
    if len(found) >= _MANY and firms * 2 > len(listed) and firms >= _MANY - 1:
        for span in found:
            yield _claim(text, span, Confidence.MEDIUM)


_HEAD_ROW = re.compile(
    r"\s*\|?\s?(?:(?:Key|Leading|Top|Major) )?(?:Company|Vendor|Player|Firm|Manufacturer|Brand"
    r"|Supplier|Companies|Vendors|Players|Firms|Manufacturers|Brands|Suppliers)(?: Names?)?"
    r"\s?\|[^\n]{2,120}",
    re.IGNORECASE,
)


def _of_tables(text: str) -> Iterator[Claim]:
    """The first cell of each row below "Company | Headquarters"."""
    inside = False
    for line in LINE.finditer(text):
        if inside and "|" in line[0] and len(line[0]) < 300:
            first = line[0].lstrip(" |").partition("|")[0]
            at = text.index(first, line.start())
            span = named(text, at, at + len(first))
            if span:
                yield _claim(text, span, Confidence.HIGH)
            continue
        inside = _HEAD_ROW.fullmatch(line[0]) is not None


def _all(text: str, found: Layout) -> Iterator[Claim | Unread]:
    yield from _of_tables(text)
    for section in found.of(Part.PLAYERS):
        yield from _of_section(text, section)
    for span in found.outside(Part.PLAYERS, Part.DEVELOPMENTS):
        yield from _of_prose(text, span)


def find(passage: Passage) -> Iterable[Claim | Unread]:
    """One claim for each company that is called a player, vendor, company profiled…"""
    found = layout(passage.plain)
    seen: set[str] = set()
    claims = list(_all(found.body, found))
    if not any(isinstance(claim, Claim) for claim in claims):
        for span in found.outside(Part.PLAYERS, Part.DEVELOPMENTS):
            claims += _of_plain_lists(found.body, span)
    for claim in claims:
        if isinstance(claim, Unread):
            yield claim
        elif _fold(claim.value) not in seen:
            seen.add(_fold(claim.value))
            yield claim
