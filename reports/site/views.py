"""The public pages of reports, all of them read from releases."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reports import asof, clock
from reports.consistency.presentation import present_checks
from reports.document.presentation import present
from reports.models import Release
from reports.models.origins import absolute
from reports.site import lookup
from reports.site.changes import entries
from reports.site.charts import charts_shown
from reports.site.embed import code, discovery
from reports.site.forms import report_links, use
from reports.site.public import page, public
from reports.site.related import related

RELEASES_PER_PAGE = 20


@public
def market(request: HttpRequest, market: str) -> HttpResponse:
    """A market's latest edition; with ``as_of`` the one that was the latest then."""
    return report_page(request, market, None)


@public
def report(request: HttpRequest, market: str, edition: str) -> HttpResponse:
    """An edition's current release; with ``as_of`` the one that was current then."""
    return report_page(request, market, edition)


def report_page(request: HttpRequest, market: str, edition: str | None) -> HttpResponse:
    text = request.GET.get("as_of")
    moment = asof.parse(text)
    found = lookup.current(market, edition, moment, drawn=True)
    context = report_context(found.release, found.at, current=not moment.is_past)
    if moment.is_past:
        # An earlier view is for readers who ask for it, not for search engines.
        context["as_of"] = found.at
        context["chart_query"] = f"?{urlencode({'as_of': text})}"
        context["as_of_day"] = moment.day
        context["is_now"] = found.at == found.now
        return page("reports/report.html", context, found.now, noindex=True)
    context["related"] = related(found.release.report.market, context["document"], found.at)
    newest = context["newer"] is None
    kwargs = {"market": market} if newest else context["address"]
    context["canonical"] = absolute(reverse("market" if newest else "report", kwargs=kwargs))
    response = page("reports/report.html", context, found.now)
    response["Link"] = report_links(found.release, context["canonical"])
    return response


@public
def releases(request: HttpRequest, market: str, edition: str) -> HttpResponse:
    """The history of a report: every release that was public, and what each one changed."""
    now = clock.now()
    history = lookup.history(market, edition, now)
    if not history.exists():
        raise lookup.absence(market, edition, at=now, now=now)
    shown = numbered_page(request, history, RELEASES_PER_PAGE, now)
    first, last = shown.start_index() - 1, shown.end_index()
    # One more than the page holds: its last entry is compared with the one before.
    rows = list(history[first : last + 1])
    path = reverse("releases", args=[market, edition])
    context = {
        "address": {"market": market, "edition": edition},
        "document": rows[0].load_document(),
        "entries": entries(rows, now)[: last - first],
        "page_of": shown,
        "withdrawn_before": not shown.has_next() and lookup.was_withdrawn(market, edition, now),
        "canonical": canonical(path, shown),
        "nav": "markets",
    }
    return page("reports/releases.html", context, now)


@public
def release(request: HttpRequest, market: str, edition: str, number: int) -> HttpResponse:
    """One release by its number, as it was published; search engines are led to the report."""
    now = clock.now()
    found = lookup.history(market, edition, now).filter(number=number).drawn().first()
    if found is None:
        raise lookup.absence(market, edition, at=now, now=now, number=number)
    context = report_context(found, now)
    context["single"] = True
    pinned = reverse("release", args=[market, edition, number])
    context |= {"chart_files": f"{pinned}charts/", "chart_embed": f"?release={number}"}
    if found.superseded_at and found.superseded_at <= now:
        context["superseded_on"] = found.superseded_at
    return page("reports/report.html", context, now, noindex=True)


def report_context(release: Release, at: datetime, *, current: bool = False) -> dict[str, Any]:
    """What the report template shows of a release, seen ``at`` a moment: one query. ``current``
    is that of the report's own page."""
    document = release.load_document()
    market, edition = release.report.market, release.report.edition
    paths = lookup.neighbours(market, document.links, at)
    editions = lookup.editions(market, paths)
    newer = [item for item in editions if item[0] > edition]
    charts = charts_shown(release, document)
    path = reverse("report", args=[market, edition])
    context = {
        **present(document, paths, charts=charts, **present_checks(release.load_checks())),
        "chart_files": f"{path}charts/",
        "chart_embed": "?",
        "current": current,
        "address": {"market": market, "edition": edition},
        "release": release,
        "editions": [item for item in editions if item[0] != edition],
        "newer": newer[0] if newer else None,
        "nav": "markets",
        **use(release, document, current=current),
    }
    if charts and current:
        context["oembed"] = discovery(path)
        context["embed"] = code(market, edition, charts[0])
        if charts[0].wide:  # drawn with the release, its card too
            card = {"image": absolute(f"{path}card.png"), "alt": charts[0].chart.description}
            context["social"] |= card
    return context


def numbered_page(request: HttpRequest, items: Any, size: int, now: datetime) -> Any:
    """The page that ``?page=`` asks for; one that is not there is a 404."""
    try:
        return Paginator(items, size).page(request.GET.get("page", "1"))
    except (PageNotAnInteger, EmptyPage):
        raise lookup.NotVisible(now) from None


def canonical(path: str, shown: Any) -> str:
    """The one address of a page of a list."""
    return absolute(path if shown.number == 1 else f"{path}?page={shown.number}")
