"""The text of a report: takeaways, sections and data notes."""

from __future__ import annotations

from wagtail import blocks

from reports.blocks.common import INLINE, NARRATIVE, text_block
from reports.blocks.examples import Previewed


class TakeawayBlock(Previewed, blocks.RichTextBlock):
    """One point of the summary."""

    class Meta:
        icon = "pick"
        description = "One point of the summary, in one sentence. The first is read most."
        preview_template = "reports/previews/takeaway.html"


class TakeawaysBlock(blocks.StreamBlock):
    takeaway = TakeawayBlock(features=INLINE)

    class Meta:
        required = False


class SectionBlock(Previewed, blocks.StructBlock):
    heading = blocks.CharBlock(
        max_length=120, help_text="What the passage is about. It stands in the page's contents."
    )
    text = text_block(
        features=NARRATIVE,
        help_text="Insert numbers as figures: the button Figure, or type a slash.",
    )

    class Meta:
        description = "A passage of the text under its own heading."
        preview_template = "reports/previews/section.html"
        icon = "doc-full"
        label_format = "{heading}"


class SectionsBlock(blocks.StreamBlock):
    section = SectionBlock()

    class Meta:
        required = False


class DataNoteBlock(Previewed, blocks.StructBlock):
    """A gap, a conflict or a misprint in the source, said openly."""

    topic = blocks.CharBlock(
        max_length=120, help_text="In a few words, for example: No values before 2024."
    )
    printed = blocks.CharBlock(
        required=False, max_length=300, help_text="What the source printed, word for word."
    )
    text = text_block(help_text="What readers must know, and what was done about it.")

    class Meta:
        icon = "warning"
        description = "A gap, a conflict or a misprint in the source, said openly to readers."
        preview_template = "reports/previews/data_note.html"
        label_format = "{topic}"


class DataNotesBlock(blocks.StreamBlock):
    note = DataNoteBlock()

    class Meta:
        required = False
