"""Figures in the habits of many publishers: a phrase, and what it claims."""

# ruff: noqa: E501 -- the phrases are easier to read on one line

from __future__ import annotations

import pytest

from reports.pressrelease import Kind, read

TITLE = "Smoked Tea Market Report.\n\n"
Size = tuple[str, int | None, str]


def sizes(text: str) -> list[Size]:
    return [(claim.value, claim.year, claim.subject) for claim in read(text).of(Kind.MARKET_SIZE)]


def rates(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(claim.value, claim.start, claim.end) for claim in read(text).of(Kind.CAGR)]


TWO = [("7.1", 2024, ""), ("20.4", 2031, "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024E: USD 7.1 Bn / 2031F: USD 20.4 Bn / CAGR: 16.3%", TWO),
        ("2024A – USD 7.1 Bn; 2031F – USD 20.4 Bn", TWO),
        ("Market value: USD 7.1 billion (2024) → USD 20.4 billion (2031)", TWO),
        ("USD 7.1 billion (2024) → USD 20.4 billion (2031)", TWO),
        ("Value 2024: USD 7.1 billion\nValue 2031: USD 20.4 billion", TWO),
        ("2024 | USD 7.1 billion\n2031 | USD 20.4 billion", TWO),
        ("Year | Value\n2024 | USD 7.1 billion\n2031 | USD 20.4 billion", TWO),
        ("Year 2024 2031\nValue (USD bn) 7.1 20.4", TWO),
        ("Year | 2024 | 2031\nMarket size (USD billion) | 7.1 | 20.4", TWO),
        ("The smoked tea market, which was worth USD 7.1 billion in 2024, should reach USD 20.4 billion in 2031.", TWO),
        ("Sales of smoked tea came to USD 7.1 billion in 2024. The market should reach USD 20.4 billion in 2031.", TWO),
        ("The market brought in USD 7.1 billion in 2024; by 2031 it should bring in USD 20.4 billion.", TWO),
        ("The market stands at USD 7.1 billion in 2024 and will climb to USD 20.4 billion by 2031.", TWO),
        ("Valued at USD 7.1 billion in 2024, the smoked tea market is set to hit USD 20.4 billion by 2031.", TWO),
        ("Smoked tea is a USD 7.1 billion market in 2024 and will be a USD 20.4 billion market in 2031.", TWO),
        ("The smoked tea market will expand from USD 7.1 billion (2024) to USD 20.4 billion (2031).", TWO),
        ("The smoked tea market is poised to go from $7.1B in 2024 to $20.4B in 2031.", TWO),
        ("In value terms, the smoked tea market made USD 7.1 billion in 2024 and is on course for USD 20.4 billion in 2031.", TWO),
        ("Smoked Tea Market Size: USD 7.1 Bn in 2024, Forecast: USD 20.4 Bn by 2031", TWO),
        ("Revenue, 2024: USD 7.1 billion. Revenue, 2031: USD 20.4 billion.", TWO),
        ("Base year value (2024): US$ 7.1 Bn. Forecast value (2031): US$ 20.4 Bn.", TWO),
        ("Estimated Market Size (2024E) US$ 7.1 Bn Projected Market Value (2031F) US$ 20.4 Bn", TWO),
        ("The smoked tea market reached USD 7.1 billion in FY2024 and will reach USD 20.4 billion in FY2031.", TWO),
        ("The smoked tea market reached USD 7.1 billion in FY24 and will reach USD 20.4 billion in FY31.", TWO),
        ("The smoked tea market reached USD 7.1 billion in 2024E and will reach USD 20.4 billion in 2031F.", TWO),
        ("The smoked tea market was worth USD 7.1 billion in 2024 and should be worth USD 20.4 billion by end-2031.", TWO),
        ("The smoked tea market was worth USD 7.1 billion in 2024 and should near USD 20.4 billion by year-end 2031.", TWO),
        ("Smoked tea turned over USD 7.1 billion in 2024. Turnover will reach USD 20.4 billion in 2031, the smoked tea market report says.", TWO),
        ("Global sales of smoked tea totalled USD 7.1 billion in 2024 and are seen at USD 20.4 billion in 2031.", TWO),
        ("The smoked tea market size is calculated at USD 7.1 billion in 2024 and is predicted to increase to around USD 20.4 billion by 2031.", TWO),
        ("The smoked tea market size is estimated at USD 7.1 billion in 2024, and is expected to reach USD 20.4 billion by 2031, at a CAGR of 16.3% during the forecast period (2024-2031).", TWO),
        ("The smoked tea market is valued at US$ 7.1 Bn as of 2024. By the close of 2031 the market is likely to be valued at US$ 20.4 Bn.", TWO),
        ("The smoked tea market (USD 7.1 billion in 2024) will come to USD 20.4 billion in 2031.", TWO),
        ("From USD 7.1 billion in 2024, the smoked tea market will rise to USD 20.4 billion in 2031.", TWO),
        ("The value of the smoked tea market in 2024 was USD 7.1 billion and in 2031 it will be USD 20.4 billion.", TWO),
        ("2024 value: USD 7.1 billion • 2031 value: USD 20.4 billion", TWO),
        ("USD 7.1 billion – market size in 2024\nUSD 20.4 billion – market size in 2031", TWO),
        ("The market was put at 7.1 billion dollars in 2024 and is heading for 20.4 billion dollars in 2031.", TWO),
        ("The smoked tea market was worth USD 7.1 billion (EUR 6.5 billion) in 2024 and is to reach USD 20.4 billion (EUR 18.7 billion) by 2031.", TWO),
        ("The smoked tea market closed 2024 at USD 7.1 billion and will close 2031 at USD 20.4 billion.", TWO),
        ("The smoked tea market grew to USD 7.1 billion in 2024. It is expected to more than double to USD 20.4 billion by 2031.", TWO),
        ("The smoked tea market is worth $7.1bn today (2024) and will be worth $20.4bn in 2031.", TWO),
        ("Market Size 2024 USD 7.1 Billion Market Forecast 2031 USD 20.4 Billion Market Growth Rate 2025-2031 16.3%", TWO),
        ("Market Size Value In 2024 | US$ 7.1 Billion\nMarket Size Value By 2031 | US$ 20.4 Billion", TWO),
        ("Smoked tea: a market of USD 7.1 billion in 2024, of USD 20.4 billion in 2031.", TWO),
    ],
)  # fmt: skip
def test_both_ends_are_read(text: str, expected: list[Size]) -> None:
    assert sizes(TITLE + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2024, green leaf made up USD 1.1 billion, black leaf USD 2.2 billion and oolong USD 3.3 billion of the market.", [("1.1", 2024, "Green leaf"), ("2.2", 2024, "Black leaf"), ("3.3", 2024, "Oolong")]),
        ("Europe, Asia Pacific and North America stood at USD 1.1 billion, USD 2.2 billion and USD 3.3 billion respectively in 2024.", [("1.1", 2024, "Europe"), ("2.2", 2024, "Asia Pacific"), ("3.3", 2024, "North America")]),
        ("The market in Germany was worth EUR 410 million in 2024, in France EUR 300 million.", [("410", 2024, "Germany"), ("300", 2024, "France")]),
        ("By Type: Loose leaf, Bags.\n\nLoose leaf brought in USD 1.1 billion in 2024.", [("1.1", 2024, "Loose leaf")]),
        ("The hotels segment generated revenue of USD 1.1 billion in 2024.", [("1.1", 2024, "Hotels")]),
        ("The market in India was worth ₹ 4,500 crore in 2024 and should cross ₹ 9,000 crore by 2031.", [("4500", 2024, "India"), ("9000", 2031, "India")]),
        ("The wider teaware market was worth USD 9 billion in 2024.", [("9", 2024, "Teaware")]),
        ("Should reach USD 20.4 billion in 2031.", [("20.4", 2031, "")]),
        ("Is projected to reach USD 20.4 billion by 2031.", [("20.4", 2031, "")]),
        ("Highest value on record: the market hit USD 7.1 billion in 2024.", [("7.1", 2024, "")]),
        ("• The market stood at US$ 7.1 billion in 2024.", [("7.1", 2024, "")]),
        ("Globally, the market stood at US$ 7.1 billion in 2024.", [("7.1", 2024, "")]),
        ("The smoked tea market is doubling from USD 5 billion in 2024 to USD 10 billion in 2031.", [("5", 2024, ""), ("10", 2031, "")]),
        ("The smoked tea market was sized at USD 7.1 billion for 2024.", [("7.1", 2024, "")]),
    ],
)  # fmt: skip
def test_parts_and_the_whole_are_told_apart(text: str, expected: list[Size]) -> None:
    assert sizes(TITLE + "The smoked tea market is growing. " + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The market, worth USD 7.1 billion last year, will grow.", [("7.1", 2024, "")]),
        ("The market was worth USD 7.1 billion in the base year.", [("7.1", 2024, "")]),
    ],
)
def test_years_told_by_name_are_worked_out(text: str, expected: list[Size]) -> None:
    opening = "LONDON, 5 May 2025 -- Smoked Tea Market Report. Base year: 2024.\n\n"
    assert sizes(opening + text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Half a billion dollars of smoked tea is sold each year.",
        "The market may one day be worth billions of dollars.",
        "A kilo of smoked tea costs USD 40 in 2024.",
        "Acme spent USD 3 million on a plant in 2024.",
        "Exports of tea from Assam earned USD 3 million in 2024.",
    ],
)
def test_loose_money_is_no_size(text: str) -> None:
    assert sizes(TITLE + text) == []


