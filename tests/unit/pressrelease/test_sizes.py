"""Which amounts are market sizes, of which year and of which part."""

# ruff: noqa: E501 -- the phrases are easier to read on one line

from __future__ import annotations

import pytest

from reports.pressrelease import Kind, read


def sizes(text: str) -> list[tuple[str, int | None, str]]:
    return [(claim.value, claim.year, claim.subject) for claim in read(text).of(Kind.MARKET_SIZE)]


TEA = "Smoked Tea Market Report. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The smoked tea market was valued at USD 7.1 billion in 2024 and is expected to reach USD 20.4 billion by 2031.", [("7.1", 2024), ("20.4", 2031)]),
        ("The market is projected to grow from USD 7.1 billion in 2024 to USD 20.4 billion by the end of 2031.", [("7.1", 2024), ("20.4", 2031)]),
        ("In 2024, the smoked tea market stood at US$ 7.1 Bn.", [("7.1", 2024)]),
        ("The smoked tea market was valued at USD 7.1 billion and USD 20.4 billion in 2024 and 2031, respectively.", [("7.1", 2024), ("20.4", 2031)]),
        ("Smoked Tea Market worth $20.4 billion by 2031", [("20.4", 2031)]),
        ("Market Revenue in 2024 $7.1 billion Estimated Value by 2031 $20.4 billion Growth Rate 16.3%", [("7.1", 2024), ("20.4", 2031)]),
        ("Market size value in 2024 | USD 7.1 million\nRevenue forecast in 2031 | USD 20.4 million", [("7.1", 2024), ("20.4", 2031)]),
        ("Market Size in 2024 (USD Million) 7,120", [("7120", 2024)]),
        ("Market Size (2024): USD 7.1 Bn", [("7.1", 2024)]),
        ("Market Size in 2024\nUSD 7.1 billion", [("7.1", 2024)]),
        ("The market generated $7.1 billion in 2024 and is anticipated to garner $20.4 billion by 2031.", [("7.1", 2024), ("20.4", 2031)]),
        ("The market will surpass USD 20.4 billion by 2031, up from USD 7.1 billion in 2024.", [("20.4", 2031), ("7.1", 2024)]),
        ("Forecast period 2024-2031. The market will hit USD 20.4 billion at a CAGR of 16.3%.", [("20.4", 2031)]),
        ("The market stood at EUR 1.7 billion in 2019 and EUR 2.2 billion in 2024.", [("1.7", 2019), ("2.2", 2024)]),
    ],
)  # fmt: skip
def test_sizes_are_read_with_their_years(text: str, expected: list[tuple[str, int]]) -> None:
    assert [found[:2] for found in sizes(TEA + text)] == expected


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The U.S. smoked tea market was valued at USD 2.9 billion in 2024.", "U.S."),
        ("North America accounted for USD 2.9 billion in 2024.", "North America"),
        ("The oolong segment accounted for USD 2.9 billion of the market in 2024.", "Oolong"),
        ("The global smoked tea market was valued at USD 2.9 billion in 2024.", ""),
        ("The European market was worth USD 2.9 billion in 2024.", "Europe"),
    ],
)
def test_the_subject_is_the_part_that_a_size_is_about(text: str, subject: str) -> None:
    title = "Smoked Tea Market to grow. The smoked tea market is large. "
    assert sizes(title + text) == [("2.9", 2024, subject)]


@pytest.mark.parametrize(
    "text",
    [
        "Buy this market report now for USD 4,950.",
        "Single user licence: $3,500",
        "Acme raised USD 18 million in a Series B round.",
        "In October 2023, Pearl acquired Opal for USD 2 billion.",
        "The market attracted investments of USD 3 billion in 2023.",
        "Ships from $35 per unit.",
    ],
)
def test_prices_and_deals_are_no_market_sizes(text: str) -> None:
    assert sizes(TEA + text) == []


def test_an_absolute_gain_is_growth_with_its_period() -> None:
    reading = read(TEA + "The market will increase by USD 5.2 billion between 2024 and 2028.")
    (gain,) = reading.of(Kind.GROWTH)
    assert (gain.value, gain.start, gain.end) == ("5.2", 2024, 2028)
    assert not reading.of(Kind.MARKET_SIZE)


def test_a_size_without_year_takes_that_of_the_same_amount_elsewhere() -> None:
    text = TEA + "Market Size in 2024: USD 7.1 billion\n\nThe market is valued at USD 7.1 billion."
    assert [found[1] for found in sizes(text)] == [2024, 2024]


def test_what_was_never_filled_in_is_listed_unread() -> None:
    reading = read(TEA + "The market was valued at USD XX billion in 2024, at a CAGR of XX%.")
    assert len(reading.unread) == 2
    assert not reading.of(Kind.MARKET_SIZE, Kind.CAGR)
