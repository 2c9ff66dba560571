"""Developments as rows."""

from __future__ import annotations

from typing import Any

from django.db import models

from reports.document import schema
from reports.document.formatting import iso_date, partial_date
from reports.models.querysets import rows_of
from reports.models.rows import Row


class Development(Row):
    """A released dated event. ``date`` is the first day that the stated date can mean."""

    class Precision(models.TextChoices):
        DAY = "day", "Day"
        MONTH = "month", "Month"
        YEAR = "year", "Year"

    key = models.CharField(max_length=100)
    date = models.DateField()
    precision = models.CharField(max_length=5, choices=Precision.choices)
    company = models.SlugField(max_length=100, blank=True)
    company_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=150)
    html = models.TextField(blank=True)
    source = models.CharField(max_length=100, blank=True)
    source_title = models.CharField(max_length=250, blank=True)
    source_publisher = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-date", "market", "edition", "key")
        indexes = [
            models.Index(fields=["market", "edition", "key"], name="reports_development_address"),
            models.Index(fields=["date"], name="reports_development_date"),
            models.Index(fields=["company"], name="reports_development_company"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "key"],
                name="reports_development_key",
                violation_error_message="The release has a development with this key.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def _parts(self) -> tuple[int, int | None, int | None]:
        month = None if self.precision == self.Precision.YEAR else self.date.month
        day = self.date.day if self.precision == self.Precision.DAY else None
        return self.date.year, month, day

    @property
    def iso(self) -> str:
        """The date in ISO 8601 as precise as it is known: "2023-10"."""
        return iso_date(*self._parts())

    @property
    def when(self) -> str:
        """The date in words as precise as it is known: "October 2023"."""
        return partial_date(*self._parts())

    @classmethod
    def rows(cls, release: Any, document: schema.ReportDocument) -> list[Development]:
        """The rows of a release (unsaved), derived from its document."""
        rows = []
        for position, event in enumerate(document.developments):
            source = document.source(event.source)
            rows.append(
                cls(
                    **rows_of(release),
                    position=position,
                    block=event.block,
                    key=event.key,
                    date=event.date,
                    precision=event.precision,
                    company=event.company,
                    company_name=event.company_name,
                    kind=event.kind,
                    title=event.title,
                    html=event.html,
                    source=event.source,
                    source_title=source.title if source else "",
                    source_publisher=source.publisher if source else "",
                )
            )
        return rows
