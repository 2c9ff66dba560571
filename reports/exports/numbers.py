"""Numbers of rows as plain data, in the one form of the API, the log and webhooks."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

# pydantic, which makes the contract of these, takes no other below Python 3.12.
from typing_extensions import TypedDict  # noqa: UP035


class AmountsData(TypedDict):
    """What a value comes to, and how firm that is."""

    amount: str
    low: str | None
    high: str | None
    status: str
    approximate: bool


def amounts(row: Any) -> AmountsData:
    """Of a figure's row: its amount in full, and the bounds of a range in its own unit."""
    return {
        "amount": plain(row.amount),
        "low": None if row.low is None else plain(row.low),
        "high": None if row.high is None else plain(row.high),
        "status": row.status,
        "approximate": row.approximate,
    }


def plain(value: Decimal) -> str:
    """A number in digits alone: no exponent, no zeros at the end of a fraction."""
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
