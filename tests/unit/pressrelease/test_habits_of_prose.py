"""Factors, outlooks, events, publishers and dates in the habits of many publishers."""

# ruff: noqa: E501 -- the phrases are easier to read on one line

from __future__ import annotations

import pytest

from reports.pressrelease import Kind, read

TITLE = (
    "Smoked Tea Market Report\n\nThe smoked tea market was valued at USD 7.1 billion in 2024.\n\n"
)


def of(text: str, *kinds: Kind) -> list[str]:
    return [claim.value for claim in read(TITLE + text).of(*kinds)]


D, R, OPENING, C = (Kind.DRIVER, Kind.RESTRAINT, Kind.OPPORTUNITY, Kind.CHALLENGE)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("What is holding the market back?\nHigh import duties\nSmall harvests\n", R, ["High import duties", "Small harvests"]),
        ("What is driving the market?\n- Rising incomes\n- New tea rooms\n", D, ["Rising incomes", "New tea rooms"]),
        ("What's driving growth?\n- Rising incomes\n- New tea rooms\n", D, ["Rising incomes", "New tea rooms"]),
        ("Why is the market growing?\n- Rising incomes\n- New tea rooms\n", D, ["Rising incomes", "New tea rooms"]),
        ("DRIVERS\n- Rising incomes\n- New tea rooms\n", D, ["Rising incomes", "New tea rooms"]),
        ("3. Drivers\n- Rising incomes\n- New tea rooms\n", D, ["Rising incomes", "New tea rooms"]),
        ("Growth catalysts\n- Rising incomes\n- New tea rooms\n", D, ["Rising incomes", "New tea rooms"]),
        ("Headwinds\n- High import duties\n- Small harvests\n", R, ["High import duties", "Small harvests"]),
        ("Tailwinds\n- Rising incomes\n- New tea rooms\n", D, ["Rising incomes", "New tea rooms"]),
        ("Obstacles to growth\n- High import duties\n- Small harvests\n", R, ["High import duties", "Small harvests"]),
        ("Drivers: rising incomes; new tea rooms. Restraints: high import duties; small harvests.", D, ["rising incomes", "new tea rooms"]),
        ("Drivers: rising incomes; new tea rooms. Restraints: high import duties; small harvests.", R, ["high import duties", "small harvests"]),
        ("The market is driven by rising incomes, new tea rooms, and better packaging.", D, ["rising incomes", "new tea rooms", "better packaging"]),
        ("Growth is driven by rising incomes and wider retail distribution.", D, ["rising incomes", "wider retail distribution"]),
        ("However, high import duties may limit growth.", R, ["high import duties"]),
        ("The market is held back by small harvests.", R, ["small harvests"]),
        ("The market is constrained by small harvests and high import duties.", R, ["small harvests", "high import duties"]),
        ("Rising incomes are the main driver of the market.", D, ["Rising incomes"]),
        ("The main driver is rising incomes.", D, ["rising incomes"]),
        ("The chief restraint is the small harvest.", R, ["the small harvest"]),
        ("High import duties remain a restraint.", R, ["High import duties"]),
        ("Small harvests hold the market back.", R, ["Small harvests"]),
        ("Demand is rising on the back of new tea rooms.", D, ["new tea rooms"]),
        ("New tea rooms open up opportunities for producers.", OPENING, ["New tea rooms"]),
        ("Market Drivers\nRising incomes lift demand: households buy finer leaf.\n\nMarket Restraints\nHigh import duties: they raise prices.\n", R, ["High import duties"]),
        ("Key drivers: rising incomes, new tea rooms.", D, ["rising incomes", "new tea rooms"]),
        ("Restraints - high import duties, small harvests", R, ["high import duties", "small harvests"]),
    ],
)  # fmt: skip
def test_factors_are_found(text: str, kind: Kind, expected: list[str]) -> None:
    kinds = (R, C) if kind is R else (kind,)
    assert of(text, *kinds) == expected


