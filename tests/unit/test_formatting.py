"""Numbers and dates read as they were stated."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reports.document.formatting import compact, iso_date, number, partial_date, quantity

D = Decimal


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("value", "unit", "multiplier", "options", "text"),
    [
        ("7.12", "USD", 9, {}, "USD 7.12 billion"),
        ("7.10", "USD", 9, {}, "USD 7.10 billion"),
        ("1234567", "EUR", 0, {}, "EUR 1,234,567"),
        ("16.3", "percent", 0, {}, "16.3%"),
        ("60", "percent", 0, {"approximate": True}, "about 60%"),
        ("40", "USD", 9, {"low": D(38), "high": D(42)}, "USD 38–42 billion"),
        ("1.2", "procedures", 6, {}, "1.2 million procedures"),
        ("0", "USD", 9, {}, "USD 0 billion"),
        ("-3.5", "percent", 0, {}, "-3.5%"),
    ],
)
def test_a_figure_in_running_text(value, unit, multiplier, options, text):
    assert plain(quantity(D(value), unit, multiplier, **options)) == text


@pytest.mark.parametrize(
    ("value", "unit", "multiplier", "text"),
    [
        ("7.12", "USD", 9, "$7.12bn"),
        ("20.45", "EUR", 6, "€20.45m"),
        ("16.3", "percent", 0, "16.3%"),
        ("5", "CHF", 9, "CHF 5bn"),
        ("1.2", "procedures", 6, "1.2m procedures"),
    ],
)
def test_a_figure_where_space_is_tight(value, unit, multiplier, text):
    assert plain(compact(D(value), unit, multiplier)) == text


@pytest.mark.parametrize("digits", ["7.1", "7.10", "7.100", "7", "0.05", "123456789.12345678"])
def test_a_number_keeps_its_stated_digits(digits):
    assert number(D(digits)).replace(",", "") == digits


def test_dates_are_as_precise_as_they_are_known():
    assert partial_date(2023, None, None) == "2023"
    assert partial_date(2023, 10, None) == "October 2023"
    assert partial_date(2023, 10, 7) == "7 October 2023"
    assert iso_date(2023, None, None) == "2023"
    assert iso_date(2023, 10, None) == "2023-10"
    assert iso_date(2023, 10, 7) == "2023-10-07"
