"""Figures, the calculations over them, and those that head the page."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.blocks import BlockGroup

from reports.blocks.common import ReferenceBlock, YearBlock, source_block
from reports.blocks.examples import Previewed
from reports.document.formatting import MULTIPLIERS
from reports.document.schema import Claim, Measure, Status

MEASURES = [(measure.value, measure.label) for measure in Measure]
STATUSES = [(status.value, status.label) for status in Status if status is not Status.CALCULATED]
CLAIMS = [
    (Claim.CITED.value, "Cited: the source's claim"),
    (Claim.OWN.value, "Own: our claim"),
]
DIGITS = 15  # what SQLite keeps of a decimal; a published figure has fewer
POWERS = [(str(power), word or "units") for power, word in MULTIPLIERS.items()]


class FigureBlock(Previewed, blocks.StructBlock):
    """One number with its coordinates."""

    measure = blocks.ChoiceBlock(choices=MEASURES)
    statistic = blocks.CharBlock(
        required=False,
        max_length=120,
        label="Name of the statistic",
        help_text="For the measure Statistic, for example: deaths from chronic disease, share.",
    )
    segments = blocks.ListBlock(
        ReferenceBlock("reports.Segment"),
        default=[],
        required=False,
        help_text="None for the whole market; at most one segment of each axis.",
    )
    geography = ReferenceBlock("reports.Geography")
    start = YearBlock(required=True, label="Year, or first year")
    end = YearBlock(label="Last year", help_text="For a growth rate: the end of its period.")
    value = blocks.DecimalBlock(
        max_digits=DIGITS,
        decimal_places=8,
        help_text="As printed: 7.12 with the multiplier billion. Percentages: 16.3.",
    )
    multiplier = blocks.ChoiceBlock(choices=POWERS, default="0")
    unit = blocks.CharBlock(
        max_length=40, help_text="A currency code such as USD, percent, or what is counted."
    )
    low = blocks.DecimalBlock(
        required=False,
        max_digits=DIGITS,
        decimal_places=8,
        help_text="For a range: its lower end, in the same unit and multiplier.",
    )
    high = blocks.DecimalBlock(
        required=False, max_digits=DIGITS, decimal_places=8, help_text="Its upper end."
    )
    approximate = blocks.BooleanBlock(
        required=False, help_text="Tick when the source says about, around or nearly."
    )
    status = blocks.ChoiceBlock(
        choices=STATUSES,
        help_text=(
            "Actual = measured. Estimate = year not closed. Forecast = future year, published."
        ),
    )
    claim = blocks.ChoiceBlock(
        choices=CLAIMS,
        default=Claim.CITED.value,
        help_text="A cited figure may be published with its source's fault; an own one may not.",
    )
    source = source_block()
    attribution = blocks.CharBlock(
        required=False,
        max_length=250,
        help_text="Whose number it is when the source itself quotes it from somebody else.",
    )
    note = blocks.CharBlock(
        required=False, max_length=500, help_text="Readers see it beside the figure."
    )
    key = blocks.CharBlock(
        required=False,
        max_length=100,
        help_text="Proposed from the coordinates when empty; fixed at the first release.",
    )
    carried = blocks.CharBlock(
        required=False,
        max_length=250,
        label="In the edition before",
        help_text="What this figure said when the edition was begun.",
    )
    confirmed = blocks.BooleanBlock(
        required=False, label="Still holds", help_text="Tick when the former value is still right."
    )

    @cached_property
    def default_states(self) -> dict[str, Any]:
        """What the editor's form holds for each field of a new figure."""
        return {
            name: child.get_form_state(child.get_default())
            for name, child in self.child_blocks.items()
        }

    def get_form_state(self, value: Any) -> list[Any]:
        """The fields in their order, None for a default; `figure-blocks.js` writes them out."""
        full = super().get_form_state(value)
        return [
            None if full.get(name) == default else _short(full.get(name, default))
            for name, default in self.default_states.items()
        ]

    class Meta:
        icon = "decimal"
        label_format = "{measure} {start}: {value}"
        description = "One number with all that it is about: measure, place, year, unit, source."
        preview_template = "reports/previews/figure.html"
        form_layout = BlockGroup(
            children=[
                *("carried", "confirmed", "measure", "segments", "geography", "start", "end"),
                *("value", "multiplier", "unit", "status", "claim", "source"),
            ],
            settings=["statistic", "low", "high", "approximate", "attribution", "note", "key"],
        )


def _short(state: Any) -> Any:
    """References as (id, name), in lists too; an empty field that is not empty by default as ""."""
    if isinstance(state, dict) and "string" in state:
        return [state["id"], state["string"]]
    if isinstance(state, list) and state and isinstance(state[0], dict):
        return [[item["id"], _short(item["value"]) or None] for item in state]
    return "" if state is None else state


class CalculationBlock(Previewed, blocks.StructBlock):
    """Figures that a declared rule gives; their values are never typed."""

    rule = blocks.ChoiceBlock(
        choices=[
            ("growth_path", "The years between, at the implied rate"),
            ("implied_cagr", "The implied growth rate"),
        ],
        default="growth_path",
    )
    first = blocks.CharBlock(max_length=100, help_text="Key of the first figure of the series.")
    last = blocks.CharBlock(max_length=100, help_text="Key of the last figure of the series.")

    class Meta:
        icon = "cogs"
        description = "Figures that follow from two others by a rule; they are never typed."
        preview_template = "reports/previews/calculation.html"
        label_format = "{rule}: {first} to {last}"


class HeadlineBlock(Previewed, blocks.StructBlock):
    """A figure shown large at the top of the page."""

    figure = blocks.CharBlock(max_length=100, help_text="Key of the figure.")
    title = blocks.CharBlock(max_length=80, help_text="For example: Market value, 2024.")
    definition = blocks.CharBlock(
        required=False, max_length=250, help_text="What is counted, where, in what currency."
    )

    class Meta:
        icon = "pick"
        description = "A figure shown large at the top of the page. Two to four are enough."
        preview_template = "reports/previews/headline.html"
        label_format = "{title}"


class HeadlinesBlock(blocks.StreamBlock):
    headline = HeadlineBlock()

    class Meta:
        required = False
        max_num = 4
