"""The companies that visible reports name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.functional import cached_property

from reports import clock
from reports.models import Development, KeyPlayer, SearchEntry
from reports.models.found import current
from reports.models.merges import merged
from reports.models.origins import absolute
from reports.site import lookup, near
from reports.site.public import freshness, page, public
from reports.site.state import Pages, read

PER_PAGE = 60
REGISTERS = {
    "ror": ("ROR", "https://ror.org/{}"),
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/{}"),
    "lei": ("LEI (GLEIF)", "https://search.gleif.org/#/record/{}"),
}


@public
def companies(request: HttpRequest) -> HttpResponse:
    """All companies, by name, with the number of markets in which they appear."""
    now = clock.now()
    state = read(request.GET, reverse("companies"), ("q",), {})
    if state.page is None:
        raise lookup.NotVisible(now)
    terms = state.terms if state.query else None
    rows = current(now, terms).filter(kind="company")
    if terms:
        rows = rows.filter(title_words__holds=terms)
    pages = Pages(state, rows.count(), PER_PAGE)
    if pages.number > pages.count:
        raise lookup.NotVisible(now)
    shown = list(
        rows.defer("words", "body").order_by("title_words", "key")[
            pages.first : pages.first + PER_PAGE
        ]
    )
    named = SearchEntry.objects.released(now).filter(
        kind="company", key__in=[row.key for row in shown]
    )
    per_company = named.order_by().values("key").annotate(n=Count("market", distinct=True))
    markets = dict(per_company.values_list("key", "n"))
    context = {
        "state": state,
        "pages": pages,
        "companies": [(row, markets.get(row.key, 0)) for row in shown],
        "near": near.titles(state.query, now) if state.query and not pages.total else [],
        "nav": "companies",
        "canonical": absolute(state.address) if state.is_plain else "",
    }
    return page("reports/companies.html", context, now, noindex=not state.is_plain)


@dataclass
class Appearance:
    """A market in whose reports a company is a key player; the latest edition comes first."""

    rows: list[KeyPlayer] = field(default_factory=list)

    @property
    def latest(self) -> KeyPlayer:
        return self.rows[0]

    @cached_property
    def card(self) -> Any:
        return self.latest.release.load_card()

    @property
    def older(self) -> list[KeyPlayer]:
        return self.rows[1:]


@public
def company(request: HttpRequest, company: str) -> HttpResponse:
    """One company: where it appears and as what, what it did, and who it is to others."""
    now = clock.now()
    joined = merged(now)
    if company in joined:
        path = reverse("company", args=[joined[company]])
        response = HttpResponsePermanentRedirect(path)
        response["Cache-Control"] = freshness(now)
        return response
    slugs = [company, *(slug for slug, kept in joined.items() if kept == company)]
    players = list(_with_release(KeyPlayer.objects.released(now).filter(company__in=slugs)))
    players.sort(key=lambda row: (row.edition, row.release.release_at), reverse=True)
    events = list(_with_release(Development.objects.released(now).filter(company__in=slugs)))
    events = once(events)
    if not players and not events:
        raise lookup.NotVisible(now)
    entries = SearchEntry.objects.released(now).filter(kind="company", key__in=slugs)
    newest = sorted(
        entries.select_related("release").defer("words", "release__document", "release__checks"),
        # Its own rows before those of companies that were merged into it.
        key=lambda row: (row.key == company, row.edition, row.release.release_at),
        reverse=True,
    )
    named = [(row.company == company, row.edition, row.name) for row in players]
    named += [(row.company == company, row.edition, row.company_name) for row in events]
    names = list(dict.fromkeys(name for _, _, name in sorted(named, reverse=True)))
    name = newest[0].title if newest else names[0]
    appearances: dict[str, Appearance] = {}
    for row in players:
        appearances.setdefault(row.market, Appearance()).rows.append(row)
    details = newest[0].details if newest else {}
    context = {
        "company": company,
        "name": name,
        "other_names": [other for other in names if other != name],
        "website": details.get("website", ""),
        "identifiers": [
            (label, details[key], form.format(details[key]))
            for key, (label, form) in REGISTERS.items()
            if details.get(key)
        ],
        "appearances": sorted(appearances.values(), key=lambda item: item.card.title),
        "events": events,
        "links": lookup.links((row.html for row in [*players, *events]), now),
        "nav": "companies",
        "canonical": absolute(reverse("company", args=[company])),
    }
    return page("reports/company.html", context, now)


def once(events: list[Development]) -> list[Development]:
    """Each development once, as the latest edition of its market tells it; newest first."""
    found: dict[tuple[str, str], Development] = {}
    for event in sorted(events, key=lambda row: row.edition, reverse=True):
        found.setdefault((event.market, event.key), event)
    return sorted(found.values(), key=lambda row: (row.date, row.market, row.key), reverse=True)


def _with_release(rows: Any) -> Any:
    return rows.select_related("release__report").defer("release__document", "release__checks")
