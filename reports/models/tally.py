"""Counts of every facet and one page of a list, in one query.

Each option is counted with the choices in all other facets applied, so that a
reader sees what choosing it would leave. All of it comes from the same rows,
which the caller took through the door to public data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


@dataclass
class Tally:
    """What was counted: per facet (value, name) → count, newest first; the keys of one page."""

    total: int = 0
    everything: int = 0
    counts: dict[str, dict[tuple[str, str], int]] = field(default_factory=dict)
    keys: list[int] = field(default_factory=list)


def tally(
    seen: QuerySet[Any],
    facets: Sequence[str],
    named: Sequence[str],
    order: str,
    first: int,
    size: int,
) -> Tally:
    """Count ``seen`` and take ``size`` of its rows from ``first`` on.

    ``seen`` gives ``row_key``, ``release_at``, for each facet its value ``<facet>``, whether
    the row is among its choices ``in_<facet>`` (1 or 0), and ``<facet>_name`` for those
    ``named``. Facets and order are names of columns, written in code.
    """
    try:
        rows, params = seen.query.sql_with_params()
    except EmptyResultSet:  # nothing can be in it; there is no SQL for that
        return Tally()
    every = " AND ".join(f"in_{facet} = 1" for facet in facets)
    parts = [
        "SELECT 'total', '', '', MAX(release_at), COUNT(*) FROM seen "  # noqa: S608
        f"WHERE {every}",
        "SELECT 'everything', '', '', MAX(release_at), COUNT(*) FROM seen",
    ]
    for facet in facets:
        name, group = ("''", facet)
        if facet in named:
            name, group = f"{facet}_name", f"{facet}, {facet}_name"
        others = " * ".join(f"in_{other}" for other in facets if other != facet)
        parts.append(
            f"SELECT '{facet}', {facet}, {name}, MAX(release_at), SUM({others}) "  # noqa: S608
            f"FROM seen GROUP BY {group}"
        )
    parts.append(
        "SELECT * FROM (SELECT 'row', CAST(row_key AS text), '', release_at, "  # noqa: S608
        f"ROW_NUMBER() OVER (ORDER BY {order}) AS place FROM seen WHERE {every} "
        f"ORDER BY place LIMIT {int(size)} OFFSET {int(first)}) AS page"
    )
    sql = f"WITH seen AS ({rows}) " + " UNION ALL ".join(parts)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found = cursor.fetchall()
    return _read(found)


def _read(found: list[tuple[str, str | None, str | None, Any, int]]) -> Tally:
    result = Tally()
    places: list[tuple[int, int]] = []
    for kind, value, name, _, number in sorted(found, key=_newest, reverse=True):
        if kind == "total":
            result.total = number
        elif kind == "everything":
            result.everything = number
        elif kind == "row":
            places.append((number, int(value or 0)))
        else:
            result.counts.setdefault(kind, {})[value or "", name or ""] = int(number or 0)
    result.keys = [key for _, key in sorted(places)]
    return result


def _newest(row: tuple[str, str | None, str | None, Any, int]) -> tuple[str, str, str]:
    return (str(row[3] or ""), row[1] or "", row[2] or "")
