"""Years and periods: "2024", "FY2024-25", "2024–2031", "from 2024 to 2031", "2024-31"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.pressrelease.claims import Span

YEAR = r"(?:19[5-9][0-9]|20[0-9]{2})"
_FY = r"(?:(?:FY|CY|F\.Y\.|fiscal(?: year)?|financial year)\s?-?\s?)?"
_TAIL = r"(?:\s?\(?[AEFP](?![A-Za-z0-9])\)?)?"
_APART = r"(?<![0-9A-Za-z.,$€£¥₹#/@+])"
_PERIOD = re.compile(
    rf"{_APART}{_FY}(?P<start>{YEAR}){_TAIL}"
    rf"(?:\s?[-–—]\s?|\s(?:to|through|thru|until|till|and"
    rf"|up to)\s(?:the (?:end of )?)?(?:the )?(?:year )?)"
    rf"{_FY}(?P<end>{YEAR}|[0-9]{{2}}(?=[^0-9A-Za-z%.,/-]|[.,](?![0-9])|$)){_TAIL}(?![0-9%/]"
    rf"|[.,][0-9])",
    re.I,
)
_YEAR = re.compile(
    rf"{_APART}(?:(?P<fy>FY|CY)?\s?-?['’]?(?P<year>{YEAR})(?:[AEFP](?![A-Za-z0-9]))?"
    rf"|(?:FY|CY)\s?-?['’]?(?P<short>[0-9]{{2}}))(?![0-9A-Za-z%]|[.,/][0-9]|-[0-9])",
    re.I,
)
_WIDEST = 60  # years; longer "periods" are something else


@dataclass(frozen=True, slots=True)
class Period:
    """Years from ``first`` to ``last`` with their place in the plain text."""

    span: Span
    first: int
    last: int
    joint: str = "-"

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.span[0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.span[1]


@dataclass(frozen=True, slots=True)
class Year:
    """One year with its place in the plain text."""

    span: Span
    year: int

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.span[0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.span[1]


def periods(plain: str, start: int = 0, end: int | None = None) -> Iterator[Period]:
    """Every period, in the order of the text; "2024-31" ends in 2031."""
    for found in _PERIOD.finditer(plain, start, len(plain) if end is None else end):
        first, last = int(found["start"]), int(found["end"])
        if last < 100:
            last += first // 100 * 100
            if last <= first and found["start"][2:] != "99":
                continue
        joint = plain[found.end("start") : found.start("end")]
        word = next((word for word in ("and", "to", "through") if word in joint.lower()), "-")
        if 0 < last - first <= _WIDEST:
            yield Period(found.span(), first, last, word)


def years(plain: str, start: int = 0, end: int | None = None) -> Iterator[Year]:
    """Every year, those of periods included, in the order of the text."""
    for found in _YEAR.finditer(plain, start, len(plain) if end is None else end):
        yield Year(found.span(), year_of(found))


def year_of(found: re.Match[str]) -> int:
    """The year that a pattern with the groups "year" and "short" (of "FY24") has matched."""
    return int(found["year"]) if found["year"] else 2000 + int(found["short"])
