"""What a release changed, as plain data: the one form of the log in the API and in webhooks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

# pydantic, which makes the contract of these, takes no other below Python 3.12.
from typing_extensions import TypedDict  # noqa: UP035

from reports.exports.numbers import amounts


class SaidData(TypedDict):
    """What a release said of a figure."""

    text: str
    value: str
    unit: str
    multiplier: int
    amount: str
    low: str | None
    high: str | None
    status: str
    approximate: bool


class FigureChangeData(TypedDict):
    """``old`` is null for a figure that was added, ``new`` for one that is gone."""

    key: str
    label: str
    change: str
    old: SaidData | None
    new: SaidData | None


class NamedData(TypedDict):
    key: str
    name: str


class GainsData(TypedDict):
    added: list[NamedData]
    removed: list[NamedData]


class ChangesData(TypedDict):
    """What a release changed against the one before it."""

    figures: list[FigureChangeData]
    key_players: GainsData
    developments: GainsData


def figure(key: str, kind: str, old: Any, new: Any) -> FigureChangeData:
    """What became of a figure, by its rows in two releases; None where there is none."""
    shown = new or old
    return {
        "key": key,
        "label": shown.label,
        "change": kind,
        "old": _said(old),
        "new": _said(new),
    }


def gains(added: Iterable[tuple[str, str]], removed: Iterable[tuple[str, str]]) -> GainsData:
    """What came and what is gone, given as (key, name)."""
    return {"added": _named(added), "removed": _named(removed)}


def _said(row: Any) -> SaidData | None:
    if row is None:
        return None
    return {
        "text": row.text,
        "value": row.printed_value,
        "unit": row.unit,
        "multiplier": row.multiplier,
        **amounts(row),
    }


def _named(items: Iterable[tuple[str, str]]) -> list[NamedData]:
    return [{"key": key, "name": name} for key, name in items]
