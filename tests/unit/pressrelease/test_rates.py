"""CAGRs with their period, other growth, and shares."""

# ruff: noqa: E501 -- the phrases are easier to read on one line

from __future__ import annotations

import pytest

from reports.pressrelease import Kind, read

TEA = "Smoked Tea Market Report. Forecast Period 2025-2032. "


@pytest.mark.parametrize(
    ("text", "value", "start", "end"),
    [
        ("The market will grow at a CAGR of 16.3% from 2024 to 2031.", "16.3", 2024, 2031),
        ("exhibiting a compound annual growth rate (CAGR) of 16.3 per cent between 2024 and 2031.", "16.3", 2024, 2031),
        ("The market expands at a 16.3% CAGR during the forecast period (2024-2031).", "16.3", 2024, 2031),
        ("The market should grow by 16.3% annually over 2024-31.", "16.3", 2024, 2031),
        ("CAGR (2024–2031): 16.3%", "16.3", 2024, 2031),
        ("Growth Rate Poised to grow at a CAGR of 16.3%", "16.3", 2025, 2032),
        ("The market is anticipated to witness a CAGR of 16.3% during the forecast period.", "16.3", 2025, 2032),
        ("The market will register growth of 18–20% a year from 2024 to 2031.", "19", 2024, 2031),
    ],
)  # fmt: skip
def test_rates_are_read_with_their_period(text: str, value: str, start: int, end: int) -> None:
    (rate,) = read(TEA + text).of(Kind.CAGR)
    assert (rate.value, rate.start, rate.end) == (value, start, end)


def test_rates_of_parts_name_them() -> None:
    text = TEA + "The oolong segment will grow at a CAGR of 9.1%, while Europe posts a 4.2% CAGR."
    assert [rate.subject for rate in read(text).of(Kind.CAGR)] == ["Oolong", "Europe"]


def test_rows_under_a_head_are_rates_of_parts() -> None:
    text = TEA + "\n\nCountry | CAGR (2025-2031)\nFinland | 7.2%\nUSA | 5.5%"
    rates = read(text).of(Kind.CAGR)
    assert [(rate.subject, rate.value, rate.end) for rate in rates] == [
        ("Finland", "7.2", 2031),
        ("USA", "5.5", 2031),
    ]


@pytest.mark.parametrize(
    ("text", "value", "year", "subject"),
    [
        ("North America held a 38.4% share of the market in 2024.", "38.4", 2024, "North America"),
        ("Oolong held the largest revenue share of 46.2% in 2024.", "46.2", 2024, "Oolong"),
        (
            "The oolong segment accounted for over 40% of the global market revenue in 2024.",
            "40",
            2024,
            "Oolong",
        ),
    ],
)
def test_shares_name_their_part_and_year(text: str, value: str, year: int, subject: str) -> None:
    (share,) = read(TEA + text).of(Kind.SHARE)
    assert (share.value, share.year, share.subject) == (value, year, subject)


def test_growth_on_the_year_before_is_no_cagr() -> None:
    reading = read(TEA + "The market recorded a year-over-year growth of 5.2% in 2024.")
    assert [claim.value for claim in reading.of(Kind.GROWTH)] == ["5.2"]
    assert not reading.of(Kind.CAGR)


@pytest.mark.parametrize(
    ("text", "source", "value"),
    [
        ("According to the World Health Organization (WHO), chronic diseases accounted for approximately 60% of the global deaths in 2021.", "World Health Organization", "60"),
        ("Data from the CDC show that 38% of adults slept badly in 2022.", "CDC", "38"),
        ("As per the International Diabetes Federation, 537 million adults lived with diabetes in 2021.", "International Diabetes Federation", "537"),
    ],
)  # fmt: skip
def test_numbers_of_others_are_statistics_with_their_source(
    text: str, source: str, value: str
) -> None:
    reading = read(TEA + text)
    (told,) = reading.of(Kind.STATISTIC)
    assert told.source.startswith(source)
    assert told.value == value
    assert not reading.of(Kind.SHARE, Kind.CAGR, Kind.MARKET_SIZE)
