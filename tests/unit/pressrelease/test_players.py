"""Key players are found however a publisher lists them, one claim for each company."""

import pytest

from reports.pressrelease import players
from reports.pressrelease.claims import Claim, Unread
from reports.pressrelease.source import passage

LISTS = [
    (
        "Key players in the market include Johnson & Johnson Services, Inc., F. Hoffmann-La Roche"
        " Ltd, Becton, Dickinson and Company, and 3M Company.",
        [
            "Johnson & Johnson Services, Inc.",
            "F. Hoffmann-La Roche Ltd",
            "Becton, Dickinson and Company",
            "3M Company",
        ],
    ),
    (
        "Key Companies Profiled: Siemens AG (Germany), GE HealthCare (US), Canon Medical Systems"
        " Corporation (Japan), Shenzhen Mindray Co., Ltd. (China)",
        [
            "Siemens AG",
            "GE HealthCare",
            "Canon Medical Systems Corporation",
            "Shenzhen Mindray Co., Ltd.",
        ],
    ),
    (
        "The major players covered in the report are Alpha Pvt. Ltd., Beta GmbH & Co. KG,"
        " Gamma S.p.A. and Delta Oyj, among others.",
        ["Alpha Pvt. Ltd.", "Beta GmbH & Co. KG", "Gamma S.p.A.", "Delta Oyj"],
    ),
    (
        "Some of the prominent players operating in the global market are: Acme Inc. (NYSE: ACM);"
        " Brandt, Keller and Company; Zen N.V.; and O'Hare & Sons, LLC.",
        ["Acme Inc.", "Brandt, Keller and Company", "Zen N.V.", "O'Hare & Sons, LLC"],
    ),
    (
        "LIST OF KEY COMPANIES PROFILED\n• ACME ROBOTICS INC. (U.S.)\n• Foo Pte. Ltd. (Singapore)"
        "\n• Bar KGaA (Germany)\n\nKEY INDUSTRY DEVELOPMENTS\n• May 2024: Foo said so.",
        ["ACME ROBOTICS INC.", "Foo Pte. Ltd.", "Bar KGaA"],
    ),
    (
        "Leading Market Players: -\nAlpha Corp\nBeta Labs, LLC\nM|O|C Care & research Center\n",
        ["Alpha Corp", "Beta Labs, LLC", "M|O|C Care & research Center"],
    ),
    (
        "Top Companies in the Widget Market\n1. Alpha Corp\n2. Beta AB\n3. Gamma A/S\n",
        ["Alpha Corp", "Beta AB", "Gamma A/S"],
    ),
    (
        "Alpha Corp, Beta AB, and Gamma A/S are some of the key players in the widget market.",
        ["Alpha Corp", "Beta AB", "Gamma A/S"],
    ),
    (
        "The market is dominated by players such as Alpha Corp, Beta AB, and Gamma A/S, which"
        " invest in research.",
        ["Alpha Corp", "Beta AB", "Gamma A/S"],
    ),
    (
        "Report Coverage Details Base Year 2023 Forecast Period 2024-2030 Companies Covered"
        " Alpha Corp, Beta AB, Gamma A/S, and Delta Co., Ltd. Growth Drivers • Ageing",
        ["Alpha Corp", "Beta AB", "Gamma A/S", "Delta Co., Ltd."],
    ),
    (
        "Prominent vendors are Alpha Corp., Smith and Nephew, Oil and Gas Systems Ltd. and Delta.",
        ["Alpha Corp.", "Smith and Nephew", "Oil and Gas Systems Ltd.", "Delta"],
    ),
    (
        "Key Market Players: Alpha Corp | Beta AB | Gamma A/S",
        ["Alpha Corp", "Beta AB", "Gamma A/S"],
    ),
    (
        "Major companies in the market include Alpha Corp. The company was founded in Ohio.",
        ["Alpha Corp."],
    ),
]


def found(text: str) -> list[str]:
    return [claim.value for claim in players.find(passage(text)) if isinstance(claim, Claim)]


@pytest.mark.parametrize(("text", "names"), LISTS)
def test_a_list_of_companies_gives_each_name_once(text: str, names: list[str]) -> None:
    assert [name.rstrip(".") for name in found(text)] == [name.rstrip(".") for name in names]


@pytest.mark.parametrize(
    "text",
    [
        "Leading companies are focusing on new products and partnerships.",
        "Key players adopt strategies such as launches and mergers.",
        "The market is fragmented.\n\nAbout Us:\nKey players such as Alpha Corp trust us.",
        "Key regions include North America, Europe, and Asia Pacific.",
        "Major manufacturers in Europe and North America raised prices.",
    ],
)
def test_what_is_no_list_of_companies_names_nobody(text: str) -> None:
    assert found(text) == []


def test_names_with_nothing_between_them_are_listed_as_unread() -> None:
    text = "Base Year 2023 Forecast Period 2024-2030 Key Players Mayo Clinic Apollo Care Fortis One"
    read = list(players.find(passage(text)))
    assert [type(entry) for entry in read] == [Unread]


def test_the_span_of_a_player_holds_its_name_alone() -> None:
    text = "Key players include Alpha Corp (US), Beta AB and Gamma A/S."
    for claim in players.find(passage(text)):
        assert text[slice(*claim.span)] == claim.text
