"""Drivers, restraints, challenges, opportunities and trends keep their printed title."""

import pytest

from reports.pressrelease import factors
from reports.pressrelease.source import passage

TEXTS = [
    (
        "Base Year 2023 Forecast Period 2024-2030 Growth Drivers • Rising demand • Better care"
        " Restraints & Challenges • Lack of awareness • High cost",
        [
            ("driver", "Rising demand"),
            ("driver", "Better care"),
            ("restraint", "Lack of awareness"),
            ("restraint", "High cost"),
        ],
    ),
    (
        "The widget market is primarily driven by the increasing incidence of disease.",
        [("driver", "the increasing incidence of disease")],
    ),
    (
        "However, lack of skilled staff may hamper the market growth.",
        [("restraint", "lack of skilled staff")],
    ),
    (
        "Market growth is restrained by high prices.",
        [("restraint", "high prices")],
    ),
    (
        "Moreover, the sale of certificates offers lucrative opportunities for the players.",
        [("opportunity", "the sale of certificates")],
    ),
    (
        "However, noise complaints pose a challenge.",
        [("challenge", "noise complaints")],
    ),
    (
        "Growing acreage is anticipated to drive the market.",
        [("driver", "Growing acreage")],
    ),
    (
        "Market Trends:\n\nCameras replace rulers. They are cheap.\n",
        [("trend", "Cameras replace rulers")],
    ),
    (
        "Drivers | Rising costs; Stricter rules\nOpportunities | Sale of certificates\n",
        [
            ("driver", "Rising costs"),
            ("driver", "Stricter rules"),
            ("opportunity", "Sale of certificates"),
        ],
    ),
    ("The cancer segment will dominate owing to high incidence of disease in the market.", []),
    ("The market is expected to grow by 5%.", []),
]


@pytest.mark.parametrize(("text", "claims"), TEXTS)
def test_a_factor_is_its_printed_title(text: str, claims: list[tuple[str, str]]) -> None:
    assert [(claim.kind.value, claim.value) for claim in factors.find(passage(text))] == claims
