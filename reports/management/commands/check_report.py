"""``manage.py check_report <market>/<edition>``: what the rules say of a report."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports import clock
from reports.consistency import check
from reports.consistency.rule import Context
from reports.consistency.text import finding_json
from reports.document.findings import Finding, Severity
from reports.models import MarketPage, Release, ReportPage


class Command(BaseCommand):
    help = (
        "Checks the newest draft of a report, or with --released what is public now. "
        "Exit status 1 if there is an error that was not accepted."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("report", metavar="MARKET/EDITION")
        parser.add_argument("--released", action="store_true", help="what is public, not the draft")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        market, slash, edition = options["report"].partition("/")
        if not slash or not market or not edition:
            raise CommandError("Name the report as market/edition.")
        if options["released"]:
            findings, accepted = released(market, edition)
        else:
            findings, accepted = draft(market, edition)
        if options["format"] == "json":
            rows = [
                {**finding_json(item), "accepted": accepted.get(item.fingerprint)}
                for item in findings
            ]
            self.stdout.write(json.dumps({"findings": rows}, ensure_ascii=False, indent=2))
        else:
            for finding in findings:
                self.stdout.write(line(finding, accepted.get(finding.fingerprint, "")))
            self.stdout.write("1 finding" if len(findings) == 1 else f"{len(findings)} findings")
        if any(
            item.severity is Severity.ERROR and item.fingerprint not in accepted
            for item in findings
        ):
            raise SystemExit(1)


def draft(market: str, edition: str) -> tuple[list[Finding], dict[str, str]]:
    """The findings of a draft, and the reasons of those accepted, by fingerprint."""
    examination = draft_page(market, edition).get_latest_revision_as_object().examine()
    accepted = {
        finding.fingerprint: examination.accepted[finding.fingerprint].reason
        for finding in examination.findings
        if finding.fingerprint in examination.accepted and examination.acceptable(finding)
    }
    return examination.findings, accepted


def released(market: str, edition: str) -> tuple[list[Finding], dict[str, str]]:
    """The same for what is public: its document checked anew, with today's rules."""
    now = clock.now()
    release = Release.objects.released(now).of(market, edition).first()
    if release is None:
        raise CommandError(f"Nothing of {market}/{edition} is public.")
    findings = check(release.load_document(), Context(at=release.release_at.date()))
    kept = release.load_checks()
    reasons = {
        (item.code, item.message): item.accepted.reason
        for item in (kept.findings if kept else ())
        if item.accepted
    }
    accepted = {
        finding.fingerprint: reasons[finding.code, finding.message]
        for finding in findings
        if (finding.code, finding.message) in reasons
    }
    return findings, accepted


def draft_page(market: str, edition: str) -> ReportPage:
    """The report page with an address, or with that edition below the market's page."""
    found = ReportPage.objects.filter(record__market=market, record__edition=edition).first()
    if found is None:
        for page in MarketPage.objects.filter(slug=market):
            for child in ReportPage.objects.child_of(page):
                if child.get_latest_revision_as_object().edition == edition:
                    return child
        raise CommandError(f"There is no report {market}/{edition}.")
    return found


def line(finding: Finding, accepted: str = "") -> str:
    """A finding in one line of text."""
    where = finding.key or finding.place.field
    parts = [f"{finding.severity.upper()} {finding.code} [{where}] {finding.message}"]
    if finding.diagnosis:
        parts.append(finding.diagnosis)
    if accepted:
        parts.append(f"Accepted: {accepted}")
    return " ".join(parts)
