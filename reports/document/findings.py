"""What a check says of a document. No Django here: the same findings serve
the editor, the release screen, the API and the public page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters; errors refuse a release."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the report a finding belongs.

    ``field`` is a field of the report page ("figures", "base_year"); ``block``
    the id of a block in it; ``sub_field`` the field inside that block. The
    last two are empty when the finding concerns the field as a whole.
    """

    field: str
    block: str = ""
    sub_field: str = ""

    @property
    def anchor(self) -> str:
        """The fragment that opens the editor at this place."""
        return f"block-{self.block}-section" if self.block else f"field-{self.field}"


NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a check: a stable dotted code, a severity, a place and a sentence.

    ``key`` is the figure (or player, or development) it is about. ``numbers``
    holds the values behind the sentence, for readers who want to check the
    check. ``diagnosis`` is a sentence that names the single change which would
    make the claim true, and ``remedy`` the kind of that change; both are empty
    where none fits. ``span`` are the characters [start, end) it is about, in a
    text that was checked or in the plain text of the field. ``behind`` are the
    keys of further figures that the finding rests on.
    """

    code: str
    severity: Severity
    place: Place
    message: str
    key: str = ""
    numbers: dict[str, str] = field(default_factory=dict, compare=False)
    diagnosis: str = ""
    remedy: str = ""
    span: tuple[int, int] | None = None
    behind: tuple[str, ...] = field(default=(), compare=False)

    @property
    def family(self) -> str:
        """The rule family: "growth" of "growth.mismatch"."""
        return self.code.partition(".")[0]

    @property
    def fingerprint(self) -> str:
        """What an accepted finding is known by (16 hex digits): where it is and what it says.

        It changes as soon as a number behind it does, so an acceptance never
        covers a finding that its author did not see.
        """
        subject = self.key or self.place.block
        numbers = "|".join(f"{name}={value}" for name, value in sorted(self.numbers.items()))
        parts = (self.code, self.place.field, subject, self.message, self.diagnosis, numbers)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def error(code: str, place: Place, message: str, *, key: str = "", **numbers: str) -> Finding:
    """A finding that refuses a release."""
    return Finding(code, Severity.ERROR, place, message, key, numbers)


def warning(code: str, place: Place, message: str, *, key: str = "", **numbers: str) -> Finding:
    """A finding that an editor should look at, and may accept with a reason."""
    return Finding(code, Severity.WARNING, place, message, key, numbers)


def note(code: str, place: Place, message: str, *, key: str = "", **numbers: str) -> Finding:
    """A finding that is merely worth knowing."""
    return Finding(code, Severity.NOTE, place, message, key, numbers)


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Those findings that refuse a release."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]
