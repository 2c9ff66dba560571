"""Entries of the YAML files → raw data of a report page's StreamFields.

Block ids are made from an entry's place, so they are the same in all releases
of a report and on every machine, and with them the content hashes.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from reports.demo.reading import DemoError
from reports.models import Axis, Company, Geography, Segment, Source

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:market-reports:demo")

# Each field of blocks with the one type of block that it holds; figures have two.
STREAMS = {
    "headlines": "headline",
    "takeaways": "takeaway",
    "sections": "section",
    "figures": "figure",
    "segments": "axis",
    "geographies": "region",
    "factors": "factor",
    "outlooks": "outlook",
    "key_players": "key_player",
    "developments": "development",
    "data_notes": "note",
    "charts": "chart",
}
SOURCED = {"figures", "geographies", "factors", "outlooks", "key_players", "developments"}


class Chooser:
    """Primary keys of reference data by what the files call them."""

    def __init__(self) -> None:
        segments = Segment.objects.values_list("axis__slug", "slug", "pk")
        self.keys: dict[str, dict[str, int]] = {
            "axis": dict(Axis.objects.values_list("slug", "pk")),
            "company": dict(Company.objects.values_list("slug", "pk")),
            "geography": dict(Geography.objects.values_list("code", "pk")),
            "segment": {f"{axis}/{segment}": pk for axis, segment, pk in segments},
            "source": dict(Source.objects.values_list("slug", "pk")),
        }

    def __call__(self, field: str, name: str) -> int:
        try:
            return self.keys[field][name]
        except KeyError:
            raise DemoError(f"The demo's reference data have no {field} “{name}”.") from None


def fields(content: dict[str, Any], address: str, choose: Chooser) -> dict[str, Any]:
    """The fields of a report page from its content, streams as raw data."""
    content = dict(content)
    source = content.pop("source")
    made = {}
    for name, value in content.items():
        if name in STREAMS:
            maker = _Maker(name, f"{address}/{name}", source, choose)
            made[name] = [maker.block(entry, number) for number, entry in enumerate(value)]
        else:
            made[name] = value
    return made


class _Maker:
    """Makes the blocks of one field; ``source`` is cited where an entry names none."""

    def __init__(self, field: str, path: str, source: str, choose: Chooser) -> None:
        self.field, self.path, self.source, self.choose = field, path, source, choose

    def block(self, entry: Any, number: int) -> dict[str, Any]:
        kind, value = STREAMS[self.field], entry
        if self.field == "figures" and "calculation" in entry:
            kind, value = "calculation", entry["calculation"]
        elif isinstance(entry, dict):
            value = self.value(entry, number)
            if self.field in SOURCED:
                value.setdefault("source", self.choose("source", self.source))
        return {"type": kind, "id": self.id(number), "value": value}

    def value(self, entry: dict[str, Any], number: int) -> dict[str, Any]:
        value = dict(entry)
        for name in self.choose.keys:
            if name in value:
                value[name] = self.choose(name, value[name])
        if self.field == "figures":
            for name in ("value", "low", "high", "multiplier"):
                if name in value:
                    value[name] = str(value[name])
            value["segments"] = self.items(value.get("segments", []), number, self.chosen)
        elif self.field == "charts":
            value["figures"] = self.items(value["figures"], number, str)
        elif self.field == "segments":
            value["segments"] = self.items(value["segments"], number, self.segment)
        return value

    def chosen(self, segment: str) -> int:
        return self.choose("segment", segment)

    def segment(self, entry: dict[str, Any]) -> dict[str, Any]:
        source = entry.get("source", self.source)
        return {
            **entry,
            "segment": self.choose("segment", entry["segment"]),
            "source": self.choose("source", source),
        }

    def items(self, entries: list[Any], number: int, make: Callable[[Any], Any]) -> list[Any]:
        """The items of a list inside the block of this number."""
        return [
            {"type": "item", "id": self.id(number, place), "value": make(entry)}
            for place, entry in enumerate(entries)
        ]

    def id(self, *places: int) -> str:
        return str(uuid.uuid5(NAMESPACE, "/".join([self.path, *map(str, places)])))
