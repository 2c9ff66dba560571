"""Calculated figures: declared rules over published values, never typed numbers."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext


def implied_cagr(first: Decimal, last: Decimal, years: int) -> Decimal:
    """The yearly growth rate that leads from ``first`` to ``last`` in ``years`` years.

    A ratio, not a percentage: 7.12 → 20.45 in 7 years gives 0.16272…
    Formula: (last / first) ** (1 / years) − 1. Both values must be positive,
    ``years`` at least 1; else ``ValueError``.
    """
    if first <= 0 or last <= 0 or years < 1:
        raise ValueError("A growth rate needs two positive values and at least one year.")
    with localcontext() as context:
        context.prec = 28
        return (last / first) ** (Decimal(1) / Decimal(years)) - 1


def on_growth_path(first: Decimal, last: Decimal, years: int, step: int) -> Decimal:
    """The value ``step`` years after ``first`` at the implied constant rate (unrounded)."""
    rate = implied_cagr(first, last, years)
    with localcontext() as context:
        context.prec = 28
        return first * (1 + rate) ** step


def rounded(value: Decimal, decimals: int) -> Decimal:
    """``value`` to a number of decimals, halves away from zero as printed tables do."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
