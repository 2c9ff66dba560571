"""Interval arithmetic over stated precision: "7.12" means 7.115 to 7.125.

A published number is a rounded one, so two claims agree when the intervals of
what they may mean overlap. Formulas follow R. E. Moore, *Interval Analysis*
(1966): each bound of a result is the worst case of its inputs' bounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from reports.document import formatting

PRECISION = 28


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low`` to ``high``, both included."""

    low: Decimal
    high: Decimal

    def overlaps(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return self.low <= other.high and other.low <= self.high

    def scaled(self, power: int) -> Interval:
        """Multiplied by a power of ten."""
        return Interval(self.low.scaleb(power), self.high.scaleb(power))

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    @property
    def middle(self) -> Decimal:
        return (self.low + self.high) / 2


def place_of(value: Decimal) -> int:
    """The power of ten of the last stated digit: -2 for 7.12, 0 for 60."""
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def last_digit(value: Decimal) -> int:
    """The power of ten of the last digit that is not zero: 1 for 60, 2 for 400."""
    return place_of(value.normalize()) if value else place_of(value)


def stated(
    value: Decimal,
    low: Decimal | None = None,
    high: Decimal | None = None,
    *,
    approximate: bool = False,
) -> Interval:
    """What a printed number can mean.

    Half a unit of its last digit either way; for a range, from the lower end
    of ``low`` to the upper end of ``high``; for "about 60" a whole unit of the
    last digit that is not zero.
    """
    if low is not None and high is not None:
        return Interval(stated(min(low, high)).low, stated(max(low, high)).high)
    slack = Decimal(1).scaleb(place_of(value)) / 2
    if approximate:
        slack = max(slack, min(Decimal(1).scaleb(last_digit(value)), abs(value) / 5))
    return Interval(value - slack, value + slack)


def rate(first: Interval, last: Interval, years: int) -> Interval | None:
    """The growth rates (ratios, 0.163 for 16.3%) that lead from ``first`` to ``last``.

    Compound annual growth: (last / first) ** (1 / years) − 1, with the lowest
    result from the highest start and the lowest end. None where no rate
    exists: no years, or an end that may be zero or less.
    """
    if years < 1 or first.low <= 0 or last.low <= 0:
        return None
    with localcontext(Context(prec=PRECISION)):
        root = Decimal(1) / years
        return Interval(
            (last.low / first.high) ** root - 1,
            (last.high / first.low) ** root - 1,
        )


def percent(value: Decimal, decimals: int = 2) -> str:
    """A ratio as a percentage for sentences: 0.16272 gives "16.27%"."""
    return formatting.percent(formatting.number(Decimal(f"{value * 100:.{decimals}f}")))
