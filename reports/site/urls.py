"""Public addresses. Whatever does not look like one of them is a 404 before any look-up."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import IntConverter, StringConverter

from reports.site import (
    calendar,
    chart_files,
    check,
    companies,
    compare,
    contact,
    developments,
    downloads,
    editions,
    embed,
    feeds,
    figures,
    machines,
    markets,
    probes,
    search,
    views,
)
from reports.site.forms import BY_FILE, CITATIONS


class EditionConverter(StringConverter):
    """An edition's label: it begins with a four-digit year."""

    regex = "[0-9]{4}(?:-[a-z0-9]+)*"


class ReleaseNumberConverter(IntConverter):
    """A release's number, in one way of writing it, and never too large for a database."""

    regex = "[1-9][0-9]{0,5}"


class TokenConverter(StringConverter):
    """What cannot be guessed: 128 random bits."""

    regex = "[A-Za-z0-9_-]{22}"


class ChartConverter(StringConverter):
    """A chart's key."""

    regex = "[a-z0-9]+(?:-[a-z0-9]+)*"


register_converter(ChartConverter, "chart")
register_converter(TokenConverter, "token")
register_converter(EditionConverter, "edition")
register_converter(ReleaseNumberConverter, "number")

report = "markets/<slug:market>/<edition:edition>/"
one_release = f"{report}releases/<number:number>/"

# The other forms of a report, of one release, and of a figure's citation.
forms = [
    pattern
    for form in BY_FILE
    for pattern in (
        path(f"{report}{form}", downloads.current, {"form": form}, name=f"form-{form}"),
        path(
            f"{report}releases/<number:number>/{form}",
            downloads.of_release,
            {"form": form},
            name=f"release-{form}",
        ),
    )
]
forms += [
    path(
        f"{report}figures/<slug:key>/{form.file}",
        figures.cite,
        {"form": form.file},
        name=f"figure-{form.file}",
    )
    for form in CITATIONS
]
forms += [
    path(
        f"{report}releases/<number:number>/figures/<slug:key>/{form.file}",
        figures.cite_of_release,
        {"form": form.file},
        name=f"release-figure-{form.file}",
    )
    for form in CITATIONS
]

urlpatterns = [
    path("markets/", markets.markets, name="markets"),
    path("markets/<slug:market>/", views.market, name="market"),
    path("markets/<slug:market>/editions/", editions.editions, name="editions"),
    path(
        "markets/<slug:market>/editions/track-record.csv",
        editions.track_record,
        name="track-record",
    ),
    path("compare/", compare.compare, name="compare"),
    path("compare/data.csv", compare.data, name="compare-data"),
    path(report, views.report, name="report"),
    path(f"{report}releases/", views.releases, name="releases"),
    path(f"{report}releases/<number:number>/", views.release, name="release"),
    path("calendar/", calendar.calendar, name="calendar"),
    path(f"{report}card.png", chart_files.card, name="card"),
    path(f"{report}charts/<chart:chart>.svg", chart_files.svg, name="chart-svg"),
    path(f"{report}charts/<chart:chart>.png", chart_files.png, name="chart-png"),
    path(f"{report}charts/<chart:chart>.csv", chart_files.csv, name="chart-csv"),
    path(f"{report}charts/<chart:chart>.json", chart_files.spec, name="chart-json"),
    path(f"{one_release}charts/<chart:chart>.svg", chart_files.svg, name="release-chart-svg"),
    path(f"{one_release}charts/<chart:chart>.png", chart_files.png, name="release-chart-png"),
    path(f"{one_release}charts/<chart:chart>.csv", chart_files.csv, name="release-chart-csv"),
    path(f"{one_release}charts/<chart:chart>.json", chart_files.spec, name="release-chart-json"),
    path("embed/<slug:market>/<edition:edition>/<chart:chart>/", embed.embed, name="embed"),
    path("oembed", embed.oembed, name="oembed"),
    path("search/", search.search, name="search"),
    path("search/suggest", search.suggest, name="suggest"),
    path("companies/", companies.companies, name="companies"),
    path("companies/<slug:company>/", companies.company, name="company"),
    path("developments/", developments.developments, name="developments"),
    path(f"{report}figures/<slug:key>/", figures.figure, name="figure"),
    path(
        f"{report}releases/<number:number>/figures/<slug:key>/",
        figures.of_release,
        name="release-figure",
    ),
    *forms,
    path("feeds/releases.atom", feeds.releases, name="feed-releases"),
    path("feeds/corrections.atom", feeds.corrections, name="feed-corrections"),
    path("feeds/markets/<slug:market>.atom", feeds.market, name="feed-market"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemaps/<number:number>.xml", machines.sitemap_part, name="sitemap-part"),
    path("robots.txt", machines.robots, name="robots"),
    path("llms.txt", machines.llms, name="llms"),
    path("check/", check.check, name="check"),
    path("check/<token:token>/", check.kept, name="kept-check"),
    path("contact/", contact.index, name="contacts"),
    path("contact/<slug:kind>/", contact.contact, name="contact"),
    path("contact/<slug:kind>/sent/", contact.sent, name="contact-sent"),
    path("livez", probes.livez, name="livez"),
    path("readyz", probes.readyz, name="readyz"),
]
