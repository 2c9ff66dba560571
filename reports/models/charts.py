"""Charts as rows of a release, with the pictures that were drawn when it was issued."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation

from reports.charts import Chart, charts_of
from reports.charts.render import Card, ChartError, Pictures, draw, recipe
from reports.charts.shown import Shown, shown
from reports.charts.specs import published
from reports.document import schema
from reports.models.querysets import rows_of
from reports.models.rows import Row

KINDS = [("columns", "Columns"), ("line", "Line"), ("bars", "Bars")]


class ReleaseChart(Row):
    """One chart of a release. ``content`` and ``spec`` follow from the document; the pictures
    from ``recipe``, and ``digest`` tells whether they are still those that were drawn.

    Readers are served what is kept here; nothing is drawn for them.
    """

    key = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=KINDS)
    title = models.CharField(max_length=200)
    description = models.CharField(max_length=400)
    content = models.JSONField(help_text="The chart: its words and values.")
    spec = models.JSONField(help_text="Its Vega-Lite specification.")
    svg_wide = models.TextField()
    svg_narrow = models.TextField()
    svg = models.TextField(help_text="With title, key and source: as a file of its own.")
    png = models.BinaryField()
    card_png = models.BinaryField(null=True, help_text="The social card; of the first chart.")
    recipe = models.CharField(max_length=64, db_index=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("market", "edition", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "key"],
                name="reports_releasechart_key",
                violation_error_message="The release has a chart with this key.",
            ),
            models.CheckConstraint(
                condition=~models.Q(description=""),
                name="reports_releasechart_description",
                violation_error_message="A chart has a description.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def load(self) -> Chart:
        """The chart with its words and values."""
        return Chart.model_validate(self.content)

    @property
    def pictures(self) -> Pictures:
        card = None if self.card_png is None else bytes(self.card_png)
        return Pictures(self.svg_wide, self.svg_narrow, self.svg, bytes(self.png), card)

    @classmethod
    def unmade(cls, release: Any, document: schema.ReportDocument) -> Iterator[ReleaseChart]:
        """The rows of a release (unsaved) without their pictures: quickly made, to compare."""
        for position, (chart, card) in enumerate(_planned(document)):
            yield cls(
                **rows_of(release),
                position=position,
                block=chart.block,
                key=chart.key,
                kind=chart.kind,
                title=chart.title,
                description=chart.description,
                content=chart.model_dump(mode="json"),
                spec=published(chart),
                recipe=recipe(chart, card),
            )

    @classmethod
    def rows(cls, release: Any, document: schema.ReportDocument) -> list[ReleaseChart]:
        """The rows of a release (unsaved), drawn; raises `ChartError`.

        A chart that another release has already, to the last word, is not drawn again.
        """
        rows = list(cls.unmade(release, document))
        kept = {
            row.recipe: row for row in cls.objects.filter(recipe__in={row.recipe for row in rows})
        }
        for row, (chart, card) in zip(rows, _planned(document), strict=True):
            twin = kept.get(row.recipe)
            sound = twin is not None and twin.pictures.digest == twin.digest
            row.take(twin.pictures if twin and sound else draw(chart, card))
        return rows

    def take(self, pictures: Pictures) -> None:
        self.svg_wide, self.svg_narrow, self.svg = pictures.wide, pictures.narrow, pictures.alone
        self.png, self.card_png = pictures.png, pictures.card
        self.digest = pictures.digest


def _planned(document: schema.ReportDocument) -> list[tuple[Chart, Card | None]]:
    """The charts of a document in the site's language; the first one with the social card."""
    with translation.override(settings.LANGUAGE_CODE):
        charts = charts_of(document)
    card = Card(document.title, settings.WAGTAIL_SITE_NAME)
    return [(chart, None if number else card) for number, chart in enumerate(charts)]


def drafted(document: schema.ReportDocument) -> list[Shown]:
    """The charts of a draft, drawn for its preview; None where that fails: then the table alone
    is shown, and releasing says what is wrong."""
    found = []
    for chart, card in _planned(document):
        try:
            pictures = draw(chart, card)
            found.append((chart, pictures.wide, pictures.narrow))
        except ChartError:
            found.append((chart, "", ""))
    return shown(found)
