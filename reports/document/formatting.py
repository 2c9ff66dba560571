"""Numbers and dates in words. Every face of the site formats through here.

English has its own forms, after the house's style; every other language those of CLDR.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, get_currency_symbol

from reports.document import language
from reports.document.language import gettext as _

_ENGLISH = "en_US"
_ENGLISH_DATES = "en_GB"
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
    locale = _ENGLISH if language.is_english() else language.locale()
    return str(format_decimal(value, format=pattern, locale=locale, decimal_quantization=False))


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
    word = _multiplier(multiplier, "long", value if low is None or high is None else high)
    if unit == PERCENT:
        parts = [percent(digits), word]
    elif is_currency(unit) and language.is_english():
        parts = [unit, digits, word]
    else:
        parts = [digits, word, unit]
    text = NBSP.join(part for part in parts if part)
    return f"{_('about')}{NBSP}{text}" if approximate else text


def compact(value: Decimal, unit: str, multiplier: int = 0) -> str:
    """A figure where space is tight (charts, headline cards): "$7.12bn", "16.3%"."""
    digits = number(value)
    if unit == PERCENT:
        return percent(digits)
    short = _multiplier(multiplier, "short", value)
    if not language.is_english():
        named = get_currency_symbol(unit, locale=language.locale()) if is_currency(unit) else unit
        return NBSP.join(part for part in (digits, short, named) if part)
    if is_currency(unit):
        symbol = get_currency_symbol(unit, locale=_ENGLISH)
        return f"{symbol}{digits}{short}" if symbol != unit else f"{unit}{NBSP}{digits}{short}"
    return f"{digits}{short}{NBSP}{unit}".strip()


def unit_words(unit: str, multiplier: int) -> str:
    """A unit as a table's head names it: "USD billion", "percent"."""
    word = _multiplier(multiplier, "long", Decimal(2)) if multiplier in MULTIPLIERS else ""
    named = _("percent") if unit == PERCENT else unit
    parts = (named, word) if language.is_english() else (word, named)
    return " ".join(part for part in parts if part)


def _multiplier(multiplier: int, style: str, value: Decimal) -> str:
    """The word for a power of ten beside a number: "billion", "bn"; "Milliarden", "Mrd."."""
    fallback = f"×10^{multiplier}"
    if language.is_english() or multiplier not in MULTIPLIERS:
        return (MULTIPLIERS if style == "long" else _SHORT).get(multiplier, fallback)
    locale = language.locale()
    for known in dict.fromkeys((style, "long")):
        forms = locale.compact_decimal_formats.get(known) or {"other": {}}
        form = forms.get(locale.plural_form(value), forms["other"]).get(str(10**multiplier))
        # "00億" counts in another unit than this power of ten.
        if form and form.pattern.count("0") == 1:
            word = (form.prefix[0] + form.suffix[0]).replace("'", "").strip(f" {NBSP}")
            if word:
                return str(word)
    return fallback if multiplier else ""


def percent(digits: str) -> str:
    """Digits with their per cent sign: "16.3%"."""
    if language.is_english():
        return digits + "%"
    form = language.locale().percent_formats[None]
    return f"{form.prefix[0]}{digits}{form.suffix[0]}"


def day(value: dt.date) -> str:
    """A date in running text: "11 December 2024"."""
    return partial_date(value.year, value.month, value.day)


def month(value: dt.date) -> str:
    """A month in a heading: "December 2024"."""
    return partial_date(value.year, value.month, None)


def partial_date(year: int, month: int | None, day_of_month: int | None) -> str:
    """A date as precise as it is known: "2023", "October 2023", "7 October 2023"."""
    if month is None:
        return str(year)
    value = dt.date(year, month, day_of_month or 1)
    if language.is_english():
        pattern = "MMMM y" if day_of_month is None else "d MMMM y"
        return str(format_date(value, pattern, locale=_ENGLISH_DATES))
    if day_of_month is None:
        return str(format_skeleton("yMMMM", value, locale=language.locale()))
    return str(format_date(value, "long", locale=language.locale()))


def iso_date(year: int, month: int | None, day_of_month: int | None) -> str:
    """A date in ISO 8601, as precise as it is known: "2023", "2023-10", "2023-10-07"."""
    parts = [f"{year:04}", *(f"{part:02}" for part in (month, day_of_month) if part)]
    return "-".join(parts)


def citation_date(value: dt.date) -> str:
    """A date as APA style writes it: "2024, December 11"."""
    if language.is_english():
        return str(format_date(value, "y, MMMM d", locale=_ENGLISH))
    return f"{value.year}, {format_skeleton('MMMMd', value, locale=language.locale())}"