Outlook = tuple[str, str]


def outlooks(text: str) -> list[Outlook]:
    first, big = "fastest_growing", ("largest", "leading")
    found = read(TITLE + "By Type: Leaf, Bags, Powder\n\n" + text).of(Kind.OUTLOOK)
    assert all(claim.qualifier == first or claim.qualifier in big for claim in found)
    return [(claim.subject, "fast" if claim.qualifier == first else "big") for claim in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Europe will remain the biggest market.", [("Europe", "big")]),
        ("Europe is set to lead the market.", [("Europe", "big")]),
        ("Europe topped the market in 2024.", [("Europe", "big")]),
        ("Europe commanded the lion's share in 2024.", [("Europe", "big")]),
        ("Europe is the largest market, ahead of Asia Pacific.", [("Europe", "big")]),
        ("Asia Pacific is where growth is quickest.", [("Asia Pacific", "fast")]),
        ("Asia Pacific will outpace all others.", [("Asia Pacific", "fast")]),
        ("Europe leads by a distance.", [("Europe", "big")]),
        ("Leaf takes the largest slice of revenue.", [("Leaf", "big")]),
        ("Leaf is the biggest type.", [("Leaf", "big")]),
        ("The leaf segment topped the market with 61% in 2024.", [("Leaf", "big")]),
        ("Powder is growing faster than any other type.", [("Powder", "fast")]),
        ("Powder is the quickest to grow.", [("Powder", "fast")]),
        ("Powder grows quickest.", [("Powder", "fast")]),
        ("Growth is fastest in Asia Pacific.", [("Asia Pacific", "fast")]),
        ("The fastest growth is expected in Asia Pacific.", [("Asia Pacific", "fast")]),
        ("The largest share belongs to leaf.", [("Leaf", "big")]),
        (
            "The largest region is Europe; the fastest growing is Asia Pacific.",
            [("Asia Pacific", "fast"), ("Europe", "big")],
        ),
        (
            "Largest region: Europe. Fastest-growing region: Asia Pacific.",
            [("Europe", "big"), ("Asia Pacific", "fast")],
        ),
        ("Europe ranks first in the market.", [("Europe", "big")]),
        ("Europe is out in front.", [("Europe", "big")]),
        ("Europe holds the top spot.", [("Europe", "big")]),
        ("Leaf is the market leader among types.", [("Leaf", "big")]),
        ("Europe was the second largest market.", []),
        ("Europe lost its place as the largest market.", []),
        ("Europe is no longer the largest.", []),
        ("Asia Pacific will see the steepest rise.", [("Asia Pacific", "fast")]),
        ("Asia Pacific is set to post the fastest CAGR.", [("Asia Pacific", "fast")]),
        ("Asia Pacific will expand at the highest rate.", [("Asia Pacific", "fast")]),
        ("Leaf accounts for most of the market.", [("Leaf", "big")]),
        ("Leaf accounted for the bulk of revenue in 2024.", [("Leaf", "big")]),
    ],
)
def test_superlatives_are_found(text: str, expected: list[Outlook]) -> None:
    assert outlooks(text) == expected


def events(text: str) -> list[tuple[str, str]]:
    return [(claim.date, claim.company) for claim in read(TITLE + text).of(Kind.DEVELOPMENT)]


