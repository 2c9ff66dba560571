"""Lists of companies and of segments in the habits of many publishers."""

# ruff: noqa: E501 -- the phrases are easier to read on one line

from __future__ import annotations

import pytest

from reports.pressrelease import Kind, read

TITLE = (
    "Smoked Tea Market Report\n\nThe smoked tea market was valued at USD 7.1 billion in 2024.\n\n"
)
ABC = ["Alder Tea Ltd.", "Brightleaf", "Corvid Foods AG"]


def players(text: str) -> list[str]:
    return sorted(claim.value for claim in read(TITLE + text).of(Kind.KEY_PLAYER))


def segments(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for claim in read(TITLE + text).of(Kind.SEGMENT):
        found.setdefault(claim.axis.casefold(), []).append(claim.value)
    return {axis: sorted(names) for axis, names in found.items()}


@pytest.mark.parametrize(
    "text",
    [
        "Leading Lights in the Industry\nAlder Tea Ltd.\nBrightleaf\nCorvid Foods AG\n",
        "Who is in the market\n\n- Alder Tea Ltd.\n- Brightleaf\n- Corvid Foods AG\n",
        "Who's who in the market: Alder Tea Ltd., Brightleaf, Corvid Foods AG",
        "Competitive Analysis: Alder Tea Ltd., Brightleaf, Corvid Foods AG",
        "Prominent Vendors Covered\nAlder Tea Ltd., Brightleaf, Corvid Foods AG",
        "Companies mentioned: Alder Tea Ltd.; Brightleaf; Corvid Foods AG",
        "Companies mentioned\n* Alder Tea Ltd.\n* Brightleaf\n* Corvid Foods AG",
        "Market Players – Alder Tea Ltd., Brightleaf, Corvid Foods AG",
        "Players to watch\n\n1. Alder Tea Ltd.\n2. Brightleaf\n3. Corvid Foods AG",
        "Players to Watch: Alder Tea Ltd., Brightleaf and Corvid Foods AG.",
        "TOP COMPANIES IN THE SMOKED TEA MARKET\n• Alder Tea Ltd.\n• Brightleaf\n• Corvid Foods AG",
        "KEY COMPANY INSIGHTS\nAlder Tea Ltd.\nBrightleaf\nCorvid Foods AG\n",
        "Firms at the Forefront\n> Alder Tea Ltd.\n> Brightleaf\n> Corvid Foods AG\n",
        "Vendor landscape\n✔ Alder Tea Ltd.\n✔ Brightleaf\n✔ Corvid Foods AG\n",
        "Vendors: Alder Tea Ltd. | Brightleaf | Corvid Foods AG",
        "Major Names: Alder Tea Ltd., Brightleaf, Corvid Foods AG",
        "Company profiles\n» Alder Tea Ltd.\n» Brightleaf\n» Corvid Foods AG\n",
        "Which companies lead the smoked tea market?\n\nAlder Tea Ltd., Brightleaf and Corvid Foods AG lead the market.",
        "Q: Who are the key players? A: Alder Tea Ltd., Brightleaf and Corvid Foods AG.",
        "Key players – Alder Tea Ltd., Brightleaf, Corvid Foods AG",
        "The report names Alder Tea Ltd., Brightleaf and Corvid Foods AG as firms to watch.",
        "The competitive landscape features Alder Tea Ltd., Brightleaf and Corvid Foods AG.",
        "The landscape includes Alder Tea Ltd., Brightleaf and Corvid Foods AG, among others.",
        "The market is led by Alder Tea Ltd., Brightleaf and Corvid Foods AG.",
        "The vendor landscape is dominated by Alder Tea Ltd., Brightleaf, and Corvid Foods AG.",
        "Prominent among them are Alder Tea Ltd., Brightleaf and Corvid Foods AG.",
        "Alder Tea Ltd., Brightleaf and Corvid Foods AG are key players in the market.",
        "Alder Tea Ltd., Brightleaf and Corvid Foods AG compete in the market.",
        "Alder Tea Ltd., Brightleaf, and Corvid Foods AG account for most of the market.",
        "Key players include, but are not limited to, Alder Tea Ltd., Brightleaf and Corvid Foods AG.",
        "Key players in the market, including but not limited to: Alder Tea Ltd., Brightleaf, Corvid Foods AG",
        "Company | Headquarters\nAlder Tea Ltd. | Leeds\nBrightleaf | Boston\nCorvid Foods AG | Cork\n",
        "Company Name | Country\nAlder Tea Ltd. | UK\nBrightleaf | USA\nCorvid Foods AG | Ireland\n",
        "Companies active in this space include Alder Tea Ltd., Brightleaf and Corvid Foods AG.",
        "Among the firms profiled are Alder Tea Ltd., Brightleaf and Corvid Foods AG.",
        "The report profiles Alder Tea Ltd., Brightleaf and Corvid Foods AG.",
        "Companies such as Alder Tea Ltd., Brightleaf and Corvid Foods AG are investing in new plants.",
        "The study covers vendors like Alder Tea Ltd., Brightleaf, and Corvid Foods AG.",
        "Suppliers discussed in the report: Alder Tea Ltd.; Brightleaf; Corvid Foods AG.",
        "Profiles are given of Alder Tea Ltd., Brightleaf and Corvid Foods AG.",
        "The field is crowded: Alder Tea Ltd., Brightleaf and Corvid Foods AG are the best known producers.",
        "Leading the field are Alder Tea Ltd., Brightleaf and Corvid Foods AG.",
        "Competition: Alder Tea Ltd., Brightleaf, Corvid Foods AG",
        "Market leaders: Alder Tea Ltd., Brightleaf, Corvid Foods AG",
        "Key Market Players\n\nAlder Tea Ltd. · Brightleaf · Corvid Foods AG",
        "Key Market Players\n\nAlder Tea Ltd. / Brightleaf / Corvid Foods AG",
        "The following companies are profiled:\n\nAlder Tea Ltd.\nBrightleaf\nCorvid Foods AG\n",
        "5. Key Players\nAlder Tea Ltd., Brightleaf, Corvid Foods AG.",
    ],
)
def test_companies_are_found_however_they_are_listed(text: str) -> None:
    assert [name.rstrip(".") for name in players(text)] == [name.rstrip(".") for name in ABC]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Key players: The Alder Group, iLight, 3Leaf, K. Ono & Co., 東邦製茶", ["3Leaf", "K. Ono & Co.", "The Alder Group", "iLight", "東邦製茶"]),
        ("Key players include Чайный Дом, Alder Tea and other regional producers.", ["Alder Tea", "Чайный Дом"]),
        ("Key players include Alder Tea (Leeds, UK), Brightleaf (Boston) and others.", ["Alder Tea", "Brightleaf"]),
        ("Key Players: Alder Tea, Brightleaf, etc.", ["Alder Tea", "Brightleaf"]),
    ],
)  # fmt: skip
def test_odd_names_are_kept_whole(text: str, names: list[str]) -> None:
    assert players(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The market is led by Asia Pacific and Europe.",
        "The market is dominated by loose leaf.",
        "Europe and Asia compete for supply.",
        "The report covers Europe, Asia and Africa.",
        "The report names price, taste and habit as reasons.",
        "Competitive landscape: the market is fragmented.",
        "Country | CAGR\nFinland | 7.2%\n",
        "Leading the field is green leaf.",
        "Key players are investing in Europe.",
    ],
)
def test_what_names_no_company_gives_none(text: str) -> None:
    assert players(text) == []


