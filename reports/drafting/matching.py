"""Names of an announcement against reference data: one row, a near one, or a new one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import fuzz, process

from reports.consistency.names import core
from reports.drafting.names import axis_norm, norm, place
from reports.drafting.proposals import Part, Proposal
from reports.models import Axis, Company, Geography, Segment

ALIKE = 88  # of 100; below that, suggestions are mostly wrong
MOST = 3
KINDS = ("company", "axis", "segment", "geography")


@dataclass(frozen=True, slots=True)
class New:
    """A piece of reference data that is not there yet, by what its name means."""

    kind: str
    name: str
    axis: str = ""


Ref = int | New
"""The primary key of a row of reference data, or what would have to be made."""


class Catalogue:
    """All reference data by name. Five queries, whatever the text has.

    The name of one that was merged leads to the one that was kept."""

    def __init__(self) -> None:
        self.names: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
        self._cores: dict[tuple[str, int], dict[str, str]] = {}
        self.companies: dict[str, int] = {}
        for pk, name, shown in standing(Company):
            self.companies.setdefault(norm(name), pk)
            self.names["company"].setdefault(norm(name), shown)
        self.axes: dict[str, int] = {}
        for pk, name in Axis.objects.order_by("pk").values_list("pk", "name"):
            self.axes.setdefault(axis_norm(name), pk)
            self.names["axis"].setdefault(axis_norm(name), name)
        self.segments: dict[tuple[int, str], tuple[int, str]] = {}
        for pk, name, shown, axis in standing(Segment, "axis"):
            self.segments.setdefault((axis, norm(name)), (pk, shown))
        self.codes: dict[str, int] = {}
        self.places: dict[str, int] = {}
        for pk, name, shown, code in standing(Geography, "code"):
            self.codes[code] = pk
            self.places.setdefault(norm(name), pk)
            self.names["geography"].setdefault(norm(name), shown)

    # -- one name ----------------------------------------------------------

    def company(self, name: str) -> Ref:
        return self.companies.get(norm(name)) or New("company", norm(name))

    def axis(self, name: str) -> Ref:
        return self.axes.get(axis_norm(name)) or New("axis", axis_norm(name))

    def segment(self, axis: str, name: str) -> Ref:
        owner = self.axes.get(axis_norm(axis))
        found = self.segments.get((owner, norm(name))) if owner else None
        return found[0] if found else New("segment", norm(name), axis_norm(axis))

    def geography(self, name: str, kind: str = "") -> Ref:
        code = place(name, kind).code
        return self.places.get(norm(name)) or self.codes.get(code) or New("geography", code)

    # -- proposals ---------------------------------------------------------

    def matched(self, proposals: Iterable[Proposal]) -> list[Proposal]:
        """The proposals with the names that reference data have, and with those nearly so."""
        return [self._matched(proposal) for proposal in proposals]

    def _matched(self, proposal: Proposal) -> Proposal:
        values = proposal.values
        parts = tuple(self._part(part, values) for part in proposal.parts)
        notes = [
            f"“{part.value}” is nearly the same as “{'”, “'.join(part.alike)}”."
            for part in parts
            if part.alike
        ]
        return replace(proposal, parts=parts).noted(*notes)

    def _part(self, part: Part, values: dict[str, str]) -> Part:
        if part.name not in KINDS or not part.value:
            return part
        known, key, owner = self.names[part.name], norm(part.value), 0
        if part.name == "axis":
            key = axis_norm(part.value)
        elif part.name == "segment":
            owner = self.axes.get(axis_norm(values.get("axis", "")), 0)
            known = {
                name: shown for (axis, name), (_, shown) in self.segments.items() if axis == owner
            }
        elif part.name == "geography":
            found = self.geography(part.value)
            if isinstance(found, int):
                return part  # as printed: "U.S." finds the United States
        if key in known:
            return replace(part, value=known[key])
        if (part.name, owner) not in self._cores:
            self._cores[part.name, owner] = {key: core(shown) for key, shown in known.items()}
        hits = alike(part.value, self._cores[part.name, owner])
        return replace(part, alike=tuple(known[key] for key in hits))


def standing(model: Any, *fields: str) -> Iterator[tuple[Any, ...]]:
    """(key, name, name to show, other fields) of all rows; key and shown name are those of
    the one that was kept."""
    rows = model.objects.order_by("pk").values_list(
        "pk", "name", "merged_into", "merged_into__name", *fields
    )
    for pk, name, kept, shown, *others in rows:
        yield kept or pk, name, shown or name, *others


def alike(name: str, known: dict[str, str]) -> list[str]:
    """Keys of the names that may mean the same, best first; ``known`` are names' cores by key."""
    hits = process.extract(core(name), known, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST)
    return [key for _, _, key in hits]
