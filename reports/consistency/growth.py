"""A stated growth rate against the one that its end values imply, and why they differ.

Everything here is arithmetic over intervals; documents and press releases
bring their claims in and turn a `Verdict` into a finding of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from reports.consistency.intervals import PRECISION, Interval, percent, rate

SERIES = 15  # years at either end of a series in which an explanation is sought
YEARS_OFF = (1, -1, 2, -2, 3, -3)
SLIPS = {3: "thousandfold", 6: "millionfold"}


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
        sentence = f"{claim.text} fits if the two end values are swapped"
        if off:
            sentence += f" and {years} years are counted, not {years - off}"
        yield Diagnosis("swapped", sentence + ".")


def _slip(claim: Stated, first: Point, last: Point) -> Iterator[Diagnosis]:
    """Million for billion, or the like, at one end."""
    for power, word in SLIPS.items():
        for sign in (1, -1):
            for point, pair in (
                (last, (first.amount, last.amount.scaled(sign * power))),
                (first, (first.amount.scaled(sign * power), last.amount)),
            ):
                if _fits(claim, *pair, last.year - first.year):
                    size = "larger" if sign > 0 else "smaller"
                    yield Diagnosis(
                        "scale",
                        f"{claim.text} fits if the value for {point.year} is a {word} {size}: "
                        "million and billion may have been mixed up.",
                    )


def _period(claim: Stated, first: Point, last: Point) -> Iterator[Diagnosis]:
    """Another number of years, up to three more or fewer; the closest rate first."""
    years = last.year - first.year
    fitting = []
    for off in YEARS_OFF:
        implied = rate(first.amount, last.amount, years + off)
        if implied is not None and implied.overlaps(claim.rate):
            fitting.append((abs(implied.middle - claim.rate.middle), abs(off), off))
    for _, _, off in sorted(fitting):
        yield Diagnosis(
            "period",
            f"{claim.text} fits if {years + off} years are counted, not {years}: if the base year "
            f"is {first.year - off}, not {first.year}, or the period ends in {last.year + off}, "
            f"not {last.year}.",
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
                    f"{claim.text} fits if the base year is {start.year}, not {first.year}."
                    if kind == "base_year"
                    else f"{claim.text} is the rate from {start.year} to {end.year}, "
                    f"not from {first.year} to {last.year}."
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
                f"The values fit {other.text}, the rate stated elsewhere for {other.start} "
                f"to {other.end}, not {claim.text}.",
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
        (whole, "the growth over the whole period, not a yearly rate"),
        (average, "the whole growth divided by the years, not the compound rate"),
        (log, "the continuously compounded rate, not the annual one"),
        (backward, "the yearly change in per cent of the end value, not of the start value"),
    ):
        if bases.overlaps(claim.rate):
            yield Diagnosis("other_base", f"{claim.text} is {words}.")


def mismatch(claim: Stated, first: Point, last: Point, verdict: Verdict) -> str:
    """The sentence for readers: what is stated and what the values imply."""
    span = f"from {first.text} in {first.year} to {last.text} in {last.year}"
    implied = shown(verdict.implied) if verdict.implied else "another rate"
    return f"{claim.text} a year is stated, but {span} is {implied} a year."


def shown(implied: Interval) -> str:
    """An implied rate for a sentence, as precise as the inputs allow."""
    low, high = percent(implied.low, 1), percent(implied.high, 1)
    if low == high or (implied.high - implied.low) * 100 < Decimal("0.2"):
        return percent(implied.middle, 1)
    return f"{low} to {high}"
