"""Numbers in the narrative: each should be an inline figure.

A number typed into the text is read like one of a press release. If a figure
has that value, it can be bound to it; if a figure of the same market, year and
measure has another value, the text contradicts it; else it is loose. Years,
dates, counts, ordinals and phone numbers are no claims.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from reports.consistency import samples
from reports.consistency.facts import (
    MASK,
    Prose,
    amount_of,
    formatting_of,
    proses,
    published,
    value_of,
)
from reports.consistency.intervals import Interval, stated
from reports.consistency.rule import Context, Example, Rule
from reports.document.coordinates import WORLD
from reports.document.findings import Finding, note, warning
from reports.document.formatting import PERCENT
from reports.document.language import gettext as _
from reports.document.schema import ChartChoice, Figure, Measure, ReportDocument
from reports.pressrelease import Claim, Kind, read
from reports.pressrelease.money import SCALE, amounts, power

NUMBER = r"[0-9]{1,3}(?:,[0-9]{2,3})+(?:\.[0-9]+)?|[0-9]{1,15}(?:\.[0-9]{1,6})?"
PERCENTAGE = re.compile(
    rf"(?<![0-9.,])({NUMBER})(?:\s?(?:–|-|to)\s?({NUMBER}))?\s?(?:%|per ?cent\b)", re.I
)
SCALED = re.compile(rf"(?<![0-9.,])({NUMBER})[\s\xa0]({SCALE})")
ABOUT = re.compile(r"(?:about|around|approximately|nearly|almost|over|some|~)\s?$", re.I)
_read = lru_cache(maxsize=4)(read)  # one document is looked at by several functions here
SEPARATOR = "\n\n"


@dataclass(frozen=True, slots=True)
class Typed:
    """A number typed into a passage: what it can mean, in which unit, and what was read of it.

    ``occurrence`` counts from 1 how often the same text stands at this place up to here.
    """

    text: str
    occurrence: int
    prose: Prose
    span: tuple[int, int]
    unit: str
    value: Interval
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class Known:
    """A figure with what its value can mean: as an amount, or in percent."""

    figure: Figure
    value: Interval


def check(document: ReportDocument, context: Context) -> Iterable[Finding]:
    """Each typed number can be bound, contradicts a figure, or is loose."""
    figures = published(document) + [item for item in document.figures if item.calculation]
    by_unit: dict[str, list[Known]] = defaultdict(list)
    for figure in figures:
        known = Known(figure, value_of(figure) if figure.unit == PERCENT else amount_of(figure))
        by_unit[figure.unit].append(known)
        if figure.unit != PERCENT and figure.multiplier >= 3:
            by_unit[""].append(known)  # "4.2 million", of whatever
    for typed in typed_numbers(document):
        place, span = typed.prose.place, typed.span
        candidates = by_unit.get(typed.unit, ())
        same = next((known.figure for known in candidates if _is(known, typed)), None)
        if same is not None and place.field == "charts":
            continue  # words of a chart hold no inline figures: to be right is all they can be
        if same is not None:
            message = _("“{typed}” is the figure “{label}”. Bind it, so that it follows.").format(
                typed=typed.text, label=same.label
            )
            finding = note(
                "narrative.unbound",
                place,
                message,
                key=same.key,
                typed=typed.text,
                occurrence=str(typed.occurrence),
            )
        elif other := _contradicted(figures, typed):
            message = _("The text says {typed}, but the figure “{label}” is {other}.").format(
                typed=typed.text, label=other.label, other=formatting_of(other)
            )
            # A warning: the sentence may speak of another source, place or scenario.
            finding = warning("narrative.contradicts", place, message, key=other.key)
        else:
            message = _("“{typed}” is in the text, but no figure has it.").format(typed=typed.text)
            finding = warning("narrative.loose", place, message)
        yield replace(finding, span=span)
    yield from _before_base(document)


def typed_numbers(document: ReportDocument) -> Iterator[Typed]:
    """Every number of the narrative that is a claim: money, percentages, millions of things."""
    passages, starts, text = _joined(document)
    claims = [claim for claim in _read(text).claims if claim.kind in NUMERIC]
    for start, end, unit, value in _numbers(text):
        index = bisect_right(starts, start) - 1
        words = " ".join(text[start:end].split())
        claim = next((c for c in claims if c.span[0] < end and start < c.span[1]), None)
        if claim is not None and claim.kind is Kind.STATISTIC and not claim.value:
            claim = None
        yield Typed(
            words,
            _occurrence(words, passages, index, start - starts[index]),
            passages[index],
            (start - starts[index], end - starts[index]),
            unit,
            value,
            claim,
        )


def _occurrence(words: str, passages: list[Prose], index: int, start: int) -> int:
    """How often these words stand at the place of a passage, up to ``start`` in it."""
    wanted = re.compile(r"\s+".join(re.escape(word) for word in words.split()))
    here = passages[index]
    first = index
    while first and passages[first - 1].place == here.place:
        first -= 1
    before = sum(len(wanted.findall(prose.text)) for prose in passages[first:index])
    return before + len(wanted.findall(here.text[:start])) + 1


def _joined(document: ReportDocument) -> tuple[list[Prose], list[int], str]:
    """The passages that hold a digit, where each begins, and all of them as one text."""
    passages = [prose for prose in proses(document) if any(c.isdigit() for c in prose.text)]
    starts, parts = [0], []
    for prose in passages:
        parts.append(prose.text + SEPARATOR)
        starts.append(starts[-1] + len(parts[-1]))
    return passages, starts, "".join(parts)


def _before_base(document: ReportDocument) -> Iterator[Finding]:
    """A sentence that promises the fastest growth for years that end by the base year."""
    base = document.base_year
    if base is None:
        return
    passages, starts, text = _joined(document)
    for claim in _read(text).of(Kind.OUTLOOK):
        if claim.qualifier == "fastest_growing" and claim.end and claim.end <= base:
            prose = passages[bisect_right(starts, claim.span[0]) - 1]
            message = _(
                "The text says that {subject} grows fastest by {end}, but the report looks "
                "ahead from {base}."
            ).format(subject=claim.subject, end=claim.end, base=base)
            yield warning("narrative.before_base", prose.place, message)


def _numbers(text: str) -> Iterator[tuple[int, int, str, Interval]]:
    """(start, end, unit, what it can mean as an amount) of each number in a text."""
    taken: list[tuple[int, int]] = []
    for money in amounts(text):
        taken.append(money.span)
        low, high = (Decimal(item) if item else None for item in (money.low, money.high))
        value = stated(Decimal(money.value), low, high, approximate=money.approximate)
        yield *money.span, money.currency, value.scaled(money.multiplier)
    for found in PERCENTAGE.finditer(text):
        low, high = (_decimal(item) if item else None for item in found.groups())
        first = low or Decimal(0)
        about = bool(ABOUT.search(text, max(0, found.start() - 16), found.start()))
        value = stated(first, first if high else None, high, approximate=about)
        yield *found.span(), PERCENT, value
    for found in SCALED.finditer(text):
        if not any(start < found.end() and found.start() < end for start, end in taken):
            about = bool(ABOUT.search(text, max(0, found.start() - 16), found.start()))
            value = stated(_decimal(found[1]), approximate=about).scaled(power(found[2]))
            yield *found.span(), "", value


def _decimal(printed: str) -> Decimal:
    return Decimal(printed.replace(",", ""))


def _is(known: Known, typed: Typed) -> bool:
    """Whether a typed number can be this figure: its value, and its year if the text has one."""
    if not typed.value.overlaps(known.value):
        return False
    year = typed.claim.year if typed.claim else None
    period = known.figure.period
    return year is None or period.start <= year <= period.end


MEASURES = {Kind.MARKET_SIZE: Measure.MARKET_SIZE, Kind.CAGR: Measure.CAGR}
NUMERIC = {*MEASURES, Kind.SHARE, Kind.GROWTH, Kind.VOLUME, Kind.STATISTIC}


def _contradicted(figures: list[Figure], typed: Typed) -> Figure | None:
    """The figure of the whole market that a typed number gives another value for."""
    claim = typed.claim
    if claim is None or claim.subject or claim.kind not in MEASURES:
        return None
    for figure in figures:
        whole = not figure.segments and figure.geography.code == WORLD
        if not whole or figure.measure is not MEASURES[claim.kind] or figure.unit != typed.unit:
            continue
        if claim.kind is Kind.MARKET_SIZE and figure.period.start == claim.year:
            return figure
        if (figure.period.start, figure.period.end) == (claim.start, claim.end):
            return figure
    return None


_SIZE = samples.figure("7.12")
_LAST = samples.figure("20.45", 2031)
_RATE = samples.figure("16.3", (2024, 2031), "cagr")


def _text(sentence: str) -> ReportDocument:
    return samples.document(_SIZE, _LAST, _RATE, sections=(samples.section(f"<p>{sentence}</p>"),))


def _chart(title: str) -> ReportDocument:
    chart = ChartChoice(key="size", figures=(_SIZE.key, _LAST.key), title=title, description="Up.")
    return samples.document(_SIZE, _LAST, _RATE, charts=(chart,))


RULE = Rule(
    title="Numbers in the text are those of the figures",
    check=check,
    counts=lambda document: (
        sum(1 for _ in typed_numbers(document))
        + sum(prose.text.count(MASK) > 0 for prose in proses(document))
    ),
    codes={
        "narrative.unbound": "A number in the text is a figure, but not bound to it.",
        "narrative.contradicts": "A number in the text contradicts a figure.",
        "narrative.before_base": "Growth to come is told for years that end by the base year.",
        "narrative.loose": "A number in the text belongs to no figure.",
    },
    examples=(
        Example(
            "an inline figure",
            _text(
                'Worth <a class="figure" href="#figure-x"><data value="7">USD 7.12 billion</data>'
                "</a> in 2024."
            ),
        ),
        Example(
            "years, counts, ordinals, dates and phone numbers",
            _text(
                "On 4 May 2024 the 2nd of 8 players opened 3 clinics in 12 cities; "
                "call +1 206 701 6702."
            ),
        ),
        Example(
            "the value of a figure, typed",
            _text("The lamp market was valued at USD 7.12 billion in 2024."),
            ("narrative.unbound",),
        ),
        Example(
            "another value for the same year",
            _text("The lamp market was valued at USD 8.40 billion in 2024."),
            ("narrative.contradicts",),
        ),
        Example(
            "the value of a figure in the title of a chart, where nothing can be bound",
            _chart("The lamp market was valued at USD 7.12 billion in 2024"),
        ),
        Example(
            "another value in the title of a chart",
            _chart("The lamp market was valued at USD 8.40 billion in 2024"),
            ("narrative.contradicts",),
        ),
        Example(
            "fastest growth by the base year",
            _text("The cancer segment will experience the fastest growth by 2024."),
            ("narrative.before_base",),
        ),
        Example(
            "a number that no figure has",
            _text("Some 4.5 million lamps are lit every night."),
            ("narrative.loose",),
        ),
    ),
)
