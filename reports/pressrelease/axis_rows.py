"""Lines that name an axis and list its parts: "Type – A, B", "Type (A, B)", "Type | A, B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.pressrelease.axis_names import (
    NAME,
    Axis,
    Listed,
    axis_name,
    known_axis,
    listed_in,
    of_places,
)
from reports.pressrelease.claims import Confidence
from reports.pressrelease.layout import BULLET, LINE

_ROW = re.compile(
    rf"\s*(?:[{BULLET}>»›]\s?|[-–—*o+]\s|\(?[0-9a-z]{{1,2}}[.)]\s)?\s*(?:[Bb]y |BY )?"
    rf"(?P<name>{NAME}?)(?: [Ss]egments?| [Ii]nsights?| [Oo]utlook| [Ss]egmentation| [Aa]nalysis)?"
    r"\s?(?:\([^()\n]{0,30}(?:USD|US\$|[Rr]evenue|[Vv]alue|[Vv]olume|%|20[0-9]{2})[^()\n]{0,60}\))?"
    r"\s?(?P<mark>[::|–—=]|-\s|[(\[])\s?(?P<items>[^\n]{3,600})"
)
# Labels of a page rather than ways to cut a market, though axes end in these words.
_LABELS = frozenset(
    (
        *("source", "sources", "category", "industry", "sector", "format", "report format"),
        *("size", "level", "market size", "report category", "services", "solution"),
        *("solutions", "process", "method"),
    )
)
_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|will|has|have|market|report|includes?|based on|segmentation|segmented"
    r"|accounts?|accounted|dominates?|dominated|this|that|which)\b",
    re.IGNORECASE,
)
_LONGEST = 700  # characters of a line
_FEWEST = 2  # rows that make a list of axes


def axis_rows(text: str) -> Iterator[Axis | Listed]:
    """The axes and parts of such lines, where at least two of them stand in one text.

    Names that axes seldom end in are left alone, as are lines that read as
    sentences; a line about regions counts as one of the two.
    """
    rows: list[tuple[Axis, list[Listed]]] = []
    places = 0
    alone: re.Match[str] | None = None  # an axis on a line of its own, its parts below
    for line in LINE.finditer(text):
        if line.end() - line.start() > _LONGEST:
            alone = None
            continue
        under = _under(text, alone, line.span()) if alone else None
        alone = None
        if under:
            rows.append(under)
            continue
        bare = _ALONE.fullmatch(text, *line.span())
        if bare and known_axis(axis_name(bare["name"])) and not of_places(axis_name(bare["name"])):
            alone = bare
            continue
        row = _ROW.fullmatch(text, *line.span())
        name = axis_name(row["name"]) if row else ""
        if row is None or not name or not known_axis(name) or name.casefold() in _LABELS:
            continue
        if re.search(r"\b(?:by|basis|based|terms)\b", name, re.IGNORECASE):
            continue  # read with the running text
        if of_places(name):
            places += 1
            continue
        found = _parts(text, row, name)
        if found:
            rows.append((Axis(name, row.span("name")), found))
    if len(rows) + min(places, 1) >= _FEWEST:
        for axis, found in rows:
            yield axis
            yield from found


_ALONE = re.compile(rf"\s*(?:[0-9]{{1,2}}[.)]\s)?(?:[Bb]y |BY )?(?P<name>{NAME})\s?[::]?\s*")


def _under(
    text: str, head: re.Match[str], line: tuple[int, int]
) -> tuple[Axis, list[Listed]] | None:
    """The axis alone on its line with the parts of the list on the next one."""
    name = axis_name(head["name"])
    marks = text.count(",", *line) + text.count(";", *line) + text.count(" | ", *line)
    if not marks or text.count("\n", head.end(), line[0]) > 2 or _SENTENCE.search(text, *line):
        return None
    found = list(listed_in(text, *line, name, Confidence.MEDIUM))
    return (Axis(name, head.span("name")), found) if len(found) > 1 else None


def _parts(text: str, row: re.Match[str], name: str) -> list[Listed]:
    start, end = row.span("items")
    if _SENTENCE.search(text, start, end):
        return []
    if row["mark"] in "([":
        end = text.rfind(")" if row["mark"] == "(" else "]", start, end)
        if end < 0 or len(text[end + 1 : row.end()].strip(" .,;:")) > 1:
            return []
    found = list(listed_in(text, start, end, name, Confidence.HIGH))
    return found if len(found) > 1 else []
