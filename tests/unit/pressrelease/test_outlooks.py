"""Superlatives are read for what they say, and not where they are denied."""

import pytest

from reports.pressrelease import outlooks
from reports.pressrelease.source import passage

SENTENCES = [
    ("The cancer segment is anticipated to hold the largest share.", [("Cancer", "largest")]),
    ("By service provider, physicians will hold the lion’s share.", [("Physicians", "largest")]),
    ("By provider, physicians will retain a leading position.", [("Physicians", "leading")]),
    ("North America will continue dominating the market.", [("North America", "leading")]),
    (
        "Asia-Pacific is expected to grow at the highest CAGR.",
        [("Asia-Pacific", "fastest_growing")],
    ),
    (
        "North America held the largest share in 2023, while Asia Pacific is expected to be the"
        " fastest-growing region.",
        [("North America", "largest"), ("Asia Pacific", "fastest_growing")],
    ),
    ("The market is dominated by North America.", [("North America", "leading")]),
    ("The largest share was held by the software segment.", [("Software", "largest")]),
    (
        "The cloud segment dominated the market with a share of 61% in 2024.",
        [("Cloud", "largest")],
    ),
    (
        "Europe held the largest share in 2023 and is expected to grow at the fastest rate.",
        [("Europe", "largest"), ("Europe", "fastest_growing")],
    ),
    ("Fastest Growing Market: Asia-Pacific", [("Asia-Pacific", "fastest_growing")]),
    (
        "Based on type, the gas segment accounted for the highest revenue share in 2022.",
        [("Gas", "largest")],
    ),
    ("Region-wise, Europe led the market in 2023.", [("Europe", "leading")]),
    ("The gas segment is the second largest.", []),
    ("The gas segment is not expected to dominate the market.", []),
    ("Europe is one of the fastest-growing regions.", []),
    ("Europe is no longer the largest market.", []),
    ("Europe is home to the leading players.", []),
    ("It held the largest share.", []),
    ("The market is expected to grow at the fastest rate.", []),
    ("Smoking is the leading cause of cancer.", []),
    ("Rising incomes lead to growth.", []),
]


def found(text: str) -> list[tuple[str, str]]:
    return [(claim.subject, claim.qualifier) for claim in outlooks.find(passage(text))]


@pytest.mark.parametrize(("text", "claims"), SENTENCES)
def test_a_sentence_says_who_is_first_in_what(text: str, claims: list[tuple[str, str]]) -> None:
    assert found(text) == claims


def test_the_years_of_an_outlook_are_those_its_sentence_names() -> None:
    text = "The neurological disorders segment will experience the fastest growth by 2024."
    (claim,) = outlooks.find(passage(text))
    assert (claim.start, claim.end, claim.year) == (None, 2024, None)
    text = "The gas segment will grow at the highest CAGR from 2024 to 2032."
    (claim,) = outlooks.find(passage(text))
    assert (claim.start, claim.end) == (2024, 2032)


def test_a_hedged_outlook_wants_a_person() -> None:
    (claim,) = outlooks.find(passage("Europe may become the largest market."))
    assert claim.confidence == "low"
