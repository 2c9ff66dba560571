"""Search over reports, companies, developments, segments and figures.

The rank of a result rests on that result alone: a title that is what was typed,
a title that holds the words, a text that does; then the newer release. No count
over other rows has a part in it, so nothing that is pending can move a result.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel.numbers import list_currencies
from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reports import clock
from reports.document.words import Term, amounts, snippet
from reports.models import Figure, SearchEntry
from reports.models.found import current, ranked
from reports.site import lookup, near
from reports.site.finding import Passage
from reports.site.public import freshness, page, public
from reports.site.state import Pages, State, read

PER_PAGE = 20
PER_KIND = 5
MOST_FIGURES = 10
MOST_SUGGESTIONS = 8
LARGEST = 10**24  # beyond it a column of amounts holds nothing

KINDS = {
    "report": _("Reports"),
    "company": _("Companies"),
    "development": _("Developments"),
    "segment": _("Segments"),
}


@dataclass(frozen=True)
class Hit:
    """One result: what it is, where it is, and where the words are found."""

    entry: SearchEntry
    path: str
    passage: Passage


@dataclass(frozen=True)
class Group:
    """The results of one kind, the first few, and the address of all of them."""

    kind: str
    label: Any
    total: int
    hits: list[Hit]
    path: str

    @property
    def more(self) -> int:
        return self.total - len(self.hits)


@public
def search(request: HttpRequest) -> HttpResponse:
    """What is found, by kind; with ``kind`` all of that one, page by page."""
    now = clock.now()
    state = read(request.GET, reverse("search"), ("q", "kind"), {"kind": KINDS})
    if state.page is None:
        raise lookup.NotVisible(now)
    context: dict[str, Any] = {"state": state, "nav": "search", "kind": state.one("kind")}
    if not state.query:
        return page("reports/search.html", context, now, noindex=True)
    terms = state.terms
    found = current(now, terms)
    counts = _counts(found)
    context["all_path"] = state.without("kind")
    context["total"] = sum(counts.values())
    context["kinds"] = [
        (kind, label, counts.get(kind, 0), state.having("kind", kind))
        for kind, label in KINDS.items()
    ]
    if state.one("kind"):
        pages = Pages(state, counts.get(state.one("kind"), 0), PER_PAGE)
        if pages.number > pages.count:
            raise lookup.NotVisible(now)
        context["pages"] = pages
    context["groups"] = _groups(state, terms, counts, found)
    context["figures"] = [] if state.one("kind") else _figures(state.query, terms, found, now)
    context["near"] = [] if context["total"] else near.titles(state.query, now)
    return page("reports/search.html", context, now, noindex=True)


@public
def suggest(request: HttpRequest) -> HttpResponse:
    """Titles that hold the words typed so far, for a script that shows them: a list of
    objects with ``title``, ``kind`` and ``path``."""
    now = clock.now()
    state = read(request.GET, reverse("suggest"), ("q",), {})
    found: list[near.Title] = []
    if state.terms and len(state.query) > 1:
        rows = (
            ranked(current(now, state.terms), state.terms, state.query)
            .filter(rank__lt=2)
            .defer("words", "body")
        )
        order = ("rank", "kind_order", "title_words", "-edition", "market")
        for entry in rows.order_by(*order)[: 2 * MOST_SUGGESTIONS]:
            title = near.Title(entry.get_kind_display(), entry.title, near.path_of(entry))
            if title.title not in [other.title for other in found]:
                found.append(title)
    body = [vars(title) for title in found[:MOST_SUGGESTIONS]]
    response = JsonResponse({"suggestions": body})
    response["Cache-Control"] = freshness(now)
    response["X-Robots-Tag"] = "noindex"
    return response


def _counts(found: Any) -> dict[str, int]:
    rows = found.order_by().values("kind").annotate(n=Count("pk"))
    return dict(rows.values_list("kind", "n"))


def _groups(state: State, terms: list[Term], counts: dict[str, int], found: Any) -> list[Group]:
    """The results in their order: the rank, the newer release, then the address."""
    if not counts:
        return []
    order = ("rank", F("release__release_at").desc(), "market", "position")
    rows = ranked(found, terms, state.query).defer("words")
    chosen = state.one("kind")
    if chosen:
        first = Pages(state, 0, PER_PAGE).first
        shown = rows.filter(kind=chosen).order_by(*order)[first : first + PER_PAGE]
    else:
        place = Window(RowNumber(), partition_by=F("kind"), order_by=order)
        shown = rows.annotate(place=place).filter(place__lte=PER_KIND)
        shown = shown.order_by("kind_order", "place")
    hits: dict[str, list[Hit]] = {}
    for entry in shown:
        passage = snippet(entry.body, terms)
        hits.setdefault(entry.kind, []).append(Hit(entry, near.path_of(entry), passage))
    return [
        Group(kind, label, counts[kind], hits[kind], state.having("kind", kind))
        for kind, label in KINDS.items()
        if kind in hits
    ]


def _figures(query: str, terms: list[Term], found: Any, now: datetime) -> list[Figure]:
    """The figures that a query names by value, in the reports that hold all of its words."""
    wanted = Q()
    for amount in amounts(query):
        if abs(amount.value) < LARGEST:
            unit = Q(unit="percent") if amount.percent else ~Q(unit="percent")
            wanted |= unit & Q(amount=amount.value)
    if not wanted:
        return []
    currencies = {term.text.upper() for term in terms} & list_currencies()
    if currencies:
        wanted &= Q(unit__in=[*currencies, "percent"])
    reports = found.filter(kind="report").values("release")
    rows = Figure.objects.released(now).filter(wanted, release__in=reports)
    rows = rows.select_related("release__report").defer("release__document", "release__checks")
    return list(rows.order_by("-release__release_at", "market", "position")[:MOST_FIGURES])
