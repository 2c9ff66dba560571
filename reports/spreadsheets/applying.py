"""A difference becomes one new revision of the draft, or nothing does."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from reports.document.table import TableCell, TableData
from reports.spreadsheets.difference import Change, Difference
from reports.spreadsheets.rows import Block, Draft, tables
from reports.spreadsheets.validation import STREAM_OF

BLOCK_TYPES = {"figures": "figure", "players": "key_player", "developments": "development"}


def changed_streams(
    draft: Draft, difference: Difference, removed: Collection[str] = ()
) -> dict[str, list[Block]]:
    """The fields of the page that change, with their new blocks.

    ``removed`` are the ids (`Change.id`) of rows that go; all others stay.
    """
    gone = [change for change in difference.removed if change.id in removed]
    touched: dict[str, list[Block]] = {}
    for name in ("figures", "segments", "players", "developments"):
        changed = [item for item in difference.changed if item.sheet.name == name]
        leaving = [item for item in gone if item.sheet.name == name]
        added = [item for item in difference.added if item.sheet.name == name]
        if not (changed or leaving or added):
            continue
        field = STREAM_OF.get(name, name)
        blocks = [{**block, "value": dict(block["value"])} for block in draft.streams[field]]
        if name == "segments":
            touched[field] = _axes(blocks, changed, leaving, added)
            continue
        if name == "figures":
            _tables(blocks, changed, leaving)
        by_id = {str(block["id"]): block for block in blocks}
        for change in changed:
            if change.row and change.row.series is None:
                by_id[change.row.block]["value"].update(_stored(change.values))
        dropped = {item.row.block for item in leaving if item.row and item.row.series is None}
        blocks = [block for block in blocks if str(block["id"]) not in dropped]
        blocks += [
            {"type": BLOCK_TYPES[name], "id": _new_id(), "value": _stored(change.values)}
            for change in added
        ]
        touched[field] = blocks
    return touched


def _stored(values: dict[str, Any]) -> dict[str, Any]:
    found = dict(values)
    if "segments" in found:
        found["segments"] = [_item(segment) for segment in found["segments"]]
    return found


def _tables(blocks: list[Block], changed: Iterable[Change], leaving: Iterable[Change]) -> None:
    """Put the changed cells into their tables, and take those out that go."""
    wanted: dict[str, list[tuple[Change, bool]]] = {}
    for group, goes in ((changed, False), (leaving, True)):
        for change in group:
            if change.row and change.row.series is not None:
                wanted.setdefault(change.row.block, []).append((change, goes))
    for block, data in tables(blocks):
        here = wanted.get(str(block["id"]))
        if here:
            block["value"]["table"] = _with_cells(data, here).as_dict()


def _with_cells(data: TableData, changes: Iterable[tuple[Change, bool]]) -> TableData:
    cells = [dict(series.cells) for series in data.series]
    statuses = {period.period: period.status for period in data.periods}
    for change, goes in changes:
        row = change.row
        if row is None or row.series is None:
            continue
        if goes:
            del cells[row.series][row.period]
            continue
        values: dict[str, Any] = {
            name: "" if value is None else value for name, value in change.values.items()
        }
        if values.get("status") == statuses[row.period]:
            values["status"] = ""  # it has that of its period
        old: TableCell = cells[row.series][row.period]
        cells[row.series][row.period] = replace(old, **values)
    series = [replace(one, cells=own) for one, own in zip(data.series, cells, strict=True)]
    return replace(data, series=tuple(series))


def _axes(
    blocks: list[Block],
    changed: Iterable[Change],
    leaving: Iterable[Change],
    added: Iterable[Change],
) -> list[Block]:
    by_id = {str(block["id"]): block for block in blocks}
    for block in blocks:
        if block["type"] == "axis":
            block["value"]["segments"] = [
                item if isinstance(item, dict) and item.get("type") == "item" else _item(item)
                for item in block["value"].get("segments") or ()
            ]
    for change in changed:
        if change.row and change.row.segment is not None:
            entries = by_id[change.row.block]["value"]["segments"]
            old = entries[change.row.segment]
            entries[change.row.segment] = {**old, "value": {**old["value"], **change.values}}
    dropped = {(item.row.block, item.row.segment) for item in leaving if item.row}
    for block in blocks:
        if block["type"] == "axis":
            block["value"]["segments"] = [
                entry
                for place, entry in enumerate(block["value"]["segments"])
                if (str(block["id"]), place) not in dropped
            ]
    for change in added:
        values = dict(change.values)
        axis = values.pop("axis")
        home = next(
            (b for b in blocks if b["type"] == "axis" and b["value"].get("axis") == axis), None
        )
        if home is None:
            home = {"type": "axis", "id": _new_id(), "value": {"axis": axis, "segments": []}}
            blocks.append(home)
        home["value"]["segments"].append(_item(values))
    return blocks


def _item(value: Any) -> Block:
    return {"type": "item", "id": _new_id(), "value": value}


def _new_id() -> str:
    return str(uuid.uuid4())
