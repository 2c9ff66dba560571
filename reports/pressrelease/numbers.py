"""Numbers as this genre prints them: "1,234.5", "1,23,456", "16.3%", "18–20 per cent"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.pressrelease.claims import Claim, Kind, Span

NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{2,3}){1,5}|[0-9]{1,15})(?:\.[0-9]{1,6})?(?![0-9]|[.,][0-9])"
"""A number, to be followed by nothing that would make it longer."""
APART = r"(?<![\w.,$€£¥₹#@/])"
"""Not behind a letter, a digit or a sign that would make it part of something else."""
DASH = r"\s?[-–—]\s?"
ABOUT = (
    r"(?:approximately|approx\.?|around|about|nearly|almost|roughly|over|more than|above|close to"
    r"|an estimated|estimated|some|upwards of|as much as|up to|under|less than|exceeding"
    r"|north of|in excess of|well over|just over|just under|at least|circa|ca\.|~|≈|>|<|\+)"
)
_ABOUT_BEFORE = re.compile(ABOUT + r"\s{0,2}(?:a |an |of )?$", re.I)
_GROUPS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})*,[0-9]{3}")

_PERCENT_SIGN = r"(?:%|percent\b|per cent\b|per-cent\b|pct\b|percentage points?\b)"
_PERCENT = re.compile(
    APART
    + rf"(?:(?P<low>{NUMBER})\s?(?P<lowsign>%|percent\b|per cent\b)?(?:{DASH}|\sto\s|\sand\s))?"
    + rf"(?P<sign>[-+])?(?P<high>{NUMBER})\s?(?P<unit>{_PERCENT_SIGN})",
    re.I,
)
_BETWEEN = re.compile(r"\bbetween\s{0,2}$", re.I)
_CUE_WIDTH = 30  # characters before a number in which its cue words stand


@dataclass(frozen=True, slots=True)
class Percent:
    """A per cent with its place in the plain text; ``value`` of a range is its midpoint."""

    span: Span
    value: str
    low: str = ""
    high: str = ""
    points: bool = False
    approximate: bool = False

    def claim(self, kind: Kind, text: str) -> Claim:
        """What it claims by itself; ``text`` is the plain text in which it stands."""
        return Claim(
            kind,
            self.span,
            text[slice(*self.span)],
            self.value,
            "percent",
            low=self.low,
            high=self.high,
            approximate=self.approximate,
        )

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.span[0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.span[1]


def clean(printed: str) -> str:
    """A printed number without separators, or "" when its grouping is neither Western nor"
    " Indian."""
    whole, dot, fraction = printed.partition(".")
    if "," in whole:
        if not _GROUPS.fullmatch(whole):
            return ""
        whole = whole.replace(",", "")
    return whole + dot + fraction


def midpoint(low: str, high: str) -> str:
    """Half the way between two clean numbers, as short as it can be printed."""
    middle = format((Decimal(low) + Decimal(high)) / 2, "f")
    return middle.rstrip("0").rstrip(".") if "." in middle else middle


def is_about(plain: str, at: int) -> bool:
    """Whether the words right before a number say that it is approximate."""
    return _ABOUT_BEFORE.search(plain, max(0, at - _CUE_WIDTH), at) is not None


def percents(plain: str) -> Iterator[Percent]:
    """Every per cent and range of per cents, in the order of the text."""
    for found in _PERCENT.finditer(plain):
        low, high = clean(found["low"] or ""), clean(found["high"])
        start = found.start()
        if found["low"] and not _is_range(plain, found, low, high):
            if found["lowsign"]:
                yield Percent(
                    (start, found.end("lowsign")), low, approximate=is_about(plain, start)
                )
            start, low = found.start("sign") if found["sign"] else found.start("high"), ""
        if not high:
            continue
        points = "point" in found["unit"].lower()
        about = is_about(plain, start)
        if low:
            value = midpoint(low, high)
            yield Percent((start, found.end()), value, low, high, points, about)
        else:
            sign = "-" if found["sign"] == "-" else ""
            yield Percent((start, found.end()), sign + high, "", "", points, about)


def _is_range(plain: str, found: re.Match[str], low: str, high: str) -> bool:
    """A dash or "to" joins a range; "and" does so after "between" alone. Years join nothing."""
    joint = plain[
        found.end("lowsign") if found["lowsign"] else found.end("low") : found.start("high")
    ]
    if not low or not high or Decimal(low) > Decimal(high) or found["sign"]:
        return False
    if not found["lowsign"] and re.fullmatch(r"(?:19|20)[0-9]{2}", low):
        return False
    before = plain[max(0, found.start() - _CUE_WIDTH) : found.start()]
    if "and" in joint.lower():
        return _BETWEEN.search(before) is not None
    return not (found["lowsign"] and re.search(r"\bfrom\s{0,2}$", before, re.I))
