"""How the market is cut, what moves it, and who is ahead."""

from __future__ import annotations

from wagtail import blocks

from reports.blocks.common import ReferenceBlock, YearBlock, source_block, text_block
from reports.blocks.examples import Previewed


class SegmentEntryBlock(blocks.StructBlock):
    segment = ReferenceBlock("reports.Segment", help_text="A segment of the axis above.")
    text = text_block(help_text="What the source says of it. Shares and rates are figures.")
    source = source_block()


class AxisBlock(Previewed, blocks.StructBlock):
    """An axis with the segments that the report covers, in its order."""

    axis = ReferenceBlock("reports.Axis", help_text="How the market is cut: by type, by user.")
    segments = blocks.ListBlock(SegmentEntryBlock(), default=[])

    class Meta:
        icon = "list-ul"
        description = "One way to cut the market, with the segments that the report covers."
        preview_template = "reports/previews/axis.html"


class AxesBlock(blocks.StreamBlock):
    axis = AxisBlock()

    class Meta:
        required = False


class RegionBlock(Previewed, blocks.StructBlock):
    """A place that the report covers."""

    geography = ReferenceBlock("reports.Geography")
    text = text_block(help_text="What the source says of it. Shares and rates are figures.")
    source = source_block()

    class Meta:
        icon = "globe"
        description = "A place that the report covers, with what it says of it."
        preview_template = "reports/previews/region.html"


class RegionsBlock(blocks.StreamBlock):
    region = RegionBlock()

    class Meta:
        required = False


class FactorBlock(Previewed, blocks.StructBlock):
    """A market factor."""

    kind = blocks.ChoiceBlock(
        choices=[
            ("driver", "Driver"),
            ("restraint", "Restraint"),
            ("challenge", "Challenge"),
            ("opportunity", "Opportunity"),
            ("trend", "Trend"),
        ]
    )
    title = blocks.CharBlock(max_length=120, help_text="In a few words, as a phrase.")
    text = text_block()
    source = source_block()

    class Meta:
        icon = "arrow-right"
        description = "What drives the market, or what holds it back."
        preview_template = "reports/previews/factor.html"
        label_format = "{kind}: {title}"


class FactorsBlock(blocks.StreamBlock):
    factor = FactorBlock()

    class Meta:
        required = False


class OutlookBlock(Previewed, blocks.StructBlock):
    """A superlative that the source states: choose a segment or a place."""

    kind = blocks.ChoiceBlock(
        choices=[
            ("largest", "Largest share"),
            ("fastest_growing", "Fastest growing"),
            ("leading", "Leading"),
        ],
        help_text="Only if the source says so.",
    )
    segment = ReferenceBlock(
        "reports.Segment", required=False, help_text="Either a segment or a place, not both."
    )
    geography = ReferenceBlock("reports.Geography", required=False)
    start = YearBlock(label="First year")
    end = YearBlock(label="Last year")
    text = text_block()
    source = source_block()

    class Meta:
        icon = "order-up"
        description = "Who is largest, leads or grows fastest, where the source says so."
        preview_template = "reports/previews/outlook.html"
        label_format = "{kind}: {segment} {geography}"


class OutlooksBlock(blocks.StreamBlock):
    outlook = OutlookBlock()

    class Meta:
        required = False
