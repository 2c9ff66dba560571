"""What an editor decides on: a text read, checked, matched and compared. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from reports.consistency.text import Checked, check_text
from reports.document.findings import Finding
from reports.drafting.entries import entry, problems
from reports.drafting.matching import Catalogue
from reports.drafting.proposals import Proposal, State, Unusable, ticked, told_values
from reports.drafting.proposing import propose
from reports.drafting.sheet import Sheet
from reports.drafting.sources import Announcement, proposed
from reports.drafting.target import Target
from reports.drafting.texts import digest
from reports.models import ImportedText, Segment

MOST_FINDINGS = 300  # beside proposals; a text with more has them listed above
OFFERED = "An earlier import of this draft offered it, and the draft does not have it."


@dataclass(frozen=True)
class Review:
    """What a text proposes for a target."""

    text: str
    checked: Checked
    target: Target
    proposals: tuple[Proposal, ...]
    unusable: tuple[Unusable, ...]
    announcement: Announcement

    @cached_property
    def beside(self) -> dict[str, list[Finding]]:
        """By id of proposal: the findings about characters that it rests on."""
        spanned = [(item, item.span) for item in self.checked.findings if item.span][:MOST_FINDINGS]
        return {
            proposal.id: [
                finding
                for finding, span in spanned
                if any(_overlap(span, other) for other in proposal.spans)
            ]
            for proposal in self.proposals
        }

    @property
    def other_findings(self) -> list[Finding]:
        """Those that stand beside no proposal."""
        shown = {finding for found in self.beside.values() for finding in found}
        return [finding for finding in self.checked.findings if finding not in shown]

    def quote(self, span: tuple[int, int]) -> str:
        """The characters of a claim in one line."""
        return " ".join(self.text[slice(*span)].split())

    def as_json(self) -> dict[str, Any]:
        """Proposals, what cannot be used, claims, findings and what was not read."""
        unusable = [
            {"label": item.label, "spans": [list(span) for span in item.spans], "why": item.why}
            for item in self.unusable
        ]
        proposals = [proposal.as_json() for proposal in self.proposals]
        return {"proposals": proposals, "unusable": unusable, **self.checked.as_json()}


def review(text: str, target: Target, checked: Checked | None = None) -> Review:
    """Read a cleaned text for a target; ``checked`` if that was done already."""
    checked = checked or check_text(text)
    sheet, catalogue = Sheet(target.draft), Catalogue()
    proposals, unusable = propose(checked.reading, known_segments(sheet))
    offered = offered_before(target)
    settled = [
        compared(proposal, sheet, catalogue, offered) for proposal in catalogue.matched(proposals)
    ]
    announcement = proposed(checked.reading, digest(text))
    return Review(text, checked, target, tuple(settled), tuple(unusable), announcement)


def compared(
    proposal: Proposal, sheet: Sheet, catalogue: Catalogue, offered: Iterable[str] = ()
) -> Proposal:
    """A proposal with how it stands to the draft. A conflict in the text stays one."""
    if problems(proposal.field, proposal.values, {}):
        return replace(proposal, ticked=False)
    made = entry(proposal.field, proposal.values, catalogue)
    state, old = sheet.compare(made)
    if proposal.state is State.CONFLICT and state is not State.SAME:
        return replace(proposal, old=old)
    new = (made.told or told_values(proposal)) if old else ""
    told = ticked(replace(proposal, state=state, old=old, new=new))
    if state is State.NEW and proposal.id in offered:
        return replace(told, ticked=False).noted(OFFERED)
    return told


def offered_before(target: Target) -> set[str]:
    """The ids of the proposals that earlier imports into this draft have shown."""
    if target.page is None:
        return set()
    rows = ImportedText.objects.filter(page=target.page).values_list("offered", flat=True)
    return {name for row in rows for name in row}


def known_segments(sheet: Sheet) -> list[tuple[str, str]]:
    """(axis, segment) names that a draft lists."""
    axes = {block["value"].get("axis") for block in sheet.streams["segments"]}
    names = Segment.objects.filter(axis__in=[pk for pk in axes if pk])
    return list(names.values_list("axis__name", "name"))


def _overlap(one: tuple[int, int], two: tuple[int, int]) -> bool:
    return one[0] < two[1] and two[0] < one[1]
