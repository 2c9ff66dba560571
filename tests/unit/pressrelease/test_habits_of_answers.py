"""Lists, figures and factors in tables, outlines, headlines and answers of many publishers."""

# ruff: noqa: E501 -- the phrases are easier to read on one line

from __future__ import annotations

import pytest

from reports.pressrelease import Kind, read
from reports.pressrelease.claims import Claim

TITLE = (
    "Kite Sails Market Report\n\nThe kite sails market was valued at USD 7.1 billion in 2024.\n\n"
)
ABC = ["Acme Velas, S.L.", "Boreal Canvas", "Loft GmbH"]


def claims(text: str, kind: Kind) -> list[Claim]:
    return [claim for claim in read(TITLE + text).of(kind) if claim.span[0] >= len(TITLE)]


def values(text: str, kind: Kind) -> list[str]:
    return sorted(claim.value for claim in claims(text, kind))


@pytest.mark.parametrize(
    "text",
    [
        "Kite Sails Industry Leaders\n1. Acme Velas, S.L.\n2. Loft GmbH\n3. Boreal Canvas\n",
        "Kite Sails Market Leaders\nAcme Velas, S.L.\nLoft GmbH\nBoreal Canvas\n",
        "Established Players\n• Acme Velas, S.L.\n• Loft GmbH\n• Boreal Canvas\n",
        "The report highlights leading vendors in this market. These include Acme Velas, S.L., Loft GmbH, and Boreal Canvas.\n",
        "Some prominent players in the market comprise Acme Velas, S.L., Loft GmbH, and Boreal Canvas.\n",
        "Key Players\n• Acme Velas, S.L. (Sail 1, Sail 2)\n• Loft GmbH (Jib Pro, Jib Max)\n• Boreal Canvas (Genoa X)\n",
        "Key Players: Acme Velas, S.L. (Sail 1, Sail 2), Loft GmbH (Jib Pro, Jib Max), Boreal Canvas (Genoa X)\n",
        "Key Players\n• Acme Velas, S.L.\n  o Company Overview\n  o Business Strategy\n  o Key Developments\n• Loft GmbH\n• Boreal Canvas\n",
        "Key Players\n1. Acme Velas, S.L.\n   - Overview\n   - Products\n2. Loft GmbH\n3. Boreal Canvas\n",
        "Key Players\n• Acme Velas, S.L.\n• Company Overview\n• Key Developments\n• Loft GmbH\n• Boreal Canvas\n",
        "Question 2: Who are the leading players in the market?\nAnswer: Acme Velas, S.L., Loft GmbH, and Boreal Canvas.\n",
        "Key Players\nAcme Velas, S.L.\nLoft GmbH\nBoreal Canvas\nIn May 2024, Boreal Canvas launched a jib in Spain.\n",
        "The market is characterized by the presence of Acme Velas, S.L., Loft GmbH, and Boreal Canvas.\n",
        "The major players covered in the report are Acme Velas, S.L. (Spain), Boreal Canvas (Canada) and Loft GmbH (Germany), among other domestic players.\n",
        "Key Players\n• Acme Velas, S.L.\n• Loft GmbH – makes all kinds of masts and sails.\n• Boreal Canvas – leads in silk sails for racing clubs.\n",
        "Notable companies in this space include market leaders Acme Velas, S.L. and Loft GmbH along with Boreal Canvas.\n",
    ],
)
def test_players_are_read_from(text: str) -> None:
    assert values(text, Kind.KEY_PLAYER) == ABC


