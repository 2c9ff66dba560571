"""Accepted values as blocks: which block it is, and what is in it."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from dataclasses import field as having
from decimal import Decimal
from html import escape
from typing import Any, Protocol

from reports.document.schema import Measure
from reports.drafting import events, fields, figures, structure
from reports.drafting.events import date_of
from reports.drafting.matching import Ref
from reports.drafting.names import norm
from reports.drafting.proposals import amount_text
from reports.drafting.scene import NAME_LENGTH

YEAR = re.compile(r"(?:19|20|21)[0-9]{2}|2200")
NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,8})?")
Values = dict[str, str]

# Longest text of a part, by (field, part); "" is any field.
LENGTHS = {
    ("title", "title"): fields.TITLE_LENGTH,
    ("figures", "statistic"): figures.NAME_LENGTH,
    ("figures", "attribution"): figures.ATTRIBUTION_LENGTH,
    ("figures", "unit"): figures.UNIT_LENGTH,
    ("factors", "title"): structure.FACTOR_LENGTH,
    ("developments", "title"): events.TITLE_LENGTH,
    ("", "company"): events.COMPANY_LENGTH,
    ("", "axis"): NAME_LENGTH,
    ("", "segment"): NAME_LENGTH,
    ("", "geography"): NAME_LENGTH,
    ("", "text"): 5000,
}
REQUIRED = {
    "title": ("title",),
    "base_year": ("year",),
    "history": ("start", "end"),
    "forecast": ("start", "end"),
    "currency": ("currency",),
    "figures": ("measure", "value", "unit", "start", "geography", "status"),
    "segments": ("axis",),
    "geographies": ("geography",),
    "factors": ("kind", "title"),
    "outlooks": ("kind",),
    "key_players": ("company",),
    "developments": ("date", "kind", "title"),
}


class Names(Protocol):
    """Finds or makes reference data by name."""

    def company(self, name: str) -> Ref: ...
    def axis(self, name: str) -> Ref: ...
    def segment(self, axis: str, name: str) -> Ref: ...
    def geography(self, name: str, kind: str = "") -> Ref: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """A block (or field) as it would be: where it goes, what identifies it, what it holds.

    ``key`` is what makes two blocks speak of the same thing. ``content`` is the
    block's raw value, without its source; ``told`` says it in words.
    """

    field: str
    key: tuple[Hashable, ...]
    content: dict[str, Any] = having(default_factory=dict)
    told: str = ""


def problems(name: str, values: Values, choices: dict[str, set[str]]) -> dict[str, str]:
    """What is wrong with the values of a field's parts, by part; empty if nothing is."""
    found: dict[str, str] = {}
    for part in REQUIRED[name]:
        if part != "measure" and not values.get(part, "").strip():
            found[part] = "Fill this in, or drop the row."
    for part, value in values.items():
        if not value or part in found:
            continue
        longest = LENGTHS.get((name, part)) or LENGTHS.get(("", part))
        if longest and len(value) > longest:
            found[part] = f"At most {longest} characters."
        elif part in choices and value not in choices[part]:
            found[part] = "Choose one of the list."
        elif part in ("year", "start", "end") and not YEAR.fullmatch(value):
            found[part] = "A year between 1900 and 2200."
        elif part in ("value", "low", "high") and not _is_number(value):
            found[part] = "A number such as 7.12, with at most 15 digits."
        elif part == "currency" and not re.fullmatch(r"[A-Z]{3}", value):
            found[part] = "A currency code such as USD."
        elif part == "date" and date_of(value) is None:
            found[part] = "A date such as 2023, 2023-10 or 2023-10-07."
    found.update(_together(name, values) if not found else {})
    return found


def _is_number(value: str) -> bool:
    return bool(NUMBER.fullmatch(value)) and sum(map(str.isdecimal, value)) <= figures.DIGITS


def _together(name: str, values: Values) -> dict[str, str]:
    """What is wrong with parts that are right by themselves."""
    start, end = values.get("start", ""), values.get("end", "")
    if start and end and int(start) > int(end):
        return {"end": "The last year is before the first."}
    if name == "outlooks" and bool(start) != bool(end):
        return {"end": "Give both years, or none."}
    if name == "outlooks" and bool(values.get("segment")) == bool(values.get("geography")):
        return {"segment": "Give a segment or a place: one of the two."}
    if values.get("segment") and not values.get("axis"):
        return {"axis": "Name the axis of this segment."}
    if (
        values.get("low")
        and values.get("high")
        and Decimal(values["low"]) > Decimal(values["high"])
    ):
        return {"high": "The range ends before it begins."}
    return {}


