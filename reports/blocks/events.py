"""Key players and developments."""

from __future__ import annotations

from wagtail import blocks
from wagtail.blocks import BlockGroup

from reports.blocks.common import ReferenceBlock, YearBlock, source_block, text_block
from reports.blocks.examples import Previewed

DEVELOPMENT_KINDS = [
    ("approval", "Approval"),
    ("launch", "Launch"),
    ("partnership", "Partnership"),
    ("acquisition", "Acquisition"),
    ("funding", "Funding"),
    ("expansion", "Expansion"),
    ("other", "Other"),
]


class KeyPlayerBlock(Previewed, blocks.StructBlock):
    """A company's appearance in the report."""

    company = ReferenceBlock("reports.Company")
    text = text_block(help_text="What the company does in this market, as the source tells it.")
    source = source_block()

    class Meta:
        icon = "group"
        description = "A company that the source names among those that matter in this market."
        preview_template = "reports/previews/player.html"
        label_format = "{company}"


class KeyPlayersBlock(blocks.StreamBlock):
    key_player = KeyPlayerBlock()

    class Meta:
        required = False


class DevelopmentBlock(Previewed, blocks.StructBlock):
    """A dated event, as precise as the source dates it."""

    year = YearBlock(required=True)
    month = blocks.IntegerBlock(
        required=False,
        min_value=1,
        max_value=12,
        help_text="A number. Leave it empty when the source names no month.",
    )
    day = blocks.IntegerBlock(
        required=False,
        min_value=1,
        max_value=31,
        help_text="Leave it empty when the source names no day.",
    )
    company = ReferenceBlock("reports.Company", required=False)
    kind = blocks.ChoiceBlock(choices=DEVELOPMENT_KINDS)
    title = blocks.CharBlock(max_length=150, help_text="What happened, in a few words.")
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
        description = "Something that happened: an approval, a launch, a partnership."
        preview_template = "reports/previews/development.html"
        form_layout = BlockGroup(
            children=["year", "month", "day", "company", "kind", "title", "text", "source"],
            settings=["key"],
        )


class DevelopmentsBlock(blocks.StreamBlock):
    development = DevelopmentBlock()

    class Meta:
        required = False