ONE = [("2025-05", "Alder Tea")]
DAY = [("2025-05-12", "Alder Tea")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Recent Developments\n12 May 2025: Alder Tea launched a smoked oolong.", DAY),
        ("Recent Developments\n05/2025 – Alder Tea launched a smoked oolong.", ONE),
        ("Recent Developments\nMay 2025 | Alder Tea | Launch of a smoked oolong", ONE),
        ("Recent Developments\nMay 2025 | Alder Tea launched a smoked oolong", ONE),
        ("Recent Developments\nAlder Tea (May 2025): launch of a smoked oolong", ONE),
        ("Recent Developments\n• Alder Tea (May 2025) – opens a plant in Leeds", ONE),
        ("Recent Developments\nAlder Tea, May 2025 – launch of a smoked oolong", ONE),
        ("Recent Developments\nIn early 2025, Alder Tea bought Brightleaf.", [("2025", "Alder Tea")]),
        ("Recent Developments\nLast month Alder Tea bought Brightleaf.", []),
        ("Recent Developments\n2025\n• Alder Tea launched a smoked oolong.\n2024\n• Brightleaf opened a plant in Cork.", [("2025", "Alder Tea"), ("2024", "Brightleaf")]),
        ("News\nAlder Tea launched a smoked oolong in May 2025.", ONE),
        ("Recent Developments\nMay 2025\nAlder Tea launched a smoked oolong.", ONE),
        ("What is new\nMay 2025: Alder Tea launched a smoked oolong.", ONE),
        ("Latest moves\nMay 2025: Alder Tea launched a smoked oolong.", ONE),
        ("In the news\nMay 2025: Alder Tea launched a smoked oolong.", ONE),
        ("RECENT INDUSTRY NEWS\nMay 2025 - Alder Tea launched a smoked oolong.", ONE),
        ("Timeline\nMay 2025: Alder Tea launched a smoked oolong.\nApril 2025: Brightleaf opened a plant.", [("2025-05", "Alder Tea"), ("2025-04", "Brightleaf")]),
        ("May 2025: Alder Tea launched a smoked oolong.\nApril 2025: Brightleaf opened a plant.", [("2025-05", "Alder Tea"), ("2025-04", "Brightleaf")]),
        ("In May 2025 Alder Tea and Brightleaf agreed to share a plant.", ONE),
        ("Recent Developments\n1. In May 2025, Alder Tea launched a smoked oolong.", ONE),
        ("Recent Developments\n[May 2025] Alder Tea launched a smoked oolong.", ONE),
        ("Recent Developments\n(May 2025) Alder Tea launched a smoked oolong.", ONE),
        ("Recent Developments\n2025-05-12: Alder Tea launched a smoked oolong.", DAY),
        ("Recent Developments\n12.05.2025 Alder Tea launched a smoked oolong.", []),
        ("Recent Developments\nMay 12, 2025 — Alder Tea announces the opening of a plant.", DAY),
        ("Recent Developments\nDate | Company | Event\nMay 2025 | Alder Tea | Smoked oolong launched", ONE),
        ("LEEDS, 12 May 2025 -- Alder Tea Research published a new report.", []),
        ("LEEDS, May 12, 2025 (EIN Presswire) -- Lindgren Insight released its report on the smoked tea market.", []),
    ],
)  # fmt: skip
def test_events_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert events(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Lindgren Insight puts the smoked tea market at USD 7.1 billion in 2024.",
            "Lindgren Insight",
        ),
        (
            "Lindgren Insight now expects the smoked tea market to reach USD 20.4 billion.",
            "Lindgren Insight",
        ),
        ("The smoked tea market will grow, a study by Lindgren Insight finds.", "Lindgren Insight"),
        (
            "The smoked tea market will grow, a new study from Lindgren Insight shows.",
            "Lindgren Insight",
        ),
        (
            "Lindgren Insight, a research firm, sees the smoked tea market at USD 20.4 billion.",
            "Lindgren Insight",
        ),
        ("The smoked tea market is growing.\n\nSource: Lindgren Insight", "Lindgren Insight"),
        (
            "Lindgren Insight | Smoked Tea Market\n\nThe smoked tea market is growing.",
            "Lindgren Insight",
        ),
        (
            "LONDON, 5 May 2025 (EIN Presswire) -- Lindgren Insight has updated its report on the smoked tea market.",
            "Lindgren Insight",
        ),
        (
            "May 05, 2025 08:30 ET | Source: Lindgren Insight\n\nThe smoked tea market is growing.",
            "Lindgren Insight",
        ),
        ("Smoked Tea Market to grow, says Lindgren Insight", "Lindgren Insight"),
        (
            "Analysts at Lindgren Insight expect the smoked tea market to reach USD 20.4 billion.",
            "Lindgren Insight",
        ),
        ("By Lindgren Insight\n\nThe smoked tea market is growing.", "Lindgren Insight"),
        (
            "The smoked tea market is growing.\n\nAbout Lindgren Insight\nLindgren Insight is a market research firm.",
            "Lindgren Insight",
        ),
        (
            "The smoked tea market is growing, according to a new report by Lindgren Insight.",
            "Lindgren Insight",
        ),
        (
            "The smoked tea market is growing, according to Lindgren Insight's latest report.",
            "Lindgren Insight",
        ),
        (
            "New research from Lindgren Insight values the smoked tea market at USD 7.1 billion.",
            "Lindgren Insight",
        ),
        (
            "The smoked tea market is growing.\n\n© 2025 Lindgren Insight. All rights reserved.",
            "Lindgren Insight",
        ),
        (
            "The smoked tea market is growing.\n\nContact\nLindgren Insight Ltd.\n12 Quay Street, Leeds",
            "Lindgren Insight Ltd.",
        ),
        (
            "Published by Lindgren Insight, 5 May 2025\n\nThe smoked tea market is growing.",
            "Lindgren Insight",
        ),
        (
            "Lindgren Insight's new smoked tea market report values the market at USD 7.1 billion.",
            "Lindgren Insight",
        ),
        (
            "The latest Lindgren Insight report puts the smoked tea market at USD 7.1 billion.",
            "Lindgren Insight",
        ),
    ],
)
def test_publishers_are_found(text: str, name: str) -> None:
    found = [claim.value for claim in read(text).of(Kind.PUBLISHER)]
    assert [each.rstrip(".") for each in found] == [name.rstrip(".")]


