"""Superlatives: which part is largest, leads, or grows fastest, and until when.

"Dominates" and "leads" say "leading"; where the sentence gives a share they say
"largest". "Second largest" and "one of the largest" say nothing here, nor does
what is denied or past ("no longer the largest"). "Most lucrative" is read as
"leading", with low confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from reports.pressrelease.axes import cuts
from reports.pressrelease.axis_lists import HEAD, headed_axis
from reports.pressrelease.axis_names import Listed, axis_key, axis_name, of_places
from reports.pressrelease.claims import Claim, Confidence, Kind, Span
from reports.pressrelease.geographies import place_at, places_in
from reports.pressrelease.headings import Part
from reports.pressrelease.layout import BULLET, layout, sentences, trimmed
from reports.pressrelease.outlook_phrases import (
    ABOUT,
    CUT,
    HEADLINE,
    LABEL,
    LEAD,
    LINK,
    MARKET_IN,
    NO_SEGMENT,
    PASSIVE,
    PLACED,
)
from reports.pressrelease.source import Passage
from reports.pressrelease.superlatives import period, superlative


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a sentence is about: a segment (known from a list or not) or a place."""

    name: str
    span: Span
    axis: str = ""
    axis_span: Span = (0, 0)
    place: bool = False
    known: bool = False
    confidence: Confidence = Confidence.MEDIUM


_VERB = (
    r"(?:is|are|was|were|will|has|have|had|held|holds?|holding|accounted|accounts?|"
    r"dominat(?:ed|es?)|led|leads?|remain(?:s|ed)?|captur(?:ed|es?)|contribut(?:ed|es?)|"
    r"continu(?:ed|es?)|to|emerged?|emerges|represent(?:ed|s)?|generated?|generates|"
    r"register(?:ed|s)?|exhibit(?:ed|s)?|occup(?:ied|ies|y)|command(?:ed|s)?|"
    r"constitut(?:ed|es?)|record(?:ed|s)?|secured?|took|takes?|expected|projected|"
    r"anticipated|estimated|poised|grew|grows?|witness(?:ed|es)?|may|might|could|would|"
    r"can|should|boasts?|retain(?:s|ed)?|maintain(?:s|ed)?|"
    r"garner(?:ed|s)?|acquired?|procured?|comprised?|comprises|gained?|reigned|stood|"
    r"stands|stays|sells?|topped|tops|ranks?|ranked|heads?|headed|outpac(?:ed|es)|comes|came|makes|made|sits|"
    r"posted|posts|sees|saw|shows?|showed|forms?|formed|owns?|owned|enjoys?|likely|set|currently|"
    r"presently|also|still|alone|segment(?:s)?|sub-?segments?|segmental|category)"
)
_SUBJECT = re.compile(
    rf"(?P<the>[Tt]he |[Tt]hat the |[Tt]hat "
    rf")?(?P<name>[^,;:\n]{{2,90}}?)(?:,[^,;\n]{{3,80}},)?\s(?P<verb>{_VERB})\b"
)
_PRONOUN = re.compile(
    r"(?:it|this|that|these|they|this segment|the segment|this region|the region|the "
    r"former|the latter|which|both|each|who|there|the market|market|the global market|the "
    r"report|report|the industry|we|our .*|the company|this growth|growth|demand|the "
    r"demand|factors?|one|companies|players|analysts?|.*\bmarket (?:size|share|value|"
    r"growth|research|players?)|the (?:global|overall|entire) .*|global .*\bmarket|total "
    r".*)",
    re.IGNORECASE,
)
_SEGMENT_WORD = re.compile(r"\s?(?:sub-?)?(?:[Ss]egments?|[Cc]ategory|categories|sector)\b.*$")
_MENTION = re.compile(r"\s(?:sub-?)?segments?\b(?! of the report)")
_ARTICLE = re.compile(r"(?:^|[\s(])[Tt]he\s")
_ONE_OF = re.compile(
    r"(?P<name>[A-Z][\w/&+'’-]{1,30}(?: [\w/&+'’-]{1,30}){0,4}), (?:one of|among) the segments"
)


