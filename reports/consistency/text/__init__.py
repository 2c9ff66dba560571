"""Check the claims of a text against each other: what its own arithmetic says.

The text is read by `reports.pressrelease`; each check is a function in this
package that takes `Claims` and yields findings with the characters they are about.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from reports.consistency.text import growth, periods, values, words
from reports.consistency.text.claims import Claims
from reports.document.findings import Finding, Severity
from reports.pressrelease import Claim, Reading, read

CHECKS: tuple[Callable[[Claims], Iterable[Finding]], ...] = (
    growth.check,
    values.check,
    periods.check,
    words.check,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A text as read, with what the checks say of it; ``confirmed`` are the rates that agree
    with their end values, each with the arithmetic in a sentence."""

    reading: Reading
    findings: tuple[Finding, ...]
    confirmed: tuple[tuple[Claim, str], ...] = ()

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        """Claims, findings and what could not be read, as plain data."""
        return {
            "claims": [claim.as_json() for claim in self.reading.claims],
            "findings": [finding_json(finding) for finding in self.findings],
            "confirmed": [
                {"span": list(claim.span), "message": text} for claim, text in self.confirmed
            ],
            "unread": [
                {"span": list(item.span), "text": item.text, "why": item.why}
                for item in self.reading.unread
            ],
        }


def check_text(text: str, at: dt.date | None = None) -> Checked:
    """Read a text and check its claims. ``at`` is the day from which a horizon has passed;
    without it, the day on which the text says it was published."""
    reading = read(text)
    claims = Claims(reading, at)
    found = [finding for check in CHECKS for finding in check(claims)]
    order = list(Severity)
    found.sort(key=lambda finding: (order.index(finding.severity), finding.span or (0, 0)))
    return Checked(reading, tuple(dict.fromkeys(found)), tuple(growth.confirms(claims)))


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding as plain data; ``span`` and ``diagnosis`` are null where there is none."""
    data: dict[str, Any] = {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "span": list(finding.span) if finding.span else None,
        "diagnosis": finding.diagnosis or None,
        "remedy": finding.remedy or None,
        "numbers": finding.numbers,
    }
    if finding.key:
        data["figure"] = finding.key
    if finding.place.field and finding.place.field != "text":
        data["field"] = finding.place.field
    return data