TWO = {"type": ["Bags", "Leaf", "Powder"], "end user": ["Homes", "Hotels"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Segmentation\nBy Type – Leaf, Bags, Powder\nBy End User – Homes, Hotels\n", TWO),
        ("Market Segmentation\nType – Leaf, Bags, Powder\nEnd User – Homes, Hotels\n", TWO),
        ("Segments\nType: Leaf / Bags / Powder\nEnd User: Homes / Hotels\n", TWO),
        ("Type: Leaf | Bags | Powder\nEnd User: Homes | Hotels\n", TWO),
        ("Type (Leaf, Bags, Powder)\nEnd User (Homes, Hotels)\n", TWO),
        ("By Type  •Leaf •Bags •Powder\nBy End User  •Homes •Hotels\n", TWO),
        ("Type Segment: Leaf; Bags; Powder\nEnd User Segment: Homes; Hotels\n", TWO),
        ("Type (Revenue, USD Million): Leaf, Bags, Powder\nEnd User (Revenue, USD Million): Homes, Hotels\n", TWO),
        ("By Type:\n- Leaf\n- Bags\n- Powder\n\nBy End User:\n- Homes\n- Hotels\n", TWO),
        ("By Type\n> Leaf\n> Bags\n> Powder\nBy End User\n> Homes\n> Hotels\n", TWO),
        ("By Type\n» Leaf\n» Bags\n» Powder\nBy End User\n» Homes\n» Hotels\n", TWO),
        ("By Type\n✔ Leaf\n✔ Bags\n✔ Powder\nBy End User\n✔ Homes\n✔ Hotels\n", TWO),
        ("Segmentation\n• Type\n  o Leaf\n  o Bags\n  o Powder\n• End User\n  o Homes\n  o Hotels\n", TWO),
        ("Segmentation\nType\n- Leaf\n- Bags\n- Powder\nEnd User\n- Homes\n- Hotels\n", TWO),
        ("MARKET SEGMENTATION\n\nBY TYPE\nLeaf\nBags\nPowder\n\nBY END USER\nHomes\nHotels\n", TWO),
        ("By type, the market comprises leaf, bags and powder. By end user, it spans homes and hotels.", {"type": ["bags", "leaf", "powder"], "end user": ["homes", "hotels"]}),
        ("The market is divided by type into leaf, bags and powder, and by end user into homes and hotels.", {"type": ["bags", "leaf", "powder"], "end user": ["homes", "hotels"]}),
        ("By type, the market is bifurcated between leaf and bags.", {"type": ["bags", "leaf"]}),
        ("The report splits the market by type (leaf, bags, powder) and end user (homes, hotels).", {"type": ["bags", "leaf", "powder"], "end user": ["homes", "hotels"]}),
        ("By type, the market is segmented into three, namely leaf, bags and powder.", {"type": ["bags", "leaf", "powder"]}),
        ("By type, the report covers leaf, bags and powder.", {"type": ["bags", "leaf", "powder"]}),
        ("Type: leaf 61%, bags 27%, powder 12%.\nEnd user: homes 70%, hotels 30%.", {"type": ["bags", "leaf", "powder"], "end user": ["homes", "hotels"]}),
        ("By Type: Leaf (61%), Bags (27%), Powder (12%)", {"type": ["Bags", "Leaf", "Powder"]}),
        ("The types covered are leaf, bags and powder.", {"type": ["bags", "leaf", "powder"]}),
        ("Based on type, the smoked tea market is classified as leaf, bags, and powder.", {"type": ["bags", "leaf", "powder"]}),
        ("The smoked tea market has been segmented on the basis of type into leaf, bags and powder.", {"type": ["bags", "leaf", "powder"]}),
        ("In terms of type, the market can be split into leaf, bags and powder.", {"type": ["bags", "leaf", "powder"]}),
        ("Type-wise, the market is split into leaf, bags and powder.", {"type": ["bags", "leaf", "powder"]}),
        ("Segments covered: Type (Leaf, Bags, Powder); End User (Homes, Hotels); Region (Europe, Asia)", TWO),
        ("Segments Covered\n• By Type – Leaf, Bags, Powder\n• By End User – Homes, Hotels\n• By Region – Europe, Asia\n", TWO),
        ("Segments Covered | Type - Leaf, Bags, Powder; End User - Homes, Hotels", TWO),
        ("By Type | Leaf, Bags, Powder\nBy End User | Homes, Hotels\n", TWO),
        ("Type | Leaf, Bags, Powder\nEnd User | Homes, Hotels\nRegion | Europe, Asia\n", TWO),
        ("Smoked Tea Market Type Outlook\nLeaf\nBags\nPowder\n\nSmoked Tea Market End User Outlook\nHomes\nHotels\n", TWO),
        ("Global Smoked Tea Market: By Type\n· Leaf\n· Bags\n· Powder\n\nGlobal Smoked Tea Market: By End User\n· Homes\n· Hotels\n", TWO),
        ("Smoked Tea Market, By Type, 2024-2031\n\nLeaf\nBags\nPowder\n\nSmoked Tea Market, By End User, 2024-2031\n\nHomes\nHotels\n", TWO),
        ("Type Insights (Leaf, Bags, Powder)\nEnd User Insights (Homes, Hotels)", TWO),
        ("• By Type (Leaf, Bags, Powder)\n• By End User (Homes, Hotels)", TWO),
        ("Segmentation by Type: Leaf, Bags, Powder. Segmentation by End User: Homes, Hotels.", TWO),
        ("Segment by Type\n- Leaf\n- Bags\n- Powder\nSegment by End User\n- Homes\n- Hotels\n", TWO),
        ("Breakdown by type: Leaf, Bags and Powder\nBreakdown by end user: Homes and Hotels", TWO),
        ("1. Type: Leaf, Bags, Powder\n2. End User: Homes, Hotels\n", TWO),
        ("1) By Type: Leaf; Bags; Powder 2) By End User: Homes; Hotels 3) By Region: Europe; Asia", TWO),
    ],
)  # fmt: skip
def test_segments_are_found_however_they_are_listed(
    text: str, expected: dict[str, list[str]]
) -> None:
    assert segments(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Email: sales@example.com",
        "Contact: Jane Doe, Press Office",
        "Note: Prices, margins and duties are left out.",
        "The report comprises text, tables and figures.",
        "Our offices: London, Leeds, Cork",
        "Source: Foo Research, Bar Institute",
        "Date (day, month, year)",
    ],
)
def test_other_lists_are_no_segments(text: str) -> None:
    assert segments(text) == {}
