"""A market's editions beside each other, and how their forecasts fared."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reports import asof
from reports.document import ReportDocument
from reports.document.track_record import track_records
from reports.exports.comparing import track_record_csv
from reports.models import Release
from reports.models.origins import absolute, origin_of
from reports.models.querysets import edition_label
from reports.site import lookup
from reports.site.answers import file
from reports.site.public import page, public


@public
def editions(request: HttpRequest, market: str) -> HttpResponse:
    """Every edition of a market as its current release has it; with ``as_of`` as it was then."""
    text = request.GET.get("as_of")
    moment = asof.parse(text)
    found = lookup.current(market, None, moment)
    rows = released(market, found.at)
    documents = [document for _release, document in rows]
    context: dict[str, Any] = {
        "market": market,
        "document": documents[0] if documents else found.release.load_document(),
        "rows": [_row(release, document) for release, document in rows],
        "records": track_records(documents),
        "is_sample": any(document.sample for document in documents),
        "query": "",
        "nav": "markets",
    }
    if moment.is_past:
        context |= {"as_of": found.at, "as_of_day": moment.day, "is_now": found.at == found.now}
        context["query"] = f"?{urlencode({'as_of': text})}"
        return page("reports/editions.html", context, found.now, noindex=True)
    context["canonical"] = absolute(reverse("editions", args=[market]))
    return page("reports/editions.html", context, found.now)


@public
def track_record(request: HttpRequest, market: str) -> HttpResponse:
    """The track record of a market's editions as CSV."""
    moment = asof.parse(request.GET.get("as_of"))
    found = lookup.current(market, None, moment)
    rows = released(market, found.at)
    origins = {release.report.edition: origin_of(release) for release, _document in rows}
    samples = [release.report.edition for release, document in rows if document.sample]
    records = track_records(document for _release, document in rows)
    content = track_record_csv(records, origins, samples)
    name = f"{market}-track-record.csv"
    media_type = "text/csv; charset=utf-8"
    return file(content, media_type, found.now, name=name, noindex=moment.is_past)


def released(market: str, at: datetime) -> list[tuple[Release, ReportDocument]]:
    """The current release of each edition of a market, latest first: one query."""
    rows = Release.objects.released(at).filter(report__market=market)
    rows = rows.numbered().select_related("report").order_by(edition_label().desc())
    return [(release, _document(release)) for release in rows]


def _document(release: Release) -> ReportDocument:
    """The document by the edition that its address has: that one is fixed, and no two share it."""
    document = release.load_document()
    edition = release.report.edition
    if document.edition == edition:
        return document
    return document.model_copy(update={"edition": edition})


def _row(release: Release, document: ReportDocument) -> dict[str, Any]:
    figures = {figure.key: figure for figure in document.figures}
    return {
        "release": release,
        "document": document,
        "headlines": [
            (headline, figures[headline.figure])
            for headline in document.headlines
            if headline.figure in figures
        ],
    }
