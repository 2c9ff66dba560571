"""A text with its numbers found and its sentences parted: what the readers of figures work on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from reports.pressrelease.axes import cuts
from reports.pressrelease.claims import Claim, Kind, Span
from reports.pressrelease.layout import layout
from reports.pressrelease.layout import sentences as split
from reports.pressrelease.market import key_of, market
from reports.pressrelease.money import Money, amounts
from reports.pressrelease.numbers import Percent, percents
from reports.pressrelease.periods import stated_periods
from reports.pressrelease.publication import publication_date
from reports.pressrelease.publisher import publisher
from reports.pressrelease.years import Period, Year, periods, years

_Found = TypeVar("_Found", Money, Percent, Period, Year)
_LONGEST = 1500  # characters of a sentence or table run that are read together
_SIGHT = 500  # characters to the left of a number that are looked at
_LABEL_WIDTH = 110  # characters; a longer line is no label of the value below it
_PRONOUN = re.compile(
    r"(?:It|This|These|That|The (?:figure|value|number|valuation|revenue|industry|sector|segment"
    r"|region|latter))\b|and\b|The market\b"
)


_OTHER_REPORTS = re.compile(
    r"\b(?:Browse|Explore|Check|See|Read|Related|More|Trending|Latest|Other|Similar)\b[^:.\n]{0,40}"
    r"\b[Rr]eports?\b[^:.\n]{0,30}:[^\n]*"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, line or table run with the numbers in it, in the order of the text.

    ``previous`` is the line above where it may be the label of this one,
    ``earlier`` the sentence before in any case.
    """

    start: int
    end: int
    amounts: tuple[Money, ...]
    percents: tuple[Percent, ...]
    periods: tuple[Period, ...]
    years: tuple[Year, ...]
    previous: Span | None = None
    earlier: Span | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole text, what it is about and the periods it states.

    ``text`` has boilerplate blanked at the same offsets. ``base`` is the stated
    base year; ``forecast`` the stated forecast period, or else the one period
    that growth is told for. ``key`` is the market's name for comparison,
    ``published`` the year of publication, ``parts`` the names of the segments
    that the text lists, in lower case. ``kinds`` keeps what the per cents of a
    sentence, by its start, were found to be.
    """

    text: str
    sentences: tuple[Sentence, ...]
    market: str = ""
    publisher: str = ""
    base: int | None = None
    forecast: tuple[int, int] | None = None
    stated: tuple[Claim, ...] = field(default=())
    key: str = ""
    published: int | None = None
    parts: frozenset[str] = frozenset()
    kinds: dict[int, tuple[Kind | None, ...]] = field(default_factory=dict, compare=False)

    def before(self, sentence: Sentence, at: int, since: int | None = None) -> str:
        """The words of a sentence up to a place; the label above, where it has none."""
        start = max(sentence.start if since is None else since, at - _SIGHT)
        words = self.text[start:at]
        if words.strip(" \t|:•*(-–~≈") or since not in (None, sentence.start):
            return words
        if sentence.previous is None:
            return words
        return self.text[slice(*sentence.previous)] + "\n" + words


def scene(plain: str) -> Scene:
    """Find every number, sentence, stated period and the market's name in a text."""
    return _scene(plain)


@lru_cache(maxsize=2)
def _scene(plain: str) -> Scene:
    text = _OTHER_REPORTS.sub(lambda found: " " * len(found[0]), layout(plain).body)
    stated = tuple(stated_periods(text))
    name, firm = market(text), publisher(plain)
    base = next((int(claim.value) for claim in stated if claim.kind is Kind.BASE_YEAR), None)
    forecast = _forecast(text, stated)
    return Scene(
        text,
        tuple(_sentences(text)),
        name.value if name else "",
        firm.value if firm else "",
        base,
        forecast,
        stated,
        key_of(name.value) if name else "",
        _published(plain),
        frozenset(part.name.lower() for part in cuts(plain)[1]),
    )


def _published(plain: str) -> int | None:
    told = next(iter(publication_date(plain)), None)
    return int(told.value[:4]) if isinstance(told, Claim) else None


_PERIOD_WORD = re.compile(r"(?:period|years?|timeframe|timeline|horizon|span)\b[^0-9]{0,30}$", re.I)
_RATE_WORD = re.compile(r"\bCAGR\b|\bcompound|\ba year\b|\bannual", re.I)


def _forecast(text: str, stated: tuple[Claim, ...]) -> tuple[int, int] | None:
    """The forecast period: one called so rather than one in a title, else that of most rates."""
    ahead = [claim for claim in stated if claim.kind is Kind.FORECAST_PERIOD]
    called = [
        claim
        for claim in ahead
        if _PERIOD_WORD.search(text, max(0, claim.span[0] - 50), claim.span[0])
    ]
    for claim in called or ahead:
        if claim.start is not None and claim.end is not None:
            return (claim.start, claim.end)
    near = Counter(
        (period.first, period.last)
        for period in periods(text)
        if _RATE_WORD.search(text[max(0, period.start - 80) : period.end + 40])
    )
    return near.most_common(1)[0][0] if near else None


def _sentences(text: str) -> list[Sentence]:
    found = (list(amounts(text)), list(percents(text)), list(periods(text)), list(years(text)))
    starts = tuple([item.start for item in items] for items in found)
    result: list[Sentence] = []
    previous: Span | None = None
    for start, end in _bounded(text):
        money, shares, spans, ages = found
        label = previous if previous and _is_label(text, previous, start) else None
        result.append(
            Sentence(
                start,
                end,
                _within(money, starts[0], start, end),
                _within(shares, starts[1], start, end),
                _within(spans, starts[2], start, end),
                _within(ages, starts[3], start, end),
                label,
                previous,
            )
        )
        previous = (start, end)
    return result


def _bounded(text: str) -> Iterator[Span]:
    """Sentences; a longer one than any of use is cut, so that time stays linear."""
    for start, end in split(text, 0, len(text)):
        while end - start > _LONGEST:
            cut = text.rfind(" ", start + 1, start + _LONGEST)
            cut = cut if cut > start else start + _LONGEST
            yield start, cut
            start = cut
        yield start, end


def _within(items: list[_Found], starts: list[int], start: int, end: int) -> tuple[_Found, ...]:
    return tuple(items[bisect_left(starts, start) : bisect_left(starts, end)])


def _is_label(text: str, line: Span, below: int) -> bool:
    """Whether a line may be the label of the value on the next line."""
    words = text[slice(*line)]
    short = len(words) < _LABEL_WIDTH and words[-1:] not in ".!?;"
    return short and text[line[1] : below].count("\n") == 1 and "$" not in words