def _fold(name: str) -> str:
    words = re.sub(r"[\W_]+", " ", name.casefold()).split()
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)


@dataclass(frozen=True, slots=True)
class _Context:
    text: str
    known: dict[str, Listed]
    axes: dict[str, str]

    def listed(self, name: str) -> Listed | None:
        """The listed segment that a name is, or begins with ("dielectric barrier devices")."""
        words = _fold(name).split()
        for length in range(min(len(words), 10), 0, -1):
            part = self.known.get(" ".join(words[:length]))
            if part and (length == len(words) or length > 1 or len(words) - length <= 2):
                return part
        return None

    def known_axis(self, name: str) -> str:
        return self.axes.get(axis_key(name), name)


def _subject(
    context: _Context,
    span: Span,
    axis: tuple[str, Span] | None,
    *,
    segment: bool,
    named: bool = False,
) -> Subject | None:
    """Who stands in ``span``; None when that is nobody in particular."""
    text = context.text
    start, end = trimmed(text, *span, drop=" \t\n,\"“”'‘’" + BULLET)
    if text[start : start + 4].casefold() == "the ":
        start += 4
    of_market = MARKET_IN.match(text, start, end)
    if of_market and place_at(text, of_market.end(), end):
        start = of_market.end()
    place = place_at(text, start, end)
    if place and not segment:
        rest = text[place[0][1] : end].strip(" ()").casefold()
        bracketed = text[place[0][1] : end].strip().startswith("(")
        if (
            bracketed
            or rest in ("", "region", "market", "the region", "regional market", "'s", "’s")
            or rest.endswith("market")
        ):
            return Subject(
                text[slice(*place[0])], place[0], place=True, known=True, confidence=Confidence.HIGH
            )
    cut = _SEGMENT_WORD.search(text, start, end)
    if cut and cut.start() > start:
        segment, end = True, cut.start()
    name = re.sub(r"\s+", " ", text[start:end]).strip()
    if not 1 < len(name) <= 70 or len(name.split()) > 8 or _PRONOUN.fullmatch(name):
        return None
    if not any(map(str.isalpha, name)):
        return None
    listed = context.listed(name)
    if listed:
        return Subject(
            listed.name, (start, end), listed.axis, known=True, confidence=Confidence.HIGH
        )
    if NO_SEGMENT.fullmatch(name.split()[0]) or re.search(
        r"[0-9$%€£₹]{3,}|\b(?:which|that|who|market|report|of|for|in|to)\b", name
    ):
        return None
    if axis_key(name) in context.axes:
        return None
    if not (segment or axis or named):
        return None
    sure = Confidence.MEDIUM if axis or segment else Confidence.LOW
    if axis and not of_places(axis[0]):
        return Subject(name, (start, end), context.known_axis(axis[0]), axis[1], confidence=sure)
    return Subject(name, (start, end), confidence=sure)


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[Span, str]]:
    """The clauses of a sentence, each with the word that joins it to the one before."""
    at, joint = start, ""
    for match in CUT.finditer(text, start, end):
        named = match.group() == " and " and text[match.end() : match.end() + 1].isupper()
        if named and not superlative(text[at : match.start()]):
            continue  # "Europe and Asia are …": two names, one clause
        yield (at, match.start()), joint
        at, joint = match.end(), match.group().strip(" ,")
    yield (at, end), joint


_HAS_SHARE = re.compile(r"\b(?:accounted for|accounts for|held|captured|contributed)\b.{0,40}%")
_AS_SEGMENT = re.compile(
    r"\b(?:largest|leading|dominant|biggest|fastest[- ]growing|"
    r"fastest)\s(?:[a-z-]+\s){0,2}(?:segment|category|type|application|product|technology|"
    r"end user)\b"
)


