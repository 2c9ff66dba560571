"""The claims of one text as its checks ask for them."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from decimal import Decimal
from functools import cached_property

from reports.consistency.growth import Point
from reports.consistency.intervals import Interval, stated
from reports.document.findings import Finding, Place, Severity
from reports.pressrelease import Claim, Confidence, Kind, Reading

TEXT = Place("text")
FILLER = re.compile(
    r"\b(?:the|global|worldwide|market|segment|industry|sector|region|sub-?segment|category)\b",
    re.I,
)
GEOGRAPHY = "geography"


def subject_key(name: str) -> str:
    """A subject without what says nothing: "The cancer segment" is "cancer"."""
    return " ".join(FILLER.sub(" ", name).casefold().replace(".", "").split())


def interval(claim: Claim) -> Interval:
    """What a claimed number can mean, in its own unit and multiplier."""
    low = Decimal(claim.low) if claim.low else None
    high = Decimal(claim.high) if claim.high else None
    return stated(Decimal(claim.value), low, high, approximate=claim.approximate)


def amount(claim: Claim) -> Interval:
    """The same with the multiplier applied."""
    return interval(claim).scaled(claim.multiplier)


def shown(claim: Claim) -> str:
    """A claim in a sentence, on one line."""
    return " ".join(claim.text.split())


def found(
    severity: Severity,
    code: str,
    claim: Claim,
    message: str,
    *,
    diagnosis: str = "",
    remedy: str = "",
    numbers: dict[str, str] | None = None,
) -> Finding:
    """A finding about the characters of a claim."""
    return Finding(
        code,
        severity,
        TEXT,
        message,
        numbers=numbers or {},
        diagnosis=diagnosis,
        remedy=remedy,
        span=claim.span,
    )


class Claims:
    """A reading, sorted by what the checks look at. Claims the reader doubts are left out."""

    def __init__(self, reading: Reading, at: dt.date | None = None) -> None:
        self.reading = reading
        self.sure = tuple(
            claim for claim in reading.claims if claim.confidence is not Confidence.LOW
        )
        self.at = at
        self.surest: dict[str, list[dict[int, list[Claim]]]] = {}

    def of(self, *kinds: Kind) -> list[Claim]:
        return [claim for claim in self.sure if claim.kind in kinds]

    @cached_property
    def published(self) -> dt.date | None:
        """The day of the text, if it gives one to the day."""
        for claim in self.of(Kind.PUBLICATION_DATE):
            try:
                return dt.date.fromisoformat(claim.value)
            except ValueError:
                continue
        return None

    @cached_property
    def forecast(self) -> tuple[int, int] | None:
        return self._period(Kind.FORECAST_PERIOD)

    @cached_property
    def history(self) -> tuple[int, int] | None:
        return self._period(Kind.HISTORICAL_PERIOD)

    @cached_property
    def base_year(self) -> int | None:
        """The stated base year, else the year in which the forecast starts."""
        years = [claim.year for claim in self.of(Kind.BASE_YEAR) if claim.year]
        if years:
            return years[0]
        return self.forecast[0] if self.forecast else None

    def _period(self, kind: Kind) -> tuple[int, int] | None:
        for claim in self.of(kind):
            if claim.start and claim.end:
                return claim.start, claim.end
        return None

    @cached_property
    def sizes(self) -> dict[tuple[str, str], dict[int, list[Claim]]]:
        """The sizes with a year: by (subject, unit), then by year, in the order of the text."""
        sizes: dict[tuple[str, str], dict[int, list[Claim]]] = defaultdict(dict)
        for claim in self.of(Kind.MARKET_SIZE):
            if claim.year:
                by_year = sizes[subject_key(claim.subject), claim.unit]
                by_year.setdefault(claim.year, []).append(claim)
        return dict(sizes)

    @cached_property
    def series(self) -> dict[str, list[dict[int, list[Claim]]]]:
        """The same by subject alone: a series for each unit."""
        found: dict[str, list[dict[int, list[Claim]]]] = defaultdict(list)
        for (subject, _), by_year in self.sizes.items():
            found[subject].append(by_year)
        return dict(found)

    @cached_property
    def axis_of(self) -> dict[str, str]:
        """The axis of each named part, by its key."""
        axes = {
            subject_key(claim.value): claim.axis.casefold()
            for claim in self.of(Kind.SEGMENT)
            if claim.axis
        }
        places = {subject_key(claim.value): GEOGRAPHY for claim in self.of(Kind.GEOGRAPHY)}
        return places | axes

    @cached_property
    def parts_of(self) -> dict[str, set[str]]:
        """The named parts of each axis, by key; for sums, so only what the text lists."""
        parts: dict[str, set[str]] = defaultdict(set)
        for part, axis in self.axis_of.items():
            parts[axis].add(part)
        return dict(parts)


def point(claim: Claim) -> Point:
    """A size for the arithmetic of growth. Its year must be known."""
    return Point(claim.year or 0, amount(claim), shown(claim))
