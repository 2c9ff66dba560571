"""Keyset paging: a walk over one collection in a fixed order, as of one moment.

A cursor holds the key of the row at the edge of a page, the direction, and
the moment of the walk, signed. It points between rows and not at a number of
them, so nothing is counted, skipped or shown twice, and the last page costs
what the first one does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from operator import attrgetter
from typing import Any, Literal

from django.core import signing
from django.db.models import BooleanField, Expression, F, Func, Q, QuerySet, Value

from reports.api.parameters import Malformed

DEFAULT_LIMIT = 50
LARGEST_LIMIT = 200

Direction = Literal["next", "previous"]
Key = list[Any]  # as JSON takes it

# The salt has the version of the cursor's form: another form needs another number.
_signer = signing.Signer(sep=".", salt="reports.api.paging.1")


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: after ``key`` in this direction, as of ``moment`` (aware, UTC)."""

    collection: str
    direction: Direction
    key: Key
    moment: datetime

    def __str__(self) -> str:
        parts = [self.collection, self.direction, self.key, self.moment.isoformat()]
        return _signer.sign_object(parts)


def read_cursor(text: str) -> Cursor:
    """The cursor that `Cursor.__str__` wrote; raises `Malformed` for any other text."""
    try:
        collection, direction, key, moment = _signer.unsign_object(text)
    except signing.BadSignature:
        raise Malformed("a cursor as it stands in next or previous of an answer") from None
    return Cursor(collection, direction, key, datetime.fromisoformat(moment))


# Columns of text that stand in a row itself; an order by them alone is that of an index.
PLAIN = frozenset({"market", "edition", "key", "company"})


class RowBeyond(Func):
    """``(a, b) > (x, y)``: read from that very place in an index by ``a`` and ``b``."""

    output_field = BooleanField()

    def __init__(self, *parts: Any, sign: str) -> None:
        super().__init__(*parts)
        self.sign = sign

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **more: Any) -> Any:
        found = [compiler.compile(part) for part in self.get_source_expressions()]
        half = len(found) // 2
        sides = [", ".join(sql for sql, _ in side) for side in (found[:half], found[half:])]
        values = [value for _, some in found for value in some]
        return f"({sides[0]}) {self.sign} ({sides[1]})", values


@dataclass(frozen=True, slots=True)
class Order:
    """A total order by fields (lookup paths; ``-`` for descending). Together they are unique."""

    fields: tuple[str, ...]

    def sorting(self, direction: Direction) -> list[str]:
        """What `QuerySet.order_by` takes, to read onwards or backwards."""
        forwards = direction == "next"
        return [
            name if descending != forwards else f"-{name}" for name, descending in self._parts()
        ]

    def beyond(self, key: Key, direction: Direction) -> Q:
        """The rows after (or before) a key: a comparison of rows, written out field by field
        where the fields differ in direction or have to be told how to read the key.

        The first field's bound is repeated in front, so that an index begins there.
        """
        forwards = direction == "next"
        if PLAIN.issuperset(self.fields):
            values = [part if isinstance(part, Expression) else Value(part) for part in key]
            return Q(RowBeyond(*map(F, self.fields), *values, sign=">" if forwards else "<"))
        parts = list(zip(self._parts(), key, strict=True))
        condition = Q()
        for (name, descending), value in reversed(parts):
            comparison = "lt" if descending == forwards else "gt"
            further = Q(**{f"{name}__{comparison}": value})
            condition = further | (Q(**{name: value}) & condition) if condition else further
        (name, descending), value = parts[0]
        bound = "lte" if descending == forwards else "gte"
        return Q(**{f"{name}__{bound}": value}) & condition

    def key(self, row: Any) -> Key:
        """The key of a row, as JSON takes it."""
        return [str(attrgetter(name.replace("__", "."))(row)) for name, _ in self._parts()]

    def _parts(self) -> list[tuple[str, bool]]:
        return [(field.lstrip("-"), field.startswith("-")) for field in self.fields]


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in order, and the cursors to what lies on either side, if anything does."""

    rows: list[Any]
    next: Cursor | None
    previous: Cursor | None


def page(
    rows: QuerySet[Any], order: Order, collection: str, cursor: Cursor | None, limit: int
) -> Page:
    """The page that a cursor leads to, or the first one; one query.

    Each row must have ``settled_at``: the newest public change that its query
    could see. The walk goes on as of that moment. It shows what the moment of
    the request would show, and the page's bytes stay the same until something
    public changes.
    """
    direction: Direction = cursor.direction if cursor else "next"
    if cursor:
        rows = rows.filter(order.beyond(cursor.key, direction))
    found = list(rows.order_by(*order.sorting(direction))[: limit + 1])
    return between(found, order, collection, cursor, limit)


def cut(
    rows: Iterable[Any], order: Order, collection: str, cursor: Cursor | None, limit: int
) -> Page:
    """As `page`, of rows that no table holds: given from the cursor on, in its direction,
    and read no further than needed."""
    return between(list(islice(rows, limit + 1)), order, collection, cursor, limit)


def between(
    found: list[Any], order: Order, collection: str, cursor: Cursor | None, limit: int
) -> Page:
    """The page that some rows make, read in the direction of the cursor, and one more than
    the page holds where there is one."""
    direction: Direction = cursor.direction if cursor else "next"
    more, found = len(found) > limit, found[:limit]
    if direction == "previous":
        found.reverse()
    if not found:
        return Page([], None, None)

    first = Cursor(collection, "previous", order.key(found[0]), found[0].settled_at)
    last = Cursor(collection, "next", order.key(found[-1]), found[-1].settled_at)
    # Where the walk came from there are rows; ahead there are if one more was found.
    if direction == "previous":
        return Page(found, next=last, previous=first if more else None)
    return Page(found, next=last if more else None, previous=first if cursor else None)
