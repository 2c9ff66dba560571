"""Places come from coverage lists and from sentences about them, not from addresses."""

import pytest

from reports.pressrelease import geographies
from reports.pressrelease.geographies import kind_of_place
from reports.pressrelease.source import passage

TEXTS = [
    (
        "Base Year 2023 Forecast Period 2024-2030 Geographies Covered North America, Europe, Asia"
        " Pacific, and Rest of World Growth Drivers • A",
        ["North America", "Europe", "Asia Pacific", "Rest of World"],
    ),
    (
        "Countries Covered: U.S., Canada, Germany, U.K., U.A.E., South Korea",
        ["U.S.", "Canada", "Germany", "U.K.", "U.A.E.", "South Korea"],
    ),
    (
        "By Region (North America, Middle East & Africa, LATAM)",
        ["North America", "Middle East & Africa", "LATAM"],
    ),
    ("Based on region, the market covers Europe and Asia.", ["Europe", "Asia"]),
    (
        "Regional Outlook (USD Million)\n• Europe\n  o Germany\n• MEA\n",
        ["Europe", "Germany", "MEA"],
    ),
    ("Europe is expected to lead the market.", ["Europe"]),
    ("Contact: Foo Research, 5 High Street, London, United Kingdom", []),
    ("Key players include Foo AG (Germany), Bar Inc. (US), and Baz AB (Sweden).", []),
    ("Most patients in Japan wait.", []),
]


@pytest.mark.parametrize(("text", "names"), TEXTS)
def test_covered_places_are_found(text: str, names: list[str]) -> None:
    assert [claim.value for claim in geographies.find(passage(text))] == names


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("APAC", "region"),
        ("Rest of Europe", "region"),
        ("the U.S.", "country"),
        ("Türkiye", "country"),
        ("Global", "world"),
        ("Atlantis", ""),
    ],
)
def test_each_place_has_its_kind(name: str, kind: str) -> None:
    assert kind_of_place(name) == kind