def _who(
    context: _Context, clause: Span, axis: tuple[str, Span] | None, *, named: bool
) -> Subject | None:
    """The subject of a clause: before its verb, or behind "held by", "is"."""
    text, (start, end) = context.text, clause
    match = _SUBJECT.match(text, start, end)
    if match:
        word = match["verb"].casefold()
        found = _subject(
            context,
            match.span("name"),
            axis,
            segment=word.startswith(("segment", "sub", "categ")),
            named=named,
        )
        if found:
            return found
    headline = HEADLINE.match(text, start, end)
    if headline:
        segment = headline["verb"].startswith(("Segment", "Categor"))
        named = named or axis is not None
        found = _subject(context, headline.span("name"), axis, segment=segment, named=named)
        if found:
            return found
    label = LABEL.match(text, start, end)
    found = _subject(context, label.span("name"), axis, segment=False) if label else None
    if found and found.known:
        return found
    for pattern in (PASSIVE, ABOUT, PLACED):
        match = pattern.search(text, start, end)
        if match:
            segment = "segment" in text[match.start() : match.end()]
            found = _subject(context, match.span(match.lastgroup or 0), axis, segment=segment)
            if found:
                return found
    return None


def _stripped(text: str, start: int, end: int) -> tuple[int, tuple[str, Span] | None]:
    """Where the clause proper begins, and the axis that "By X, …" before it names."""
    axis: tuple[str, Span] | None = None
    for _ in range(4):
        start, _end = trimmed(text, start, end, " \t\n-–—*·." + BULLET)
        lead = LEAD.match(text, start, end)
        if lead and (name := axis_name(lead["axis"])):
            axis = (name, lead.span("axis"))
            start = lead.end()
            continue
        link = LINK.match(text, start, end)
        if not link:
            break
        start = link.end()
    return start, axis


def _read(context: _Context, start: int, end: int) -> Iterator[tuple[Subject, Claim | None]]:
    """Each sentence's subjects, and what it claims of them; an axis holds on in its paragraph."""
    text = context.text
    topic: tuple[str, Span] | None = None  # from a heading "By Type"
    held: tuple[str, Span] | None = None
    before = start
    last: Subject | None = None
    for first, stop in sentences(text, start, end):
        if "\n\n" in text[before:first]:
            held, last = topic, None
        head = HEAD.fullmatch(text, first, stop) if stop - first < 120 else None
        if head and (name := headed_axis(head)):
            topic = held = (name, head.span(next(k for k in _AXIS_GROUPS if head[k])))
        before = stop
        axis_here: tuple[str, Span] | None = None
        named = False
        for (clause_start, clause_end), joint in _clauses(text, first, stop):
            begin, axis = _stripped(text, clause_start, clause_end)
            axis_here = axis or axis_here
            held = axis_here or held
            clause = text[clause_start:clause_end]
            kind = superlative(clause)
            named = named or bool(_AS_SEGMENT.search(clause))
            goes_on = kind is not None and last is not None and bool(last.axis)
            shares = held if goes_on or _HAS_SHARE.search(clause) else None
            subject = _who(context, (begin, clause_end), axis_here or shares, named=named)
            if (
                subject
                and not subject.axis
                and not subject.place
                and held
                and not of_places(held[0])
            ):
                subject = _with_axis(subject, context.known_axis(held[0]), held[1])
            if (
                subject is None
                and kind
                and (joint == "and" or _THIS.match(text, begin, clause_end))
            ):
                subject = last
            last = subject or last
            if subject:
                yield subject, kind and _claim(text, subject, kind, (first, stop), clause)


_AXIS_GROUPS = ("by", "outlook", "noun")
_THIS = re.compile(r"(?:This|The) (?:segment|region)\b|It (?:is|will|has|also|held)\b")


def _with_axis(subject: Subject, axis: str, span: Span) -> Subject:
    return Subject(
        subject.name, subject.span, axis, span, subject.place, subject.known, subject.confidence
    )


