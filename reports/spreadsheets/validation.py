"""The rules that the editor's form has, for rows of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from reports.blocks.events import DevelopmentBlock, KeyPlayerBlock
from reports.blocks.figures import FigureBlock
from reports.blocks.structure import SegmentEntryBlock
from reports.document.table import TEXT_LENGTHS
from reports.spreadsheets.rows import Draft, items

if TYPE_CHECKING:
    from reports.spreadsheets.difference import Change

BLOCKS: dict[str, Any] = {
    "figures": FigureBlock,
    "segments": SegmentEntryBlock,
    "players": KeyPlayerBlock,
    "developments": DevelopmentBlock,
}
STREAM_OF = {"players": "key_players"}


def problems_of(changes: Iterable[Change], draft: Draft) -> Iterator[tuple[Change, str, str]]:
    """Each change that a form would refuse: with the column and the reason.

    Of a row that was there, only what the file changes is judged: a draft may be unfinished.
    """
    by_sheet: dict[str, list[Change]] = {}
    for change in changes:
        if change.row is not None and change.row.series is not None:
            yield from _cell(change)
        else:
            by_sheet.setdefault(change.sheet.name, []).append(change)
    for name, group in by_sheet.items():
        block = BLOCKS[name]()
        kept = {str(item["id"]): item for item in draft.streams[STREAM_OF.get(name, name)]}
        raw = [raw_value(change, kept) for change in group]
        for change, value in zip(group, block.bulk_to_python(raw), strict=True):
            yield from _clean(block, change, value)


def raw_value(change: Change, kept: Mapping[str, Any]) -> dict[str, Any]:
    """What the block of a change will store; ``kept`` are the draft's blocks by id."""
    own = {name: value for name, value in change.values.items() if name != "axis"}
    if change.row is None:
        return own
    block = kept[change.row.block]
    if change.row.segment is not None:
        entry: dict[str, Any] = items(block["value"], "segments")[change.row.segment]
        return {**entry, **own}
    return {**block["value"], **own}


def _clean(block: Any, change: Change, value: Any) -> Iterator[tuple[Change, str, str]]:
    try:
        block.clean(value)
    except ValidationError as problem:
        for name, found in (getattr(problem, "block_errors", None) or {}).items():
            if name in change.values:
                yield change, name, " ".join(_messages(found))


def _messages(problem: Any) -> list[str]:
    inner = getattr(problem, "block_errors", None)
    if inner:
        found = inner.values() if isinstance(inner, dict) else [item for item in inner if item]
        return [text for item in found for text in _messages(item)]
    return [str(message) for message in problem.messages]


def _cell(change: Change) -> Iterator[tuple[Change, str, str]]:
    for name, length in TEXT_LENGTHS.items():
        text = change.values.get(name)
        if isinstance(text, str) and len(text) > length:
            yield change, name, f"It is longer than the {length} signs that fit."
    if "value" in change.values and not change.values["value"]:
        yield change, "value", "Give the value, or take the row out."
    if "status" in change.values and not change.values["status"]:
        yield change, "status", "Give the status."
