"""A chart in other forms: SVG, PNG, CSV, its specification; and the report's social card.

All of it was made when the release was issued; here it is only handed out.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from reports import asof, clock
from reports.charts.table import records
from reports.exports.cells import csv_text
from reports.models import Release, ReleaseChart
from reports.site import lookup
from reports.site.charts import chart_of
from reports.site.public import freshness, public

Make = Callable[[ReleaseChart], tuple[str | bytes, str]]


def _file(make: Make, extension: str) -> Callable[..., HttpResponse]:
    """The public view of one form: of the current release, of one ``as_of`` a moment, or of
    the release with a number."""

    @public
    def view(
        request: HttpRequest, market: str, edition: str, chart: str, number: int | None = None
    ) -> HttpResponse:
        release, at, now, passing = _release(request, market, edition, number)
        content, kind = make(chart_of(release, chart, at, now))
        name = f"{market}-{edition}-{chart}.{extension}"
        return _answer(content, kind, name, now, noindex=passing)

    return view


def _release(
    request: HttpRequest, market: str, edition: str, number: int | None
) -> tuple[Release, datetime, datetime, bool]:
    """The release asked for, the moment at which it is seen, the present one, and whether it
    is an earlier view."""
    if number is None:
        moment = asof.parse(request.GET.get("as_of"))
        found = lookup.current(market, edition, moment)
        return found.release, found.at, found.now, moment.is_past
    now = clock.now()
    release = lookup.history(market, edition, now).filter(number=number).first()
    if release is None:
        raise lookup.absence(market, edition, at=now, now=now, number=number)
    return release, now, now, True


def _answer(
    content: str | bytes, kind: str, name: str, now: datetime, *, noindex: bool
) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Cache-Control"] = freshness(now)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    # Anybody may show a chart; and an SVG that is opened alone runs nothing.
    response["Access-Control-Allow-Origin"] = "*"
    if noindex:
        response["X-Robots-Tag"] = "noindex"
    return response


svg = _file(lambda row: (row.svg, "image/svg+xml"), "svg")
png = _file(lambda row: (bytes(row.png), "image/png"), "png")
csv = _file(lambda row: (csv_text(records(row.load())), "text/csv; charset=utf-8"), "csv")
spec = _file(
    lambda row: (json.dumps(row.spec, indent=1, sort_keys=True), "application/json"), "json"
)


@public
def card(request: HttpRequest, market: str, edition: str) -> HttpResponse:
    """The picture that stands for a report where it is shared; it shows the first chart."""
    release, at, now, passing = _release(request, market, edition, None)
    rows = ReleaseChart.objects.history(at).filter(release=release.pk, card_png__isnull=False)
    found = rows.order_by("position").only("card_png").first()
    if found is None:
        raise lookup.NotVisible(now)
    name = f"{market}-{edition}.png"
    return _answer(bytes(found.card_png), "image/png", name, now, noindex=passing)
