"""Sizes in tables whose head has the unit: "Market Size in 2024 (USD Million) 7,120"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.pressrelease.claims import Claim, Confidence, Kind
from reports.pressrelease.money import SCALE, currency_code, power
from reports.pressrelease.numbers import NUMBER, clean
from reports.pressrelease.scene import Scene
from reports.pressrelease.years import YEAR

_HEAD = re.compile(
    r"\b(?P<label>(?:market|revenue|industry)\s(?:size|value|revenues?|valuation|forecast)"
    r"|revenues?|value|valuation|market|forecast)"
    rf"(?:\s(?:value|forecast))?(?:\s?,?\s?(?:in\s|by\s|for\s|\()?\s?(?P<year>{YEAR})\)?)?"
    r"(?:\s?[(,\[]\s?|\s)(?:in\s)?(?P<cur>USD|US\s?\$|U\.S\.\s?\$|\$|EUR|€|GBP|£|INR|₹|Rs\.?"
    r"|JPY|¥|CNY|RMB)\s?"
    rf"(?P<scale>{SCALE})\s?[)\]]?",
    re.I,
)
_CELL = re.compile(
    rf"[\s:|,;=–-]{{0,5}}(?:(?:in|by|for)\s)?(?:(?P<year>{YEAR})[EF]?(?:\s?[:|=–-]\s?|\s"
    rf"|\)\s?))?[:|]?\s?"
    rf"(?P<num>{NUMBER})(?!\s?%|[A-Za-z]|\s?[-–]\s?[0-9])",
    re.I,
)
_IS_YEAR = re.compile(rf"{YEAR}$")


def headed_sizes(scene: Scene) -> Iterator[Claim]:
    """Bare numbers right behind a head that names currency and scale."""
    for head in _HEAD.finditer(scene.text):
        year = int(head["year"]) if head["year"] else None
        at = head.end()
        while cell := _CELL.match(scene.text, at):
            value = clean(cell["num"])
            own = int(cell["year"]) if cell["year"] else year
            if not value or own is None or _IS_YEAR.match(cell["num"]):
                break
            yield Claim(
                Kind.MARKET_SIZE,
                cell.span("num"),
                cell["num"],
                value,
                currency_code(head["cur"]),
                power(head["scale"]),
                year=own,
                confidence=Confidence.HIGH if head["year"] else Confidence.MEDIUM,
            )
            at, year = cell.end(), None
