"""What an import proposes: each field or block that a press release speaks of, once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from reports.document.formatting import MULTIPLIERS, PERCENT
from reports.pressrelease.claims import Claim, Confidence, Span

RANK = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}

MOST_TOLD = 4  # contradicting values in a note

# The fields of a report page that an import can fill, in the order of the review screen.
FIELDS = {
    "title": "Title",
    "base_year": "Base year",
    "history": "Historical period",
    "forecast": "Forecast period",
    "currency": "Currency",
    "figures": "Figures",
    "segments": "Axes and segments",
    "geographies": "Geographies",
    "factors": "Market factors",
    "outlooks": "Outlooks",
    "key_players": "Key players",
    "developments": "Developments",
}


class State(StrEnum):
    """How a proposal stands to the draft, or to the rest of the text."""

    NEW = "new"  # the draft has nothing there
    SAME = "same"  # the draft says so already
    CHANGED = "changed"  # the draft says otherwise
    CONFLICT = "conflict"  # the text itself says two things


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a proposal that an editor may change.

    ``choices`` are (value, label) pairs where only these will do; ``alike`` the
    names of existing reference data that are nearly the same; a ``hidden`` part
    is not for changing.
    """

    name: str
    label: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    alike: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """One field or block, as the text has it.

    ``id`` depends on the text's claim alone, not on the draft: importing again
    gives the same ids. ``old`` and ``new`` are set where the draft differs.
    ``ticked`` is whether it is accepted unless somebody says otherwise.
    """

    id: str
    field: str
    label: str
    parts: tuple[Part, ...]
    spans: tuple[Span, ...]
    confidence: Confidence
    state: State = State.NEW
    old: str = ""
    new: str = ""
    notes: tuple[str, ...] = ()
    ticked: bool = True

    @property
    def values(self) -> dict[str, str]:
        """The value of each part, by name."""
        return {part.name: part.value for part in self.parts}

    def with_values(self, values: Mapping[str, str]) -> Proposal:
        """The same proposal with other values; names that it does not have are ignored."""
        parts = tuple(
            part if part.hidden else replace(part, value=values.get(part.name, part.value))
            for part in self.parts
        )
        return replace(self, parts=parts)

    def noted(self, *notes: str) -> Proposal:
        """The same with further notes."""
        return replace(self, notes=tuple(dict.fromkeys((*self.notes, *notes))))

    def as_json(self) -> dict[str, Any]:
        """Plain data; ``old`` and ``notes`` where there are any."""
        always: dict[str, Any] = {
            "id": self.id,
            "field": self.field,
            "label": self.label,
            "values": self.values,
            "spans": [list(span) for span in self.spans],
            "confidence": self.confidence.value,
            "state": self.state.value,
            "accepted": self.ticked,
        }
        told = {"old": self.old, "new": self.new, "notes": list(self.notes)}
        return always | {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Unusable:
    """A claim that was read and that no field can take, with the reason."""

    label: str
    spans: tuple[Span, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim's proposal before it is told with others.

    Candidates with the same ``slot`` speak of the same thing; with the same
    ``answer`` they say the same of it.
    """

    slot: tuple[Hashable, ...]
    answer: Hashable
    proposal: Proposal


@dataclass
class Found:
    """What the families of proposals gather."""

    candidates: list[Candidate] = field(default_factory=list)
    unusable: list[Unusable] = field(default_factory=list)

    def add(
        self,
        name: str,
        slot: tuple[Hashable, ...],
        answer: Hashable,
        label: str,
        parts: Iterable[Part],
        claims: Iterable[Claim],
        *notes: str,
        confidence: Confidence | None = None,
    ) -> None:
        """A candidate for a field, from the claims that say so."""
        told = list(claims)
        sure = confidence or max((claim.confidence for claim in told), key=RANK.__getitem__)
        spans = tuple(dict.fromkeys(claim.span for claim in told))
        made = Proposal(
            _id(name, slot, answer), name, label, tuple(parts), spans, sure, notes=notes
        )
        self.candidates.append(Candidate((name, *slot), answer, made))

    def refuse(self, label: str, claim: Claim, why: str) -> None:
        self.unusable.append(Unusable(label, (claim.span,), why))


def _id(name: str, slot: tuple[Hashable, ...], answer: Hashable) -> str:
    told = json.dumps([name, slot, answer], default=str)
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:12]


def settled(candidates: Iterable[Candidate]) -> list[Proposal]:
    """Each thing once: repeated mentions together, contradicting ones marked as a conflict.

    Of contradicting mentions only those stay proposed as new that are alone
    in being read with confidence.
    """
    slots: dict[tuple[Hashable, ...], dict[Hashable, Proposal]] = {}
    for candidate in candidates:
        answers = slots.setdefault(candidate.slot, {})
        before = answers.get(candidate.answer)
        answers[candidate.answer] = (
            _together(before, candidate.proposal) if before else candidate.proposal
        )
    made: list[Proposal] = []
    for answers in slots.values():
        made += _weighed(list(answers.values()))
    return [ticked(proposal) for proposal in made]


def ticked(proposal: Proposal) -> Proposal:
    """Accepted by default: what is new and not read with low confidence."""
    wanted = proposal.state is State.NEW and proposal.confidence is not Confidence.LOW
    return replace(proposal, ticked=wanted)


def _together(first: Proposal, again: Proposal) -> Proposal:
    sure = max(first.confidence, again.confidence, key=RANK.__getitem__)
    spans = tuple(dict.fromkeys((*first.spans, *again.spans)))
    return replace(first, spans=spans, confidence=sure).noted(*again.notes)


def _weighed(answers: list[Proposal]) -> list[Proposal]:
    if len(answers) == 1:
        return answers
    sure = [answer for answer in answers if answer.confidence is not Confidence.LOW]
    told = []
    for answer in answers:
        others = ", ".join(
            told_values(other) for other in answers[:MOST_TOLD] if other is not answer
        )
        state = State.NEW if sure == [answer] else State.CONFLICT
        told.append(replace(answer, state=state).noted(f"The text also says {others} here."))
    return told


def told_values(proposal: Proposal) -> str:
    """What a proposal says of its subject, in a few words, for notes and lists."""
    if proposal.field == "figures":
        return amount_text(proposal.values)
    parts = [
        dict(part.choices).get(part.value, part.value)
        for part in proposal.parts
        if part.value and not part.hidden
    ]
    return ("–" if proposal.field in ("history", "forecast") else " ").join(parts)


def amount_text(value: Mapping[str, Any]) -> str:
    """The amount of a figure, from its parts or its block: "7.12 billion USD", "16.3%"."""
    number = str(value.get("value") or "")
    if value.get("low") and value.get("high"):
        number = f"{value['low']}–{value['high']}"
    if value.get("unit") == PERCENT:
        return f"{number}%"
    power = str(value.get("multiplier") or "0")
    word = MULTIPLIERS.get(int(power), "") if power.isdecimal() else ""
    return " ".join(part for part in (number, word, value.get("unit") or "") if part)
