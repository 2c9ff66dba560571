"""The text of a report: takeaways, sections and data notes."""

from __future__ import annotations

from wagtail import blocks

from reports.blocks.common import INLINE, NARRATIVE, text_block


class TakeawaysBlock(blocks.StreamBlock):
    takeaway = blocks.RichTextBlock(features=INLINE, icon="pick")

    class Meta:
        required = False


class SectionBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120)
    text = text_block(features=NARRATIVE)

    class Meta:
        icon = "doc-full"
        label_format = "{heading}"


class SectionsBlock(blocks.StreamBlock):
    section = SectionBlock()

    class Meta:
        required = False


class DataNoteBlock(blocks.StructBlock):
    """A gap, a conflict or a misprint in the source, said openly."""

    topic = blocks.CharBlock(max_length=120)
    printed = blocks.CharBlock(
        required=False, max_length=300, help_text="What the source printed, word for word."
    )
    text = text_block()

    class Meta:
        icon = "warning"
        label_format = "{topic}"


class DataNotesBlock(blocks.StreamBlock):
    note = DataNoteBlock()

    class Meta:
        required = False
