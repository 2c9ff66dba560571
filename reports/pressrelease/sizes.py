"""Market sizes: money in a year, of the whole market or a part of it; and absolute gains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reports.pressrelease.claims import Claim, Confidence, Kind, Span, Unread
from reports.pressrelease.money import Money
from reports.pressrelease.respective import Shared, shared_out
from reports.pressrelease.scene import Scene, Sentence
from reports.pressrelease.sizing import Role, role
from reports.pressrelease.subjects import listed_part, subject
from reports.pressrelease.years import YEAR, Year, year_of

_PREPOSITION = (
    r"(?:(?:in|by|for|during|as of|as at|at|of|till|until|through|within|around|over|since|from)\s)"
)
_END = r"(?:(?:end|close|beginning|start|year-end|middle)(?:\s|-)?(?:of\s)?)?"
_KINDS = r"(?:(?:calendar|fiscal|financial|base|forecast|historical|projected|year)\s){0,2}"
_NOUN = (
    r"(?:[\s-]{1,2}(?:market|mark|industry|valuation|value|revenues?|sales|opportunity|in revenue"
    r"|in value|in size|worldwide|globally|business|today|now|currently))?"
)
_AFTER = re.compile(
    rf"{_NOUN}\s?[,(]?\s?(?P<how>{_PREPOSITION}|\()(?:the\s)?{_END}(?:the\s)?{_KINDS}(?:of\s)?"
    rf"(?:(?:FY|CY)?\s?-?['’]?(?P<year>{YEAR})(?:[AEFP]\b)?|(?:FY|CY)\s?-?['’]?(?P<short>[0-9]{{2}}))"
    r"(?![0-9,.]?[0-9])",
    re.I,
)
_NAMED_AFTER = re.compile(
    rf"\s?[–—:|-]\s?[^.;:|\n0-9]{{3,50}}\s(?:in|by|for)\s(?P<year>{YEAR})(?P<short>)(?![0-9])", re.I
)
_LAST_YEAR = re.compile(r"\s?,?\s?(?:last|the previous|the past) year\b", re.I)
_BASE_YEAR = re.compile(r"\s?,?\s?(?:in|for|during) (?:the|its|our) base year\b", re.I)
_PART_YEAR = re.compile(
    r"\s?(?:in|for|during) (?:the )?(?:H[12]|Q[1-4]|(?:first|second|third|fourth|last) (?:half"
    r"|quarter))\b",
    re.I,
)
_TWIN_OPENS = re.compile(
    rf"(?P<year>\s?(?:in|by)\s{YEAR})?\s?[(\[](?:(?:about|around|approximately|approx\.?|roughly"
    r"|nearly|some|equivalent to|equal to|or|i\.e\.,?)\s){0,2}[~≈=]?\s?",
    re.I,
)
_TWIN_CLOSES = re.compile(r"\s?[)\]]")
_BARE = re.compile(rf"\s?[,:|–-]?\s?(?P<year>{YEAR})(?![0-9]|[.,][0-9])")
_LABEL = re.compile(
    rf"(?<![0-9.,]){YEAR}(?:[AEFP]\b)?\)?(?:[\s:|=(),~≈•*–—-]|\b(?:was|is|were|are|at|valued"
    rf"|value|worth|be|"
    r"will|to|estimated|stood|size|of|the|market|revenues?|revenue|in|million|billion|usd|us"
    r"|inr|eur|"
    r"gbp|mn|bn|crore|approximately|approx|about|around|nearly|over|more|than|almost|actual"
    r"|forecast|"
    r"valuation|global|sales|reached|totaled|totalled|some|by|projected|expected|terms|a|an|"
    r"estimate|base|year|roughly)\b\.?){1,14}$",
    re.I,
)
_BY_LATER = re.compile(
    rf"\b(?:by|in|through|until)\s(?:the\s)?{_END}(?:the\s)?(?:year\s)?(?P<year>{YEAR})", re.I
)
_LOOSE = re.compile(
    r"\b(?:since|after|before|post|until|from|to|founded in|established in)\s$", re.I
)
_FROM_BEFORE = re.compile(r"\bfrom\s(?:[\w$€£¥₹~.]+\s){0,4}$", re.I)
_TWO_YEARS = re.compile(
    rf"\s(?:in|by|for|during)\s(?:the years?\s)?(?P<one>{YEAR})\s(?:and|to)\s(?:by\s"
    rf"|in\s)?(?P<two>{YEAR})",
    re.I,
)
_AND = re.compile(r"\s?(?:,\s)?(?:and|to)\s(?:\w{1,13}\s)?$", re.I)


def find(scene: Scene) -> Iterator[Claim | Unread]:
    """Sizes and absolute gains of every sentence; amounts in doubt are listed unread."""
    known: dict[tuple[str, str, int], int] = {}
    pending: list[Claim] = []
    for sentence in scene.sentences:
        for item in _sentence(scene, sentence):
            if isinstance(item, Claim) and item.kind is Kind.MARKET_SIZE:
                if (
                    item.year is not None
                    and item.confidence is Confidence.HIGH
                    and not item.subject
                ):
                    known.setdefault((item.value, item.unit, item.multiplier), item.year)
                pending.append(item)
            else:
                yield item
    for claim in pending:
        yield _dated_elsewhere(claim, known)


def _dated_elsewhere(claim: Claim, known: dict[tuple[str, str, int], int]) -> Claim:
    """A size whose year the text tells elsewhere, beside the same amount."""
    year = known.get((claim.value, claim.unit, claim.multiplier))
    if claim.confidence is Confidence.HIGH or year is None or claim.year == year:
        return claim
    return _replaced(claim, year, Confidence.MEDIUM)


def _replaced(claim: Claim, year: int, confidence: Confidence) -> Claim:
    return replace(claim, year=year, confidence=confidence)


def _sentence(scene: Scene, sentence: Sentence) -> Iterator[Claim | Unread]:
    since = sentence.start
    last: Role = Role.NONE
    told = _without_twins(scene, sentence)
    amounts = tuple(money for money, _ in told)
    paired = _pairs(scene, amounts)
    shared = shared_out(scene, sentence, amounts)
    for place, (money, behind) in enumerate(told):
        until = amounts[place + 1].start if place + 1 < len(amounts) else sentence.end
        left = scene.before(sentence, money.start, since)
        right = scene.text[behind : max(until, behind)]
        said = role(scene, sentence, money, left, right, last)
        if place in shared and place and last is not Role.NONE and said is Role.UNCLEAR:
            said = last
        after = _AFTER.match(right)
        since = behind + (after.end() if after else 0)
        if said is Role.UNCLEAR:
            yield Unread(
                money.span,
                scene.text[slice(*money.span)],
                "An amount of money, but not clearly the size of a market.",
            )
        if said in (Role.NONE, Role.UNCLEAR):
            continue
        last = said
        about = subject(scene, sentence, money.start, leading=True)
        if place and len(left.split()) <= 6:
            about = listed_part(left) or about
        mine = shared.get(place)
        about = mine.name if mine and mine.name else about
        if said is Role.GROWTH:
            yield _gain(scene, sentence, money, about)
            continue
        year, confidence = paired.get(place) or _year(
            scene, sentence, (money.start, behind), left, right, said
        )
        if mine:
            year, confidence = _year_of_shared(sentence, mine, year, confidence)
        yield _claim(scene, Kind.MARKET_SIZE, money, about, year=year, confidence=confidence)


def _claim(
    scene: Scene,
    kind: Kind,
    money: Money,
    about: str,
    *,
    year: int | None = None,
    start: int | None = None,
    end: int | None = None,
    confidence: Confidence = Confidence.HIGH,
) -> Claim:
    return Claim(
        kind,
        money.span,
        scene.text[slice(*money.span)],
        money.value,
        money.currency,
        money.multiplier,
        money.low,
        money.high,
        year,
        start,
        end,
        about,
        approximate=money.approximate,
        confidence=confidence,
    )


def _gain(scene: Scene, sentence: Sentence, money: Money, about: str) -> Claim:
    """An absolute gain with the period that its sentence names."""
    nearest = min(sentence.periods, key=lambda period: abs(period.start - money.end), default=None)
    start, end = (nearest.first, nearest.last) if nearest else (None, None)
    sure = Confidence.HIGH if nearest else Confidence.MEDIUM
    return _claim(scene, Kind.GROWTH, money, about, start=start, end=end, confidence=sure)


def _without_twins(scene: Scene, sentence: Sentence) -> list[tuple[Money, int]]:
    """The amounts, each with where the text behind it goes on.

    The same amount in another currency or scale, in brackets right behind
    ("USD 7 bn (EUR 6.5 bn) in 2024"), is passed over.
    """
    told: list[tuple[Money, int]] = []
    for money in sentence.amounts:
        before = told[-1] if told else None
        opened = before and _TWIN_OPENS.fullmatch(scene.text, before[0].end, money.start)
        closed = _TWIN_CLOSES.match(scene.text, money.end, sentence.end)
        if before and opened and closed:
            one = before[0]
            if (one.currency, one.multiplier) != (money.currency, money.multiplier):
                told[-1] = (one, one.end if opened["year"] else closed.end())
                continue
        told.append((money, money.end))
    return told


def _year_of_shared(
    sentence: Sentence, mine: Shared, year: int | None, sure: Confidence
) -> tuple[int | None, Confidence]:
    """A year of a list of its own, or the one year that the whole sentence tells."""
    if mine.year is not None:
        return mine.year, Confidence.HIGH
    only = {each.year for each in sentence.years}
    return (only.pop(), Confidence.HIGH) if len(only) == 1 else (year, sure)


def _pairs(scene: Scene, amounts: tuple[Money, ...]) -> dict[int, tuple[int, Confidence]]:
    """Two amounts, then their two years: "A and B in 2024 and 2031, respectively"."""
    found: dict[int, tuple[int, Confidence]] = {}
    for place in range(len(amounts) - 1):
        one, two = amounts[place], amounts[place + 1]
        if not _AND.fullmatch(scene.text[one.end : two.start]):
            continue
        match = _TWO_YEARS.match(scene.text, two.end)
        if match:
            found[place] = (int(match["one"]), Confidence.HIGH)
            found[place + 1] = (int(match["two"]), Confidence.HIGH)
    return found


def _year(
    scene: Scene, sentence: Sentence, place: Span, left: str, right: str, said: Role
) -> tuple[int | None, Confidence]:
    """The year of an amount: beside it, in its clause, or as the whole text implies."""
    start, end = place
    after = _AFTER.match(right) or _NAMED_AFTER.match(right)
    if after and not _opens_period(sentence, end + after.end() - 1):
        return year_of(after), Confidence.HIGH
    if _LAST_YEAR.match(right) and scene.published:
        return scene.published - 1, Confidence.MEDIUM
    if _BASE_YEAR.match(right) and scene.base:
        return scene.base, Confidence.MEDIUM
    label = _LABEL.search(left[-120:])
    if label and not _closes_period(sentence, start - len(left[-120:]) + label.start()):
        return int(re.findall(YEAR, label[0])[0]), Confidence.HIGH
    bare = _BARE.match(right)
    if bare and not _opens_period(sentence, end + bare.start("year")):
        return int(bare["year"]), Confidence.HIGH if "|" in bare[0] else Confidence.MEDIUM
    year, sure = _in_clause(scene, sentence, place, left, right, said)
    return year, Confidence.LOW if _PART_YEAR.match(right) else sure


def _in_clause(
    scene: Scene, sentence: Sentence, place: Span, left: str, right: str, said: Role
) -> tuple[int | None, Confidence]:
    start, end = place
    begin, stop = start - len(left), end + len(right)
    spans = sentence.periods
    alone = [year for year in sentence.years if not any(_holds(span, year) for span in spans)]
    before = [
        year
        for year in alone
        if begin <= year.start < start
        and not _LOOSE.search(scene.text[max(0, year.start - 16) : year.start])
    ]
    if before and said is not Role.FUTURE:
        return before[-1].year, Confidence.HIGH
    behind = _BY_LATER.search(right)
    lone = behind is not None and not any(
        span.start <= end + behind.start("year") < span.end for span in spans
    )
    if behind and lone:
        return int(behind["year"]), Confidence.HIGH
    if before:
        return before[-1].year, Confidence.HIGH
    near = [span for span in spans if begin <= span.start < stop]
    if near:
        first = _FROM_BEFORE.search(left) is not None
        return (near[0].first if first else near[-1].last), Confidence.MEDIUM
    earlier = [year for year in alone if year.start < start]
    if said is Role.PRESENT and earlier:
        return earlier[-1].year, Confidence.MEDIUM
    if said is Role.FUTURE and scene.forecast:
        return scene.forecast[1], Confidence.MEDIUM
    if said is Role.PRESENT and scene.base:
        return scene.base, Confidence.MEDIUM
    return None, Confidence.LOW


def _holds(span: object, year: Year) -> bool:
    first, last = getattr(span, "span", (0, 0))
    return bool(first <= year.start < last)


def _opens_period(sentence: Sentence, at: int) -> bool:
    return any(span.start <= at < span.end for span in sentence.periods)


def _closes_period(sentence: Sentence, at: int) -> bool:
    return any(span.start < at < span.end for span in sentence.periods)
