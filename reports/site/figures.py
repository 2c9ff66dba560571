"""A figure at its own address: what it is, where it comes from, what it was before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reports import asof, clock
from reports.consistency.presentation import present_checks
from reports.document import ReportDocument, schema
from reports.exports.citations import figure_citation
from reports.models import Figure, Release
from reports.models.origins import absolute, origin_of
from reports.site import lookup
from reports.site.answers import file
from reports.site.downloads import CITING
from reports.site.forms import BY_FILE, figure_use, link_header
from reports.site.public import page, public


@dataclass(frozen=True)
class Said:
    """What one release said of a figure: its row, or None where it has none. ``changed``
    tells whether that differs from the release before."""

    release: Release
    row: Figure | None
    changed: bool


@public
def figure(request: HttpRequest, market: str, edition: str, key: str) -> HttpResponse:
    """A figure as the current release states it; with ``as_of`` as it was stated then. One that
    was dropped is shown as it was stated last, and says so."""
    moment = asof.parse(request.GET.get("as_of"))
    found = lookup.current(market, edition, moment)
    said = history(market, edition, key, found.at)
    held = stated(said, found.now)
    release = found.release if held.pk == found.release.pk else whole(held, found.now)
    dropped = held.pk != found.release.pk
    context = figure_context(release, key, said, current=not dropped and not moment.is_past)
    context["dropped"] = dropped
    if moment.is_past:
        context.update(as_of=found.at, as_of_day=moment.day, is_now=found.at == found.now)
    noindex = dropped or moment.is_past
    if not noindex:
        context["canonical"] = absolute(reverse("figure", args=[market, edition, key]))
    response = page("reports/figure.html", context, found.now, noindex=noindex)
    response["Link"] = links(release, key)
    return response


@public
def of_release(
    request: HttpRequest, market: str, edition: str, number: int, key: str
) -> HttpResponse:
    """A figure as one release states it, for good."""
    now = clock.now()
    found = lookup.history(market, edition, now).filter(number=number).first()
    if found is None:
        raise lookup.absence(market, edition, at=now, now=now, number=number)
    if found.load_document().figure(key) is None:
        raise lookup.NotVisible(now)
    said = history(market, edition, key, now)
    superseded = bool(found.superseded_at and found.superseded_at <= now)
    context = figure_context(found, key, said, current=False)
    context["single"] = True
    if superseded:
        context["superseded_on"] = found.superseded_at
        context["now_said"] = said[0]
    response = page("reports/figure.html", context, now, noindex=True)
    response["Link"] = links(found, key)
    return response


@public
def cite(request: HttpRequest, market: str, edition: str, key: str, form: str) -> HttpResponse:
    """The citation of a figure as a file; ``as_of`` as on its page."""
    moment = asof.parse(request.GET.get("as_of"))
    found = lookup.current(market, edition, moment)
    return citation(found.release, key, form, found.now, noindex=moment.is_past)


@public
def cite_of_release(
    request: HttpRequest, market: str, edition: str, number: int, key: str, form: str
) -> HttpResponse:
    """The citation of a figure as one release states it."""
    now = clock.now()
    found = lookup.history(market, edition, now).filter(number=number).first()
    if found is None:
        raise lookup.absence(market, edition, at=now, now=now, number=number)
    return citation(found, key, form, now, noindex=True)


def citation(
    release: Release, key: str, form: str, now: datetime, *, noindex: bool
) -> HttpResponse:
    document = release.load_document()
    item = document.figure(key)
    if item is None:
        raise lookup.NotVisible(now)
    origin = origin_of(release)
    return file(
        CITING[form](figure_citation(document, item, origin)),
        BY_FILE[form].media_type,
        now,
        name=f"{origin.stem}-{key}.{form.partition('.')[2]}",
        links=links(release, key),
        noindex=noindex,
    )


def history(market: str, edition: str, key: str, at: datetime) -> list[Said]:
    """What each release said of a figure, newest first. Two queries."""
    releases = lookup.history(market, edition, at).defer("document", "checks", "card")
    rows = Figure.objects.history(at).filter(market=market, edition=edition, key=key)
    by_release = {row.release_id: row for row in rows}
    said: list[Said] = []
    before: Figure | None = None
    for release in reversed(list(releases)):
        row = by_release.get(release.pk)
        said.append(Said(release, row, bool(said) and _facts(row) != _facts(before)))
        before = row
    return said[::-1]


def _facts(row: Figure | None) -> tuple[Any, ...] | None:
    if row is None:
        return None
    return (row.text, row.low, row.high, row.value, row.status, row.approximate)


def stated(said: list[Said], now: datetime) -> Release:
    """The newest release that has the figure."""
    for item in said:
        if item.row is not None:
            return item.release
    raise lookup.NotVisible(now)


def whole(release: Release, now: datetime) -> Release:
    """A release of `history` with its document."""
    market, edition = release.report.market, release.report.edition
    found: Release = lookup.history(market, edition, now).get(pk=release.pk)
    return found


def figure_context(
    release: Release, key: str, said: list[Said], *, current: bool
) -> dict[str, Any]:
    """What the figure's page shows of a release that has it; ``current`` is its own page."""
    document = release.load_document()
    item = document.figure(key)
    if item is None:  # its row has gone astray from its document; `check_releases` tells
        raise lookup.NotVisible(clock.now())
    origin = origin_of(release)
    made = item.calculation
    checks = present_checks(release.load_checks())
    return {
        **figure_use(item, document, origin, current=current),
        "document": document,
        "figure": item,
        "release": release,
        "address": {"market": origin.market, "edition": origin.edition},
        "definition": definition(document, item),
        "source": document.source(item.source),
        "inputs": [found for k in (made.inputs if made else ()) if (found := document.figure(k))],
        "said": said,
        "dispute": checks.get("disputed", {}).get(key),
        "confirmation": checks.get("confirmed", {}).get(key),
        "permanent": origin.figure(key),
        "nav": "markets",
    }


def definition(document: ReportDocument, item: schema.Figure) -> str:
    """What a figure counts, where it is one of the headline figures."""
    found = (headline for headline in document.headlines if headline.figure == item.key)
    return next((headline.definition for headline in found), "")


def links(release: Release, key: str) -> str:
    origin = origin_of(release)
    return link_header(
        [
            (origin.current_figure(key), "canonical", ""),
            (origin.figure(key), "cite-as", ""),
            (origin.licence.url, "license", ""),
            *(
                (origin.current_figure(key) + form, "describedby", BY_FILE[form].media_type)
                for form in CITING
            ),
        ]
    )
