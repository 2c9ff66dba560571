"""From a reading to proposals: all families over one scene."""

from __future__ import annotations

from collections.abc import Iterable

from reports.drafting import events, fields, figures, structure
from reports.drafting.proposals import FIELDS, Found, Proposal, Unusable, settled
from reports.drafting.scene import Scene
from reports.pressrelease.claims import Reading

MOST = 500  # of a text with more, the rest is left for another import


def propose(
    reading: Reading, known: Iterable[tuple[str, str]] = ()
) -> tuple[list[Proposal], list[Unusable]]:
    """What a reading proposes, in the order of the fields, and what no field can take.

    ``known`` are the (axis, segment) names of the draft, for numbers about them.
    """
    scene, found = Scene(reading, known), Found()
    for family in (fields, figures, structure, events):
        family.find(scene, found)
    order = list(FIELDS)
    proposals = sorted(settled(found.candidates), key=lambda item: order.index(item.field))
    left = [
        Unusable(item.label, item.spans, f"only the first {MOST} proposals are shown")
        for item in proposals[MOST:]
    ]
    return proposals[:MOST], found.unusable + left
