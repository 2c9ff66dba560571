"""Growth rates: CAGRs with their period, and other growth in per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reports.pressrelease.claims import Claim, Confidence, Kind, Unread
from reports.pressrelease.numbers import Percent
from reports.pressrelease.respective import shared_out
from reports.pressrelease.scene import Scene, Sentence
from reports.pressrelease.subjects import subject
from reports.pressrelease.years import YEAR

_NAME = (
    r"(?:C\.?A\.?G\.?R\.?|(?:compound(?:ed)?|cumulative|average)(?:\s(?:annual(?:ized|ised)?"
    r"|yearly|aggregate|average))?"
    r"\s(?:growth|rate)(?:\srate)?|annual(?:ized|ised)?\sgrowth(?:\srate)?|growth rate)"
)
_BEFORE = re.compile(rf"\b{_NAME}(?![a-z])(?P<between>[^.%\n]{{0,90}}|[^%\n]{{0,12}})$", re.I)
_BEHIND = re.compile(
    rf"\s?(?:\((?:in )?|[|:–—-]\s?|of\s)?(?:estimated |projected |expected |forecast |market "
    rf"|revenue |sales )?(?:{_NAME}|compound(?:ed)? (?:rate|growth|pace))(?![a-z])",
    re.I,
)
_YEARLY = re.compile(
    r"\s?(?:[\w-]{1,12}\s)?(?:annually|per annum|per year|a year|each year|every year|yearly"
    r"|p\.?\s?a\.?(?![a-z])"
    r"|year(?:ly)? on average|annual growth|compounded)",
    re.I,
)
_GROWING = re.compile(
    r"\b(?:grow\w{0,3}|expand\w{0,3}|ris(?:e|es|ing)|increas\w{1,4}|advanc\w{1,3}|growth"
    r"|expansion|climb\w{0,3})\b"
    r"(?:[^.%;\n]{0,40}\b(?:at|by|rate of|of|is|was|average)\b[^.%;\n]{0,30}"
    r"|\s(?:(?:about|around|some|nearly|roughly|almost|over|approximately|another)\s){0,2}"
    r"|\s?(?:rate\s?)?[:|–-]\s?)$",
    re.I,
)
_ANNUAL = re.compile(
    r"\b(?:annual|yearly) (?:average|rate|growth|increase|gain|pace|expansion)s? (?:rate )?"
    r"(?:of|is|at|will be|was)\b[^.%;\n]{0,30}$",
    re.I,
)
_RATE = re.compile(
    r"\bat\s(?:an?\s)?(?:\w+\s){0,3}(?:rate|pace|clip)\sof\b[^.%;\n]{0,30}$"
    r"|\bgrow\w{0,3}\sat\s[^.%;\n]{0,30}$",
    re.I,
)
_OVER_YEAR = re.compile(r"\b(?:y-?o-?y|year[\s-](?:over|on)[\s-]year|yoy)\b", re.I)
_GREW = re.compile(
    r"\b(?:grew|rose|increased|expanded|climbed|surged|up|jumped|declined|fell|shrank|dropped"
    r"|grow|rise|decline"
    r"|(?:growth|increase|rise|decline|surge|expansion|drop)\s(?:rate\s)?(?:of|by)"
    r"|growth)\b[^.%;\n]{0,30}$",
    re.I,
)
_MARKET = re.compile(r"\b(?:markets?|industry|segments?|sector|category|revenues?|sales)\b", re.I)
_THE_PERIOD = re.compile(
    r"\b(?:forecast(?:ed|ing)?|assessment|projection|projected|estimated|review|study|analysis"
    r"|this|same|given|prediction)"
    r"\s(?:period|years?|timeframe|time\s?frame|timeline|horizon|span|duration|window|decade)",
    re.I,
)
_FUTURE_YEAR = re.compile(
    rf"\b(?:by|through|until|to|till)\s(?:the\s(?:end of\s)?)?(?:year\s)?(?P<year>{YEAR})", re.I
)
_LABELLED = re.compile(
    r"\s?(?:[\w/,.•–-]+\s){0,4}?(?:expected|annual|projected|forecast|estimated)?\s?growth\s?[:|]\s?$",
    re.I,
)
_REACH = 140  # characters behind a rate in which its period stands
_NOT_YEARS = re.compile(r"\bhistor\w+\s(?:data|period|years?)|\bpast\b", re.I)


def find(scene: Scene) -> Iterator[Claim | Unread]:
    """CAGRs and growth in per cent of every sentence."""
    rates: list[Claim] = []
    for sentence in scene.sentences:
        shared = shared_out(scene, sentence, sentence.percents)
        for place, (percent, kind) in enumerate(
            zip(sentence.percents, kinds(scene, sentence), strict=True)
        ):
            if kind is Kind.CAGR:
                rate = _cagr(scene, sentence, place)
                name = shared[place].name if place in shared else ""
                rates.append(replace(rate, subject=name) if name else rate)
            elif kind is Kind.GROWTH:
                yield _growth(scene, sentence, percent)
    sure = {
        claim.value: (claim.start, claim.end)
        for claim in reversed(rates)
        if claim.confidence is Confidence.HIGH and not claim.subject and claim.start
    }
    for claim in rates:
        told = sure.get(claim.value)
        if told and not claim.subject and claim.confidence is not Confidence.HIGH:
            claim = replace(claim, start=told[0], end=told[1])
        yield claim


def is_rate(scene: Scene, sentence: Sentence, place: int) -> bool:
    """Whether a per cent of a sentence is growth of some kind."""
    return kinds(scene, sentence)[place] is not None


def kinds(scene: Scene, sentence: Sentence) -> tuple[Kind | None, ...]:
    """What each per cent of a sentence is: a CAGR, other growth, or neither."""
    known = scene.kinds.get(sentence.start)
    if known is None:
        found: list[Kind | None] = []
        for place in range(len(sentence.percents)):
            found.append(_kind(scene, sentence, place, found[-1] if found else None))
        known = scene.kinds[sentence.start] = tuple(found)
    return known


def _kind(scene: Scene, sentence: Sentence, place: int, last: Kind | None) -> Kind | None:
    percent = sentence.percents[place]
    if percent.points:
        return None
    since = sentence.percents[place - 1].end if place else None
    left = scene.before(sentence, percent.start, since)[-160:]
    stop = _next(sentence, place)
    right = scene.text[percent.end : min(stop, percent.end + _REACH)]
    if _OVER_YEAR.search(left[-60:]) or _OVER_YEAR.match(right.lstrip(" (,")):
        return Kind.GROWTH
    named = _BEFORE.search(left)
    if named and not re.search(r"\bshare\b", named["between"], re.I):
        return Kind.CAGR
    if _BEHIND.match(right):
        return Kind.CAGR
    if place and since is not None and re.fullmatch(r"\s?(?:,\s)?(?:and|or)\s(?:\w+\s)?", left):
        return Kind.CAGR if last is Kind.CAGR else None
    before = _MARKET.search(scene.before(sentence, percent.end)) or scene.key in left.lower()
    if not (before or _MARKET.search(right) or _LABELLED.match(left)):
        return None
    if _YEARLY.match(right) and _GROWING.search(left):
        return Kind.CAGR
    if _RATE.search(left) or _ANNUAL.search(left):
        return Kind.CAGR
    if not before:
        return None
    return Kind.GROWTH if _GREW.search(left) and not re.search(r"\bshare\b", left[-40:]) else None


def _next(sentence: Sentence, place: int) -> int:
    after = (
        sentence.percents[place + 1].start if place + 1 < len(sentence.percents) else sentence.end
    )
    return max(after, sentence.percents[place].end)


def _cagr(scene: Scene, sentence: Sentence, place: int) -> Claim:
    percent = sentence.percents[place]
    start, end, confidence = _period(scene, sentence, place)
    about = subject(scene, sentence, percent.start, leading=True)
    return replace(
        percent.claim(Kind.CAGR, scene.text),
        start=start,
        end=end,
        subject=about,
        confidence=confidence,
    )


def _period(
    scene: Scene, sentence: Sentence, place: int
) -> tuple[int | None, int | None, Confidence]:
    """The period of a rate: told beside it, by name, by the amounts it joins, or by the text."""
    percent = sentence.percents[place]
    stop = min(_next(sentence, place), percent.end + _REACH)
    begin = sentence.percents[place - 1].end if place else sentence.start
    usable = [
        span
        for span in sentence.periods
        if not _NOT_YEARS.search(scene.text[max(begin, span.start - 30) : span.start])
    ]
    behind = [span for span in usable if percent.end <= span.start < stop]
    named = _THE_PERIOD.search(scene.text, percent.end, stop)
    touching = [
        span for span in usable if begin <= span.start and 0 <= percent.start - span.end < 8
    ]
    if touching:
        return touching[-1].first, touching[-1].last, Confidence.HIGH
    if behind:
        return behind[0].first, behind[0].last, Confidence.HIGH
    before = [span for span in usable if begin <= span.start < percent.start]
    label = [span for span in before if percent.start - span.end < 14 or not sentence.amounts]
    if label:
        return label[-1].first, label[-1].last, Confidence.HIGH
    if named and scene.forecast:
        return *scene.forecast, Confidence.MEDIUM
    if before:
        return before[-1].first, before[-1].last, Confidence.HIGH
    following = [span for span in usable if span.start >= percent.end]
    if place + 1 < len(sentence.percents) and following and not named:
        text = scene.text[percent.end : sentence.percents[place + 1].start]
        if re.fullmatch(r"\s?(?:,\s)?(?:and|or)\s(?:\w+\s)?", text):
            return following[0].first, following[0].last, Confidence.HIGH
    ends = _ends(scene, sentence, percent)
    if ends:
        return *ends, Confidence.MEDIUM
    if scene.forecast:
        return *scene.forecast, Confidence.MEDIUM
    return None, None, Confidence.MEDIUM


def _ends(scene: Scene, sentence: Sentence, percent: Percent) -> tuple[int, int] | None:
    """The first and last year of a sentence that tells a size at both ends, or one end ahead."""
    if len(sentence.amounts) >= 2:
        told = [year.year for year in sentence.years if year.start > sentence.amounts[0].start - 60]
        if len(told) >= 2 and told[0] < max(told) and len(set(told)) == 2:
            return min(told), max(told)
    return None


def _growth(scene: Scene, sentence: Sentence, percent: Percent) -> Claim:
    """Growth that is no CAGR, with the year or period beside it."""
    behind = scene.text[percent.end : min(sentence.end, percent.end + 60)]
    spans = [span for span in sentence.periods if abs(span.start - percent.end) < 60]
    ages = [year for year in sentence.years if abs(year.start - percent.end) < 60]
    start = spans[0].first if spans else None
    end = spans[0].last if spans else None
    found = re.search(rf"\b(?:in|for|during)\s(?P<year>{YEAR})", behind)
    year = int(found["year"]) if found else (ages[0].year if ages and not spans else None)
    return replace(
        percent.claim(Kind.GROWTH, scene.text),
        year=None if spans else year,
        start=start,
        end=end,
        subject=subject(scene, sentence, percent.start, leading=True),
        confidence=Confidence.HIGH if spans or year else Confidence.MEDIUM,
    )
