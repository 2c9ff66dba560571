"""Rows of small tables under a head: "Country | CAGR (2025-2031)", then "Finland | 7.2%"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.pressrelease.claims import Claim, Confidence, Kind
from reports.pressrelease.numbers import NUMBER, clean
from reports.pressrelease.scene import Scene
from reports.pressrelease.years import YEAR, periods

_LINE = re.compile(r"[^\n]+")
_ROW = re.compile(
    rf"(?:[•*–-]\s)?(?P<name>[A-Z][^|:\n0-9%$]{{1,60}}?)\s?(?:[|:–—-]\s?"
    rf"|\s)(?P<number>{NUMBER})\s?(?:%|percent|per cent)\s?"
)
_RATE = re.compile(r"\bCAGR\b|compound annual|growth rate", re.I)
_SHARE = re.compile(r"\bshares?\b", re.I)
_WIDEST = 160  # characters; a longer line is no head of a table
_FIGURE = re.compile(r"\b(?:CAGR|growth|rate|share|total)\b", re.I)
_GROWTH = re.compile(
    rf"\b(?:y-?o-?y|year[\s-](?:over"
    rf"|on)[\s-]year)\sgrowth(?:\srate)?\s?(?:\(?(?P<year>{YEAR})(?:\s?[-–]\s?(?P<to>{YEAR}))?\)?)?"
    rf"\s?\(%\)\s?[|:]?\s?(?P<number>{NUMBER})",
    re.I,
)
_BARE_RATE = re.compile(
    rf"\bCAGR\s?(?:\(?(?P<year>{YEAR})\s?[-–]\s?(?P<to>{YEAR})\)?\s?)?[(,]?\s?(?:in\s)?%\)?\s?["
    rf"|:]?\s?(?P<number>{NUMBER})(?!\s?%)",
    re.I,
)


def table_rows(scene: Scene) -> Iterator[Claim]:
    """Rates and shares of parts, with period or year from the head of their table."""
    head = ""
    rows = 0
    for line in _LINE.finditer(scene.text):
        words = line[0].strip()
        row = _ROW.fullmatch(words) if len(words) < _WIDEST else None
        if not row or _FIGURE.search(row["name"]):
            head, rows = (words if 0 < len(words) < _WIDEST else ""), 0
            continue
        rows += 1
        kind = Kind.CAGR if _RATE.search(head) else Kind.SHARE if _SHARE.search(head) else None
        if kind and (value := clean(row["number"])):
            at = line.start() + line[0].index(words)
            yield _row(scene, head, kind, row, value, at)


def _row(scene: Scene, head: str, kind: Kind, row: re.Match[str], value: str, at: int) -> Claim:
    spans = list(periods(head))
    years = re.findall(rf"(?<![0-9]){YEAR}(?![0-9])", head)
    span = (at + row.start("number"), at + len(row[0].rstrip()))
    start, end = (spans[0].first, spans[0].last) if spans else (scene.forecast or (None, None))
    name = re.sub(r"\s?\([^()]*\)$", "", row["name"].strip(" |:–—-"))
    return Claim(
        kind,
        span,
        scene.text[slice(*span)],
        value,
        "percent",
        year=int(years[0]) if years and kind is Kind.SHARE else None,
        start=start if kind is Kind.CAGR else None,
        end=end if kind is Kind.CAGR else None,
        subject=name,
        confidence=Confidence.HIGH if spans or years else Confidence.MEDIUM,
    )


def bare_rates(scene: Scene) -> Iterator[Claim]:
    """Rates whose per cent sign stands in the label: "YoY growth 2024-2025 (%) | 6.4"."""
    for kind, pattern in ((Kind.GROWTH, _GROWTH), (Kind.CAGR, _BARE_RATE)):
        for match in pattern.finditer(scene.text):
            start = int(match["year"]) if match["year"] else None
            end = int(match["to"]) if match["to"] else None
            if kind is Kind.CAGR and start is None and scene.forecast:
                start, end = scene.forecast
            value = clean(match["number"])
            if value:
                yield Claim(
                    kind,
                    match.span("number"),
                    match["number"],
                    value,
                    "percent",
                    start=start,
                    end=end,
                    confidence=Confidence.MEDIUM,
                )
