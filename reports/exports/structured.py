"""Reports and figures as JSON-LD in the vocabulary of schema.org."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from reports.document import ReportDocument, language
from reports.document.language import gettext as _
from reports.document.schema import Figure, Period, Source
from reports.exports.citations import apa, figure_citation, report_citation
from reports.exports.origin import Origin

Data = dict[str, Any]
# Signs that could end the element that holds the data, or its line.
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script_text(data: Mapping[str, Any]) -> str:
    """JSON that stays data inside ``<script type="application/ld+json">``."""
    return json.dumps(data, ensure_ascii=False).translate(_UNSAFE)


def report_data(
    document: ReportDocument,
    origin: Origin,
    files: Sequence[tuple[str, str]],
    crumbs: Sequence[tuple[str, str]],
    image: str = "",
) -> Data:
    """A release of a report: publisher, report, its data with their files, the way to it.

    ``files`` are (address, media type), ``crumbs`` (name, address).
    """
    shared = {
        "name": document.title,
        "description": described(document),
        "inLanguage": language.code(),
        "isAccessibleForFree": True,
        "license": origin.licence.url or origin.licence.name,
        "publisher": {"@id": f"{origin.site}#publisher"},
        "creator": {"@id": f"{origin.site}#publisher"},
        "datePublished": origin.moment,
        "dateModified": origin.moment,
        "version": str(origin.number),
        "url": origin.page,
        "identifier": origin.release,
    }
    if document.sample:
        shared["creativeWorkStatus"] = _("Sample data")
    citations = [source_data(source) for source in document.sources]
    dataset = {
        "@type": "Dataset",
        "@id": f"{origin.page}#data",
        **shared,
        "name": _("{title}: figures").format(title=document.title),
        "isPartOf": {"@id": f"{origin.page}#report"},
        "variableMeasured": list(dict.fromkeys(figure.label for figure in document.figures)),
        "spatialCoverage": list(
            dict.fromkeys(figure.geography.name for figure in document.figures)
        ),
        "distribution": [
            {"@type": "DataDownload", "contentUrl": address, "encodingFormat": kind}
            for address, kind in files
        ],
        **({"temporalCoverage": covered(document)} if covered(document) else {}),
        **({"isBasedOn": citations} if citations else {}),
    }
    report = {
        "@type": "Report",
        "@id": f"{origin.page}#report",
        **shared,
        "headline": document.title,
        "reportNumber": f"{origin.edition}, release {origin.number}",
        "about": document.market.title,
        "creditText": apa(report_citation(document, origin)),
        "hasPart": {"@id": f"{origin.page}#data"},
        **({"citation": citations} if citations else {}),
        **({"image": image} if image else {}),
        **({"abstract": document.standfirst} if document.standfirst else {}),
    }
    graph = [publisher(origin), report, dataset, breadcrumbs(crumbs)]
    return {"@context": "https://schema.org", "@graph": graph}


def figure_data(
    document: ReportDocument,
    figure: Figure,
    origin: Origin,
    crumbs: Sequence[tuple[str, str]],
) -> Data:
    """One figure as an observation, part of its report's data."""
    source = document.source(figure.source)
    data: Data = {
        "@type": "Observation",
        "@id": f"{origin.current_figure(figure.key)}#figure",
        "name": figure.label,
        "description": f"{figure.text}, {language.inline(figure.status.label)}",
        "observationAbout": {"@type": "Place", "name": figure.geography.name},
        "observationDate": interval(figure.period),
        "measuredProperty": figure.statistic or figure.measure.label,
        "value": f"{figure.amount:f}",
        "unitText": figure.unit,
        "url": origin.current_figure(figure.key),
        "identifier": origin.figure(figure.key),
        "mainEntityOfPage": origin.current_figure(figure.key),
        "subjectOf": {
            "@type": "Dataset",
            "@id": f"{origin.page}#data",
            "name": _("{title}: figures").format(title=document.title),
            "description": described(document),
            "license": origin.licence.url or origin.licence.name,
            "creditText": apa(figure_citation(document, figure, origin)),
            "publisher": {"@id": f"{origin.site}#publisher"},
            **({"isBasedOn": [source_data(source)]} if source else {}),
        },
    }
    if figure.low is not None and figure.high is not None:
        data["minValue"] = f"{figure.low.scaleb(figure.multiplier):f}"
        data["maxValue"] = f"{figure.high.scaleb(figure.multiplier):f}"
    graph = [publisher(origin), data, breadcrumbs(crumbs)]
    return {"@context": "https://schema.org", "@graph": graph}


def publisher(origin: Origin) -> Data:
    return {
        "@type": "Organization",
        "@id": f"{origin.site}#publisher",
        "name": origin.publisher,
        "url": origin.site,
    }


def breadcrumbs(crumbs: Sequence[tuple[str, str]]) -> Data:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(crumbs, 1)
        ],
    }


def source_data(source: Source) -> Data:
    data: Data = {
        "@type": "CreativeWork",
        "name": source.title,
        "publisher": {"@type": "Organization", "name": source.publisher},
    }
    if source.url.startswith(("http://", "https://")):
        data["url"] = source.url
    if source.published:
        data["datePublished"] = source.published.isoformat()
    return data


def described(document: ReportDocument) -> str:
    """What the report is about in a sentence or two, whatever of it is filled in."""
    known = document.standfirst or document.market.description
    return known or _("Figures on {market}, edition {edition}.").format(
        market=document.market.title, edition=document.edition
    )


def covered(document: ReportDocument) -> str:
    """The years of the figures as an ISO 8601 interval."""
    years = [
        year for figure in document.figures for year in (figure.period.start, figure.period.end)
    ]
    return interval(Period(start=min(years), end=max(years))) if years else ""


def interval(period: Period) -> str:
    return str(period.start) if period.is_year else f"{period.start}/{period.end}"
