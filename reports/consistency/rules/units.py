"""Units and magnitude: one currency a series, no leaps, no share above the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from reports.consistency import samples
from reports.consistency.facts import amount_of, cut_of, formatting_of, place_of, published, yearly
from reports.consistency.rule import Context, Example, Rule
from reports.document.findings import Finding, error, warning
from reports.document.formatting import PERCENT, is_currency
from reports.document.language import gettext as _
from reports.document.schema import Figure, Measure, ReportDocument

TENFOLD, HUNDREDFOLD = Decimal(10), Decimal(100)


def check(document: ReportDocument, context: Context) -> Iterable[Finding]:
    """Each series keeps its unit and its scale; amounts and shares are possible."""
    yield from _mixed(document)
    yield from _jumps(document)
    for figure in document.figures:
        if figure.measure is Measure.SHARE and figure.unit == PERCENT and figure.value > 100:
            message = _("{figure} is more than the whole.").format(figure=formatting_of(figure))
            yield error("share.above_hundred", place_of(figure), message, key=figure.key)
        if figure.measure in (Measure.MARKET_SIZE, Measure.SHARE) and figure.value < 0:
            message = _("{label} cannot be {figure}: less than nothing.").format(
                label=figure.label, figure=formatting_of(figure)
            )
            yield error("unit.negative", place_of(figure), message, key=figure.key)
        if figure.measure in (Measure.CAGR, Measure.GROWTH) and figure.unit != PERCENT:
            message = _("{label} is a rate: its unit is percent, not {unit}.").format(
                label=figure.label, unit=figure.unit
            )
            yield error("unit.rate", place_of(figure, "unit"), message, key=figure.key)


def _mixed(document: ReportDocument) -> Iterable[Finding]:
    series: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in published(document):
        if figure.measure is Measure.MARKET_SIZE:
            series[cut_of(figure)].append(figure)
            money = is_currency(figure.unit) and document.currency
            if money and figure.unit != document.currency:
                message = _("{label} is in {unit}; the report is in {money}.").format(
                    label=figure.label, unit=figure.unit, money=money
                )
                yield warning("unit.report", place_of(figure, "unit"), message, key=figure.key)
    for figures in series.values():
        first = figures[0]
        for figure in figures[1:]:
            if figure.unit != first.unit:
                message = _("{label} is in {unit}, but {other} in {other_unit}.").format(
                    label=figure.label, unit=figure.unit, other=first.label, other_unit=first.unit
                )
                # Twice in each currency is a series told twice; once is a slip.
                units = [item.unit for item in figures]
                twice = min(units.count(unit) for unit in set(units)) > 1
                say = warning if twice else error
                yield say("unit.currency", place_of(figure, "unit"), message, key=figure.key)
            elif figure.multiplier != first.multiplier:
                message = _(
                    "{label} is {figure}, but {other} is {other_value}: one series, two scales."
                ).format(
                    label=figure.label,
                    figure=formatting_of(figure),
                    other=first.label,
                    other_value=formatting_of(first),
                )
                place = place_of(figure, "multiplier")
                yield warning("unit.multiplier", place, message, key=figure.key)


def _jumps(document: ReportDocument) -> Iterable[Finding]:
    """More than tenfold from one year to the next, or a hundredfold between published years."""
    for series in yearly(document, Measure.MARKET_SIZE).values():
        years = sorted(series)
        for before, after in pairwise(years):
            first, last = series[before], series[after]
            low, high = sorted((amount_of(first), amount_of(last)), key=lambda item: item.middle)
            limit = TENFOLD if after - before == 1 else HUNDREDFOLD
            if high.high > 0 and low.high * limit < high.low:
                message = _(
                    "From {first} in {before} to {last} in {after} is a leap. Is it million or "
                    "billion?"
                ).format(
                    first=formatting_of(first), before=before, last=formatting_of(last), after=after
                )
                yield warning("unit.jump", place_of(last), message, key=last.key)


_SIZE = samples.figure("7.12")
RULE = Rule(
    title="Units and magnitudes are those of their series",
    check=check,
    counts=lambda document: len(document.figures),
    codes={
        "unit.currency": "A series mixes currencies.",
        "unit.multiplier": "A series mixes millions and billions.",
        "unit.report": "A figure is not in the report's currency.",
        "unit.jump": "Neighbouring values are more than tenfold apart.",
        "unit.negative": "A size or a share is less than nothing.",
        "unit.rate": "A growth rate is not in percent.",
        "share.above_hundred": "A share is above 100%.",
    },
    examples=(
        Example("one currency", samples.document(_SIZE, samples.figure("20.45", 2031))),
        Example(
            "euros after dollars",
            samples.document(_SIZE, samples.figure("20.45", 2031, unit="EUR")),
            ("unit.currency", "unit.report"),
        ),
        Example(
            "millions after billions",
            samples.document(_SIZE, samples.figure("20450", 2031, multiplier=6)),
            ("unit.multiplier",),
        ),
        Example(
            "a thousandfold within a year",
            samples.document(_SIZE, samples.figure("7120", 2025)),
            ("unit.jump",),
        ),
        Example(
            "a share of 104%",
            samples.document(_SIZE, samples.figure("104", 2024, "share")),
            ("share.above_hundred",),
        ),
        Example("a market of −1", samples.document(samples.figure("-1")), ("unit.negative",)),
        Example(
            "a rate in dollars",
            samples.document(_SIZE, samples.figure("5", (2024, 2031), "cagr", unit="USD")),
            ("unit.rate",),
        ),
    ),
)
