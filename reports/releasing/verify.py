"""Verify releases against their documents, and make derived parts again."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.db import models, transaction

from reports import clock
from reports.charts.render import ChartError
from reports.document import ReportDocument, stored
from reports.document.card import card
from reports.models import Release, ReleaseChart, ReleasePdf, Report
from reports.models.immutable import writing
from reports.releasing.issuing import ROWS, write_charts, write_rows
from reports.releasing.locking import lock, recompute_windows
from reports.releasing.printing import order_pdf, without_pdf

DRAWN = ("svg_wide", "svg_narrow", "svg", "png", "card_png", "digest", "recipe")


@dataclass(frozen=True)
class Fault:
    """Something wrong with a release. ``derived`` parts can be made again, ``charts`` by
    drawing them; that takes a second or two."""

    release: Release
    what: str
    derived: bool = True
    charts: bool = False

    def __str__(self) -> str:
        return f"{self.release}: {self.what}"


def faults() -> Iterator[Fault]:
    """Everything wrong with any release: hash, document, card, rows, windows."""
    for record in Report.objects.order_by("market", "edition"):
        releases = list(
            Release.objects.filter(report=record).select_related("report").order_by("release_at")
        )
        yield from _windows(releases)
        for release in releases:
            yield from _release(release)


def repair() -> list[Fault]:
    """Make the derived parts of every faulty release again, and order the PDFs that are
    missing; gives what cannot be repaired."""
    faulty = list(faults())
    undrawn = {fault.release.pk for fault in faulty if fault.charts}
    for release in {fault.release.pk: fault.release for fault in faulty if fault.derived}.values():
        with writing("repair"):
            record = lock(release.report)
            try:
                document = release.load_document()
            except ValueError:
                continue
            for model in (*ROWS, ReleasePdf):
                model.objects.filter(release=release).delete()
            write_rows(release, document)
            if release.pk in undrawn:
                _draw_again(release, document)
            Release.objects.filter(pk=release.pk).update(
                card=_card(document), remade_at=clock.now()
            )
            recompute_windows(record)
    for release in without_pdf():
        order_pdf(release)
    return list(faults()) if faulty else []


def _draw_again(release: Release, document: ReportDocument) -> None:
    """What cannot be drawn stays as it was, and a fault."""
    with suppress(ChartError), transaction.atomic():
        ReleaseChart.objects.filter(release=release).delete()
        write_charts(release, document)


def _card(document: ReportDocument) -> dict[str, Any]:
    return card(document).model_dump(mode="json")


def _windows(releases: list[Release]) -> Iterable[Fault]:
    open_ones = [release for release in releases if release.cancelled_at is None]
    for release, after in zip_longest(open_ones, open_ones[1:]):
        end = after.release_at if after else None
        if release.superseded_at != end:
            yield Fault(release, f"its window ends at {release.superseded_at}, not at {end}")
    for release in releases:
        if release.cancelled_at is not None and release.superseded_at is not None:
            yield Fault(release, "it was cancelled and has a window")


def _release(release: Release) -> Iterable[Fault]:
    if stored.content_hash(release.document) != release.content_hash:
        yield Fault(release, "its document does not have its hash", derived=False)
    try:
        document = release.load_document()
    except ValueError as problem:
        yield Fault(release, f"its document cannot be read: {problem}", derived=False)
        return
    if release.card != _card(document):
        yield Fault(release, "its card does not follow from its document")
    for model in ROWS:
        wanted = [_values(row) for row in model.rows(release, document)]
        found = [_values(row) for row in model.objects.filter(release=release).order_by("position")]
        if wanted != found:
            name = model._meta.verbose_name_plural
            yield Fault(release, f"its {name} do not follow from its document")
    pdf = ReleasePdf.objects.filter(
        release=release
    ).first()  # one that is still to come is no fault
    if pdf and not pdf.is_sound():
        yield Fault(release, "its PDF is not the one that was made from its document")

    yield from _charts(release, document)


def _charts(release: Release, document: ReportDocument) -> Iterable[Fault]:
    """Words, values and specification are compared; pictures must be those that were drawn.
    Nothing is drawn to find out."""
    wanted = [_values(row, but=DRAWN) for row in ReleaseChart.unmade(release, document)]
    rows = list(ReleaseChart.objects.filter(release=release).order_by("position"))
    if wanted != [_values(row, but=DRAWN) for row in rows]:
        yield Fault(release, "its charts do not follow from its document", charts=True)
    elif any(row.pictures.digest != row.digest for row in rows):
        yield Fault(release, "the pictures of its charts are not those drawn", charts=True)


def _values(row: models.Model, but: Container[str] = ()) -> dict[str, Any]:
    """A row's columns but its id; decimals compare by value, whatever their trailing zeros."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.attname not in but
    }
