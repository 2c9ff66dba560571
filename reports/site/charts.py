"""The charts of a release, as they were drawn when it was issued."""

from __future__ import annotations

from datetime import datetime

from reports.charts import charts_of
from reports.charts.shown import Shown, shown
from reports.document.schema import ReportDocument
from reports.models import Release, ReleaseChart
from reports.models.drawings import load
from reports.site import lookup


def charts_shown(release: Release, document: ReportDocument) -> list[Shown]:
    """The charts of a release that was read with its drawings. One of before there were
    drawings shows its tables alone, until they are made (``check_releases --repair``)."""
    kept = load(release.drawings)
    return shown(kept or ((chart, "", "") for chart in charts_of(document)))


def chart_of(release: Release, key: str, at: datetime, now: datetime) -> ReleaseChart:
    """One chart of a release that is visible ``at`` a moment, or was; raises `NotVisible`."""
    rows = ReleaseChart.objects.history(at).filter(release=release.pk, key=key)
    found: ReleaseChart | None = rows.defer("card_png").first()
    if found is None:
        raise lookup.NotVisible(now)
    return found