PERIOD = [("8", 2024, 2031)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The market will grow 8% a year from 2024 to 2031.", PERIOD),
        ("The market will grow by 8% each year between 2024 and 2031.", PERIOD),
        ("The market is set for 8 per cent annual growth from 2024 to 2031.", PERIOD),
        ("Growth of 8 per cent annually is foreseen for the market (2024-2031).", PERIOD),
        ("An annual growth of 8% is expected for the market between 2024 and 2031.", PERIOD),
        ("The market shows a growth rate of 8% (CAGR) from 2024 to 2031.", PERIOD),
        ("The market advances at 8% yearly from 2024 to 2031.", [("8", 2024, 2031)]),
        ("CAGR (2024–2031): 8%", PERIOD),
        ("CAGR 2024-2031 8%", PERIOD),
        ("8% CAGR (2024-2031)", PERIOD),
        ("8% | CAGR, 2024-2031", PERIOD),
        ("The market will see a compound annual growth rate (CAGR) of 8% over 2024–31.", PERIOD),
        ("The market will register a CAGR of about 8% over the 2024 to 2031 period.", PERIOD),
        ("Compounded growth of 8% is expected in the market from 2024 through 2031.", PERIOD),
        ("The smoked tea market is growing at an 8% compound rate, 2024-2031.", PERIOD),
        ("The market will post an average annual growth of 8% in 2024-2031.", PERIOD),
        ("The market should expand at 8% per annum in the period 2024-2031.", PERIOD),
        ("The market is to increase at an annual average of 8% from 2024 to 2031.", PERIOD),
        ("Revenue CAGR of 8% from 2024 to 2031", PERIOD),
        ("Growth rate: CAGR of 8% from 2024 to 2031", PERIOD),
        ("Expected growth: 8% p.a., 2024-2031", PERIOD),
    ],
)
def test_rates_are_read_in_many_words(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert rates(TITLE + text) == expected


def test_a_range_of_rates_has_both_ends() -> None:
    (rate,) = read(TITLE + "The market has a CAGR of 8% to 9% from 2024 to 2031.").of(Kind.CAGR)
    assert (rate.value, rate.low, rate.high) == ("8.5", "8", "9")


def test_a_rate_over_the_next_years_ends_with_the_forecast() -> None:
    text = (
        TITLE
        + "Forecast period 2025-2032. The market will grow at a CAGR of 8% over the next seven years."
    )
    assert rates(text) == [("8", 2025, 2032)]


@pytest.mark.parametrize(
    "text",
    [
        "The market will grow at a high-single-digit CAGR until 2031.",
        "The market will see a double-digit compound annual growth rate.",
        "The market is worth half a billion dollars.",
    ],
)
def test_what_is_told_without_digits_is_listed_unread(text: str) -> None:
    reading = read(TITLE + text)
    assert reading.unread
    assert not reading.of(Kind.CAGR, Kind.MARKET_SIZE)