@pytest.mark.parametrize(
    ("text", "axis", "names"),
    [
        (
            "Based on Cloth, the market is studied across Nylon, Silk, and Dacron.",
            "Cloth",
            ["Dacron", "Nylon", "Silk"],
        ),
        (
            "Based on Cloth, market is studied across Nylon and Silk. The Nylon is further studied across Ripstop and Plain.",
            "Cloth",
            ["Nylon", "Plain", "Ripstop", "Silk"],
        ),
        (
            "Kite Sails Market: Segmentation\nCloth\n• Nylon\n• Silk\n",
            "Cloth",
            ["Nylon", "Silk"],
        ),
        (
            "Kite Sails Market: Segmentation\n\nRig\n\n• Ketch\n• Sloop\n",
            "Rig",
            ["Ketch", "Sloop"],
        ),
        ("By Crew: Single, Duo, Four and More", "Crew", ["Duo", "Four and More", "Single"]),
        (
            "By Age: 18 to 34, 35 to 64, 65 and Above",
            "Age",
            ["18 to 34", "35 to 64", "65 and Above"],
        ),
    ],
)
def test_segments_are_read_from(text: str, axis: str, names: list[str]) -> None:
    found = claims(text, Kind.SEGMENT)
    assert {claim.axis for claim in found} == {axis}
    assert sorted(claim.value for claim in found) == names


@pytest.mark.parametrize(
    "verb",
    [
        "broke ground on a loft",
        "was awarded a contract",
        "presented its Jib 7",
        "delivered 300 sails",
        "bagged an order for 40 sails",
        "showcased a silk jib",
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "In May 2024, Loft GmbH {} in Oslo.",
        "To cite an instance, in May 2024, Loft GmbH {} in Oslo.",
        "In the News\n• In May 2024, Loft GmbH {} in Oslo.",
    ],
)
def test_events_are_read_by_their_verbs(text: str, verb: str) -> None:
    [event] = claims(text.format(verb), Kind.DEVELOPMENT)
    assert (event.company, event.date) == ("Loft GmbH", "2024-05")


def test_a_second_dated_sentence_of_a_paragraph_is_an_event_too() -> None:
    text = "Launches help. For instance, in April 2025, Loft GmbH introduced a jib. In May 2025, Acme Ltd. acquired Tarp AG."
    assert [claim.date for claim in claims(text, Kind.DEVELOPMENT)] == ["2025-04", "2025-05"]


