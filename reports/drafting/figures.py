"""Proposals for figures: sizes, growth rates, shares, and statistics of others."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation, localcontext

from reports.consistency.intervals import stated
from reports.document.coordinates import figure_label
from reports.document.formatting import MULTIPLIERS, PERCENT
from reports.document.schema import Geography as Place
from reports.document.schema import Measure, Period, SegmentRef, Status
from reports.drafting.names import WORLD, axis_title, capital, norm
from reports.drafting.proposals import Found, Part
from reports.drafting.scene import UNLISTED, About, Scene, usable
from reports.pressrelease.claims import Claim, Confidence, Kind

KINDS = (Kind.MARKET_SIZE, Kind.VOLUME, Kind.CAGR, Kind.GROWTH, Kind.SHARE, Kind.STATISTIC)
MEASURES = {
    Kind.MARKET_SIZE: Measure.MARKET_SIZE,
    Kind.VOLUME: Measure.STATISTIC,  # a market size is money; two of them would collide
    Kind.CAGR: Measure.CAGR,
    Kind.GROWTH: Measure.GROWTH,
    Kind.SHARE: Measure.SHARE,
    Kind.STATISTIC: Measure.STATISTIC,
}
VOLUME = "Market volume"
MOST_ANSWERS = 12  # of one text to one question; also keeps the comparison short
DIGITS, PLACES = 15, 8
NAME_LENGTH, ATTRIBUTION_LENGTH, UNIT_LENGTH = 120, 250, 40
POWERS = tuple((str(power), word or "units") for power, word in MULTIPLIERS.items())
STATUSES = tuple(
    (status.value, status.value.capitalize())
    for status in Status
    if status is not Status.CALCULATED
)
ASSUMED = "The text does not name the place; the world is assumed."
WORLDWIDE = ("global", "world", "worldwide", "globally")


class Unfit(ValueError):
    """A claim that no figure can hold; the message says why."""


def find(scene: Scene, found: Found) -> None:
    """A candidate for every number that has the coordinates which a figure needs."""
    groups: dict[tuple[str, ...], list[_Number]] = {}
    for claim in scene.reading.of(*KINDS):
        try:
            number = _Number(scene, claim)
        except Unfit as problem:
            found.refuse(_told(claim), claim, str(problem))
            continue
        groups.setdefault(number.slot, []).append(number)
    series = dict.fromkeys(slot[:-2] for slot in groups)
    places = {name: place for place, name in enumerate(series)}
    for slot in sorted(groups, key=lambda slot: (places[slot[:-2]], slot[-2:])):
        answers = _same(groups[slot])
        for mentions in answers[MOST_ANSWERS:]:
            found.refuse(
                _told(mentions[0].claim), mentions[0].claim, "too many values contradict it"
            )
        for mentions in answers[:MOST_ANSWERS]:
            mentions[0].add(found, slot, [mention.claim for mention in mentions])


def status(year: int, base: int | None, published: int | None) -> Status:
    """How firm a value of a year is, as a text of a year with a base year tells it.

    Measured in years that had ended when the text came out and lie at or before
    its base year; estimated until the year of publication; a forecast after it.
    """
    present = published or base
    if present is None or year > present:
        return Status.FORECAST
    if year == present or (base is not None and year > base):
        return Status.ESTIMATE
    return Status.ACTUAL


def scaled(value: str, multiplier: int) -> tuple[str, int]:
    """A value with a multiplier that figures know: 1234 crore (7) is 12.34 billion (9).

    The next larger one is taken, so that no digit is added that was not printed.
    """
    if not value or multiplier in MULTIPLIERS:
        return value, multiplier
    power = min((known for known in MULTIPLIERS if known > multiplier), default=max(MULTIPLIERS))
    return f"{Decimal(value).scaleb(multiplier - power):f}", power


class _Number:
    """A claim as a figure: its coordinates, its amount, its parts. Raises `Unfit`."""

    def __init__(self, scene: Scene, claim: Claim) -> None:
        self.scene, self.claim = scene, claim
        self.measure = MEASURES[claim.kind]
        self.start, self.end = self._years()
        self.statistic = self._statistic()
        self.about, self.doubt = self._about()
        self.value, self.multiplier = self._fit(claim.value)
        self.low, self.high = (self._fit(text)[0] if text else "" for text in self._range())
        self.unit = PERCENT if self.is_rate else claim.unit
        if not self.unit or len(self.unit) > UNIT_LENGTH:
            raise Unfit("its unit is not clear")
        if claim.kind is Kind.MARKET_SIZE and self.unit != scene.currency:
            raise Unfit(f"the text's other values are in {scene.currency}")

    @property
    def is_rate(self) -> bool:
        return self.measure in (Measure.CAGR, Measure.GROWTH, Measure.SHARE)

    @property
    def slot(self) -> tuple[str, ...]:
        place = norm(self.about.place)
        coordinates = (norm(self.about.axis), norm(self.about.segment), place)
        return (
            self.measure.value,
            norm(self.statistic),
            *coordinates,
            str(self.start),
            str(self.end),
        )

    @property
    def amount(self) -> Decimal:
        return Decimal(self.value).scaleb(self.multiplier)

    def _years(self) -> tuple[int, int]:
        claim = self.claim
        if claim.kind is Kind.CAGR:
            if not usable(claim.start, claim.end):
                raise Unfit("it has no period")
            return claim.start or 0, claim.end or 0
        year = claim.year
        if claim.kind is Kind.GROWTH:
            if claim.unit != PERCENT:
                raise Unfit("an absolute gain has no field")
            if claim.start and claim.end and claim.end - claim.start == 1:
                year = claim.end
            elif claim.start or claim.end:
                raise Unfit("growth over several years that is no rate per year has no field")
        if not usable(year):
            raise Unfit("it has no year")
        return year or 0, year or 0

    def _statistic(self) -> str:
        if self.measure is not Measure.STATISTIC:
            return ""
        name = VOLUME if self.claim.kind is Kind.VOLUME else capital(self.claim.subject)
        if not name:
            raise Unfit("it does not say what was counted")
        return name[:NAME_LENGTH]

    def _about(self) -> tuple[About, str]:
        """What it is about, with what a person has to look at there, if anything."""
        if self.claim.kind is Kind.STATISTIC:
            words = norm(self.claim.subject).split()
            stated = any(word in words for word in WORLDWIDE)
            return About(place=WORLD.name), "" if stated else ASSUMED
        about = self.scene.about(self.claim.subject, self.claim.axis)
        if about is None:
            return self.scene.unlisted(self.claim.subject), UNLISTED
        whole = not about.segment and about.place == self.scene.home
        if whole and self.claim.kind is Kind.SHARE:
            raise Unfit("it does not say whose share it is")
        return about, ""

    def _range(self) -> tuple[str, str]:
        low, high = self.claim.low, self.claim.high
        return (low, high) if low and high else ("", "")

    def _fit(self, text: str) -> tuple[str, int]:
        try:
            value, multiplier = scaled(text, self.claim.multiplier)
            number = Decimal(value)
        except (InvalidOperation, ValueError):
            raise Unfit("its value cannot be read") from None
        digits, exponent = number.as_tuple().digits, number.as_tuple().exponent
        if not isinstance(exponent, int) or not -PLACES <= exponent <= DIGITS:
            raise Unfit("its value has more digits than a figure can hold")
        if max(len(digits) + max(exponent, 0), -exponent) > DIGITS:
            raise Unfit("its value has more digits than a figure can hold")
        return f"{number:f}", multiplier

    def agrees(self, other: _Number) -> bool:
        """Whether one of the two is the other, rounded."""
        if self.unit != other.unit:
            return False
        with localcontext(prec=40):
            one = stated(Decimal(self.value)).scaled(self.multiplier)
            two = stated(Decimal(other.value)).scaled(other.multiplier)
            return one.low <= other.amount <= one.high or two.low <= self.amount <= two.high

    def add(self, found: Found, slot: tuple[str, ...], claims: list[Claim]) -> None:
        notes = [self.doubt] if self.doubt else []
        if self.multiplier != self.claim.multiplier:
            notes.append(f"Printed as {' '.join(self.claim.text.split())[:80]}.")
        found.add(
            "figures",
            slot,
            (self.value, str(self.multiplier), self.unit, self.low, self.high),
            self.label(),
            self.parts(),
            claims,
            *notes,
            confidence=Confidence.LOW if self.doubt else None,
        )

    def label(self) -> str:
        refs = [
            SegmentRef(axis="", axis_name="", segment="", name=name)
            for name in [self.about.segment]
            if name
        ]
        place = Place(code="", name=self.about.place, kind="")
        period = Period(start=self.start, end=self.end)
        return figure_label(self.measure, self.statistic, refs, place, period)

    def parts(self) -> Iterable[Part]:
        """The parts of the block; those that this measure has no use for are left out."""
        scene, claim = self.scene, self.claim
        firm = status(self.end, scene.base_year, scene.published)
        yield Part("measure", "Measure", self.measure.value, hidden=True)
        if self.statistic:
            yield Part("statistic", "Statistic", self.statistic)
        yield Part("value", "Value", self.value)
        if self.low and self.high:
            yield Part("low", "From", self.low)
            yield Part("high", "To", self.high)
        if not self.is_rate:
            yield Part("multiplier", "Multiplier", str(self.multiplier), POWERS)
            yield Part("unit", "Unit", self.unit)
        else:
            yield Part("unit", "Unit", self.unit, hidden=True)
        yield Part(
            "start", "First year" if self.measure is Measure.CAGR else "Year", str(self.start)
        )
        if self.measure is Measure.CAGR:
            yield Part("end", "Last year", str(self.end))
        if self.measure is not Measure.STATISTIC or self.about.segment:
            yield Part("segment", "Segment", self.about.segment)
            yield Part("axis", "Axis", axis_title(self.about.axis))
        yield Part("geography", "Place", self.about.place)
        yield Part("status", "Status", firm.value, STATUSES)
        if claim.kind is Kind.STATISTIC:
            yield Part("attribution", "Whose number", claim.source[:ATTRIBUTION_LENGTH])
        if claim.approximate:
            yield Part("approximate", "Approximate", "yes", hidden=True)


def _same(numbers: list[_Number]) -> list[list[_Number]]:
    """Mentions of one amount together, the one with most digits first."""
    groups: list[list[_Number]] = []
    for number in sorted(numbers, key=lambda item: -_digits(item.value)):
        near = (group for group in groups[:MOST_ANSWERS] if group[0].agrees(number))
        group = next(near, None)
        if group is None:
            groups.append([number])
        else:
            group.append(number)
    return groups


def _digits(value: str) -> int:
    return len(Decimal(value).as_tuple().digits)


def _told(claim: Claim) -> str:
    label = "Market volume" if claim.kind is Kind.VOLUME else MEASURES[claim.kind].label
    return f"{label}: {' '.join(claim.text.split())[:80]}"
