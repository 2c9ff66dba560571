"""A stated growth rate against the one that its end values imply, and why they differ.

Everything here is arithmetic over intervals; documents and press releases
bring their claims in and turn a `Verdict` into a finding of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from reports.consistency.intervals import PRECISION, Interval, percent, rate
from reports.document.language import gettext as _
from reports.document.language import mark

SERIES = 15  # years at either end of a series in which an explanation is sought
YEARS_OFF = (1, -1, 2, -2, 3, -3)
SLIPS = {3: mark("thousandfold"), 6: mark("millionfold")}


@dataclass(frozen=True, slots=True)
class Point:
    """A value in a year, as an amount (multiplier applied) with its stated precision."""

    year: int
    amount: Interval
    text: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """A stated growth rate: a ratio interval, as printed, over a period if one is given."""

    rate: Interval
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The single change that would make the claim true: its kind and a sentence."""

    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the arithmetic says: the implied rates, whether they agree, and if not, why."""

    implied: Interval | None
    agrees: bool
    diagnosis: Diagnosis | None = None


def judge(
    claim: Stated,
    first: Point,
    last: Point,
    others: Iterable[Point] = (),
    rates: Iterable[Stated] = (),
) -> Verdict:
    """Whether ``claim`` agrees with the values at its two ends.

    ``others`` are further values of the same series and ``rates`` further
    stated rates; the diagnosis looks there for what was perhaps meant.
    """
    years = last.year - first.year
    implied = rate(first.amount, last.amount, years)
    if implied is None or implied.overlaps(claim.rate):
        return Verdict(implied, agrees=True)  # or nothing to judge by: an end may be zero
    by_year = {point.year: point for point in others} | {first.year: first, last.year: last}
    years_known = sorted(by_year)
    kept = years_known[:SERIES] + years_known[max(SERIES, len(years_known) - SERIES) :]
    series = [by_year[year] for year in kept]
    found = next(_diagnoses(claim, first, last, series, list(rates)), None)
    return Verdict(implied, agrees=False, diagnosis=found)


def _diagnoses(
    claim: Stated, first: Point, last: Point, series: list[Point], rates: list[Stated]
) -> Iterator[Diagnosis]:
    """Every single change that fits, the likeliest first; then two changes at once."""
    yield from _swapped(claim, first, last, 0)
    yield from _slip(claim, first, last)
    yield from _other_rate(claim, first, last, rates)
    yield from _other_values(claim, first, last, series)
    yield from _period(claim, first, last)
    yield from _other_base(claim, first, last)
    for off in YEARS_OFF:
        yield from _swapped(claim, first, last, off)


def _fits(claim: Stated, first: Interval, last: Interval, years: int) -> bool:
    if years < 1 or first.low <= 0 or last.low <= 0 or not _near(claim, first, last, years):
        return False
    implied = rate(first, last, years)
    return implied is not None and implied.overlaps(claim.rate)


def _near(claim: Stated, first: Interval, last: Interval, years: int) -> bool:
    """Whether a rough calculation leaves it open: exact roots are slow, and most do not fit."""
    try:
        low: float = (float(last.low) / float(first.high)) ** (1 / years) - 1
        high: float = (float(last.high) / float(first.low)) ** (1 / years) - 1
    except (OverflowError, ZeroDivisionError):
        return True
    slack = 1e-6 * (1 + abs(high))
    return low - slack <= float(claim.rate.high) and float(claim.rate.low) <= high + slack


def _swapped(claim: Stated, first: Point, last: Point, off: int) -> Iterator[Diagnosis]:
    """The end points changed places: the value falls where the rate says it grows."""
    years = last.year - first.year + off
    if (first.amount.middle > last.amount.middle) == (claim.rate.middle < 0):
        return
    if _fits(claim, last.amount, first.amount, years):
        if off:
            sentence = _(
                "{claim} fits if the two end values are swapped and {years} years are counted, "
                "not {stated}."
            ).format(claim=claim.text, years=years, stated=years - off)
        else:
            sentence = _("{claim} fits if the two end values are swapped.").format(claim=claim.text)
        yield Diagnosis("swapped", sentence)


def _slip(claim: Stated, first: Point, last: Point) -> Iterator[Diagnosis]:
    """Million for billion, or the like, at one end."""
    for power, word in SLIPS.items():
        for sign in (1, -1):
            for point, pair in (
                (last, (first.amount, last.amount.scaled(sign * power))),
                (first, (first.amount.scaled(sign * power), last.amount)),
            ):
                if _fits(claim, *pair, last.year - first.year):
                    size = _("larger") if sign > 0 else _("smaller")
                    yield Diagnosis(
                        "scale",
                        _(
                            "{claim} fits if the value for {year} is a {word} {size}: million "
                            "and billion may have been mixed up."
                        ).format(claim=claim.text, year=point.year, word=_(word), size=size),
                    )


def _period(claim: Stated, first: Point, last: Point) -> Iterator[Diagnosis]:
    """Another number of years, up to three more or fewer; the closest rate first."""
    years = last.year - first.year
    fitting = []
    for off in YEARS_OFF:
        implied = rate(first.amount, last.amount, years + off)
        if implied is not None and implied.overlaps(claim.rate):
            fitting.append((abs(implied.middle - claim.rate.middle), abs(off), off))
    for _distance, _size, off in sorted(fitting):
        yield Diagnosis(
            "period",
            _(
                "{claim} fits if {years} years are counted, not {stated}: if the base year is "
                "{base}, not {stated_base}, or the period ends in {end}, not {stated_end}."
            ).format(
                claim=claim.text,
                years=years + off,
                stated=years,
                base=first.year - off,
                stated_base=first.year,
                end=last.year + off,
                stated_end=last.year,
            ),
        )


def _other_values(
    claim: Stated, first: Point, last: Point, series: list[Point]
) -> Iterator[Diagnosis]:
    """The rate of another period: one that leads between two other values of the series."""
    for start in series:
        for end in series:
            if end.year <= start.year or (start.year, end.year) == (first.year, last.year):
                continue
            if _fits(claim, start.amount, end.amount, end.year - start.year):
                kind = "base_year" if end.year == last.year else "other_period"
                sentence = (
                    _("{claim} fits if the base year is {year}, not {stated}.").format(
                        claim=claim.text, year=start.year, stated=first.year
                    )
                    if kind == "base_year"
                    else _(
                        "{claim} is the rate from {start} to {end}, not from {stated_start} to "
                        "{stated_end}."
                    ).format(
                        claim=claim.text,
                        start=start.year,
                        end=end.year,
                        stated_start=first.year,
                        stated_end=last.year,
                    )
                )
                yield Diagnosis(kind, sentence)


def _other_rate(
    claim: Stated, first: Point, last: Point, rates: list[Stated]
) -> Iterator[Diagnosis]:
    """Another stated rate fits these two values: the rates may have changed places."""
    for other in rates:
        if other is not claim and _fits(other, first.amount, last.amount, last.year - first.year):
            yield Diagnosis(
                "other_rate",
                _(
                    "The values fit {other}, the rate stated elsewhere for {start} to {end}, "
                    "not {claim}."
                ).format(other=other.text, start=other.start, end=other.end, claim=claim.text),
            )


def _other_base(claim: Stated, first: Point, last: Point) -> Iterator[Diagnosis]:
    """Not a compound rate: the whole growth, its plain average, or measured from the end."""
    years = last.year - first.year
    if years < 1 or first.amount.low <= 0 or last.amount.low <= 0:
        return
    with localcontext(Context(prec=PRECISION)):
        whole = Interval(
            last.amount.low / first.amount.high - 1, last.amount.high / first.amount.low - 1
        )
        average = Interval(whole.low / years, whole.high / years)
        backward = Interval(
            1 - (first.amount.high / last.amount.low) ** (Decimal(1) / years),
            1 - (first.amount.low / last.amount.high) ** (Decimal(1) / years),
        )
        log = Interval(
            (last.amount.low / first.amount.high).ln() / years,
            (last.amount.high / first.amount.low).ln() / years,
        )
    for bases, words in (
        (whole, _("the growth over the whole period, not a yearly rate")),
        (average, _("the whole growth divided by the years, not the compound rate")),
        (log, _("the continuously compounded rate, not the annual one")),
        (backward, _("the yearly change in per cent of the end value, not of the start value")),
    ):
        if bases.overlaps(claim.rate):
            yield Diagnosis(
                "other_base", _("{claim} is {words}.").format(claim=claim.text, words=words)
            )


def mismatch(claim: Stated, first: Point, last: Point, verdict: Verdict) -> str:
    """The sentence for readers: what is stated and what the values imply."""
    span = _("from {first} in {start} to {last} in {end}").format(
        first=first.text, start=first.year, last=last.text, end=last.year
    )
    implied = shown(verdict.implied) if verdict.implied else _("another rate")
    return _("{claim} a year is stated, but {span} is {implied} a year.").format(
        claim=claim.text, span=span, implied=implied
    )


def shown(implied: Interval) -> str:
    """An implied rate for a sentence, as precise as the inputs allow."""
    low, high = percent(implied.low, 1), percent(implied.high, 1)
    if low == high or (implied.high - implied.low) * 100 < Decimal("0.2"):
        return percent(implied.middle, 1)
    return _("{low} to {high}").format(low=low, high=high)
