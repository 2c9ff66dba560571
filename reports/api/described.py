"""Releases, series, companies, segments, places, sources and search results as the API shows
them; the rest is in `serializers`. Every field is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from reports.api.addresses import Addresses
from reports.api.serializers import release_data, segments, source_data
from reports.api.shapes import (
    CompanyData,
    FoundData,
    GeographyData,
    ReleaseEntryData,
    SegmentData,
    SeriesData,
    SourceData,
)
from reports.document.diff import Change
from reports.document.richtext import with_links
from reports.document.words import Term, snippet
from reports.exports.numbers import amounts
from reports.exports.origin import moment

Links = Mapping[str, str]


def release(row: Any, at: datetime, addresses: Addresses) -> ReleaseEntryData:
    """A release of `derived.releases`, as of a moment: its end does not show while it is ahead."""
    card = row.load_card()
    coordinates = (row.report.market, row.report.edition)
    ended = row.superseded_at if row.superseded_at and row.superseded_at <= at else None
    return {
        "market": row.report.market,
        "edition": row.report.edition,
        "number": row.number,
        "released_at": moment(row.release_at),
        "kind": row.kind,
        "reason": row.reason,
        "loaded": row.loaded,
        "superseded_at": moment(ended) if ended else None,
        "sample": card.sample,
        "title": card.title,
        "url": addresses.detail("releases", *coordinates, str(row.number)),
        "page": addresses.release_page(*coordinates, row.number),
    }


def changes(found: Sequence[Change] | None) -> list[dict[str, str]] | None:
    """What a release changed, in words; None where there is nothing to compare with."""
    return None if found is None else [change.as_dict() for change in found]


def series(row: Any, figures: Sequence[Any], addresses: Addresses) -> SeriesData:
    """Coordinates of `derived.series` with their figures, by year."""
    last = figures[-1]
    return {
        "market": row.market,
        "edition": row.edition,
        "measure": row.measure,
        "statistic": row.statistic,
        "segments": segments(row.segments),
        "segment_names": last.segment_names,
        "geography": {"code": row.geography, "name": last.geography_name},
        "unit": row.unit,
        "sample": last.sample,
        "release": release_data(last.number, last.release),
        "values": [
            {
                "key": item.key,
                "period": {"start": item.period_start, "end": item.period_end},
                "value": item.printed_value,
                "multiplier": item.multiplier,
                **amounts(item),
                "claim": item.claim,
                "source": source_data(item),
                "url": addresses.detail("figures", item.market, item.edition, item.key),
                "page": addresses.figure_page(item.market, item.edition, item.key),
            }
            for item in figures
        ],
        "url": addresses.filtered(
            "series",
            market=row.market,
            edition=row.edition,
            measure=row.measure,
            **({"statistic": row.statistic} if row.statistic else {}),
            segments=row.segments,
            geography=row.geography,
            unit=row.unit,
        ),
    }


def company(row: Any, markets: Sequence[str], addresses: Addresses) -> CompanyData:
    """A row of `derived.companies`."""
    known = row.details
    return {
        "company": row.key,
        "name": row.title,
        "website": known.get("website", ""),
        "ror": known.get("ror", ""),
        "wikidata": known.get("wikidata", ""),
        "lei": known.get("lei", ""),
        "markets": list(markets),
        "key_players": addresses.filtered("key-players", company=row.key),
        "developments": addresses.filtered("developments", company=row.key),
        "url": addresses.detail("companies", row.key),
        "page": addresses.company_page(row.key),
    }


def segment(part: Any, addresses: Addresses, links: Links) -> SegmentData:
    """A part of `derived.segments`; ``links`` has the paths of visible reports."""
    place = {"market": part.market, "edition": part.edition}
    return {
        "market": part.market,
        "edition": part.edition,
        "axis": part.axis.slug,
        "axis_name": part.axis.name,
        "segment": part.item.slug,
        "name": part.item.name,
        "release": release_data(part.release.number, part.release),
        "sample": part.release.load_card().sample,
        "html": with_links(part.item.html, links),
        "source": {"key": part.item.source} if part.item.source else None,
        "figures": addresses.filtered("figures", **place, segment=part.key),
        "url": addresses.filtered("segments", **place, segment=part.key),
        "page": addresses.report_page(part.market, part.edition),
    }


def geography(place: Any, addresses: Addresses) -> GeographyData:
    """A place of `derived.geographies`."""
    return {
        "code": place.code,
        "name": place.name,
        "markets": list(place.markets),
        "figures": addresses.filtered("figures", geography=place.code),
        "url": addresses.filtered("geographies", code=place.code),
    }


def source(part: Any, addresses: Addresses) -> SourceData:
    """A part of `derived.sources`."""
    item = part.item
    return {
        "market": part.market,
        "edition": part.edition,
        "key": part.key,
        "release": release_data(part.release.number, part.release),
        "sample": part.release.load_card().sample,
        "title": item.title,
        "publisher": item.publisher,
        "address": item.url,
        "published": item.published.isoformat() if item.published else None,
        "licence": item.licence,
        "note": item.note,
        "url": addresses.filtered(
            "sources", market=part.market, edition=part.edition, key=part.key
        ),
        "page": addresses.report_page(part.market, part.edition),
    }


def found(row: Any, terms: Sequence[Term], addresses: Addresses) -> FoundData:
    """A search entry, with the passage that holds the terms."""
    place = (row.market, row.edition)
    report = addresses.report_page(*place)
    urls = {
        "report": lambda: (addresses.detail("reports", *place), report),
        "company": lambda: (
            addresses.detail("companies", row.key),
            addresses.company_page(row.key),
        ),
        "development": lambda: (addresses.detail("developments", *place, row.key), report),
        "segment": lambda: (
            addresses.filtered("segments", market=place[0], edition=place[1], segment=row.key),
            report,
        ),
    }
    url, page = urls[row.kind]()
    return cast(
        "FoundData",
        {
            "kind": row.kind,
            "market": row.market,
            "edition": row.edition,
            "key": row.key,
            "title": row.title,
            "note": row.note,
            "passage": "".join(text for text, _ in snippet(row.body, terms)),
            "url": url,
            "page": page,
        },
    )
