"""What an editor decided: proposals with the values that were left in their fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reports.drafting.entries import Values, problems
from reports.drafting.names import axis_norm, norm
from reports.drafting.proposals import Part, Proposal
from reports.drafting.writing import Accepted

# The field that lists what other fields name, by part: renamed there, renamed everywhere.
LISTS = {
    "company": "key_players",
    "geography": "geographies",
    "segment": "segments",
    "axis": "segments",
}


@dataclass(frozen=True)
class Decision:
    """A proposal, whether it is taken, its values, and what is wrong with them."""

    proposal: Proposal
    taken: bool
    values: Values
    problems: dict[str, str]

    @property
    def accepted(self) -> Accepted:
        return Accepted(self.proposal.id, self.proposal.field, self.proposal.label, self.values)


def as_proposed(proposals: Iterable[Proposal]) -> list[Decision]:
    """What is decided before anybody has: the ticked ones, as they are."""
    return [Decision(item, item.ticked, item.values, {}) for item in proposals]


def decided(proposals: Iterable[Proposal], posted: Mapping[str, str]) -> list[Decision]:
    """The decisions that a form holds; see `take_name` and `value_name` for its fields."""
    proposals = list(proposals)
    values = {
        item.id: {part.name: _value(item, part, posted) for part in item.parts}
        for item in proposals
    }
    taken = {item.id for item in proposals if take_name(item) in posted}
    _follow_renames([item for item in proposals if item.id in taken], values)
    return [
        Decision(
            item,
            item.id in taken,
            values[item.id],
            problems(item.field, values[item.id], _choices(item)) if item.id in taken else {},
        )
        for item in proposals
    ]


def take_name(proposal: Proposal) -> str:
    """The form's field that says whether a proposal is taken."""
    return f"take-{proposal.id}"


def value_name(proposal: Proposal, part: Part) -> str:
    """The form's field with the value of a part; with ``-as`` behind it, the field that
    chooses one of the names that are nearly the same."""
    return f"p-{proposal.id}-{part.name}"


def _value(proposal: Proposal, part: Part, posted: Mapping[str, str]) -> str:
    if part.hidden:
        return part.value
    name = value_name(proposal, part)
    chosen = posted.get(f"{name}-as", "")
    return chosen if chosen in part.alike else posted.get(name, part.value).strip()


def _choices(proposal: Proposal) -> dict[str, set[str]]:
    return {
        part.name: {value for value, _ in part.choices} for part in proposal.parts if part.choices
    }


def _follow_renames(proposals: list[Proposal], values: dict[str, Values]) -> None:
    """Use the new name of what was renamed where it is listed, wherever else it is named."""
    for part, listed in LISTS.items():
        renamed = {}
        for item in proposals:
            old, new = item.values.get(part, ""), values[item.id].get(part, "")
            alone = part != "axis" or not item.values.get("segment")
            if item.field == listed and alone and new and old != new:
                renamed[_key(part, item.values)] = new
        for item in proposals:
            own = values[item.id]
            if part in own and own[part] == item.values[part] and own[part]:
                own[part] = renamed.get(_key(part, item.values), own[part])

    # A segment that was given its axis has it wherever it stands without one.
    axes = {
        norm(item.values["segment"]): values[item.id]["axis"]
        for item in proposals
        if item.field == "segments" and item.values.get("segment") and not item.values["axis"]
    }
    for item in proposals:
        own = values[item.id]
        if own.get("segment") and not own.get("axis"):
            own["axis"] = axes.get(norm(item.values["segment"]), "")


def _key(part: str, values: Values) -> tuple[str, str]:
    if part == "axis":
        return axis_norm(values["axis"]), ""
    axis = axis_norm(values.get("axis", "")) if part == "segment" else ""
    return axis, norm(values[part])
