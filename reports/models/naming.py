"""What a text names of the reference data: a released document, or the newest draft."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wagtail import blocks
from wagtail.fields import StreamField

Named = Mapping[tuple[str, Any], tuple[str, ...]]
"""(kind, its key) → the blocks that name it. The key is a slug or code in a release, a
primary key in a draft."""


def named_in_document(document: Mapping[str, Any]) -> Named:
    """What a stored document names, by slug or code. Every version of it has these parts."""
    found: dict[tuple[str, Any], tuple[str, ...]] = {}

    def add(kind: str, key: Any) -> None:
        if key:
            found[kind, key] = ()

    for source in document.get("sources", ()):
        add("source", source["key"])
    for axis in document.get("axes", ()):
        add("axis", axis["slug"])
        for segment in axis["segments"]:
            add("segment", f"{axis['slug']}:{segment['slug']}")
    for part in (*document.get("figures", ()), *document.get("outlooks", ())):
        for ref in (*part.get("segments", ()), part.get("segment")):
            if ref:
                add("axis", ref["axis"])
                add("segment", f"{ref['axis']}:{ref['segment']}")
    for part in (
        *document.get("figures", ()),
        *document.get("outlooks", ()),
        *document.get("regions", ()),
    ):
        if part.get("geography"):
            add("geography", part["geography"]["code"])
    for player in document.get("key_players", ()):
        add("company", player["slug"])
    for event in document.get("developments", ()):
        add("company", event["company"])
    return found


# -- what a draft names ------------------------------------------------------


def named_in_draft(content: Mapping[str, Any]) -> Named:
    """What the content of a revision names, by primary key, with the blocks that do."""
    return _named((name, stream, content.get(name)) for name, stream in _streams())


def named_in_page(page: Any) -> Named:
    """The same of a page that has no revision yet."""
    return _named((name, stream, list(getattr(page, name).raw_data)) for name, stream in _streams())


def _streams() -> list[tuple[str, Any]]:
    from reports.models.pages import ReportPage

    return [
        (each.name, each.stream_block)
        for each in ReportPage._meta.get_fields()
        if isinstance(each, StreamField)
    ]


def _named(streams: Iterable[tuple[str, Any, Any]]) -> Named:
    found: dict[tuple[str, Any], dict[str, None]] = defaultdict(dict)
    for _, stream, raw in streams:
        children = json.loads(raw) if isinstance(raw, str) else raw
        for child in children or ():
            block = stream.child_blocks.get(child.get("type"))
            for kind, key in references(block, child.get("value")):
                found[kind, key][str(child.get("id") or "")] = None
    return {key: tuple(where) for key, where in found.items()}


def references(block: Any, raw: Any) -> Iterator[tuple[str, Any]]:
    """What the stored value of a block names: (kind, primary key).

    A block that keeps references in a form of its own says so in a method
    ``raw_references(value)``, which gives the same.
    """
    if block is None or raw is None:
        return
    if hasattr(block, "raw_references"):
        yield from block.raw_references(raw)
    elif isinstance(block, blocks.ChooserBlock):
        if isinstance(raw, int):
            yield str(block.model_class._meta.model_name), raw
    elif isinstance(block, blocks.BaseStreamBlock) and isinstance(raw, list):
        for child in raw:
            yield from references(block.child_blocks.get(child.get("type")), child.get("value"))
    elif isinstance(block, blocks.ListBlock) and isinstance(raw, list):
        for item in raw:
            wrapped = isinstance(item, dict) and item.get("type") == "item" and "id" in item
            yield from references(block.child_block, item["value"] if wrapped else item)
    elif isinstance(block, blocks.BaseStructBlock) and isinstance(raw, dict):
        for name, child_block in block.child_blocks.items():
            yield from references(child_block, raw.get(name))
