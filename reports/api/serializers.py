"""Rows as the API shows them. Every field is named here; nothing is passed on unseen.

Plain functions rather than Django REST framework's serializer classes: these
only read, and a list of 200 figures has 6,000 fields. `shapes` has their types.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from reports.api.addresses import Addresses
from reports.api.shapes import (
    ChecksData,
    DevelopmentData,
    EditionData,
    FigureData,
    KeyPlayerData,
    MarketData,
    ReleaseData,
    ReportData,
    Source,
)
from reports.document import ReportDocument
from reports.document.card import Card
from reports.document.richtext import with_links
from reports.exports import content
from reports.exports.numbers import amounts
from reports.exports.origin import moment

Links = Mapping[str, str]


def figure(row: Any, addresses: Addresses) -> FigureData:
    """A row of `queries.figures`."""
    coordinates = (row.market, row.edition, row.key)
    return {
        "market": row.market,
        "edition": row.edition,
        "key": row.key,
        "release": release_data(row.number, row.release),
        "sample": row.sample,
        "label": row.label,
        "text": row.text,
        "measure": row.measure,
        "statistic": row.statistic,
        "segments": segments(row.segments),
        "segment_names": row.segment_names,
        "geography": {"code": row.geography, "name": row.geography_name},
        "period": {"start": row.period_start, "end": row.period_end},
        "value": row.printed_value,
        "unit": row.unit,
        "multiplier": row.multiplier,
        **amounts(row),
        "claim": row.claim,
        "source": source_data(row),
        "attribution": row.attribution,
        "note": row.note,
        "calculation": {"rule": row.rule, "formula": row.formula} if row.rule else None,
        "url": addresses.detail("figures", *coordinates),
        "page": addresses.figure_page(*coordinates),
    }


def key_player(row: Any, addresses: Addresses, links: Links) -> KeyPlayerData:
    """A row of `queries.key_players`; ``links`` has the paths of visible reports."""
    return {
        "market": row.market,
        "edition": row.edition,
        "company": row.company,
        "release": release_data(row.number, row.release),
        "sample": row.sample,
        "name": row.name,
        "html": with_links(row.html, links),
        "source": {"key": row.source} if row.source else None,
        "url": addresses.detail("key-players", row.market, row.edition, row.company),
        "page": addresses.report_page(row.market, row.edition),
    }


def development(row: Any, addresses: Addresses, links: Links) -> DevelopmentData:
    """A row of `queries.developments`; ``links`` has the paths of visible reports."""
    return {
        "market": row.market,
        "edition": row.edition,
        "key": row.key,
        "release": release_data(row.number, row.release),
        "sample": row.sample,
        "date": row.iso,
        "precision": row.precision,
        "company": row.company,
        "company_name": row.company_name,
        "kind": row.kind,
        "title": row.title,
        "html": with_links(row.html, links),
        "source": source_data(row),
        "url": addresses.detail("developments", row.market, row.edition, row.key),
        "page": addresses.report_page(row.market, row.edition),
    }


def report(release: Any, addresses: Addresses) -> ReportData:
    """A release of `queries.reports`, by its card."""
    card: Card = release.load_card()
    coordinates = (release.report.market, release.report.edition)
    return {
        "market": release.report.market,
        "edition": release.report.edition,
        "release": release_data(release.number, release),
        "sample": card.sample,
        "title": card.title,
        "standfirst": card.standfirst,
        "market_title": card.market_title,
        "sector": card.sector,
        "base_year": card.base_year,
        "forecast": card.forecast,
        "headlines": [
            {
                "key": headline.key,
                "title": headline.title,
                "compact": headline.compact,
                "text": headline.text,
                "status": headline.status.lower(),
            }
            for headline in card.headlines
        ],
        "url": addresses.detail("reports", *coordinates),
        "page": addresses.report_page(*coordinates),
    }


def edition(release: Any, addresses: Addresses) -> EditionData:
    """A release of `queries.reports` in the list of its market's editions."""
    card: Card = release.load_card()
    coordinates = (release.report.market, release.report.edition)
    return {
        "edition": release.report.edition,
        "title": card.title,
        "release": release_data(release.number, release),
        "sample": card.sample,
        "url": addresses.detail("reports", *coordinates),
        "page": addresses.report_page(*coordinates),
    }


def market(latest: Any, addresses: Addresses) -> MarketData:
    """A market, by the current release of its latest edition (`queries.markets`)."""
    card: Card = latest.load_card()
    name = latest.report.market
    return {
        "market": name,
        "title": card.market_title,
        "description": card.market_description,
        "sector": card.sector,
        "latest": edition(latest, addresses),
        "url": addresses.detail("markets", name),
        "page": addresses.market_page(name),
    }


def report_with_document(
    release: Any, document: ReportDocument, addresses: Addresses, links: Links
) -> dict[str, Any]:
    """A release with its whole document. Only visible reports are named among its links."""
    coordinates = (release.report.market, release.report.edition)
    return {
        "market": release.report.market,
        "edition": release.report.edition,
        "release": {
            **release_data(release.number, release),
            "reason": release.reason,
            "loaded": release.loaded,
        },
        "document": content.content(document, links),
        "checks": checks(release),
        "url": addresses.detail("reports", *coordinates),
        "page": addresses.report_page(*coordinates),
    }


def checks(release: Any) -> ChecksData | None:
    """What was checked at a release's issue; None where that was not kept."""
    return cast("ChecksData | None", content.checks(release.load_checks()))


def segments(canonical: str) -> list[dict[str, str]]:
    """The parts of ``axis:segment|axis:segment``; none for the whole market."""
    pairs = (part.partition(":") for part in canonical.split("|") if part)
    return [{"axis": axis, "segment": segment} for axis, _, segment in pairs]


def release_data(number: int, release: Any) -> ReleaseData:
    """A release as its rows name it."""
    return {
        "number": number,
        "released_at": moment(release.release_at),
        "kind": release.kind,
    }


def source_data(row: Any) -> Source | None:
    """The source of a row, as far as the row names it."""
    if not row.source:
        return None
    return {"key": row.source, "title": row.source_title, "publisher": row.source_publisher}