def test_the_dateline_of_an_announcement_is_no_event_but_names_its_publisher() -> None:
    text = 'LONDON, May 22, 2025 -- Polar Hub has announced the addition of the "Kite Sails Market" report to its offering.'
    assert claims(text, Kind.DEVELOPMENT) == []
    assert values(text, Kind.PUBLISHER) == ["Polar Hub"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "By Region North America: U.S., Canada\nEurope: France\n",
            ["Canada", "Europe", "France", "North America", "U.S."],
        ),
        ("Regions Covered: Europe, South & Central America", ["Europe", "South & Central America"]),
        (
            "Regions Covered Africa (Egypt, Kenya), Europe (Malta)",
            ["Africa", "Egypt", "Europe", "Kenya", "Malta"],
        ),
    ],
)
def test_places_are_read_from(text: str, places: list[str]) -> None:
    assert values(text, Kind.GEOGRAPHY) == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "• By Cloth, Nylon Segment Dominates with 57% Share; Silk Fastest Growing at 10.9% CAGR",
            {("Nylon", "largest"), ("Silk", "fastest_growing")},
        ),
        ("• By Rig, Ketch Held the Largest Share of 49%", {("Ketch", "largest")}),
        (
            "The market in Europe accounted for the largest share of 38% in 2024.",
            {("Europe", "largest")},
        ),
        ("In 2024, Europe commanded the kite sails market with 38%.", {("Europe", "largest")}),
        (
            "Asia Pacific is poised to record the quickest growth.",
            {("Asia Pacific", "fastest_growing")},
        ),
        (
            "Europe was the largest region in 2024 and Asia Pacific is the fastest growing region.",
            {("Europe", "largest"), ("Asia Pacific", "fastest_growing")},
        ),
        (
            "By rig, ketch led the market in 2024 while sloop will exhibit the fastest CAGR.",
            {("Ketch", "leading"), ("Sloop", "fastest_growing")},
        ),
        ("Answer: Europe leads the market.", {("Europe", "leading")}),
        ("Largest Segment: Nylon", {("Nylon", "largest")}),
        ("North America: Largest market with 40% share", {("North America", "largest")}),
        (
            "By end-user, racing clubs led in 2024. Schools, on the other hand, will grow at the fastest rate.",
            {("Racing clubs", "leading"), ("Schools", "fastest_growing")},
        ),
    ],
)
def test_outlooks_are_read_from(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(c.subject, c.qualifier) for c in claims(text, Kind.OUTLOOK)} == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Market Drivers\nDriver | % Impact on Forecast | Relevance | Timeline\nRising regattas | +1.2% | Global | Short term\nCheaper silk | +0.8% | Europe | Long term\n",
            Kind.DRIVER,
            ["Cheaper silk", "Rising regattas"],
        ),
        (
            "Restraint\t(~) % Impact on CAGR Forecast\tImpact Timeline\nShort supply of silk\t-0.9%\tShort term\n",
            Kind.RESTRAINT,
            ["Short supply of silk"],
        ),
        (
            "Growth Factors and Dynamics\n• Rising regattas\n\nWhat Is Holding It Back?\n• Scarce silk\n",
            Kind.DRIVER,
            ["Rising regattas"],
        ),
        ("Threats\n• Scarce silk\n", Kind.RESTRAINT, ["Scarce silk"]),
        ("Market Trend\n• Kites made from hemp\n", Kind.TREND, ["Kites made from hemp"]),
        (
            "• Growth Driver: Rising Regattas Fuels The Kite Sails Market\n• Market Trend: Hemp Kites\n",
            Kind.DRIVER,
            ["Rising Regattas Fuels The Kite Sails Market"],
        ),
        (
            "The market is likely to be driven by cloth (44% share), followed by rigs (30%).",
            Kind.DRIVER,
            [],
        ),
    ],
)
def test_factors_are_read_from(text: str, kind: Kind, expected: list[str]) -> None:
    assert values(text, kind) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Research conducted by the Foo Insights Team shows that the market grows.",
            ["Foo Insights"],
        ),
        ("Reports Description\n\nThe kite sails market is growing.", []),
        ("In its latest study, Polar Hub offers a fair analysis of the market.", ["Polar Hub"]),
        ("Sails sell, so Polar Hub found. See https://www.polarhub.com/kites", ["Polar Hub"]),
    ],
)
def test_publishers_are_read_from(text: str, expected: list[str]) -> None:
    assert values(text, Kind.PUBLISHER) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In 2024, nylon held 57%, silk 31% and dacron 12% of the revenue by cloth.",
            {"57": "Nylon", "31": "Silk", "12": "Dacron"},
        ),
        ("China leads Asia-Pacific with a 45% share.", {"45": "China"}),
        ("Racing Clubs dominated by end-use with 47.3%.", {"47.3": "Racing Clubs"}),
        ("The growth is driven by cloth (44% share).", {"44": "Cloth"}),
        ("Which cloth leads? Answer: Nylon holds a 54% share in 2025.", {"54": "Nylon"}),
        (
            "By cloth, nylon led with a 54% share; silk is projected to grow at a CAGR of 9.1%.",
            {"54": "Nylon", "9.1": "Silk"},
        ),
        ("The industry size of kite sails is assessed at USD 4.1 billion in 2025.", {"4.1": ""}),
        ("Q: What is the market size?\nA: In 2025, it was USD 3.2 billion.", {"3.2": ""}),
        ("Polar Market Research expects a CAGR of 4% from 2025 to 2030.", {"4": ""}),
    ],
)
def test_numbers_have_the_subject_of_their_clause(text: str, expected: dict[str, str]) -> None:
    found = [*claims(text, Kind.SHARE), *claims(text, Kind.CAGR), *claims(text, Kind.MARKET_SIZE)]
    assert {claim.value: claim.subject for claim in found} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Key Players\nThe names are in the full document, which is sold here\n",
        "Market Segmentation\nThe full document has all of the cuts in its tables\n",
        "Recent Developments\nThe industry has seen a lot of deals of late.\n",
    ],
)
def test_a_heading_below_which_nothing_is_read_is_told(text: str) -> None:
    assert [item.why for item in read(TITLE + text).unread]


def test_a_heading_below_which_something_is_read_is_not_told() -> None:
    text = "Key Players\n• Loft GmbH\n• Tarp AG\n\nKey Players: Loft GmbH, Tarp AG\n"
    assert read(TITLE + text).unread == ()
