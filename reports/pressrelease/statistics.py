"""Numbers of somebody else, with their source: "According to the WHO, 60% of deaths in 2021"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.pressrelease.claims import Claim, Confidence, Kind, Span
from reports.pressrelease.market import key_of
from reports.pressrelease.money import SCALE, power
from reports.pressrelease.numbers import APART, NUMBER, clean, is_about
from reports.pressrelease.scene import Scene, Sentence

_W = r"[A-Z][\w&.'’()/-]{0,40}"
_SOURCE = rf"(?:the\s|The\s)?(?P<src>{_W}(?:\s(?:of|for|and|the|on|in|&|{_W})){{0,12}})"
_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Aa]s per|[Pp]er|[Dd]ata (?:from|by|of|published by|released by)"
    r"|[Ff]igures (?:from|by|of|published by)"
    r"|[Ss]tatistics (?:from|by|of|published by)|[Ee]stimates? (?:by|from|of)|(?:reported"
    r"|estimated|published|released|stated) by"
    r"|(?:[Aa]|[Tt]he) (?:\w+\s){0,4}(?:study|survey|report|article|poll|census) (?:by|from|of"
    r"|published by|conducted by))\s"
    rf"(?:(?:data|estimates|figures|statistics|a|an|the|\w{{1,12}})\s(?:\w+\s){{0,4}}?(?:from"
    rf"|by|of)\s)?{_SOURCE}"
)
_SAYS = re.compile(
    rf"{_SOURCE},?\s(?:(?:data|figures|statistics|estimates)\s)?(?:has\s|have\s)?(?:estimates?"
    rf"|estimated|reports?|reported|states?|stated|says|said"
    r"|shows?|showed|found|finds|reveals?|revealed|indicates?|indicated|suggests?|projects"
    r"|predicts|counted|recorded|notes?|noted)"
    r"\s(?:that|about|around|nearly|over|more|approximately|some|roughly|an estimated|[0-9])"
)
_MARKETISH = re.compile(
    r"\b(?:market(?:\s(?:size|value|share|revenue))?\s(?:is|was|will|has|to|reached|stood|grew)"
    r"|market size|CAGR|"
    r"compound annual|segment)\b",
    re.I,
)
_FIRM = re.compile(
    r"\b(?:Insights?|Market|Markets|Consult\w*|Analytics|Intelligence|Reports?|Advisory"
    r"|Research(?:\sInc|,|$|\sGroup)|Analysts?)\b"
)
_OWN = re.compile(
    r"(?:The|This|These|Our|It|In|Market|Report|Analysts?|Study|Research|By|We|Base|Forecast)\b"
)
_NUMBER = re.compile(
    rf"{APART}(?P<num>{NUMBER})(?:\s(?P<scale>{SCALE}|hundred thousand))?(?=\s(?:[a-z]|U\.S\."
    rf"|Americans))",
    re.I,
)
_COUNTED = re.compile(r"\s?(?:of\s)?(?:the\s|all\s)?(?P<what>[^.,;:()\n]{2,90})")
_TAIL = re.compile(
    r"\s(?:in|by|as of|during|since|each|every|per|worldwide|globally"
    r"|from)\s?(?:the year\s)?(?:(?:19|20)[0-9]{2}|year)?.*$"
)
_UNIT_WORDS = 3


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source and where it is named."""

    span: Span
    name: str


def attribution(scene: Scene, sentence: Sentence) -> Attribution | None:
    """The third party that a sentence takes its numbers from, if one is named.

    The publisher itself, and firms of its trade speaking of the market, are no
    third party.
    """
    words = scene.text[sentence.start : min(sentence.end, sentence.start + 1500)]
    for pattern in (_ACCORDING, _SAYS):
        match = pattern.search(words)
        if not match or (pattern is _SAYS and match.start("src") > 90):
            continue
        name = _trimmed(match["src"])
        if not name or _OWN.match(name) or _is_ours(scene, name):
            continue
        if _MARKETISH.search(words) and (_FIRM.search(name) or pattern is _SAYS):
            continue
        start = sentence.start + match.start("src")
        return Attribution((start, start + len(name)), name)
    return None


def _trimmed(name: str) -> str:
    name = re.sub(r"(?:\s(?:of|for|and|the|on|in|&))+$", "", name.rstrip(" ,.;'’"))
    name = re.sub(r"['’]s$", "", name)
    return name if name.count("(") == name.count(")") else name.rstrip(")").partition(" (")[0]


def _is_ours(scene: Scene, name: str) -> bool:
    one, two = key_of(name), key_of(scene.publisher)
    return bool(two) and (one.startswith(two[:14]) or two.startswith(one))


def find(scene: Scene) -> Iterator[Claim]:
    """Every number in sentences that name a third party as their source."""
    for sentence in scene.sentences:
        if not (source := attribution(scene, sentence)):
            continue
        taken: list[Span] = [source.span]
        for money in sentence.amounts:
            taken.append(money.span)
            yield _claim(
                scene, sentence, source, money.span, money.value, money.currency, money.multiplier
            )
        for percent in sentence.percents:
            taken.append(percent.span)
            yield _claim(scene, sentence, source, percent.span, percent.value, "percent", 0)
        for match in _NUMBER.finditer(scene.text, sentence.start, sentence.end):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            value, scale = clean(match["num"]), power(match["scale"])
            if value and (scale or "," in match["num"]):
                yield _claim(scene, sentence, source, match.span(), value, "", scale)


def _claim(
    scene: Scene,
    sentence: Sentence,
    source: Attribution,
    span: Span,
    value: str,
    unit: str,
    multiplier: int,
) -> Claim:
    counted = _COUNTED.match(scene.text, span[1], sentence.end)
    what = _TAIL.sub("", counted["what"]).strip() if counted else ""
    years = sorted(sentence.years, key=lambda year: abs(year.start - span[1]))
    year = years[0].year if years else None
    return Claim(
        Kind.STATISTIC,
        span,
        scene.text[slice(*span)],
        value,
        unit or " ".join(what.split()[:1]),
        multiplier,
        year=year,
        subject=what,
        source=source.name,
        approximate=is_about(scene.text, span[0]),
        confidence=Confidence.HIGH if what else Confidence.MEDIUM,
    )
