"""Sentences that name companies, and where in them the names stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.pressrelease.claims import Confidence, Span

_BIG = (
    r"(?:key|major|leading|prominent|top|main|notable|dominant|established|well-known|best[ -]known"
    r"|renowned|active|principal|significant|global|foremost|important|chief|some|biggest|largest)"
)
WHO = (
    r"(?:players?|companies|vendors?|participants|manufacturers|suppliers|competitors|"
    r"providers|producers|firms|organi[sz]ations|names|brands|institutions|contributors|"
    r"businesses|developers|operators|stakeholders|innovators|incumbents|enterprises|makers|rivals)"
)
_VERB = (
    r"(?:includ(?:e|es|ing)|are|is|such as|like|namely|compris(?:e|es|ing)|consists? of|are "
    r"as follows|as follows|viz\.?|e\.g\.|i\.e\.|featur(?:e|es|ing)|encompass(?:es|ing)?|"
    r"being|among them)"
)
_NOT_LIMITED = r"(?:,?\s?(?:but|and)\s(?:are\s|is\s)?not\s(?:be\s)?limited\sto,?)?"
_NAME_NEXT = r"\s*(?=[“\"‘(]?\w|•)"
INTRO = re.compile(
    rf"\b{_BIG}\b[^.\n:;]{{0,90}}?\b{WHO}\b(?:[^.\n:;]{{0,120}}?\b{_VERB}\b{_NOT_LIMITED}"
    rf"\s?[::–—-]?|\s?[::–—]){_NAME_NEXT}",
    re.IGNORECASE,
)
COMPANIES_SUCH = re.compile(
    rf"\b{WHO}\s+(?:(?:such as|like|including|namely|includ(?:e|es)){_NOT_LIMITED}|(?:profiled|"
    rf"covered|analy[sz]ed|featured|operating|mentioned|active|present|discussed|named|listed|"
    rf"reviewed|studied|engaged|working|competing|in (?:the|this))"
    rf"[^.\n:;]{{0,90}}?(?:\b{_VERB}|(?=[::])))\s?[::]?\s*(?=[“\"‘]?\w)",
    re.IGNORECASE,
)
MENTIONED = re.compile(rf"\b(?:{_BIG}|the)\s(?:[\w-]+\s){{0,4}}?{WHO}\b", re.IGNORECASE)
THESE_ARE = re.compile(
    rf"(?:These|They|Those|Some of (?:these|them)|The list|Such)\s(?:{WHO}\s)?"
    r"(?:(?:also|mainly|chiefly|notably)\s)?(?:include|includes|are|comprise|comprises|feature)"
    rf"{_NOT_LIMITED}\s?:?\s*(?=[“\"‘]?[^\W\d_a-z])"
)
_LANDSCAPE = re.compile(
    r"\b(?:landscape|field|arena|ecosystem|competition)\s(?:\w+\s){0,3}?(?:features|includes|"
    r"comprises|consists of|counts|is made up of|is (?:led|dominated|shaped|headed|occupied) by|"
    r"comes from)\s",
    re.IGNORECASE,
)
_AMONG_THEM = re.compile(
    r"\b(?:prominent|notable|chief|foremost|first|best[ -]known|key|leading|among)\s(?:among\s)?"
    rf"(?:them|these|those|the (?:field|pack|way|market)|the (?:\w+\s){{0,3}}?{WHO})"
    r"(?:\s\w+){0,3}?\s(?:are|is)\s(?=[“\"‘]?\w)",
    re.IGNORECASE,
)
_REPORT_NAMES = re.compile(
    r"\b(?:report|study|analysis|publication|survey)\s(?:also\s|further\s)?(?:profiles|features|"
    r"names|lists|singles out)\s(?=[“\"‘]?[^\W\d_a-z])|\b[Pp]rofiles?\s(?:are|is)\s(?:given|"
    r"provided|offered)\s(?:of|for)\s|\b[Pp]rofiles of\s(?=[^\W\d_a-z])"
)
_PRESENCE = re.compile(r"\b(?:presence|dominance) of\s(?:[a-z-]+\s){0,5}?(?=[^\W\d_a-z])")
_NAMES_AS = re.compile(
    r"\b(?:names|lists|identifies|counts|cites|highlights|sees|ranks|mentions)\s(?P<list>[^\W\d_a-z]"
    rf"[^;\n]{{3,300}}?)\s(?:as|among)\s(?:the\s|its\s)?[^.\n]{{0,50}}?\b{WHO}\b"
)
_LED_BY = re.compile(
    r"\b(?:market|industry|sector|space|segment|field)\s(?:is|was|remains|continues to be)\s"
    r"(?:\w+ly\s)?(?:led|dominated|shaped|headed|controlled|spearheaded|served|supplied)\sby\s"
)
_ARE_PLAYERS = re.compile(
    rf"\s(?:are|remain|rank|count)\s(?:(?:among|amongst|some of|a few of|the|of|currently|as|"
    rf"one)\s){{0,4}}(?:(?:{_BIG},?\s(?:and\s)?){{1,3}}(?:[a-z-]+\s){{0,4}}?{WHO}\b"
    rf"|(?:[a-z-]+\s){{0,2}}?{WHO}\s(?:profiled|covered|named|to (?:watch|know)|in the market))"
)
_COMPETE = re.compile(
    r"\s(?:compete|vie|jostle|contend|are (?:active|present|rivals)|operate)\b"
    r"(?=[^.\n]{0,80}\b(?:market|industry|sector|field|space|business|customers|share|contracts)\b)"
)
_HOLD = re.compile(
    r"\s(?:together\s|jointly\s|collectively\s)?(?:account(?:ed)? for|lead|dominate|control"
    r"|hold|held|led|dominated|controlled|share"
    r"|head"
    r"|supply|make up)\b"
    r"(?=[^.\n]{0,80}\b(?:market|industry|sector|field|space|revenues?|sales)\b)"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Where names are listed, how surely, and how many of them it takes to believe it.

    ``firms_only`` asks that one of them at least has a legal form or a sign of
    a firm, since places and segments stand in the same words.
    """

    span: Span
    confidence: Confidence
    fewest: int = 1
    firms_only: bool = False


