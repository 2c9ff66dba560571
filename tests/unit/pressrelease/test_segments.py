"""Axes and segments are found in lists, brackets, tables and sentences."""

import pytest

from reports.pressrelease import segments
from reports.pressrelease.claims import Kind
from reports.pressrelease.source import passage

LISTS = [
    (
        "Widget Market Size, By Type (Hardware, Software (Cloud, On-premise), Services), By End"
        " User (Hospitals, Clinics), By Region (Europe, Asia), and Forecast, 2024-2032",
        {
            "Type": ["Hardware", "Software", "Cloud", "On-premise", "Services"],
            "End User": ["Hospitals", "Clinics"],
        },
    ),
    (
        "Widget Market by Feedstock (Wood, Straw, and Manure), Technology (Pyrolysis,"
        " Gasification), and Application (Soil, Compost): Global Opportunity Analysis",
        {
            "Feedstock": ["Wood", "Straw", "Manure"],
            "Technology": ["Pyrolysis", "Gasification"],
            "Application": ["Soil", "Compost"],
        },
    ),
    (
        "Type Outlook (Revenue, USD Million, 2019 - 2031)\n• Software\n  o Cloud\n  o On-premise\n"
        "• Services\n\nRegional Outlook (Revenue, USD Million, 2019 - 2031)\n• Europe\n",
        {"Type": ["Software", "Cloud", "On-premise", "Services"]},
    ),
    (
        "By Condition: Cancer, Cardiac Disorders; By End User: Patients, Payers",
        {"Condition": ["Cancer", "Cardiac Disorders"], "End user": ["Patients", "Payers"]},
    ),
    (
        "Based on type, the market is segmented into gas, liquid, and solid.",
        {"Type": ["gas", "liquid", "solid"]},
    ),
    (
        "On the basis of application, the global widget market is bifurcated into home and"
        " industry.",
        {"Application": ["home", "industry"]},
    ),
    (
        "By component, the market is categorized into hardware, software and services. In terms"
        " of deployment, the market is classified as cloud and on-premise.",
        {"Component": ["hardware", "software", "services"], "Deployment": ["cloud", "on-premise"]},
    ),
    (
        "Breakup by Product:\n• Cups\n• Plates and Bowls\n\nBreakup by Region:\n• Asia\n• Europe\n",
        {"Product": ["Cups", "Plates and Bowls"]},
    ),
    (
        "Base Year 2023 Forecast Period 2024-2030 Segments Covered By Material: Wood, Steel By"
        " Channel: Online, Shops Geographies Covered Europe, Asia",
        {"Material": ["Wood", "Steel"], "Channel": ["Online", "Shops"]},
    ),
    (
        "Market Segmentation\nType: Small; Large\nApplication: Homes; Offices\n",
        {"Type": ["Small", "Large"], "Application": ["Homes", "Offices"]},
    ),
    (
        "By service provider, physicians are expected to hold the lion’s share.",
        {"Service provider": ["Physicians"]},
    ),
]


def found(text: str) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {}
    for claim in segments.find(passage(text)):
        if claim.kind is Kind.SEGMENT:
            parts.setdefault(claim.axis.casefold(), []).append(claim.value)
    return parts


def axes(text: str) -> list[str]:
    return [claim.value for claim in segments.find(passage(text)) if claim.kind is Kind.AXIS]


@pytest.mark.parametrize(("text", "parts"), LISTS)
def test_each_axis_has_its_segments(text: str, parts: dict[str, list[str]]) -> None:
    wanted = {axis.casefold(): sorted(names) for axis, names in parts.items()}
    assert {axis: sorted(names) for axis, names in found(text).items()} == wanted


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Base Year 2023 Forecast Period 2024 Segments Covered By Condition, By Service"
            " Providers Geographies Covered Europe",
            ["Condition", "Service Providers"],
        ),
        (
            "Report coverage Forecast Base year 2024 Segments covered Crop, device, region"
            " Regional scope Europe",
            ["Crop", "Device"],
        ),
        (
            "The market is segmented on the basis of type, application, and region.",
            ["Type", "Application"],
        ),
        ("Segments Covered | Feedstock, Technology, and Region", ["Feedstock", "Technology"]),
    ],
)
def test_axes_are_named_without_by_and_without_regions(text: str, names: list[str]) -> None:
    assert axes(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The market is expected to grow by USD 3 billion by 2030.",
        "By 2030, the market will be worth more.",
        "Published by: Foo Research, London",
        "The report is segmented as follows.",
        "This segment will dominate.",
    ],
)
def test_other_uses_of_by_and_segment_are_none(text: str) -> None:
    assert not list(segments.find(passage(text)))


def test_a_segment_that_only_sentences_name_takes_the_axis_of_its_paragraph() -> None:
    text = (
        "By condition type, the cancer segment will dominate. The neurological disorders segment"
        " will experience the fastest growth by 2024."
    )
    assert found(text) == {"condition type": ["Cancer", "Neurological disorders"]}