def entry(name: str, values: Values, names: Names) -> Entry:
    """The entry for a field; ``values`` have no `problems`."""
    values = {part: value.strip() for part, value in values.items()}
    return _MAKERS.get(name, _scalar)(name, values, names)


def _scalar(name: str, values: Values, names: Names) -> Entry:
    content: dict[str, Any]
    if name in ("history", "forecast"):
        content = {f"{name}_{part}": int(values[part]) for part in ("start", "end")}
    elif name == "base_year":
        content = {"base_year": int(values["year"])}
    else:
        content = {name: values[name]}
    return Entry(name, (), content, "–".join(str(value) for value in content.values()))


def _figure(name: str, values: Values, names: Names) -> Entry:
    segment = values.get("segment", "")
    chosen = [names.segment(values.get("axis", ""), segment)] if segment else []
    place = names.geography(values["geography"])
    start, end = int(values["start"]), int(values.get("end") or values["start"])
    power = values.get("multiplier") or "0"
    approximate = bool(values.get("approximate"))
    content = {
        "measure": values["measure"],
        "statistic": values.get("statistic", ""),
        "segments": chosen,
        "geography": place,
        "start": start,
        "end": end if end != start else None,
        "value": values["value"],
        "multiplier": power,
        "unit": values["unit"],
        "low": values.get("low") or None,
        "high": values.get("high") or None,
        "approximate": approximate,
        "status": values["status"],
        "claim": "cited",
        "attribution": values.get("attribution", ""),
        "note": "",
        "key": "",
    }
    key = figure_key(content)
    return Entry(name, key, content, amount_text(content))


def figure_key(value: dict[str, Any]) -> tuple[Hashable, ...]:
    """The coordinates of a figure's block; segments as plain references."""
    is_statistic = value["measure"] == Measure.STATISTIC
    return (
        value["measure"],
        norm(value.get("statistic") or "") if is_statistic else "",
        frozenset(value.get("segments") or ()),
        value.get("geography"),
        value.get("start"),
        value.get("end") or value.get("start"),
    )


def _segment(name: str, values: Values, names: Names) -> Entry:
    axis = names.axis(values["axis"])
    chosen = values.get("segment", "")
    segment = names.segment(values["axis"], chosen) if chosen else None
    return Entry(name, (axis, segment), {"axis": axis, "segment": segment})


def _geography(name: str, values: Values, names: Names) -> Entry:
    place = names.geography(values["geography"], values.get("kind", ""))
    return Entry(name, (place,), {"geography": place, "text": ""})


def _factor(name: str, values: Values, names: Names) -> Entry:
    content = {"kind": values["kind"], "title": values["title"], "text": paragraph(values)}
    return Entry(name, (values["kind"], norm(values["title"])), content)


def _outlook(name: str, values: Values, names: Names) -> Entry:
    segment = names.segment(values["axis"], values["segment"]) if values.get("segment") else None
    place = names.geography(values["geography"]) if values.get("geography") else None
    start, end = (int(values[part]) if values.get(part) else None for part in ("start", "end"))
    content = {
        "kind": values["kind"],
        "segment": segment,
        "geography": place,
        "start": start,
        "end": end,
        "text": "",
    }
    told = f"{start}–{end}" if start else ""
    return Entry(name, (values["kind"], segment, place), content, told)


def _player(name: str, values: Values, names: Names) -> Entry:
    company = names.company(values["company"])
    return Entry(name, (company,), {"company": company, "text": ""})


def _development(name: str, values: Values, names: Names) -> Entry:
    year, month, day = date_of(values["date"]) or (None, None, None)
    company = names.company(values["company"]) if values.get("company") else None
    content = {
        "year": year,
        "month": month,
        "day": day,
        "company": company,
        "kind": values["kind"],
        "title": values["title"],
        "text": paragraph(values),
        "key": "",
    }
    return Entry(name, (year, month, day, company), content)


def paragraph(values: Values) -> str:
    """Plain text as rich text."""
    text = values.get("text", "")
    return f"<p>{escape(text)}</p>" if text else ""


_MAKERS = {
    "figures": _figure,
    "segments": _segment,
    "geographies": _geography,
    "factors": _factor,
    "outlooks": _outlook,
    "key_players": _player,
    "developments": _development,
}
