"""How the market is cut, what moves it, and who is ahead."""

from __future__ import annotations

from wagtail import blocks

from reports.blocks.common import ReferenceBlock, YearBlock, source_block, text_block


class SegmentEntryBlock(blocks.StructBlock):
    segment = ReferenceBlock("reports.Segment")
    text = text_block()
    source = source_block()


class AxisBlock(blocks.StructBlock):
    """An axis with the segments that the report covers, in its order."""

    axis = ReferenceBlock("reports.Axis")
    segments = blocks.ListBlock(SegmentEntryBlock(), default=[])

    class Meta:
        icon = "list-ul"


class AxesBlock(blocks.StreamBlock):
    axis = AxisBlock()

    class Meta:
        required = False


class RegionBlock(blocks.StructBlock):
    geography = ReferenceBlock("reports.Geography")
    text = text_block()
    source = source_block()

    class Meta:
        icon = "globe"


class RegionsBlock(blocks.StreamBlock):
    region = RegionBlock()

    class Meta:
        required = False


class FactorBlock(blocks.StructBlock):
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
    title = blocks.CharBlock(max_length=120)
    text = text_block()
    source = source_block()

    class Meta:
        icon = "arrow-right"
        label_format = "{kind}: {title}"


class FactorsBlock(blocks.StreamBlock):
    factor = FactorBlock()

    class Meta:
        required = False


class OutlookBlock(blocks.StructBlock):
    """A superlative that the source states: choose a segment or a place."""

    kind = blocks.ChoiceBlock(
        choices=[
            ("largest", "Largest share"),
            ("fastest_growing", "Fastest growing"),
            ("leading", "Leading"),
        ],
        help_text="Only if the source says so.",
    )
    segment = ReferenceBlock("reports.Segment", required=False)
    geography = ReferenceBlock("reports.Geography", required=False)
    start = YearBlock(label="First year")
    end = YearBlock(label="Last year")
    text = text_block()
    source = source_block()

    class Meta:
        icon = "order-up"
        label_format = "{kind}: {segment} {geography}"


class OutlooksBlock(blocks.StreamBlock):
    outlook = OutlookBlock()

    class Meta:
        required = False
