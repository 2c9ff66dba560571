"""The checks of a release as templates show them: each rule with what it found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reports.consistency.record import Checks, KeptFinding
from reports.document.findings import Severity
from reports.document.language import gettext as _


@dataclass(frozen=True)
class CheckRow:
    """One rule: what was checked, how much of it, and what was found."""

    title: str
    count: int
    details: tuple[str, ...]
    findings: tuple[KeptFinding, ...]

    @property
    def flagged(self) -> bool:
        """Whether readers should look: notes alone do not raise a flag."""
        return any(finding.severity is not Severity.NOTE for finding in self.findings)


def present_checks(checks: Checks | None) -> dict[str, Any]:
    """The part of a report's context that is about its checks.

    ``check_rows`` is None for a release from before checks were kept;
    ``disputed`` holds the accepted errors by figure; ``confirmed`` the
    figures that a rule recalculated and found right.
    """
    if checks is None:
        return {"check_rows": None, "disputed": {}, "confirmed": {}, "open_checks": 0}
    rows = [
        CheckRow(_(rule.title), rule.count, tuple(rule.confirmed.values()), checks.of(rule.name))
        for rule in checks.rules
        if rule.count
    ]
    rows.sort(key=lambda row: not row.flagged)
    return {
        "check_rows": rows,
        "disputed": checks.disputed(),
        "confirmed": {key: text for rule in checks.rules for key, text in rule.confirmed.items()},
        "open_checks": sum(row.flagged for row in rows),
    }