def _claim(
    text: str, subject: Subject, kind: tuple[str, Confidence], span: Span, clause: str
) -> Claim:
    qualifier, sure = kind
    if sure is Confidence.HIGH:
        sure = subject.confidence
    name = subject.name[:1].upper() + subject.name[1:]
    printed = re.sub(r"\s+", " ", text[slice(*subject.span)])
    printed = printed[:1].upper() + printed[1:]
    start, end, year = period(clause)
    return Claim(
        Kind.OUTLOOK,
        span,
        text[slice(*span)],
        printed,
        start=start,
        end=end,
        year=year,
        subject=name,
        axis=subject.axis,
        qualifier=qualifier,
        confidence=sure,
    )


@lru_cache(maxsize=4)
def _everything(text: str) -> tuple[tuple[Subject, Claim | None], ...]:
    found = layout(text)
    axes, listed = cuts(text)
    context = _Context(
        found.body,
        {_fold(part.name): part for part in reversed(listed)},
        {axis_key(axis.name): axis.name for axis in axes},
    )
    entries: list[tuple[Subject, Claim | None]] = []
    for span in found.outside(Part.PLAYERS, Part.DEVELOPMENTS):
        entries += _read(context, *span)
    return tuple(entries)


def spoken_of(text: str) -> Iterator[Subject]:
    """Segments that sentences are about: subjects of superlatives, "the X segment"."""
    found = layout(text)
    axes, listed = cuts(text)
    known = {_fold(part.name) for part in listed}
    for subject, claim in _everything(text):
        if (claim is not None or subject.axis) and not subject.place:
            yield subject
    context = _Context(found.body, {}, {axis_key(axis.name): axis.name for axis in axes})
    for span in _mentions(found.body):
        mentioned = _subject(context, span, None, segment=True)
        if mentioned and _fold(mentioned.name) not in known:
            yield mentioned


def _mentions(text: str) -> Iterator[Span]:
    """The words between "the" and "segment", within one sentence."""
    for match in _MENTION.finditer(text):
        begin = max(0, match.start() - 80)
        articles = [article.end() for article in _ARTICLE.finditer(text, begin, match.start())]
        if articles and not re.search(r"[.,;:!?(\n]", text[articles[-1] : match.start()]):
            yield articles[-1], match.start()
    for match in _ONE_OF.finditer(text):
        yield match.span("name")


_LABELLED = re.compile(r"[\s:|–—-]*(?P<name>[A-Z][^\n:;,.()|%0-9]{1,60}?)\s?(?=[,.;(|\n]|$)")


def _labelled_part(text: str, head: int, head_end: int, start: int, end: int) -> list[Span]:
    """The segment behind "Largest Segment:"."""
    if "segment" not in text[head:head_end].casefold():
        return []
    match = _LABELLED.match(text, start, end)
    return [match.span("name")] if match and len(match["name"].split()) <= 6 else []


def find(passage: Passage) -> Iterable[Claim]:
    """One outlook claim for each sentence and subject."""
    found = layout(passage.plain)
    for part, qualifier in ((Part.LARGEST, "largest"), (Part.FASTEST, "fastest_growing")):
        for section in found.of(part):
            places = [span for span, _ in places_in(found.body, *section.value)]
            for span in places or _labelled_part(found.body, *section.head, *section.value):
                whole = (section.head[0], span[1])
                name = found.body[slice(*span)]
                yield Claim(
                    Kind.OUTLOOK,
                    whole,
                    found.body[slice(*whole)],
                    name,
                    subject=name,
                    qualifier=qualifier,
                )
                break
    seen: set[tuple[str, str, Span]] = set()
    entries = _everything(passage.plain)
    axes = {_fold(subject.name): subject.axis for subject, _ in reversed(entries) if subject.axis}
    for subject, claim in entries:
        if claim and not claim.axis and not subject.place:
            claim = replace(claim, axis=axes.get(_fold(subject.name), ""))
        if claim and (claim.value.casefold(), claim.qualifier, claim.span) not in seen:
            seen.add((claim.value.casefold(), claim.qualifier, claim.span))
            yield claim
