"""Figures as rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F, Q

from reports.document import schema
from reports.models.querysets import rows_of
from reports.models.rows import Row

DECIMALS = 8


def choices(terms: Iterable[Any]) -> list[tuple[str, str]]:
    """The document's terms as the choices of a column."""
    return [(term.value, term.label) for term in terms]


class Figure(Row):
    """One released number with its coordinates.

    ``value`` × 10^``multiplier`` = ``amount``; ``decimals`` keeps the printed
    precision ("7.10" is value 7.1 with 2 decimals). ``segments`` is the
    canonical ``axis:segment|axis:segment``, empty for the whole market.
    """

    key = models.CharField(max_length=100)
    label = models.CharField(max_length=400)
    text = models.CharField(max_length=200)
    measure = models.CharField(max_length=20, choices=choices(schema.Measure))
    statistic = models.CharField(max_length=120, blank=True)
    segments = models.CharField(max_length=400, blank=True)
    segment_names = models.CharField(max_length=400, blank=True)
    geography = models.CharField(max_length=40)
    geography_name = models.CharField(max_length=100)
    period_start = models.PositiveSmallIntegerField()
    period_end = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=28, decimal_places=DECIMALS)
    decimals = models.PositiveSmallIntegerField()
    low = models.DecimalField(max_digits=28, decimal_places=DECIMALS, null=True, blank=True)
    high = models.DecimalField(max_digits=28, decimal_places=DECIMALS, null=True, blank=True)
    unit = models.CharField(max_length=40)
    multiplier = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=40, decimal_places=DECIMALS)
    status = models.CharField(max_length=10, choices=choices(schema.Status))
    approximate = models.BooleanField(default=False)
    claim = models.CharField(max_length=10, choices=choices(schema.Claim))
    source = models.CharField(max_length=100, blank=True)
    source_title = models.CharField(max_length=250, blank=True)
    source_publisher = models.CharField(max_length=200, blank=True)
    attribution = models.CharField(max_length=250, blank=True)
    note = models.CharField(max_length=500, blank=True)
    rule = models.CharField(max_length=20, blank=True)
    formula = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("market", "edition", "position")
        indexes = [
            models.Index(fields=["market", "edition", "key"], name="reports_figure_address"),
            models.Index(fields=["measure", "geography"], name="reports_figure_measure"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "key"],
                name="reports_figure_key",
                violation_error_message="The release has a figure with this key.",
            ),
            models.UniqueConstraint(
                fields=[
                    "release",
                    "measure",
                    "statistic",
                    "segments",
                    "geography",
                    "period_start",
                    "period_end",
                ],
                name="reports_figure_coordinates",
                violation_error_message="The release has a figure with these coordinates.",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")),
                name="reports_figure_period",
                violation_error_message="A period ends in or after the year in which it begins.",
            ),
            models.CheckConstraint(
                condition=~Q(unit=""),
                name="reports_figure_unit",
                violation_error_message="A figure has a unit.",
            ),
            models.CheckConstraint(
                condition=Q(claim="derived") | ~Q(source=""),
                name="reports_figure_source",
                violation_error_message="A figure that is not derived names its source.",
            ),
            models.CheckConstraint(
                condition=~Q(status="calculated") | ~Q(formula=""),
                name="reports_figure_formula",
                violation_error_message="A calculated figure has its formula.",
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")),
                name="reports_figure_range",
                violation_error_message="A range goes from low to high.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.text}"

    @property
    def printed_value(self) -> str:
        """The value with its stated digits, without grouping: "7.10"."""
        return f"{self.value:.{self.decimals}f}"

    @property
    def period(self) -> str:
        """The year, or the range of years."""
        return str(schema.Period(start=self.period_start, end=self.period_end))

    @classmethod
    def rows(cls, release: Any, document: schema.ReportDocument) -> list[Figure]:
        """The rows of a release (unsaved), derived from its document."""
        return [
            cls.row(release, document, figure, position)
            for position, figure in enumerate(document.figures)
        ]

    @classmethod
    def row(
        cls, release: Any, document: schema.ReportDocument, figure: schema.Figure, position: int
    ) -> Figure:
        source = document.source(figure.source)
        return cls(
            **rows_of(release),
            position=position,
            block=figure.block,
            key=figure.key,
            label=figure.label,
            text=figure.text,
            measure=figure.measure.value,
            statistic=figure.statistic,
            segments=figure.segment_path,
            segment_names=", ".join(ref.name for ref in figure.segments),
            geography=figure.geography.code,
            geography_name=figure.geography.name,
            period_start=figure.period.start,
            period_end=figure.period.end,
            value=figure.value,
            decimals=max(0, -int(figure.value.as_tuple().exponent)),
            low=figure.low,
            high=figure.high,
            unit=figure.unit,
            multiplier=figure.multiplier,
            amount=figure.amount,
            status=figure.status.value,
            approximate=figure.approximate,
            claim=figure.claim.value,
            source=figure.source,
            source_title=source.title if source else "",
            source_publisher=source.publisher if source else "",
            attribution=figure.attribution,
            note=figure.note,
            rule=figure.calculation.rule if figure.calculation else "",
            formula=figure.calculation.formula if figure.calculation else "",
        )
