"""What all families of proposals ask of a reading: its years, its places, its segments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from reports.drafting.names import WORLD, axis_norm, capital, known_place, norm
from reports.drafting.proposals import RANK
from reports.pressrelease.claims import Claim, Kind, Reading

NAME_LENGTH = 100
UNLISTED = "The text lists no such segment or place: name its axis, change it, or drop it."
FIRST_YEAR, LAST_YEAR = 1900, 2200
_JOINING = {"in", "of", "by", "and", "or", "for", "from", "to", "with", "across", "among", "than"}


class About(NamedTuple):
    """What a number or an outlook is about: a segment (with its axis), a place, or neither."""

    axis: str = ""
    segment: str = ""
    place: str = ""


class Scene:
    """A reading with what its claims say together.

    ``known`` are (axis, segment) names that the draft has already.
    """

    def __init__(self, reading: Reading, known: Iterable[tuple[str, str]] = ()) -> None:
        self.reading = reading
        self.market = _surest(reading.of(Kind.MARKET))
        self.places = {norm(claim.value): claim.value for claim in reading.of(Kind.GEOGRAPHY)}
        self.segments: dict[str, dict[str, tuple[str, str]]] = {}
        for axis, segment in known:
            self._segment(axis, segment)
        for claim in reading.of(Kind.SEGMENT):
            self._segment(claim.axis, claim.value)
        for claim in reading.of(Kind.OUTLOOK):
            if claim.axis and not self.place(claim.subject):
                self._segment(claim.axis, claim.subject)
        self.published = _year(reading.of(Kind.PUBLICATION_DATE))
        self.forecast = _period(reading.of(Kind.FORECAST_PERIOD))
        self.base_year = self._base_year()
        self.home = self._home()
        units = Counter(
            claim.unit for claim in reading.of(Kind.MARKET_SIZE) if not claim.subject
        ) or Counter(claim.unit for claim in reading.of(Kind.MARKET_SIZE))
        self.currency = units.most_common(1)[0][0] if units else ""

    def about(self, subject: str, axis: str = "") -> About | None:
        """The part of the market that a subject names; None if nobody can tell."""
        if not subject:
            return About(place=self.home)
        if norm(subject) in self.places:
            return About(place=self.places[norm(subject)])
        found = self._matching(subject, axis)
        if found:
            return About(*found, self.home)
        place = self.place(subject)
        return About(place=place) if place else None

    def unlisted(self, subject: str) -> About:
        """A subject that the text does not list, as a segment whose axis a person must name."""
        return About("", capital(" ".join(subject.split()))[:NAME_LENGTH], self.home)

    def place(self, name: str) -> str:
        """The name of a place, if it is one; else empty."""
        known = known_place(name)
        return self.places.get(norm(name)) or (known.name if known else "")

    def _segment(self, axis: str, name: str) -> None:
        if axis and name:
            self.segments.setdefault(norm(name), {}).setdefault(axis_norm(axis), (axis, name))

    def _matching(self, subject: str, axis: str) -> tuple[str, str] | None:
        wanted = norm(subject)
        names = [wanted] if wanted in self.segments else self._beginning(wanted)
        if len(names) != 1:
            return None
        axes = self.segments[names[0]]
        if axis:
            return axes.get(axis_norm(axis))
        return next(iter(axes.values())) if len(axes) == 1 else None

    def _beginning(self, wanted: str) -> list[str]:
        """Segments that a subject begins with: "dielectric barrier" of "… barrier devices"."""
        words = wanted.split()
        if _JOINING.intersection(words):
            return []
        heads = (" ".join(words[:count]) for count in range(len(words) - 1, 0, -1))
        return [head for head in heads if head in self.segments][:1]

    def _base_year(self) -> int | None:
        told = _year(self.reading.of(Kind.BASE_YEAR))
        if told:
            return told
        sized = self.sized_years()
        return min(sized) if sized else None

    def sized_years(self) -> dict[int, Claim]:
        """Years of the whole market's values that may be the base year, first mention first."""
        limit = self.forecast[0] if self.forecast else None
        found: dict[int, Claim] = {}
        for claim in self.reading.of(Kind.MARKET_SIZE):
            if claim.year and not claim.subject and (limit is None or claim.year <= limit):
                found.setdefault(claim.year, claim)
        return found

    def _home(self) -> str:
        """The place of the whole market: the one that its name begins with, or the world."""
        words = self.market.value.split() if self.market else []
        for count in range(min(4, len(words) - 1), 0, -1):
            head = " ".join(words[:count])
            # Both, for china clay is not a market of China.
            if norm(head) in self.places and known_place(head):
                return self.places[norm(head)]
        return WORLD.name


def usable(*years: int | None) -> bool:
    """Whether all years are there and such as a report can hold."""
    return all(year is not None and FIRST_YEAR <= year <= LAST_YEAR for year in years)


def _surest(claims: tuple[Claim, ...]) -> Claim | None:
    return max(claims, key=lambda claim: RANK[claim.confidence], default=None)


def _year(claims: tuple[Claim, ...]) -> int | None:
    claim = _surest(claims)
    if claim is None:
        return None
    digits = claim.value[:4]
    return int(digits) if digits.isascii() and digits.isdecimal() else None


def _period(claims: tuple[Claim, ...]) -> tuple[int, int] | None:
    claim = _surest(claims)
    return (claim.start, claim.end) if claim and claim.start and claim.end else None
