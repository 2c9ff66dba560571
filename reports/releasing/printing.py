"""The PDF of a release: ordered in its transaction, made in the background, kept with it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from reports.charts.model import Value
from reports.charts.shown import Shown, shown
from reports.exports.pdf import PdfError, Picture, report_pdf
from reports.models import Release, ReleaseChart, ReleasePdf
from reports.models.immutable import writing
from reports.models.origins import origin_of

log = logging.getLogger(__name__)

LONGEST = timedelta(hours=1)  # that making a PDF takes, and then some


def order_pdf(release: Release) -> None:
    """Have the PDF of a release made. The order is a row, so it holds if its transaction does."""
    make_pdf.using(backend=settings.REPORTS_PDF_BACKEND).enqueue(release.pk)


@task()
def make_pdf(release_id: int) -> None:
    """Make and keep the PDF of a release that has none yet."""
    found = Release.objects.filter(pk=release_id, cancelled_at=None, pdf=None)
    release = found.select_related("report").numbered().first()
    if release is None:
        return
    try:
        document, checks = release.load_document(), release.load_checks()
        data = report_pdf(document, checks, origin_of(release), charts_of(release))
    except PdfError as problem:
        log.error("The PDF of %s was not made. %s", release, problem)
        raise
    try:
        with writing("issue"):
            ReleasePdf.of(release, data).save()
    except IntegrityError:  # another worker was first
        log.info("The PDF of %s is there already.", release)


def charts_of(release: Release) -> Sequence[Picture]:
    """The charts that were made when a release was issued, for its PDF."""
    rows: Any = ReleaseChart._base_manager.filter(release=release.pk).order_by("position")
    return [_picture(item) for item in shown((row.load(), row.svg_wide, "") for row in rows)]


def _picture(item: Shown) -> Picture:
    table = item.table
    rows = [[table.corner, *table.heads]]
    for row in table.rows:
        cells = [_("Not published") if cell is None else _cell(cell.value) for cell in row.cells]
        rows.append([row.head, *cells])
    chart = item.chart
    return Picture(chart.title, chart.description, item.wide, chart.subtitle, chart.source, rows)


def _cell(value: Value) -> str:
    return f"{value.printed}, {value.status.label.lower()}"


def without_pdf() -> list[Release]:
    """Releases that have no PDF and for which none is being made."""
    orders = DBTaskResult.objects.filter(task_path=make_pdf.module_path)
    # A worker that was killed leaves its task running for good.
    underway = Q(status=TaskResultStatus.READY) | Q(
        status=TaskResultStatus.RUNNING, started_at__gt=timezone.now() - LONGEST
    )
    ordered = {order.args_kwargs["args"][0] for order in orders.filter(underway)}
    missing: Any = Release.objects.filter(pdf=None, cancelled_at=None).select_related("report")
    return [release for release in missing if release.pk not in ordered]
