"""The two artboards, and where things are on them. Widths of text are estimated, so that a
layout does not depend on the fonts of the machine."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reports.charts.palette import COLOURS
from reports.document import formatting

Spec = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


@dataclass(frozen=True)
class Board:
    """An artboard: its size, the size of its text, and what its strong labels add to that."""

    name: str
    width: int
    height: int
    text: int
    stronger: int

    @property
    def is_narrow(self) -> bool:
        return self.name == "narrow"


WIDE = Board("wide", 760, 360, 14, 4)
NARROW = Board("narrow", 340, 300, 12, 2)
CARD = Board("card", 1104, 400, 21, 7)  # in the picture that is shown where a report is shared
BOARDS = (WIDE, NARROW)


def text_width(text: str, size: float, *, strong: bool = False) -> float:
    """About how wide a text is set in Public Sans."""
    narrow = sum(character in ".,:;'il|I1 " for character in text)
    wide = sum(character in "%mMW@" for character in text)
    other = len(text) - narrow - wide
    return size * (0.34 * narrow + 0.62 * other + 0.92 * wide) * (1.06 if strong else 1)


def cut(text: str, width: float, size: float) -> str:
    """A text that fits a width; what is left out shows as an ellipsis."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def wrapped(text: str, width: float, size: float) -> list[str]:
    """A text in lines no wider than ``width``."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@dataclass(frozen=True)
class Scale:
    """A value axis that holds zero: its ends and its four or five grid lines."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def at(self, value: float, height: float) -> float:
        """How far from the top a value lies."""
        return (self.high - value) / (self.high - self.low) * height


def scale(values: Iterable[Decimal], *, zero: bool = True) -> Scale:
    """A scale over these values; only an index may begin elsewhere than at zero."""
    numbers = [float(value) for value in values]
    low, high = min(numbers), max(numbers)
    if zero:
        low, high = min(0.0, low), max(0.0, high)
    if high == low:
        high = low + 1
    step = _step((high - low) / 5)
    if zero and low < 0:  # room for the labels below the columns
        low -= (high - low) * 0.12
    if not zero:
        low = math.floor(low / step) * step
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    ticks = tuple(round(n * step, 10) for n in range(first, last + 1))
    return Scale(low, high, ticks)


def _step(rough: float) -> float:
    size = 10.0 ** math.floor(math.log10(rough))
    return next(n * size for n in (1, 2, 2.5, 5, 10) if n * size >= rough * 0.999)


def tick_texts(ticks: Sequence[float], unit: str, multiplier: int) -> list[str]:
    """The grid lines' numbers; the unit stands at the top one alone ("$20bn")."""
    exact = [Decimal(repr(tick)).normalize() for tick in ticks]
    decimals = max((max(0, -int(tick.as_tuple().exponent)) for tick in exact), default=0)
    shown = [tick.quantize(Decimal(1).scaleb(-decimals)) for tick in exact]
    texts = [formatting.number(abs(tick) if tick == 0 else tick) for tick in shown]
    if shown and (unit == formatting.PERCENT or formatting.is_currency(unit)):
        texts[-1] = formatting.compact(shown[-1], unit, multiplier)
    return texts


def value_axis(scale: Scale, texts: Sequence[str], board: Board) -> Spec:
    """A value axis without a line, its labels given text by text."""
    # The texts are made of digits, separators and currency signs alone, and quoted besides.
    expression = json.dumps(texts[-1]) if texts else '""'
    for tick, text in list(zip(scale.ticks, texts, strict=True))[-2::-1]:
        expression = f"datum.value == {json.dumps(tick)} ? {json.dumps(text)} : {expression}"
    return {
        "title": None,
        "values": list(scale.ticks),
        "domain": False,
        "ticks": False,
        "labelPadding": 8,
        "labelExpr": expression,
        "labelOverlap": False,
    }


def frame(
    board: Board, left: float, right: float, top: float, bottom: float, height: int = 0
) -> Spec:
    """What every specification begins with: sizes, margins, colours; no legend, no title."""
    tall = height or board.height
    return {
        "$schema": SCHEMA,
        "width": round(board.width - left - right),
        "height": round(tall - top - bottom),
        "padding": {
            "left": round(left),
            "right": round(right),
            "top": round(top),
            "bottom": round(bottom),
        },
        "autosize": {"type": "none"},
        "background": None,
        "config": {
            "font": "Public Sans",
            "view": {"stroke": None},
            "axis": {
                "labelFontSize": board.text,
                "labelColor": COLOURS["muted"],
                "gridColor": COLOURS["grid"],
                "domainColor": COLOURS["ink"],
                "domainWidth": 1,
            },
        },
    }