def passages(text: str, start: int, end: int) -> Iterator[Passage]:
    """The places of one sentence that may list companies, the surest first."""
    intro = INTRO.search(text, start, end)
    if intro is not None:
        yield Passage((intro.end(), end), Confidence.HIGH)
        return
    named_as = _NAMES_AS.search(text, start, end)
    if named_as:
        yield Passage(named_as.span("list"), Confidence.MEDIUM, 2)
        return
    for pattern, fewest, firms in (
        (COMPANIES_SUCH, 1, False),
        (_LANDSCAPE, 2, False),
        (_AMONG_THEM, 2, False),
        (_REPORT_NAMES, 2, False),
        (_PRESENCE, 3, True),
    ):
        match = pattern.search(text, start, end)
        if match:
            yield Passage((match.end(), end), Confidence.MEDIUM, fewest, firms)
            return
    led = _LED_BY.search(text, start, end)
    if led:
        yield Passage((led.end(), end), Confidence.MEDIUM, 2, firms_only=True)
        return
    for pattern, fewest, firms in (
        (_ARE_PLAYERS, 1, False),
        (_COMPETE, 2, False),
        (_HOLD, 2, True),
    ):
        match = pattern.search(text, start, end)
        if match:
            yield Passage(_subject(text, start, match.start()), Confidence.MEDIUM, fewest, firms)
            return


def _subject(text: str, start: int, end: int) -> Span:
    """What stands before a verb, without the clause before a colon ("The field is full: A, B")."""
    colon = text.rfind(": ", start, end)
    return (colon + 2 if colon > 0 else start, end)
