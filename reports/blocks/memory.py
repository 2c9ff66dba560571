"""Reference data read once while one request works on a report.

A report with two hundred figures names the same few places and sources again
and again; the stock choosers ask the database for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_memory: ContextVar[dict[type, dict[int, Any]] | None] = ContextVar("references", default=None)


@contextmanager
def remembered() -> Iterator[None]:
    """Within this, every piece of reference data is read once at most; nothing outlives it."""
    token = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(token)


def find(model: Any, ids: Iterable[Any]) -> dict[int, Any]:
    """Instances by id; unknown ids are left out. One that was merged is read as the one that
    was kept, so that the editor, the checks and a release all see the same."""
    wanted = {int(pk) for pk in ids}
    memory = _memory.get()
    known = {} if memory is None else memory.setdefault(model, {})
    missing = wanted - known.keys()
    if missing:
        known.update(dict.fromkeys(missing))
        known.update(_read(model, missing))
    return {pk: known[pk] for pk in wanted if known[pk] is not None}


def standing(row: Any) -> Any:
    """The row that stands for this one: the kept one if it was merged."""
    return row.kept if _merged(row) else row


def _read(model: Any, ids: set[int]) -> dict[int, Any]:
    """Rows by id; where one was merged, the row that was kept, at one query more."""
    rows = model._default_manager.in_bulk(list(ids))
    merged = {pk: row.merged_into_id for pk, row in rows.items() if _merged(row)}
    kept = model._default_manager.in_bulk(list(set(merged.values()))) if merged else {}
    return {pk: kept.get(merged.get(pk), row) for pk, row in rows.items()}


def _merged(row: Any) -> bool:
    return bool(getattr(row, "merged_into_id", None))
