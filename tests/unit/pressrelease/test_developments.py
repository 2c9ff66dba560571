"""Dated events are developments; statistics and market sizes are not."""

import pytest

from reports.pressrelease import developments
from reports.pressrelease.claims import Claim, Unread
from reports.pressrelease.source import passage

EVENTS = [
    (
        "In October 2023, Pearl announced the approval of its assistant by the ministry.",
        ("2023-10", "Pearl", "approval"),
    ),
    ("In July 2023, MDView, introduced its first service.", ("2023-07", "MDView", "launch")),
    ("On 4 March 2024, Foo Inc. acquired Bar GmbH.", ("2024-03-04", "Foo Inc", "acquisition")),
    ("March 2024 – Foo Ltd. partnered with Bar AG.", ("2024-03", "Foo Ltd", "partnership")),
    ("March 2024: Foo Ltd. raised USD 6 million.", ("2024-03", "Foo Ltd", "funding")),
    ("• March 12, 2024: Foo opened a plant in Ohio.", ("2024-03-12", "Foo", "expansion")),
    ("In Q3 2023, Foo launched a device.", ("2023", "Foo", "launch")),
    ("Foo, in May 2024, launched a device.", ("2024-05", "Foo", "launch")),
    ("Foo launched a device in May 2024.", ("2024-05", "Foo", "launch")),
    ("In May 2024, US-based Foo Inc. unveiled a device.", ("2024-05", "Foo Inc", "launch")),
    (
        "In May 2024, Foo Inc., a maker of toys, received FDA clearance for a device.",
        ("2024-05", "Foo Inc", "approval"),
    ),
    (
        "In May 2024, Foo Inc. and Bar AG signed an agreement.",
        ("2024-05", "Foo Inc", "partnership"),
    ),
    ("2024-05-02: Foo entered into a collaboration.", ("2024-05-02", "Foo", "partnership")),
    ("In Sept. 2024, Foo expanded its capacity.", ("2024-09", "Foo", "expansion")),
]


def found(text: str) -> list[tuple[str, str, str]]:
    return [
        (claim.date, claim.company.rstrip("."), claim.qualifier)
        for claim in developments.find(passage(text))
        if isinstance(claim, Claim)
    ]


@pytest.mark.parametrize(("sentence", "event"), EVENTS)
def test_an_event_has_its_date_company_and_kind(sentence: str, event: tuple[str, str, str]) -> None:
    assert found(f"Recent Developments:\n\n{sentence}\n") == [event]


@pytest.mark.parametrize(
    "text",
    [
        "In 2023, WHO reported 9 million deaths.",
        "In 2023, the market was valued at USD 3 billion.",
        "In March 2024, demand increased by 5%.",
        "North America held 40% of the market in March 2024.",
        "According to a survey of May 2024, patients wait longer.",
    ],
)
def test_statistics_and_sizes_are_no_events(text: str) -> None:
    assert found(text) == []


def test_events_run_together_are_told_apart() -> None:
    text = (
        "Prices fell. Recent Developments: In October 2023, Foo Inc. launched a device. In July"
        " 2023, Bar AG acquired Baz Ltd. About Us: We write reports. In May 2024, we launched one."
    )
    assert found(text) == [("2023-10", "Foo Inc", "launch"), ("2023-07", "Bar AG", "acquisition")]


def test_a_dated_line_without_a_company_is_unread() -> None:
    text = "Recent Developments\n\nIn May 2024, the ministry wrote new rules for clinics.\n"
    assert [type(entry) for entry in developments.find(passage(text))] == [Unread]
