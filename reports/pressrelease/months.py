"""Months by their English names, whole or shortened."""

from __future__ import annotations

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def month_number(name: str) -> int:
    """1 for "January", "Jan" or "jan."; ``ValueError`` for what begins like no month."""
    return _MONTHS.index(name.casefold()[:3]) + 1
