"""Amounts of money, per cents and periods as they are printed."""

from __future__ import annotations

import pytest

from reports.pressrelease.money import amounts
from reports.pressrelease.numbers import clean, percents
from reports.pressrelease.years import periods, years


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("1,234.5", "1234.5"),
        ("1,23,456", "123456"),
        ("12,34,567.8", "1234567.8"),
        ("1,23", ""),
        ("7.12", "7.12"),
    ],
)
def test_separators_go_where_the_grouping_is_known(printed: str, expected: str) -> None:
    assert clean(printed) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("USD 7.12 billion", [("7.12", "USD", 9)]),
        ("US$ 7.12 Bn (2022)", [("7.12", "USD", 9)]),
        ("$7.12B", [("7.12", "USD", 9)]),
        ("$ 350 million", [("350", "USD", 6)]),
        ("EUR 1.2 bn and £2.1bn", [("1.2", "EUR", 9), ("2.1", "GBP", 9)]),
        ("€1,2", []),
        ("₹ 4,500 crore", [("4500", "INR", 7)]),
        ("INR 12.5 lakh crore", [("12.5", "INR", 12)]),
        ("Rs. 1,23,456 lakh", [("123456", "INR", 5)]),
        ("JPY 3 trillion, RMB 25 billion", [("3", "JPY", 12), ("25", "CNY", 9)]),
        ("7.12 billion USD", [("7.12", "USD", 9)]),
        ("350 million euros", [("350", "EUR", 6)]),
        ("USD 7,120.0 Mn", [("7120.0", "USD", 6)]),
        ("from USD 38 billion to USD 42 billion", [("38", "USD", 9), ("42", "USD", 9)]),
        ("from $3.2 to $4.5 billion", [("3.2", "USD", 9), ("4.5", "USD", 9)]),
        ("USD 3.1 billion and USD 4.2 billion", [("3.1", "USD", 9), ("4.2", "USD", 9)]),
    ],
)
def test_amounts_of_money(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert [(money.value, money.currency, money.multiplier) for money in amounts(text)] == expected


@pytest.mark.parametrize(
    ("text", "low", "high", "value"),
    [
        ("USD 38–42 billion", "38", "42", "40"),
        ("USD 38 billion to USD 42 billion", "38", "42", "40"),
        ("between USD 3.1 and 3.4 billion", "3.1", "3.4", "3.25"),
        ("38-42 million euros", "38", "42", "40"),
    ],
)
def test_ranges_keep_both_ends_and_stand_for_their_middle(
    text: str, low: str, high: str, value: str
) -> None:
    (money,) = amounts(text)
    assert (money.low, money.high, money.value) == (low, high, value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a CAGR of 16.3%", ["16.3"]),
        ("16.3 per cent", ["16.3"]),
        ("18–20%", ["19"]),
        ("18% to 20%", ["19"]),
        ("from 18% to 20%", ["18", "20"]),
        ("in 2024 16.3%", ["16.3"]),
        ("fell -3.2%", ["-3.2"]),
    ],
)
def test_per_cents(text: str, expected: list[str]) -> None:
    assert [percent.value for percent in percents(text)] == expected


@pytest.mark.parametrize("word", ["nearly", "over", "approximately", "around", "~", "about"])
def test_words_that_make_a_number_approximate(word: str) -> None:
    assert next(amounts(f"worth {word} USD 3 billion")).approximate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-2031", [(2024, 2031)]),
        ("2024–31", [(2024, 2031)]),
        ("from 2024 to 2031", [(2024, 2031)]),
        ("between 2024 and 2031", [(2024, 2031)]),
        ("2024E-2031F", [(2024, 2031)]),
        ("on 2024-12-11", []),
        ("31-2024", []),
    ],
)
def test_periods(text: str, expected: list[tuple[int, int]]) -> None:
    assert [(period.first, period.last) for period in periods(text)] == expected


def test_numbers_that_look_like_years_are_none() -> None:
    assert [year.year for year in years("$2024, 2024%, 2,024, 20245 and (2024)")] == [2024]
