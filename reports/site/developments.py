"""Developments of all markets: launches, approvals, partnerships and the like, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, ExtractYear
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reports import clock
from reports.models import Development
from reports.models.origins import absolute
from reports.models.querysets import edition_label
from reports.models.tally import Tally, tally
from reports.site import lookup
from reports.site.public import page, public
from reports.site.state import Pages, State, read

PER_PAGE = 30
MOST_OPTIONS = 200
FILTERS = {"kind": _("Kind"), "market": _("Market"), "company": _("Company"), "year": _("Year")}
NAMED = ("market", "company")
KINDS = {
    "approval": _("Approval"),
    "launch": _("Launch"),
    "partnership": _("Partnership"),
    "acquisition": _("Acquisition"),
    "funding": _("Funding"),
    "expansion": _("Expansion"),
    "other": _("Other"),
}


@dataclass(frozen=True)
class Choice:
    """One value of a filter, with the number of developments that it would leave."""

    value: str
    label: Any
    count: int
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """A filter with its values."""

    name: str
    label: Any
    choices: list[Choice]


@public
def developments(request: HttpRequest) -> HttpResponse:
    """The list; one that was filtered is not for search engines."""
    now = clock.now()
    state = read(request.GET, reverse("developments"), tuple(FILTERS), {"kind": KINDS})
    if state.page is None:
        raise lookup.NotVisible(now)
    first = Pages(state, 0, PER_PAGE).first
    order = "day DESC, market, code"
    counted = tally(_seen(state, now), list(FILTERS), NAMED, order, first, PER_PAGE)
    pages = Pages(state, counted.total, PER_PAGE)
    if pages.number > pages.count:
        raise lookup.NotVisible(now)
    rows = Development.objects.released(now).filter(pk__in=counted.keys)
    rows = rows.select_related("release__report").defer("release__document", "release__checks")
    by_key = {row.pk: row for row in rows}
    events = [by_key[key] for key in counted.keys if key in by_key]
    filters = [_filter(name, state, counted) for name in FILTERS]
    context = {
        "state": state,
        "pages": pages,
        "filters": filters,
        "events": events,
        "links": lookup.links((event.html for event in events), now),
        "everything": counted.everything,
        "nav": "developments",
        "canonical": absolute(state.address) if state.is_plain else "",
    }
    return page("reports/developments.html", context, now, noindex=not state.is_plain)


def _seen(state: State, now: datetime) -> Any:
    """Each development once, as the latest edition of its market tells it."""
    rows = Development.objects.released(now).annotate(label=edition_label("edition"))
    later = rows.filter(market=OuterRef("market"), key=OuterRef("key"), label__gt=OuterRef("label"))
    tests = {name: Q(**{name: state.one(name)}) for name in ("kind", "market", "company")}
    year = state.one("year")
    number = int(year) if len(year) == 4 and year.isascii() and year.isdecimal() else 0
    tests["year"] = Q(date__year=number) if number else Q(pk__in=[])
    return (
        rows.filter(~Exists(later))
        .order_by()
        .values(
            "kind",
            "market",
            "company",
            "company_name",
            row_key=F("pk"),
            day=F("date"),
            code=F("key"),
            release_at=F("release__release_at"),
            market_name=KeyTextTransform("market_title", "release__card"),
            year=Cast(ExtractYear("date"), CharField()),
            **{
                f"in_{name}": Case(
                    When(test, then=Value(1)), default=Value(0), output_field=IntegerField()
                )
                if state.one(name)
                else Value(1)
                for name, test in tests.items()
            },
        )
    )


def _filter(name: str, state: State, counted: Tally) -> Filter:
    chosen = state.one(name)
    labels: dict[str, Any] = {}
    counts: dict[str, int] = {}
    for (value, label), number in counted.counts.get(name, {}).items():  # newest first
        if value:
            labels.setdefault(value, label or value)
            counts[value] = counts.get(value, 0) + number
    if name == "kind":
        labels = {value: label for value, label in KINDS.items() if value in labels}
    elif name == "year":
        labels = {value: value for value in sorted(labels, reverse=True)}
    else:
        labels = dict(sorted(labels.items(), key=lambda item: str(item[1]).casefold()))
    if chosen and chosen not in labels:
        labels[chosen], counts[chosen] = chosen, 0
    choices = [
        Choice(value, label, counts[value], value == chosen) for value, label in labels.items()
    ]
    if len(choices) > MOST_OPTIONS:  # the most frequent ones, and the one that is chosen
        often = sorted(choices, key=lambda item: (not item.chosen, -item.count))[:MOST_OPTIONS]
        choices = [choice for choice in choices if choice in often]
    return Filter(name, FILTERS[name], choices)
