"""Cells of a file as texts of a row, and texts as what blocks store."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from reports.exports.cells import decimals, number_text, tidy, unguarded
from reports.exports.columns import Column
from reports.spreadsheets.labels import YES, Labels, Unknown
from reports.spreadsheets.plaintext import rich

LIMITS = "A figure holds 15 digits at most, 8 of them decimals."
YES_WORDS = {YES, "y", "true", "1", "x"}
NO_WORDS = {"", "no", "n", "false", "0"}


class Refused(ValueError):
    """Why a cell is not taken, as the end of a sentence or as one."""


def text_of(cell: Any, column: Column, *, csv: bool = False) -> str:
    """What a cell of a file says. Raises `Refused` for what is no plain value."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return tidy(unguarded(cell) if csv else cell)
    kind, value = cell[0], cell[1]
    if kind == "n":
        return _number(value, cell[2]) if column.kind == "number" else _digits(value)
    if kind == "b" and column.kind == "flag":
        return YES if value else ""
    raise Refused(f"{value}." if kind == "x" else "it is true or false; write text or a number.")


def _number(digits: str, shown: int | None) -> str:
    """A number with the decimals that its cell shows, and all those that it has."""
    exact = Decimal(digits)
    missing = (shown or 0) - decimals(exact)
    padded = f"{exact:f}" + (
        "" if missing <= 0 else ("" if decimals(exact) else ".") + "0" * missing
    )
    found = number_text(padded) or number_text(f"{exact:f}")
    if found is None:
        raise Refused(f"{digits} has too many digits. {LIMITS}")
    return found


def _digits(value: str) -> str:
    return value[:-2] if value.endswith(".0") else value


def stored(column: Column, text: str, labels: Labels, axis: str = "") -> Any:
    """What a block stores for a cell's text. Raises `Refused` with the reason."""
    try:
        return _READERS.get(column.name, _plain)(text, labels, axis)
    except Unknown as problem:
        raise Refused(str(problem)) from None


def _plain(text: str, labels: Labels, axis: str) -> str:
    return " ".join(text.split("\n"))


def _year(text: str, labels: Labels, axis: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 4):
        raise Refused(f"“{text[:40]}” is no whole number such as 2024.")
    return int(text)


def _amount(text: str, labels: Labels, axis: str) -> str | None:
    if not text:
        return None
    found = number_text(text.replace("\N{MINUS SIGN}", "-"))
    if found is None:
        raise Refused(
            f"“{text[:40]}” is no plain number. Write digits, with a point before the decimals. "
            + LIMITS
        )
    return found


def _flag(text: str, labels: Labels, axis: str) -> bool:
    if text.casefold() in YES_WORDS:
        return True
    if text.casefold() in NO_WORDS:
        return False
    raise Refused(f"“{text[:40]}” is neither yes nor empty.")


def _segments(text: str, labels: Labels, axis: str) -> list[int]:
    if not text:
        return []
    try:
        return [int(labels.segments.key(text))]  # a name may hold a semicolon
    except Unknown:
        parts = [part.strip() for part in text.split(";") if part.strip()]
        return [int(labels.segments.key(part)) for part in parts]


def _segment(text: str, labels: Labels, axis: str) -> int | None:
    names = labels.of_axis.get(axis)
    if not text:
        return None
    if names is None:
        raise Refused(
            f"“{text[:40]}” is no segment of this axis. Add it under Reference data first."
        )
    return int(names.key(text))


def _reference(name: str) -> Callable[[str, Labels, str], int | None]:
    def read(text: str, labels: Labels, axis: str) -> int | None:
        return int(getattr(labels, name).key(text)) if text else None

    return read


def _choice(name: str, empty: str = "") -> Callable[[str, Labels, str], str]:
    def read(text: str, labels: Labels, axis: str) -> str:
        return str(getattr(labels, name).key(text)) if text else empty

    return read


_READERS: dict[str, Callable[[str, Labels, str], Any]] = {
    **dict.fromkeys(("start", "end", "year", "month", "day"), _year),
    **dict.fromkeys(("value", "low", "high"), _amount),
    **dict.fromkeys(("approximate", "confirmed"), _flag),
    "measure": _choice("measures"),
    "status": _choice("statuses"),
    "claim": _choice("claims", "cited"),
    "multiplier": _choice("powers", "0"),
    "kind": _choice("kinds"),
    "geography": _reference("geographies"),
    "source": _reference("sources"),
    "company": _reference("companies"),
    "axis": _reference("axes"),
    "segments": _segments,
    "segment": _segment,
    "text": lambda text, labels, axis: rich(text),
}
