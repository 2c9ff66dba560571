"""The query string: declared parameters, each given once, each with a reader for its type.

A reader takes the text of a parameter and gives its value, or raises
`Malformed` with the words that follow "takes": "a year of four digits".
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from django.http import QueryDict

from reports.api.problems import ParameterProblem
from reports.asof import AsOfError, Moment, parse

Reader = Callable[[str], Any]
Schema = dict[str, Any]

LONGEST_NAME = 60  # of a parameter in an answer, and for the search for a near one
LONGEST_VALUE = 1000

SLUG = re.compile(r"[a-zA-Z0-9_-]+")
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
EDITION = re.compile(r"[0-9]{4}(?:-[a-z0-9]+)*")
CODE = re.compile(r"[a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)*")
SEGMENT = re.compile(r"[a-zA-Z0-9_-]+:[a-zA-Z0-9_-]+")


def described(reader: Reader, **schema: Any) -> Reader:
    """The reader, with what OpenAPI says of its values (JSON Schema; ``example`` is one)."""
    reader.schema = schema  # type: ignore[attr-defined]
    return reader


def schema_of(reader: Reader) -> Schema:
    """What `described` was told; any text where it was not."""
    return dict(getattr(reader, "schema", {"type": "string"}))


class Malformed(ValueError):
    """A value that its parameter does not take; the text says what it takes."""

    def __init__(self, takes: str, suggestion: str | None = None) -> None:
        super().__init__(takes)
        self.suggestion = suggestion


def read(query: QueryDict, readers: Mapping[str, Reader]) -> dict[str, Any]:
    """The values of the parameters that were given, by name.

    Raises `ParameterProblem` for the first one that is unknown, given twice or malformed.
    """
    values = {}
    for name, texts in query.lists():
        if name not in readers:
            raise _unknown(name, readers)
        if len(texts) != 1:
            raise ParameterProblem(name, f"The parameter {name} was given more than once.")
        values[name] = _value(name, texts[0], readers[name])
    return values


def _unknown(name: str, known: Iterable[str]) -> ParameterProblem:
    shown = name[:LONGEST_NAME]
    near = get_close_matches(shown.lower(), known, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(known)}."
    detail = f"There is no parameter “{shown}” here. {hint}"
    return ParameterProblem(shown, detail, near[0] if near else None)


def _value(name: str, text: str, reader: Reader) -> Any:
    if len(text) > LONGEST_VALUE or any(map(_is_unprintable, text)):
        raise ParameterProblem(name, f"The value of {name} is too long or not plain text.")
    try:
        return reader(text)
    except AsOfError as error:
        raise ParameterProblem(name, str(error)) from None
    except Malformed as error:
        detail = f"The parameter {name} takes {error}."
        raise ParameterProblem(name, detail, error.suggestion) from None


def _is_unprintable(character: str) -> bool:
    """Control characters, surrogates, and the sign that stands for bytes that are not UTF-8."""
    return unicodedata.category(character) in ("Cc", "Cs") or character == "\ufffd"


# ── Readers ─────────────────────────────────────────────────────────────────────────────────────


def as_of(text: str) -> Moment:
    """A past date or moment; whether it is past, the caller asks the clock."""
    return parse(text)


def matching(pattern: re.Pattern[str], longest: int, takes: str) -> Reader:
    """Text of one form, at most ``longest`` characters."""

    def reader(text: str) -> str:
        if len(text) > longest or not pattern.fullmatch(text):
            raise Malformed(takes)
        return text

    return described(reader, type="string", pattern=f"^{pattern.pattern}$", maxLength=longest)


def text(longest: int) -> Reader:
    """Any words, compared exactly."""

    def reader(value: str) -> str:
        if not value or len(value) > longest:
            raise Malformed(f"1 to {longest} characters")
        return value

    return described(reader, type="string", minLength=1, maxLength=longest)


def choice(values: Iterable[str]) -> Reader:
    """One of a few words."""
    known = list(values)

    def reader(value: str) -> str:
        if value not in known:
            near = get_close_matches(value[:LONGEST_NAME].lower(), known, n=1)
            raise Malformed(f"one of {', '.join(known)}", near[0] if near else None)
        return value

    return described(reader, type="string", enum=[str(word) for word in known])


def boolean(value: str) -> bool:
    """``true`` or ``false``, in these words alone."""
    if value not in ("true", "false"):
        raise Malformed("true or false")
    return value == "true"


def integer(least: int, most: int) -> Reader:
    """A whole number in ASCII digits, within bounds."""
    length = len(str(most))

    def reader(value: str) -> int:
        digits = value.isascii() and value.isdigit() and len(value) <= length
        if not digits or not least <= int(value) <= most:
            raise Malformed(f"a whole number from {least} to {most}")
        return int(value)

    return described(reader, type="integer", minimum=least, maximum=most)


def year(value: str) -> int:
    """A calendar year."""
    if not re.fullmatch(r"[0-9]{4}", value):
        raise Malformed("a year of four digits, such as 2024")
    return int(value)


def date(value: str) -> dt.date:
    """A day of the calendar."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return dt.date.fromisoformat(value)
    except ValueError:
        pass
    raise Malformed("a date such as 2024-01-31")


market = matching(SLUG, 200, "the address part of a market, such as medical-second-opinion")
edition = matching(EDITION, 60, "an edition, which begins with a year, such as 2024")
key = matching(KEY, 100, "a key in small letters, digits and single hyphens")
company = matching(SLUG, 100, "the address part of a company")
geography = matching(CODE, 40, "a code of UN M49 or ISO 3166, such as 001 for the world")
segment = matching(SEGMENT, 161, "an axis and a segment, such as by-condition:cancer")


def segments(value: str) -> str:
    """All segments of a figure in their canonical form; empty for the whole market."""
    if value and not all(len(part) <= 161 and SEGMENT.fullmatch(part) for part in value.split("|")):
        raise Malformed("segments such as by-condition:cancer|by-setting:clinics, or nothing")
    return "|".join(sorted(value.split("|")))


def names(known: Iterable[str]) -> Reader:
    """Names out of those that there are, with commas between them."""
    there = list(known)

    def reader(value: str) -> tuple[str, ...]:
        asked = tuple(value.split(","))
        for name in asked:
            if name not in there:
                near = get_close_matches(name[:LONGEST_NAME].lower(), there, n=1)
                raise Malformed(
                    f"names of fields with commas between them: {', '.join(there)}",
                    near[0] if near else None,
                )
        return asked

    one = {"type": "string", "enum": there}
    return described(reader, type="array", items=one, minItems=1)


def coordinates(parts: int) -> Reader:
    """The identity of a row: its market, edition and key, as far as it has them."""
    pattern = re.compile(r"[A-Za-z0-9_.:-]{1,250}")

    def reader(value: str) -> list[str]:
        found = value.split("/")
        if len(found) != parts or not all(pattern.fullmatch(part) for part in found):
            raise Malformed("what the last row is called, such as market/edition/key")
        return found

    return described(reader, type="string")


described(as_of, type="string", examples=["2025-01-31", "2025-01-31T09:30Z"])
described(boolean, type="boolean")
described(year, type="string", pattern="^[0-9]{4}$")
described(date, type="string", format="date")
described(segments, type="string")
