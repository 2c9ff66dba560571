"""What a check says of a document. No Django here: the same findings serve
the editor, the release screen, the API and the public page."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a check: a stable code, a severity, a place and a sentence.

    ``numbers`` holds the values behind the sentence, for readers who want to
    check the check.
    """

    code: str
    severity: Severity
    place: Place
    message: str
    key: str = ""
    numbers: dict[str, str] = field(default_factory=dict, compare=False)


def error(code: str, place: Place, message: str, *, key: str = "", **numbers: str) -> Finding:
    """A finding that refuses a release."""
    return Finding(code, Severity.ERROR, place, message, key, numbers)


def warning(code: str, place: Place, message: str, *, key: str = "", **numbers: str) -> Finding:
    """A finding that an editor should look at before releasing."""
    return Finding(code, Severity.WARNING, place, message, key, numbers)


def errors(findings: list[Finding]) -> list[Finding]:
    """Those findings that refuse a release."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]
