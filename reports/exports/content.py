"""A document as plain JSON data for everybody: the one form of API and files alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reports.consistency.record import Checks
from reports.document import ReportDocument
from reports.document.richtext import with_links
from reports.document.stored import dump
from reports.exports.citations import apa, report_citation
from reports.exports.origin import Origin

Links = Mapping[str, str]


def content(document: ReportDocument, links: Links) -> dict[str, Any]:
    """A document without the ids of the editor's blocks, with links to visible reports alone."""
    data: dict[str, Any] = _public(dump(document), links)
    data["takeaways"] = [with_links(html, links) for html in data["takeaways"]]
    data["links"] = [address for address in document.links if address in links]
    return data


def checks(kept: Checks | None) -> dict[str, Any] | None:
    """What was checked at a release's issue; None where that was not kept."""
    if kept is None:
        return None
    return {
        "rules": [
            {"name": rule.name, "title": rule.title, "count": rule.count} for rule in kept.rules
        ],
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity.value,
                "message": finding.message,
                "diagnosis": finding.diagnosis or None,
                "numbers": finding.numbers,
                "key": finding.key or None,
                "accepted": finding.accepted.reason if finding.accepted else None,
            }
            for finding in kept.findings
        ],
    }


def report(
    document: ReportDocument, kept: Checks | None, origin: Origin, links: Links
) -> dict[str, Any]:
    """A whole release as a file: where it comes from, its document, its checks."""
    return {
        "market": origin.market,
        "edition": origin.edition,
        "release": {
            "number": origin.number,
            "released_at": origin.moment,
            "kind": origin.kind,
            "reason": origin.reason,
            "loaded": origin.loaded,
            "page": origin.release,
        },
        "sample": document.sample,
        "page": origin.page,
        "publisher": origin.publisher,
        "licence": {"name": origin.licence.name, "url": origin.licence.url},
        "citation": apa(report_citation(document, origin)),
        "document": content(document, links),
        "checks": checks(kept),
    }


def _public(data: Any, links: Links) -> Any:
    if isinstance(data, dict):
        return {
            name: with_links(value, links) if name == "html" else _public(value, links)
            for name, value in data.items()
            if name != "block"
        }
    return [_public(item, links) for item in data] if isinstance(data, list) else data
