"""The demo's YAML files, read as they are written."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
FLOAT = "tag:yaml.org,2002:float"
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):
    """YAML in which 7.10 stays the text "7.10": a float would lose the printed precision."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != FLOAT]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}


def read(path: Path) -> dict[str, Any]:
    """The content of one file."""
    with path.open(encoding="utf-8") as file:
        content: dict[str, Any] = yaml.load(file, Loader=_Loader)  # noqa: S506 - a safe loader
    return content


def reference() -> dict[str, Any]:
    """Companies, sources, axes with their segments, geographies."""
    return read(FOLDER / "reference.yaml")


class DemoError(Exception):
    """The demo's files, or the site, are not as they should be."""


@dataclass(frozen=True)
class Edition:
    """One report of the demo; ``markets/<market>/<edition>.yaml`` is its file."""

    market: str
    edition: str

    @property
    def address(self) -> str:
        return f"{self.market}/{self.edition}"

    def market_fields(self) -> dict[str, Any]:
        return read(FOLDER / "markets" / self.market / "market.yaml")

    def states(self) -> list[State]:
        """What each release of it shows, oldest first."""
        content = read(FOLDER / "markets" / self.market / f"{self.edition}.yaml")
        states = []
        for release in content.pop("releases"):
            content = _changed(content, release)
            states.append(
                State(
                    content=content,
                    at=release["at"],
                    kind=release.get("kind", "update"),
                    reason=release.get("reason", ""),
                    names=release.get("names", {}),
                    accept=release.get("accept", {}),
                )
            )
        return states


@dataclass(frozen=True)
class State:
    """The content of a report at one of its releases; ``names`` are companies that it renames,
    ``accept`` the reasons for which findings are accepted, by their code."""

    content: dict[str, Any]
    at: dt.datetime
    kind: str
    reason: str
    names: dict[str, str]
    accept: dict[str, str]


def editions() -> Iterator[Edition]:
    """The reports of the demo, the first one first; nothing is read for it but file names."""
    for folder in sorted((FOLDER / "markets").iterdir()):
        for path in sorted(folder.glob("[0-9]*.yaml")):
            yield Edition(folder.name, path.stem)


def _changed(content: dict[str, Any], release: dict[str, Any]) -> dict[str, Any]:
    """``content`` as a release changes it: entries added, figures changed by their key.

    Entries keep their places, and so their block ids (see ``blocks.py``).
    """
    content = copy.deepcopy(content)
    content["figures"] = [entry for item in content["figures"] for entry in figures(item)]
    for name, entries in release.get("add", {}).items():
        content[name] += entries
    for key, fields in release.get("figures", {}).items():
        next(entry for entry in content["figures"] if entry.get("key") == key).update(fields)
    return content


def figures(item: dict[str, Any]) -> list[dict[str, Any]]:
    """The figures of one entry: itself, or those of a table.

    A table has a row for each series and a column for each year; its statuses
    name the last year that they hold for. A row's key and the year make a
    figure's key.
    """
    if "table" not in item:
        return [item]
    table = dict(item["table"])
    columns, rows = dict(table.pop("columns")), table.pop("rows")
    years = columns.pop("years")
    statuses = sorted(columns.items(), key=lambda column: column[1])
    found = []
    for row in rows:
        common = {"geography": "001", **table, **row}
        key, values = common.pop("key"), common.pop("values")
        for year, value in zip(years, values, strict=True):
            status = next(status for status, last in statuses if year <= last)
            found.append(
                {**common, "key": f"{key}-{year}", "start": year, "value": value, "status": status}
            )
    return found
