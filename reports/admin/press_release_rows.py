"""A review as its screen shows it: rows of proposals, and the text with its marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reports.consistency.text.marking import Run, marked
from reports.document.findings import Finding
from reports.drafting.decisions import Decision, take_name, value_name
from reports.drafting.proposals import FIELDS, Part, Proposal, State
from reports.drafting.review import Review

# Fields of the report itself stand together, the others each for themselves.
OF_THE_REPORT = ("title", "base_year", "history", "forecast", "currency")
QUOTES = 3  # of a claim that is told more often, the count is enough


@dataclass(frozen=True)
class Cell:
    """A part of a proposal as a form field."""

    part: Part
    name: str
    value: str
    problem: str

    @property
    def wide(self) -> bool:
        return self.part.name in ("title", "text", "statistic", "attribution")


@dataclass(frozen=True)
class Row:
    """A proposal with what stands beside it."""

    proposal: Proposal
    taken: bool
    name: str
    cells: list[Cell]
    quotes: list[tuple[int, str]]
    findings: list[Finding]


@dataclass(frozen=True)
class Group:
    """The rows of a field; those that the draft has already apart."""

    title: str
    rows: list[Row]
    same: list[Row]


def groups(reviewed: Review, decisions: Iterable[Decision]) -> list[Group]:
    """The rows of a review by field, in the order of the fields."""
    titles = {name: "Report" if name in OF_THE_REPORT else FIELDS[name] for name in FIELDS}
    by_title: dict[str, list[Row]] = {title: [] for title in titles.values()}
    for decision in decisions:
        by_title[titles[decision.proposal.field]].append(_row(reviewed, decision))
    return [
        Group(
            title,
            [row for row in rows if row.proposal.state is not State.SAME],
            [row for row in rows if row.proposal.state is State.SAME],
        )
        for title, rows in by_title.items()
        if rows
    ]


def runs(reviewed: Review) -> list[tuple[Run, str]]:
    """The text in runs, each with the id of the proposal that begins there, if one does."""
    leads: dict[int, str] = {}
    # Base year and currency may rest on a value, whose own row comes first.
    for proposal in sorted(reviewed.proposals, key=lambda item: item.field in OF_THE_REPORT):
        for start, _ in proposal.spans:
            leads.setdefault(start, proposal.id)
    shown: dict[str, Any] = reviewed.checked.as_json()
    return [(run, leads.get(run.start, "")) for run in marked(reviewed.text, shown)]


def _row(reviewed: Review, decision: Decision) -> Row:
    proposal = decision.proposal
    cells = [
        Cell(
            part,
            value_name(proposal, part),
            decision.values[part.name],
            decision.problems.get(part.name, ""),
        )
        for part in proposal.parts
        if not part.hidden
    ]
    quotes = [(span[0], reviewed.quote(span)) for span in proposal.spans[:QUOTES]]
    findings = reviewed.beside[proposal.id]
    return Row(proposal, decision.taken, take_name(proposal), cells, quotes, findings)
