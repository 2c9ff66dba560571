"""What machines ask for first: the sitemap, robots.txt and llms.txt."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from reports import clock
from reports.exports import sitemap as writing
from reports.exports.plain import escaped
from reports.models import Release, SearchEntry
from reports.models.merges import merged
from reports.models.origins import absolute, licence
from reports.models.querysets import edition_label
from reports.models.standing import standing_pages
from reports.site import lookup
from reports.site.answers import file
from reports.site.public import public

XML = "application/xml; charset=utf-8"
UNDATED = ("calendar", "check", "compare", "contacts")
PER_SITEMAP = 10_000  # the protocol allows 50,000
MOST_REPORTS = 500  # in llms.txt, which is to be read whole


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    """All pages with the moment of their last change; an index of sitemaps where they are many."""
    now = clock.now()
    found = places(now)
    if len(found) <= PER_SITEMAP:
        return file(writing.urlset(found), XML, now)
    parts = range(0, len(found), PER_SITEMAP)
    index = [
        (
            absolute(reverse("sitemap-part", args=[number])),
            max((at for _, at in found[start : start + PER_SITEMAP] if at), default=None),
        )
        for number, start in enumerate(parts, 1)
    ]
    return file(writing.index(index), XML, now)


@public
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """One of several sitemaps."""
    now = clock.now()
    found = places(now)
    part = found[(number - 1) * PER_SITEMAP : number * PER_SITEMAP]
    if not part or len(found) <= PER_SITEMAP:
        raise lookup.NotVisible(now)
    return file(writing.urlset(part), XML, now)


@public
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: all that is public."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
    ]
    return file("\n".join(lines) + "\n", "text/plain; charset=utf-8", clock.now())


@public
def llms(request: HttpRequest) -> HttpResponse:
    """A guide to the site for language models (llmstxt.org): what there is, and in which form."""
    now = clock.now()
    latest = list(lookup.latest_of_each_market(now)[:MOST_REPORTS])
    reports = []
    for release in latest:
        card, place = release.load_card(), [release.report.market, release.report.edition]
        reports.append(
            {
                "title": escaped(card.title),
                "about": escaped(card.standfirst or card.market_description),
                "sample": card.sample,
                "address": absolute(reverse("form-report.md", args=place)),
            }
        )
    context: dict[str, Any] = {
        "name": settings.WAGTAIL_SITE_NAME,
        "reports": reports,
        "licence": licence(),
        "site": absolute(""),
        "api": absolute("/api/v1/"),
    }
    return file(render_to_string("reports/llms.txt", context), "text/plain; charset=utf-8", now)


def places(now: datetime) -> list[writing.Place]:
    """The addresses that are to be found, each by its canonical one: the site's own pages, then
    a market for its latest edition, and each older edition."""
    releases = Release.objects.released(now).annotate(label=edition_label())
    rows = releases.order_by("report__market", "-label").values_list(
        "report__market", "report__edition", "release_at"
    )
    found: list[writing.Place] = []
    editions: dict[str, list[datetime]] = defaultdict(list)
    before = None
    newest = None
    for market, edition, released_at in rows:
        path = (
            reverse("report", args=[market, edition])
            if market == before
            else reverse("market", args=[market])
        )
        found.append((absolute(path), released_at))
        editions[market].append(released_at)
        newest = max(newest, released_at) if newest else released_at
        before = market
    gone = Release.objects.withdrawn(now).aggregate(at=Max("withdrawn_at"))["at"]
    changed = max((at for at in (newest, gone) if at), default=None)
    standing: list[writing.Place] = []
    for path, published_at in standing_pages():
        # The home page lists the newest releases.
        last = max(
            (at for at in (published_at, changed if path == "/" else None) if at), default=None
        )
        standing.append((absolute(path), last))
    lists: list[writing.Place] = [
        (absolute(reverse(name)), changed) for name in ("markets", "companies", "developments")
    ]
    lists += [(absolute(reverse(name)), None) for name in UNDATED]
    compared = [
        (absolute(reverse("editions", args=[market])), max(moments))
        for market, moments in editions.items()
        if len(moments) > 1
    ]
    return [*standing, *lists, *found, *compared, *company_places(now)]


def company_places(now: datetime) -> list[writing.Place]:
    """The pages of companies, each with its newest release; a merged one leads to the kept one."""
    entries = SearchEntry.objects.released(now).filter(kind="company").order_by()
    rows = entries.values("key").annotate(at=Max("release__release_at")).order_by("key")
    elsewhere = merged(now)
    return [
        (absolute(reverse("company", args=[row["key"]])), row["at"])
        for row in rows
        if row["key"] not in elsewhere
    ]
