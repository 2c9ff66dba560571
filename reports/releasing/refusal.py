"""Why something was not released."""

from __future__ import annotations

from collections.abc import Sequence

from reports.document.findings import Finding


class Refused(Exception):
    """A release, or a change to one, that cannot be made. Nothing was written.

    ``findings`` say what is wrong with the document, if that is why.
    """

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.findings = list(findings)

    def __str__(self) -> str:
        lines = [self.message, *(f"{item.place.field}: {item.message}" for item in self.findings)]
        return "\n".join(lines)
