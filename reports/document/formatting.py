"""Numbers and dates in words. Every face of the site formats through here."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_symbol

LOCALE = "en_US"
PLAIN_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")
GROUPED_NUMBER = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}(?:\.[0-9]+)?")
NBSP = "\N{NO-BREAK SPACE}"
MULTIPLIERS = {0: "", 3: "thousand", 6: "million", 9: "billion", 12: "trillion"}
_SHORT = {0: "", 3: "k", 6: "m", 9: "bn", 12: "tn"}
PERCENT = "percent"


def is_currency(unit: str) -> bool:
    """Whether a unit is an ISO 4217 code (three capitals) rather than a word."""
    return len(unit) == 3 and unit.isascii() and unit.isupper()


def number(value: Decimal) -> str:
    """A number with the digits it was stated with: ``Decimal("7.10")`` gives "7.10"."""
    decimals = max(0, -int(value.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(value, format=pattern, locale=LOCALE, decimal_quantization=False))


def ungrouped(text: str) -> str:
    """A number as it was typed or pasted, in plain digits: "1,234.50" gives "1234.50".

    Spaces between groups go too, and a minus sign becomes a hyphen. What is no
    number of this kind comes back as it was; `PLAIN_NUMBER` tells.
    """
    tidy = "".join(text.split()).replace("\N{MINUS SIGN}", "-")
    if GROUPED_NUMBER.fullmatch(tidy):
        tidy = tidy.replace(",", "")
    return tidy if PLAIN_NUMBER.fullmatch(tidy) else text


def quantity(
    value: Decimal,
    unit: str,
    multiplier: int = 0,
    *,
    low: Decimal | None = None,
    high: Decimal | None = None,
    approximate: bool = False,
) -> str:
    """A figure in running text: "USD 7.12 billion", "16.3%", "about 60%", "USD 38–42 billion"."""
    digits = number(value) if low is None or high is None else f"{number(low)}–{number(high)}"
    parts = [digits]
    if unit == PERCENT:
        parts = [digits + "%"]
    elif is_currency(unit):
        parts = [unit, digits]
    word = MULTIPLIERS.get(multiplier, f"×10^{multiplier}")
    if word:
        parts.append(word)
    if unit != PERCENT and not is_currency(unit) and unit:
        parts.append(unit)
    text = NBSP.join(parts)
    return f"about{NBSP}{text}" if approximate else text


def compact(value: Decimal, unit: str, multiplier: int = 0) -> str:
    """A figure where space is tight (charts, headline cards): "$7.12bn", "16.3%"."""
    digits = number(value)
    if unit == PERCENT:
        return digits + "%"
    short = _SHORT.get(multiplier, f"×10^{multiplier}")
    if is_currency(unit):
        symbol = get_currency_symbol(unit, locale=LOCALE)
        return f"{symbol}{digits}{short}" if symbol != unit else f"{unit}{NBSP}{digits}{short}"
    return f"{digits}{short}{NBSP}{unit}".strip()


def day(value: dt.date) -> str:
    """A date in running text: "11 December 2024"."""
    return str(format_date(value, "d MMMM y", locale="en_GB"))


def month(value: dt.date) -> str:
    """A month in a heading: "December 2024"."""
    return partial_date(value.year, value.month, None)


def partial_date(year: int, month: int | None, day_of_month: int | None) -> str:
    """A date as precise as it is known: "2023", "October 2023", "7 October 2023"."""
    if month is None:
        return str(year)
    value = dt.date(year, month, day_of_month or 1)
    pattern = "MMMM y" if day_of_month is None else "d MMMM y"
    return str(format_date(value, pattern, locale="en_GB"))


def iso_date(year: int, month: int | None, day_of_month: int | None) -> str:
    """A date in ISO 8601, as precise as it is known: "2023", "2023-10", "2023-10-07"."""
    parts = [f"{year:04}", *(f"{part:02}" for part in (month, day_of_month) if part)]
    return "-".join(parts)


def citation_date(value: dt.date) -> str:
    """A date as APA style writes it: "2024, December 11"."""
    return str(format_date(value, "y, MMMM d", locale=LOCALE))
