"""What an editor changes in one row holds wherever the same thing is named."""

from __future__ import annotations

from reports.drafting.decisions import decided, take_name
from reports.drafting.proposals import Proposal
from reports.drafting.proposing import propose
from reports.pressrelease.claims import Claim, Kind, Reading

SEGMENT = Claim(Kind.SEGMENT, (0, 3), "Oil", "Oil")
SIZE = Claim(
    Kind.MARKET_SIZE,
    (5, 9),
    "3.1",
    "3.1",
    unit="USD",
    multiplier=9,
    year=2024,
    subject="Oil",
)
OUTLOOK = Claim(
    Kind.OUTLOOK, (12, 20), "Oil leads", "Oil", subject="Oil", axis="Fuel", qualifier="leading"
)


def proposals(*claims: Claim) -> list[Proposal]:
    return propose(Reading("x" * 40, claims))[0]


def values(found: list[Proposal], changes: dict[tuple[str, str], str]) -> dict[str, dict[str, str]]:
    """The values of each field's one proposal after a form with these changes."""
    posted = {take_name(item): "on" for item in found}
    posted |= {
        f"p-{item.id}-{part}": value
        for item in found
        for (field, part), value in changes.items()
        if item.field == field
    }
    return {decision.proposal.field: decision.values for decision in decided(found, posted)}


def test_a_segment_that_is_given_its_axis_has_it_in_every_figure():
    after = values(proposals(SEGMENT, SIZE), {("segments", "axis"): "By fuel"})
    assert after["figures"]["axis"] == "By fuel"


def test_a_segment_that_is_renamed_is_renamed_in_outlooks_and_figures():
    known = Claim(Kind.SEGMENT, (0, 3), "Oil", "Oil", axis="Fuel")
    after = values(proposals(known, SIZE, OUTLOOK), {("segments", "segment"): "Lamp oil"})
    assert after["figures"]["segment"] == after["outlooks"]["segment"] == "Lamp oil"


def test_a_name_that_was_changed_in_its_own_row_keeps_that_change():
    known = Claim(Kind.SEGMENT, (0, 3), "Oil", "Oil", axis="Fuel")
    changes = {("segments", "segment"): "Lamp oil", ("figures", "segment"): "Whale oil"}
    assert values(proposals(known, SIZE), changes)["figures"]["segment"] == "Whale oil"


def test_an_axis_that_is_renamed_is_renamed_in_its_segments():
    axis = Claim(Kind.AXIS, (0, 3), "Fuel", "Fuel")
    changes = {("segments", "axis"): "By fuel burnt"}
    after = values(proposals(axis, OUTLOOK), changes)
    assert after["outlooks"]["axis"] == "By fuel burnt"


def test_what_is_not_in_the_form_is_dropped_and_hidden_parts_cannot_be_forged():
    found = proposals(SIZE)
    posted = {f"p-{item.id}-measure": "share" for item in found}
    decisions = decided(found, posted)
    assert [decision.taken for decision in decisions] == [False] * len(found)
    figure = next(item for item in decisions if item.proposal.field == "figures")
    assert figure.values["measure"] == "market_size"
