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
    """Instances by id; unknown ids are left out."""
    wanted = {int(pk) for pk in ids}
    memory = _memory.get()
    if memory is None:
        return dict(model._default_manager.in_bulk(list(wanted)))
    known = memory.setdefault(model, {})
    missing = wanted - known.keys()
    if missing:
        known.update(dict.fromkeys(missing))
        known.update(model._default_manager.in_bulk(list(missing)))
    return {pk: known[pk] for pk in wanted if known[pk] is not None}
