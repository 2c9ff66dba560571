"""The state of a list in its address: what is searched, chosen, sorted, and which page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from reports.document.words import LONGEST_QUERY, Term, terms

MOST_CHOICES = 20
MOST_PAGES = 1_000_000


@dataclass(frozen=True)
class State:
    """The parameters that a page knows, in its own order, each with its values."""

    path: str
    values: Mapping[str, tuple[str, ...]]
    page: int | None = 1

    @property
    def query(self) -> str:
        """The words that are looked for."""
        return next(iter(self.values.get("q", ())), "")

    @property
    def terms(self) -> list[Term]:
        return terms(self.query)

    @property
    def is_plain(self) -> bool:
        """Whether nothing was searched, chosen or sorted."""
        return not any(self.values.values())

    def chosen(self, name: str) -> tuple[str, ...]:
        return self.values.get(name, ())

    def one(self, name: str) -> str:
        """The only value of a parameter; empty if it has none."""
        return next(iter(self.chosen(name)), "")

    def without(self, name: str, value: str | None = None) -> str:
        """The address without a choice, from its first page on."""
        left = tuple(item for item in self.chosen(name) if value is not None and item != value)
        return replace(self, values={**self.values, name: left}, page=1).address

    def having(self, name: str, value: str) -> str:
        """The address with this one value of a parameter, from its first page on."""
        chosen = (value,) if value else ()
        return replace(self, values={**self.values, name: chosen}, page=1).address

    def at(self, page: int) -> str:
        """The address of another page of the same list."""
        return replace(self, page=page).address

    @property
    def address(self) -> str:
        query = QueryDict(mutable=True)
        for name, values in self.values.items():
            if values:
                query.setlist(name, list(values))
        if self.page and self.page > 1:
            query["page"] = str(self.page)
        return f"{self.path}?{query.urlencode()}" if query else self.path


def read(given: QueryDict, path: str, names: Sequence[str], known: Mapping[str, Any]) -> State:
    """The state that an address asks for.

    Parameters that are not named are nobody's; values that a list of ``known`` ones
    lacks are left out. ``page`` is None if it is no number of a page.
    """
    values: dict[str, tuple[str, ...]] = {}
    for name in names:
        found = [" ".join(item.split())[:LONGEST_QUERY] for item in given.getlist(name)]
        wanted = [item for item in found if item and (name not in known or item in known[name])]
        values[name] = tuple(dict.fromkeys(wanted))[:MOST_CHOICES]
    if "q" in values:
        values["q"] = values["q"][:1]
    text = given.get("page", "1")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else 0
    return State(path, values, number if 0 < number <= MOST_PAGES else None)


@dataclass(frozen=True)
class Pages:
    """Where a page of a list stands, for its links to the next and the one before."""

    state: State
    total: int
    size: int

    @property
    def number(self) -> int:
        return self.state.page or 1

    @property
    def count(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size

    @property
    def before(self) -> str:
        return self.state.at(self.number - 1) if self.number > 1 else ""

    @property
    def after(self) -> str:
        return self.state.at(self.number + 1) if self.number < self.count else ""
