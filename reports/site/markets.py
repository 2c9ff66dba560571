"""All markets, by their latest editions: searched, chosen by facets, sorted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reports import clock
from reports.models.origins import absolute
from reports.site import facets, finding, lookup, near
from reports.site.public import page, public
from reports.site.state import Pages, read

PER_PAGE = 20
PARAMETERS = ("q", *facets.FACETS, "sort")


@public
def markets(request: HttpRequest) -> HttpResponse:
    """The list of reports. A list that was searched, chosen from or sorted is one of endlessly
    many and not for search engines; the plain one is, page by page."""
    now = clock.now()
    state = read(request.GET, reverse("markets"), PARAMETERS, facets.KNOWN)
    if state.page is None:
        raise lookup.NotVisible(now)
    counted = facets.count(state, now, Pages(state, 0, PER_PAGE).first, PER_PAGE)
    pages = Pages(state, counted.total, PER_PAGE)
    if pages.number > pages.count:
        raise lookup.NotVisible(now)
    shown = facets.shown(state, counted)
    sorting = facets.sorting(state)
    context = {
        "state": state,
        "items": finding.items(counted.keys, state.terms, now),
        "facets": shown,
        "chips": facets.chips(state, shown),
        "sorts": [
            (value, label, value == sorting)
            for value, label in facets.SORTS.items()
            if value != "relevance" or state.terms
        ],
        "everything": counted.everything,
        "pages": pages,
        "near": near.titles(state.query, now) if state.query and not counted.everything else [],
        "nav": "markets",
        "canonical": absolute(state.address) if state.is_plain else "",
    }
    return page("reports/markets.html", context, now, noindex=not state.is_plain)
