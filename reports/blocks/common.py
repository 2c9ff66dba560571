"""Small blocks that several families share."""

from __future__ import annotations

from typing import Any

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

INLINE = ["bold", "italic", "link", "figure"]
TEXT = [*INLINE, "ol", "ul"]
NARRATIVE = [*TEXT, "h3", "h4", "blockquote"]


class YearBlock(blocks.IntegerBlock):
    """A calendar year."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 1900, "max_value": 2200, "required": False, **options})


class ReferenceBlock(SnippetChooserBlock):
    """A piece of reference data."""

    def clean(self, value: Any) -> Any:
        # The stock block asks the database again for what it has just loaded:
        # a report with a thousand figures would take thousands of queries to check.
        return value if isinstance(value, self.target_model) else super().clean(value)


def text_block(**options: Any) -> blocks.RichTextBlock:
    """A short passage: emphasis, links, lists and inline figures."""
    return blocks.RichTextBlock(**{"features": TEXT, "required": False, **options})


def source_block(**options: Any) -> ReferenceBlock:
    """Where the claim comes from."""
    return ReferenceBlock("reports.Source", **{"required": False, **options})
