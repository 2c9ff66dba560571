"""What readers find reports by: rows that derive from a release's document."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from reports.document import schema
from reports.document.entries import entries
from reports.document.listing import facts
from reports.document.words import folded, in_order
from reports.models.querysets import rows_of
from reports.models.rows import Row
from reports.models.wordlists import VectorField, WordsField

LINE = "\n"  # between the codes and the names of places; neither holds one
DIGITS: dict[str, Any] = {"max_digits": 40, "decimal_places": 8, "null": True, "blank": True}


class Listing(Row):
    """What lists of reports sort and filter by: one row a release.

    ``size`` is an amount in ``currency``; ``geographies`` are codes with a line
    break before, between and after them, ``geography_names`` their names.
    """

    sector = models.SlugField(max_length=200, blank=True, allow_unicode=True)
    sector_name = models.TextField(blank=True)
    geographies = models.TextField(blank=True)
    geography_names = models.TextField(blank=True)
    size: Any = models.DecimalField(**DIGITS)
    currency = models.CharField(max_length=40, blank=True)
    growth: Any = models.DecimalField(**DIGITS)
    title_key = models.TextField(help_text="The title as lists order it.")
    title_words = WordsField()

    class Meta:
        ordering = ("market", "edition")
        verbose_name = "listing"
        indexes = [
            models.Index(fields=["sector"], name="reports_listing_sector"),
            models.Index(fields=["size"], name="reports_listing_size"),
            models.Index(fields=["growth"], name="reports_listing_growth"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["release"],
                name="reports_listing_release",
                violation_error_message="The release has its listing.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.market}/{self.edition}"

    @classmethod
    def rows(cls, release: Any, document: schema.ReportDocument) -> list[Listing]:
        """The row of a release (unsaved), derived from its document."""
        known = facts(document)
        places = known.geographies
        return [
            cls(
                **rows_of(release),
                position=0,
                sector=slugify(document.market.sector, allow_unicode=True)[:200],
                sector_name=document.market.sector,
                geographies=LINE.join(["", *(place.code for place in places), ""]),
                geography_names=LINE.join(["", *(place.name for place in places), ""]),
                size=known.size,
                currency=known.currency,
                growth=known.growth,
                title_key=folded(document.title),
                title_words=in_order(f"{document.title} {document.market.title}"),
            )
        ]


class SearchEntry(Row):
    """One thing that search finds: a report, or a company, development or segment of one.

    ``key`` tells it apart within its market and kind; a company is the same in all markets.
    """

    class Kind(models.TextChoices):
        REPORT = "report", _("Report")
        COMPANY = "company", _("Company")
        DEVELOPMENT = "development", _("Development")
        SEGMENT = "segment", _("Segment")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.CharField(max_length=250, blank=True)
    title = models.TextField()
    note = models.TextField(blank=True)
    body = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    title_words = WordsField(blank=True)
    words = VectorField(blank=True)

    class Meta:
        ordering = ("market", "edition", "position")
        verbose_name = "search entry"
        verbose_name_plural = "search entries"
        indexes = [
            models.Index(fields=["kind", "market", "key"], name="reports_searchentry_market"),
            models.Index(fields=["kind", "key"], name="reports_searchentry_key"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "kind", "key"],
                name="reports_searchentry_once",
                violation_error_message="The release has this entry.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def rows(cls, release: Any, document: schema.ReportDocument) -> list[SearchEntry]:
        """The rows of a release (unsaved), derived from its document."""
        return [
            cls(
                **rows_of(release),
                position=position,
                kind=entry.kind,
                key=entry.key,
                title=entry.title,
                note=entry.note,
                body=entry.body,
                details=entry.details,
                title_words=entry.title_words,
                words=entry.words,
            )
            for position, entry in enumerate(entries(document))
        ]
