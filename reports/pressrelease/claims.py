"""What a press release claims: the vocabulary shared by reader, checks, review screen and API."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

Span = tuple[int, int]


class Kind(StrEnum):
    """What a claim is about."""

    MARKET = "market"  # the market's name
    MARKET_SIZE = "market_size"  # money in a year, of the market or a part of it
    VOLUME = "volume"  # size in units other than money ("4.2 million tonnes")
    CAGR = "cagr"  # growth per year over a period
    GROWTH = "growth"  # any other growth: year on year, in all, absolute gain in money
    SHARE = "share"  # per cent of the market held by a part of it
    BASE_YEAR = "base_year"
    HISTORICAL_PERIOD = "historical_period"
    FORECAST_PERIOD = "forecast_period"
    AXIS = "axis"  # a way to cut the market: "by condition"
    SEGMENT = "segment"  # one part of an axis
    GEOGRAPHY = "geography"
    DRIVER = "driver"
    RESTRAINT = "restraint"
    CHALLENGE = "challenge"
    OPPORTUNITY = "opportunity"
    TREND = "trend"
    OUTLOOK = "outlook"  # a superlative: largest, leading, fastest growing
    KEY_PLAYER = "key_player"
    DEVELOPMENT = "development"  # a dated event
    PUBLISHER = "publisher"
    PUBLICATION_DATE = "publication_date"
    STATISTIC = "statistic"  # somebody else's number, with its source


class Confidence(StrEnum):
    """How sure the reader is; `LOW` wants a person's eyes."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a text says, with the characters that say it.

    ``span`` are the offsets [start, end) in the text as it was given; ``text``
    the characters there. ``value`` is as printed without separators ("7.12",
    "16.3") for numbers, a clean name for names, "2024-2031" for periods, an
    ISO date as precise as stated for dates. ``unit`` is an ISO 4217 code,
    "percent", or what is counted; ``multiplier`` the power of ten (billion is
    9, crore 7, lakh 5). ``low`` and ``high`` bound a stated range (then
    ``value`` is its midpoint). ``year`` is the year of a value, ``start`` and
    ``end`` a period; None where the text does not say. ``subject`` names the
    segment or place that a number or outlook is about, empty for the whole
    market; ``axis`` the axis of a segment or outlook. ``qualifier`` tells
    variants apart: "largest", "fastest_growing" or "leading" for outlooks, the
    kind of event for developments ("approval", "launch", "partnership",
    "acquisition", "funding", "expansion", "other"), the kind of place
    ("world", "region", "country"). ``company`` and ``date`` belong to
    developments, ``source`` to statistics.
    """

    kind: Kind
    span: Span
    text: str
    value: str
    unit: str = ""
    multiplier: int = 0
    low: str = ""
    high: str = ""
    year: int | None = None
    start: int | None = None
    end: int | None = None
    subject: str = ""
    axis: str = ""
    qualifier: str = ""
    company: str = ""
    date: str = ""
    source: str = ""
    approximate: bool = False
    confidence: Confidence = Confidence.HIGH

    def moved(self, span: Span, text: str) -> Claim:
        """The same claim at another place."""
        return replace(self, span=span, text=text)

    def as_json(self) -> dict[str, Any]:
        """Kind, value, unit and span always; the rest where it says something."""
        always: dict[str, Any] = {
            "kind": self.kind.value,
            "value": self.value,
            "unit": self.unit,
            "span": list(self.span),
            "text": self.text,
            "confidence": self.confidence.value,
        }
        names: tuple[str, ...] = (
            "multiplier",
            "low",
            "high",
            "year",
            "start",
            "end",
            "subject",
            "axis",
        )
        names += ("qualifier", "company", "date", "source", "approximate")
        return always | {name: getattr(self, name) for name in names if getattr(self, name)}


@dataclass(frozen=True, slots=True)
class Unread:
    """A passage that looks like a claim but could not be read; never guessed."""

    span: Span
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read from one text, in the order of the text."""

    source: str
    claims: tuple[Claim, ...] = ()
    unread: tuple[Unread, ...] = field(default=())

    def of(self, *kinds: Kind) -> tuple[Claim, ...]:
        """The claims of these kinds, in the order of the text."""
        return tuple(claim for claim in self.claims if claim.kind in kinds)
