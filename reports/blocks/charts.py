"""The charts that an editor chooses; without any, they are made from the figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail import blocks

from reports.blocks.examples import Previewed
from reports.charts import charts_of
from reports.charts.render import draw
from reports.charts.shown import shown
from reports.document.charts import DESCRIPTION_LENGTH, TITLE_LENGTH


class ChartBlock(Previewed, blocks.StructBlock):
    """One chart: what it shows, and its words."""

    figures = blocks.ListBlock(
        blocks.CharBlock(max_length=100, label="Key of a figure"),
        min_num=1,
        help_text=(
            "A key shows its whole series by year; a share shows all shares of its year. "
            "Several keys show several series, or just these bars."
        ),
    )
    kind = blocks.ChoiceBlock(
        choices=[
            ("auto", "As the values ask for"),
            ("columns", "Columns by year"),
            ("line", "Lines by year"),
            ("bars", "Bars, the largest first"),
        ],
        default="auto",
    )
    title = blocks.CharBlock(
        required=False,
        max_length=TITLE_LENGTH,
        help_text=(
            "State the finding, for example “Revenue is forecast to almost triple”. "
            "Drafted from the values when empty."
        ),
    )
    description = blocks.TextBlock(
        max_length=DESCRIPTION_LENGTH,
        rows=3,
        help_text=(
            "For people who cannot see the chart: direction, first and last value, "
            "anything unusual."
        ),
    )
    key = blocks.RegexBlock(
        regex=r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
        required=False,
        max_length=100,
        error_messages={"invalid": "A key has small letters, digits and single hyphens."},
        help_text="Part of the chart's address; proposed from the figures when empty.",
    )

    def get_preview_context(
        self, value: Any, parent_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_preview_context(value, parent_context)
        chart = charts_of(context["document"])[0]
        pictures = draw(chart)
        return {**context, "charts": shown([(chart, pictures.wide, pictures.narrow)])}

    class Meta:
        icon = "table"
        description = "A chart of figures of the report, with its title and its description."
        preview_template = "reports/previews/chart.html"
        label_format = "{title}"


class ChartsBlock(blocks.StreamBlock):
    chart = ChartBlock()

    class Meta:
        required = False
        max_num = 12