@pytest.mark.parametrize(
    "text",
    [
        "The smoked tea market is growing, says the International Tea Board's data.",
        "Smoked Tea Market Report\n\nThe market is growing.",
        "Smoked tea is popular. Jane Doe says Europe leads the market.",
    ],
)
def test_nobody_is_taken_for_a_publisher(text: str) -> None:
    assert not read(text).of(Kind.PUBLISHER)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("LONDON, 5 May 2025 (EIN Presswire) -- The smoked tea market is growing.", "2025-05-05"),
        ("May 05, 2025 08:30 ET | Source: Lindgren Insight\nSmoked Tea Market", "2025-05-05"),
        ("Smoked Tea Market\nPublished: 05/2025", "2025-05"),
        ("Smoked Tea Market\nPublished: May 2025", "2025-05"),
        ("LEEDS, England, 5th May 2025 – The smoked tea market is growing.", "2025-05-05"),
        ("2025-05-05T08:30:00\nSmoked Tea Market", "2025-05-05"),
        ("Smoked Tea Market\n5 May 2025\n\nThe market is growing.", "2025-05-05"),
        ("Smoked Tea Market\nDate: 2025-05-05", "2025-05-05"),
        ("Smoked Tea Market\nPosted on May 5, 2025 by admin", "2025-05-05"),
        ("Leeds, May 5th, 2025: The smoked tea market is growing.", "2025-05-05"),
        ("Monday, 5 May 2025 | Smoked Tea Market", "2025-05-05"),
        ("Release date: 05-May-2025\nSmoked Tea Market", "2025-05-05"),
        ("Smoked Tea Market. Updated on: 5 May, 2025", "2025-05-05"),
    ],
)
def test_dates_of_publication_are_found(text: str, value: str) -> None:
    assert [claim.value for claim in read(text).of(Kind.PUBLICATION_DATE)] == [value]
