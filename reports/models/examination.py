"""A draft with everything that the checks say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from reports import clock
from reports.consistency import acceptable, check
from reports.consistency.record import Accepted, Checks, record, refusing
from reports.consistency.rule import Context
from reports.document import ReportDocument
from reports.document.findings import Finding, Severity
from reports.models.cleaning import unclean_blocks, unique
from reports.models.querysets import edition_label
from reports.models.release import Release

if TYPE_CHECKING:
    from reports.models.pages import ReportPage


@dataclass(frozen=True)
class Examination:
    """The document of a draft, its findings, and the reasons for which some were accepted."""

    document: ReportDocument
    findings: list[Finding]
    accepted: Mapping[str, Accepted]

    @property
    def refusing(self) -> list[Finding]:
        """The errors that stand in the way of a release."""
        return refusing(self.document, self.findings, self.accepted)

    @property
    def open(self) -> list[Finding]:
        """What asks for an editor: errors in the way and warnings without a reason."""
        return [
            finding
            for finding in self.findings
            if finding.severity is not Severity.NOTE
            and not (finding.fingerprint in self.accepted and self.acceptable(finding))
        ]

    def acceptable(self, finding: Finding) -> bool:
        return acceptable(finding, self.document)

    def checks(self) -> Checks:
        """What a release keeps of this examination."""
        return record(self.document, self.findings, self.accepted)


def examine(page: ReportPage, at: datetime | None = None) -> Examination:
    """Examine a draft as it would be released at ``at`` (now when not given)."""
    moment = at or clock.now()
    built = page.build(moment)
    context = context_of(page, moment)
    findings = [*unclean_blocks(page), *built.findings, *check(built.document, context)]
    accepted = {
        item.fingerprint: Accepted(reason=item.reason, by=item.user_name)
        for item in (page.accepted_findings.all() if page.pk else ())
    }
    return Examination(built.document, unique(findings), accepted)


def context_of(page: ReportPage, moment: datetime) -> Context:
    """What the rules may know: the day, this edition's newest release, the edition before.

    Of the edition before only what is public now counts, for findings are shown to readers.
    """
    report = getattr(page, "record", None)
    newest = None
    if report:
        newest = report.releases.filter(cancelled_at=None).order_by("-release_at").first()
    earlier = (
        Release.objects.released(clock.now())
        .filter(report__market_page_id=page.get_parent().pk)
        .annotate(label=edition_label())
        .filter(label__lt=page.edition)
        .order_by("-label")
        .first()
        if page.edition
        else None
    )
    return Context(
        at=moment.date(),
        released=newest and newest.load_document(),
        earlier=earlier and earlier.load_document(),
    )
