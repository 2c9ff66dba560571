"""Tables with a column for each year: "Year 2024 2031" over "Value (USD bn) 7.1 20.4"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.pressrelease.claims import Claim, Confidence, Kind
from reports.pressrelease.money import CURRENCY, SCALE, currency_code, power
from reports.pressrelease.numbers import NUMBER, clean
from reports.pressrelease.scene import Scene
from reports.pressrelease.subjects import as_subject
from reports.pressrelease.years import YEAR

_LINE = re.compile(r"[^\n]+")
_SPACE = r"[\s|,;/]{1,5}"
_YEARS = re.compile(
    rf"[\s|]*(?P<label>[A-Za-z][^0-9|\n]{{0,60}}[|:\s(]\s?)?(?:FY\s?)?{YEAR}[AEFP]?"
    rf"(?:{_SPACE}(?:FY\s?)?{YEAR}[AEFP]?){{1,12}}[\s|]*"
)
_UNIT = re.compile(
    rf"(?:[(\[,]\s?|\bin\s)(?:in\s)?(?P<cur>{CURRENCY})\s?(?P<scale>{SCALE})(?:\s?[)\]]|[\s|,:;]|$)",
    re.I,
)
_CELL = rf"(?:{CURRENCY}\s?)?{NUMBER}(?:\s?{SCALE})?"
_ROW = re.compile(
    rf"[\s|]*(?P<label>[A-Za-z][^\n|0-9]{{1,80}}?)[\s|:]{{1,4}}(?P<cells>{_CELL}"
    rf"(?:{_SPACE}{_CELL}){{1,12}})[\s|]*",
    re.I,
)
_ONE = re.compile(rf"(?P<cur>{CURRENCY})?\s?(?P<num>{NUMBER})(?:\s?(?P<scale>{SCALE}))?", re.I)
_WHOLE = re.compile(
    r"\b(?:value|revenues?|size|markets?|sales|total|global|world|worldwide|turnover)\b", re.I
)
_OTHER = re.compile(
    r"%|\b(?:growth|cagr|shares?|volume|units|tonnes?|price|year|rank|number|count|page)\b", re.I
)
_ROWS = 8  # lines below the years that are looked at
_WIDEST = 300  # characters of a line


def transposed_sizes(scene: Scene) -> Iterator[Claim]:
    """Sizes whose year stands at the head of their column; the unit in label or heads."""
    above = ""
    head: re.Match[str] | None = None
    unit = ""
    left = 0
    for line in _LINE.finditer(scene.text):
        words = line[0] if len(line[0]) < _WIDEST else ""
        years = _YEARS.fullmatch(words)
        if years:
            head, unit, left = years, f"{years['label'] or ''}\n{above}", _ROWS
        elif head and left:
            row = _ROW.fullmatch(words)
            if row:
                yield from _sizes(scene, line.start(), row, head[0], unit)
            left -= 1
        above = words


def _sizes(scene: Scene, at: int, row: re.Match[str], head: str, above: str) -> Iterator[Claim]:
    years = [int(year) for year in re.findall(YEAR, head)]
    cells = list(_ONE.finditer(row[0], *row.span("cells")))
    label = row["label"]
    unit = _UNIT.search(label) or _UNIT.search(above)
    if len(cells) != len(years) or _OTHER.search(label):
        return
    whole = _WHOLE.search(label)
    subject = "" if whole else as_subject(_UNIT.sub("", label).strip(" (|:"))
    if not whole and not subject:
        return
    for cell, year in zip(cells, years, strict=True):
        code = currency_code(cell["cur"] or (unit["cur"] if unit else ""))
        scale = power(cell["scale"]) or (power(unit["scale"]) if unit else 0)
        value = clean(cell["num"])
        start = at + (cell.start("cur") if cell["cur"] else cell.start("num"))
        if value and code and scale:
            span = (start, at + cell.end())
            yield Claim(
                Kind.MARKET_SIZE,
                span,
                scene.text[slice(*span)],
                value,
                code,
                scale,
                year=year,
                subject=subject,
                confidence=Confidence.HIGH if whole else Confidence.MEDIUM,
            )
