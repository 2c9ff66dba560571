"""Key players and developments."""

from __future__ import annotations

from wagtail import blocks

from reports.blocks.common import ReferenceBlock, YearBlock, source_block, text_block

DEVELOPMENT_KINDS = [
    ("approval", "Approval"),
    ("launch", "Launch"),
    ("partnership", "Partnership"),
    ("acquisition", "Acquisition"),
    ("funding", "Funding"),
    ("expansion", "Expansion"),
    ("other", "Other"),
]


class KeyPlayerBlock(blocks.StructBlock):
    """A company's appearance in the report."""

    company = ReferenceBlock("reports.Company")
    text = text_block()
    source = source_block()

    class Meta:
        icon = "group"
        label_format = "{company}"


class KeyPlayersBlock(blocks.StreamBlock):
    key_player = KeyPlayerBlock()

    class Meta:
        required = False


class DevelopmentBlock(blocks.StructBlock):
    """A dated event, as precise as the source dates it."""

    year = YearBlock(required=True)
    month = blocks.IntegerBlock(required=False, min_value=1, max_value=12)
    day = blocks.IntegerBlock(required=False, min_value=1, max_value=31)
    company = ReferenceBlock("reports.Company", required=False)
    kind = blocks.ChoiceBlock(choices=DEVELOPMENT_KINDS)
    title = blocks.CharBlock(max_length=150)
    text = text_block()
    source = source_block()
    key = blocks.RegexBlock(
        regex=r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
        required=False,
        max_length=100,
        error_messages={"invalid": "A key has small letters, digits and single hyphens."},
        help_text="Proposed from the date and the company when empty.",
    )

    class Meta:
        icon = "date"
        label_format = "{year} {title}"


class DevelopmentsBlock(blocks.StreamBlock):
    development = DevelopmentBlock()

    class Meta:
        required = False
