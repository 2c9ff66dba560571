"""Key players: from fields and lists of companies, and from sentences that name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reports.pressrelease.claims import Claim, Confidence, Kind, Span, Unread
from reports.pressrelease.companies import named, names
from reports.pressrelease.headings import Part
from reports.pressrelease.layout import Layout, Section, layout, sentences
from reports.pressrelease.lists import bullets, lines
from reports.pressrelease.source import Passage

_BIG = (
    r"(?:key|major|leading|prominent|top|main|notable|dominant|established|well-known|"
    r"renowned|active|principal|significant|global|foremost|important|chief|some)"
)
_WHO = (
    r"(?:players?|companies|vendors?|participants|manufacturers|suppliers|competitors|"
    r"providers|producers|firms|organi[sz]ations|names|brands|institutions|contributors|"
    r"businesses|developers|operators|stakeholders|innovators|incumbents|enterprises)"
)
_VERB = (
    r"(?:includ(?:e|es|ing)|are|is|such as|like|namely|compris(?:e|es|ing)|consists? of|are "
    r"as follows|as follows|viz\.?|e\.g\.|i\.e\.|featur(?:e|es|ing)|encompass(?:es|ing)?|"
    r"being|among them)"
)
_INTRO = re.compile(
    rf"\b{_BIG}\b[^.\n:;]{{0,90}}?\b{_WHO}\b(?:[^.\n:;]{{0,120}}?\b{_VERB}\b\s?[::–—-]?|"
    rf"\s?[::–—])\s*(?=[“\"‘(]?[A-Z0-9À-Þ•]|[a-z]{{1,4}}[A-Z])",
    re.IGNORECASE,
)
_COMPANIES_SUCH = re.compile(
    rf"\b{_WHO}\s+(?:such as|like|including|namely|includ(?:e|es)|(?:profiled|covered|"
    rf"analy[sz]ed|featured|operating|"
    rf"mentioned)[^.\n:;]{{0,90}}?\b{_VERB})\s?[::]?\s*(?=[A-Z0-9À-Þ])",
    re.IGNORECASE,
)
_ARE_PLAYERS = re.compile(
    rf"\s(?:are|remain)\s(?:(?:among|amongst|some of|a few of|the|of|currently|"
    rf"one)\s){{0,4}}(?:{_BIG},?\s(?:and\s)?){{1,3}}(?:[a-z-]+\s){{0,4}}?{_WHO}\b"
)
_TAIL = re.compile(
    r",?\s(?:(?:are|is|have|has|were|was|hold|holds|held|continue|account|accounted|"
    r"dominate|dominated|offer|will|would|who|which|that|with|through|to|for|operate|"
    r"focus|compete|lead|make|plays?|collectively|together|in the|at the|among others|"
    r"amongst others|to name a few|and others|etc)\b.*)",
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
    for line in lines(text, start, end):
        content = text[slice(*line)]
        words = content.split()
        intro = _INTRO.search(content) or _COMPANIES_SUCH.search(content)
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


def _is_prose(content: str) -> bool:
    return (
        len(content.split()) > 6
        and bool(re.search(r"[a-z]{3,}\.$", content))
        and "," not in content
    )


def _of_value(text: str, start: int, end: int) -> Iterator[Claim | Unread]:
    """What follows a field label: a list to the end of its sentence."""
    first = next(iter(sentences(text, start, end)), None)
    if first is None:
        return
    several = text.count("\n", start, end) > 1 or ";" in text[start:end]
    span = (start, end) if several else first
    intro = _INTRO.match(text, *first) or _COMPANIES_SUCH.match(text, *first)
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
    for start, end in sentences(text, *span):
        intro = _INTRO.search(text, start, end)
        confidence = Confidence.HIGH
        if intro is None:
            intro = _COMPANIES_SUCH.search(text, start, end)
            confidence = Confidence.MEDIUM
        if intro is not None:
            yield from _listed(text, intro.end(), end, confidence)
            continue
        subject = _ARE_PLAYERS.search(text, start, end)
        if subject:
            yield from _listed(text, start, subject.start(), Confidence.MEDIUM)


def _listed(text: str, start: int, end: int, confidence: Confidence) -> Iterator[Claim]:
    tail = _TAIL.search(text, start, end)
    if tail and tail.start() > start:
        end = tail.start()
    for name in names(text, start, end):
        yield _claim(text, name, confidence)


def _fold(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _all(text: str, found: Layout) -> Iterator[Claim | Unread]:
    for section in found.of(Part.PLAYERS):
        yield from _of_section(text, section)
    for span in found.outside(Part.PLAYERS, Part.DEVELOPMENTS):
        yield from _of_prose(text, span)


def find(passage: Passage) -> Iterable[Claim | Unread]:
    """One claim for each company that is called a player, vendor, company profiled…"""
    found = layout(passage.plain)
    seen: set[str] = set()
    for claim in _all(found.body, found):
        if isinstance(claim, Unread):
            yield claim
        elif _fold(claim.value) not in seen:
            seen.add(_fold(claim.value))
            yield claim
