"""A chart for other people's pages: alone, with the way back, and found by oEmbed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.views.decorators.clickjacking import xframe_options_exempt

from reports import clock
from reports.asof import Moment
from reports.charts.shown import Shown
from reports.models import Release
from reports.models.origins import absolute
from reports.site import lookup
from reports.site.charts import charts_shown
from reports.site.public import NO_STORE, freshness, page, public

NUMBER = 6  # digits of a release's number
WIDTH, HEIGHT, NARROWEST = 760, 640, 240
FRAME = (
    '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" frameborder="0"></iframe>'
)


@csp_replace({"frame-ancestors": ["*"]})
@xframe_options_exempt
@public
def embed(request: HttpRequest, market: str, edition: str, chart: str) -> HttpResponse:
    """One chart of the current release, or of the one that ``?release=`` pins."""
    now = clock.now()
    wanted = request.GET.get("release", "")
    pinned = wanted.isascii() and wanted.isdecimal() and len(wanted) <= NUMBER
    if pinned:
        release = lookup.history(market, edition, now).filter(number=int(wanted)).drawn().first()
        if release is None:
            raise lookup.absence(market, edition, at=now, now=now, number=int(wanted))
    else:
        release = lookup.current(market, edition, Moment(), drawn=True).release
    document = release.load_document()
    found = next((s for s in charts_shown(release, document) if s.chart.key == chart), None)
    if found is None:
        raise lookup.NotVisible(now)
    end = release.superseded_at
    context = {
        "document": document,
        "shown": Shown(1, found.chart, found.wide, found.narrow),
        "release": release,
        "address": {"market": market, "edition": edition},
        "superseded_on": end if end and end <= now else None,
        "path": absolute(reverse("report", args=[market, edition])),
        "newest": absolute(reverse("embed", args=[market, edition, chart])),
        "canonical": absolute(reverse("report", args=[market, edition])),
        "oembed": discovery(request.path if not pinned else f"{request.path}?release={wanted}"),
    }
    return page("reports/embed.html", context, now, noindex=True)


@public
def oembed(request: HttpRequest) -> HttpResponse:
    """oEmbed (https://oembed.com): how to show one of our pages elsewhere. JSON alone."""
    address = request.GET.get("url", "")
    if not address:
        return _problem("Give the address of a report or a chart as url.", 400)
    if request.GET.get("format", "json") != "json":
        return _problem("Only JSON is given: format=json.", 501)
    limits = {}
    for name in ("maxwidth", "maxheight"):
        text = request.GET.get(name, "")
        if text and not (text.isascii() and text.isdecimal() and int(text[:9]) > 0):
            return _problem(f"{name} is a number of pixels.", 400)
        limits[name] = int(text[:9]) if text else 10**9
    found = _asked(address)
    if found is None:
        return _problem("There is nothing to show at this address.", 404)
    release, chart, query = found
    response = JsonResponse(_rich(release, chart, query, limits))
    response["Cache-Control"] = freshness(clock.now())
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _asked(address: str) -> tuple[Release, Shown, str] | None:
    """The release and the chart that an address of ours stands for, if it does."""
    try:
        parts = urlsplit(address)
        match = resolve(parts.path)
    except (ValueError, Resolver404):
        return None
    here = urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc
    if parts.netloc != here or parts.scheme not in ("http", "https"):
        return None
    if match.url_name not in ("market", "report", "release", "embed"):
        return None
    kwargs, now = match.kwargs, clock.now()
    number = kwargs.get("number")
    if match.url_name == "embed" and parts.query.startswith("release="):
        text = parts.query.removeprefix("release=")
        number = int(text) if text.isdecimal() and len(text) <= NUMBER else None
    release: Any
    if number:
        past = lookup.history(kwargs["market"], kwargs["edition"], now)
        release = past.filter(number=number).drawn().first()
    else:
        try:
            release = lookup.current(
                kwargs["market"], kwargs.get("edition"), Moment(), drawn=True
            ).release
        except lookup.NotVisible:
            return None
    charts = charts_shown(release, release.load_document()) if release else []
    key = kwargs.get("chart")
    chart = next((item for item in charts if key in (None, item.chart.key)), None)
    return (release, chart, f"?release={number}" if number else "") if chart else None


def _rich(release: Release, shown: Shown, query: str, limits: dict[str, int]) -> dict[str, Any]:
    market, edition = release.report.market, release.report.edition
    width = max(min(WIDTH, limits["maxwidth"]), min(NARROWEST, limits["maxwidth"]))
    height = min(HEIGHT, limits["maxheight"])
    source = absolute(reverse("embed", args=[market, edition, shown.chart.key])) + query
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": shown.chart.title,
        "provider_name": settings.WAGTAIL_SITE_NAME,
        "provider_url": absolute("/"),
        "html": str(format_html(FRAME, source, shown.chart.title, width, height)),
        "width": width,
        "height": height,
    }
    if shown.wide and not query and limits["maxwidth"] >= 1200 and limits["maxheight"] >= 630:
        card = absolute(reverse("card", args=[market, edition]))
        answer |= {"thumbnail_url": card, "thumbnail_width": 1200, "thumbnail_height": 630}
    return answer


def code(market: str, edition: str, shown: Shown) -> str:
    """The HTML that shows a chart of the current release on another page."""
    source = absolute(reverse("embed", args=[market, edition, shown.chart.key]))
    return str(format_html(FRAME, source, shown.chart.title, WIDTH, HEIGHT))


def discovery(path: str) -> str:
    """The address at which oEmbed tells of one of our pages."""
    return absolute(reverse("oembed")) + "?" + urlencode({"url": absolute(path), "format": "json"})


def _problem(text: str, status: int) -> HttpResponse:
    response = HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = NO_STORE
    return response
