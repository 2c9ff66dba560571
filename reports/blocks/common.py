"""Small blocks that several families share."""

from __future__ import annotations

import copy
from typing import Any

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from reports.blocks import memory

INLINE = ["bold", "italic", "link", "figure"]
TEXT = [*INLINE, "ol", "ul"]
NARRATIVE = [*TEXT, "h3", "h4", "blockquote"]


class YearBlock(blocks.IntegerBlock):
    """A calendar year."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 1900, "max_value": 2200, "required": False, **options})


class ReferenceBlock(SnippetChooserBlock):
    """A piece of reference data. One that was merged is read as the one that was kept, so
    that the editor, the checks and a release all see the same."""

    def to_python(self, value: Any) -> Any:
        return self.bulk_to_python([value])[0]

    def bulk_to_python(self, values: Any) -> list[Any]:
        ids = [number(value) for value in values]
        found = memory.find(self.model_class, [pk for pk in ids if pk])
        # Copies, as the stock block gives: what a caller changes stays with it.
        return [copy.copy(found.get(pk)) if pk else None for pk in ids]

    def value_from_form(self, value: Any) -> Any:
        return value if isinstance(value, self.model_class) else self.to_python(value)

    def clean(self, value: Any) -> Any:
        # The stock block asks the database again for what it has just loaded:
        # a report with a thousand figures would take thousands of queries to check.
        known = value if isinstance(value, self.model_class) else super().clean(value)
        return memory.standing(known)


def number(value: Any) -> int | None:
    """The id that was stored or posted, or None for what cannot be one."""
    text = str(value or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def text_block(**options: Any) -> blocks.RichTextBlock:
    """A short passage: emphasis, links, lists and inline figures."""
    return blocks.RichTextBlock(**{"features": TEXT, "required": False, **options})


def source_block(**options: Any) -> ReferenceBlock:
    """Where the claim comes from."""
    return ReferenceBlock("reports.Source", **{"required": False, **options})
