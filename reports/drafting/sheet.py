"""A draft as plain data: what it says already, and entries put into it."""

from __future__ import annotations

import uuid
from decimal import Decimal, InvalidOperation
from typing import Any

from rapidfuzz import fuzz

from reports.document.schema import Measure
from reports.drafting.entries import Entry, figure_key
from reports.drafting.names import norm
from reports.drafting.proposals import State, amount_text

SCALARS = (
    *("title", "base_year", "history_start", "history_end"),
    *("forecast_start", "forecast_end", "currency"),
)
# Each field of blocks with its type of block.
STREAMS = {
    "figures": "figure",
    "segments": "axis",
    "geographies": "region",
    "factors": "factor",
    "outlooks": "outlook",
    "key_players": "key_player",
    "developments": "development",
}
ALIKE = 85  # of 100: titles of one event, one of them rewritten
AMOUNT = (
    *("value", "multiplier", "unit", "low", "high", "approximate"),
    *("status", "claim", "attribution"),
)
Block = dict[str, Any]


class Sheet:
    """The fields of a draft that imports fill; reads a page, and writes to one."""

    def __init__(self, page: Any = None) -> None:
        self.page = page
        self.fields: dict[str, Any] = {name: getattr(page, name, None) for name in SCALARS}
        self.streams: dict[str, list[Block]] = {
            name: [dict(block) for block in getattr(page, name).raw_data] if page else []
            for name in STREAMS
        }
        self.touched: set[str] = set()

    def compare(self, entry: Entry) -> tuple[State, str]:
        """How an entry stands to the draft, with what the draft says where it differs."""
        if entry.field not in STREAMS:
            return self._scalar(entry)
        block = self.find(entry)
        if block is None:
            return State.NEW, ""
        if entry.field == "figures" and not _same_amount(block["value"], entry.content):
            return State.CHANGED, amount_text(block["value"])
        if entry.field == "outlooks" and entry.content["start"]:
            old = (block["value"].get("start"), block["value"].get("end"))
            if old != (entry.content["start"], entry.content["end"]):
                told = f"{old[0]}–{old[1]}" if old[0] or old[1] else "no years"
                return State.CHANGED, told
        return State.SAME, ""

    def put(self, entry: Entry, source: int) -> State:
        """Take an entry over; gives what it was. What is the same is left as it is."""
        state, _ = self.compare(entry)
        if state is State.SAME:
            return state
        if entry.field not in STREAMS:
            self.fields |= entry.content
            self.touched |= set(entry.content)
            return state
        self.touched.add(entry.field)
        block = self.find(entry)
        if entry.field == "segments":
            self._put_segment(entry, source)
        elif block is None:
            self.streams[entry.field].append(_block(entry, source))
        else:
            names = AMOUNT if entry.field == "figures" else ("start", "end")
            block["value"] = {
                **block["value"],
                **{name: entry.content[name] for name in names},
                "source": source,
            }
        return state

    def find(self, entry: Entry) -> Block | None:
        """The block that speaks of the same thing; of an axis, if it has the segment."""
        for block in self.streams[entry.field]:
            if block["type"] == STREAMS[entry.field] and _speaks_of(block["value"], entry):
                return block
        return None

    def write(self, page: Any) -> None:
        """Put what has changed into a page."""
        for name in self.touched:
            setattr(page, name, self.streams[name] if name in STREAMS else self.fields[name])

    def _scalar(self, entry: Entry) -> tuple[State, str]:
        old = {name: self.fields[name] for name in entry.content}
        if all(value in (None, "") for value in old.values()):
            return State.NEW, ""
        same = old == entry.content or (entry.field == "title" and self.page is not None)
        told = "–".join(str(value or "?") for value in old.values())
        return (State.SAME, "") if same else (State.CHANGED, told)

    def _put_segment(self, entry: Entry, source: int) -> None:
        axis, segment = entry.content["axis"], entry.content["segment"]
        blocks = self.streams["segments"]
        block = next((item for item in blocks if item["value"].get("axis") == axis), None)
        if block is None:
            block = {"type": "axis", "id": _new_id(), "value": {"axis": axis, "segments": []}}
            blocks.append(block)
        if segment is not None:
            value = {"segment": segment, "text": "", "source": source}
            items = [*block["value"].get("segments", ()), _item(value)]
            block["value"] = {**block["value"], "segments": items}


def _speaks_of(value: Any, entry: Entry) -> bool:
    content = entry.content
    if entry.field == "figures":
        key = figure_key({**value, "segments": _items(value, "segments")})
        # A statistic may have another name by now; its number, place and year tell it.
        renamed = key[0] == Measure.STATISTIC and _same_amount(value, content)
        return key == entry.key or (
            renamed and (key[0], *key[2:]) == (entry.key[0], *entry.key[2:])
        )
    if entry.field == "segments":
        inside = [item.get("segment") for item in _items(value, "segments")]
        wanted = content["segment"]
        return value.get("axis") == content["axis"] and (wanted is None or wanted in inside)
    if entry.field == "factors":
        return (value.get("kind"), norm(value.get("title") or "")) == entry.key
    if entry.field == "developments":
        date = tuple(value.get(name) or None for name in ("year", "month", "day", "company"))
        return date == entry.key and _one_event(value, content)
    names = {"geographies": ("geography",), "key_players": ("company",)}
    wanted_names = names.get(entry.field, ("kind", "segment", "geography"))
    return tuple(value.get(name) for name in wanted_names) == entry.key


def _one_event(value: Any, content: dict[str, Any]) -> bool:
    """Whether two events of a company on a date are one: of one kind, or told alike."""
    if content["company"] is not None and value.get("kind") == content["kind"]:
        return True
    one, two = norm(value.get("title") or ""), norm(content["title"])
    return fuzz.token_set_ratio(one, two) >= ALIKE


def _same_amount(old: Any, new: dict[str, Any]) -> bool:
    return _amounts(old) == _amounts(new)


def _amounts(value: Any) -> tuple[Any, ...]:
    power = int(value.get("multiplier") or 0)
    amounts = (_scaled(value.get(name), power) for name in ("value", "low", "high"))
    return (*amounts, (value.get("unit") or "").strip())


def _scaled(value: Any, power: int) -> Decimal | None:
    try:
        return None if value in (None, "") else Decimal(str(value)).scaleb(power)
    except InvalidOperation:
        return None


def _items(value: Any, name: str) -> list[Any]:
    """The values of a list inside a block, stored with ids or without."""
    items = value.get(name) or ()
    return [
        item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
        for item in items
    ]


def _block(entry: Entry, source: int) -> Block:
    content = {**entry.content, "source": source}
    if entry.field == "figures":
        content["segments"] = [_item(segment) for segment in content["segments"]]
    return {"type": STREAMS[entry.field], "id": _new_id(), "value": content}


def _item(value: Any) -> Block:
    return {"type": "item", "id": _new_id(), "value": value}


def _new_id() -> str:
    return str(uuid.uuid4())
