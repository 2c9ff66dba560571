"""The checks of a release as they are kept with it and shown: what was checked, what was found."""

from __future__ import annotations

from collections.abc import Mapping

from reports.consistency import RULES, acceptable
from reports.document.findings import Finding, Severity
from reports.document.schema import Part, ReportDocument

# Findings that help the editor and are not kept: what can be bound, and what another edition
# said, which may be corrected or withdrawn while this release stands.
FOR_EDITORS = {"narrative.unbound", "edition.untouched", *RULES["editions"].codes}
RULES_FOR_EDITORS = {"editions"}


class Accepted(Part):
    """Why a finding was accepted, and by whom."""

    reason: str
    by: str = ""


class CheckedRule(Part):
    """One rule that ran: what it checked in readers' words, how many things it looked at,
    and in a sentence each what it recalculated and found right, by figure key."""

    name: str
    title: str
    count: int
    confirmed: dict[str, str] = {}


class KeptFinding(Part):
    """A finding as it stood when the release was issued. ``key`` is the figure it is about."""

    code: str
    severity: Severity
    message: str
    diagnosis: str = ""
    numbers: dict[str, str] = {}
    field: str = ""
    key: str = ""
    accepted: Accepted | None = None


class Checks(Part):
    """What was checked for a release and what was found."""

    rules: tuple[CheckedRule, ...] = ()
    findings: tuple[KeptFinding, ...] = ()

    def of(self, name: str) -> tuple[KeptFinding, ...]:
        """The findings that a rule's codes account for."""
        codes = RULES[name].codes if name in RULES else {}
        return tuple(finding for finding in self.findings if finding.code in codes)

    def accepted(self) -> set[tuple[str, str, str]]:
        """What was accepted and why: (code, sentence, reason)."""
        return {
            (finding.code, finding.message, finding.accepted.reason)
            for finding in self.findings
            if finding.accepted
        }

    def disputed(self) -> dict[str, KeptFinding]:
        """The accepted errors by the key of their figure: printed so, and not consistent."""
        return {
            finding.key: finding
            for finding in self.findings
            if finding.severity is Severity.ERROR and finding.accepted and finding.key
        }


def record(
    document: ReportDocument, findings: list[Finding], accepted: Mapping[str, Accepted]
) -> Checks:
    """The checks to keep with a release; ``accepted`` holds reasons by fingerprint."""
    return Checks(
        rules=tuple(
            CheckedRule(
                name=name,
                title=rule.title,
                count=rule.counts(document),
                confirmed=dict(rule.confirms(document)),
            )
            for name, rule in RULES.items()
            if name not in RULES_FOR_EDITORS
        ),
        findings=tuple(
            KeptFinding(
                code=finding.code,
                severity=finding.severity,
                message=finding.message,
                diagnosis=finding.diagnosis,
                numbers=finding.numbers,
                field=finding.place.field,
                key=finding.key,
                accepted=accepted.get(finding.fingerprint)
                if acceptable(finding, document)
                else None,
            )
            for finding in findings
            if finding.code not in FOR_EDITORS
        ),
    )


def refusing(
    document: ReportDocument, findings: list[Finding], accepted: Mapping[str, Accepted]
) -> list[Finding]:
    """The errors that stand in the way of a release: all that were not, or cannot be, accepted."""
    return [
        finding
        for finding in findings
        if finding.severity is Severity.ERROR
        and not (finding.fingerprint in accepted and acceptable(finding, document))
    ]
