"""Growth rates against their end values.

A stated compound annual growth rate r over n years must lead from the first
value to the last: r = (last / first) ** (1 / n) − 1. All three are printed
rounded, so they are intervals ("7.12" means 7.115 to 7.125), and the claim is
wrong only if no numbers within them agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reports.consistency import samples
from reports.consistency.facts import (
    Cut,
    amount_of,
    cut_of,
    formatting_of,
    place_of,
    point,
    value_of,
    yearly,
)
from reports.consistency.growth import Stated, judge, mismatch, shown
from reports.consistency.intervals import percent, rate
from reports.consistency.rule import Context, Example, Rule
from reports.document.findings import Finding, error, warning
from reports.document.formatting import number
from reports.document.language import gettext as _
from reports.document.schema import Figure, Measure, ReportDocument, Status

Series = dict[int, Figure]


def check(document: ReportDocument, context: Context) -> Iterable[Finding]:
    """Each stated rate whose two ends are published agrees with them."""
    rates = _rates(document)
    for figure, series in _with_ends(document):
        first, last = series[figure.period.start], series[figure.period.end]
        others = [point(item) for item in series.values()]
        # Rates of the same market alone: those of others would fit by chance.
        rivals = [
            _claim(item)
            for item in rates
            if item.key != figure.key and cut_of(item) == cut_of(figure)
        ]
        verdict = judge(_claim(figure), point(first), point(last), others, rivals)
        if verdict.agrees:
            continue
        found = error(
            "growth.mismatch",
            place_of(figure),
            mismatch(_claim(figure), point(first), point(last), verdict),
            key=figure.key,
            stated=formatting_of(figure),
            implied=shown(verdict.implied) if verdict.implied else "",
            first=formatting_of(first),
            last=formatting_of(last),
            years=str(figure.period.end - figure.period.start),
        )
        if verdict.diagnosis:
            found = replace(
                found, diagnosis=verdict.diagnosis.sentence, remedy=verdict.diagnosis.kind
            )
        yield replace(found, behind=(first.key, last.key))
    yield from _yearly_growth(document)


def confirms(document: ReportDocument) -> Iterable[tuple[str, str]]:
    """What was recalculated and agrees, in a sentence for each rate."""
    for figure, series in _with_ends(document):
        first, last = series[figure.period.start], series[figure.period.end]
        years = figure.period.end - figure.period.start
        implied = rate(amount_of(first), amount_of(last), years)
        if implied and implied.overlaps(_claim(figure).rate):
            yield (
                figure.key,
                _(
                    "{figure} agrees: ({last} ÷ {first}) to the power 1/{years}, minus 1, is "
                    "{rate}."
                ).format(
                    figure=formatting_of(figure),
                    last=number(last.value),
                    first=number(first.value),
                    years=years,
                    rate=percent(implied.middle),
                ),
            )


def _with_ends(document: ReportDocument) -> Iterator[tuple[Figure, Series]]:
    """Each stated rate both of whose ends are published, with the series that they belong to."""
    sizes = _sizes(document)
    for figure in _rates(document):
        series = sizes.get(cut_of(figure), {})
        if figure.period.start in series and figure.period.end in series:
            yield figure, series


def _yearly_growth(document: ReportDocument) -> Iterable[Finding]:
    """Year-on-year growth agrees with the values of the two years."""
    sizes = _sizes(document)
    for figure in document.figures:
        if figure.measure is not Measure.GROWTH or not figure.period.is_year:
            continue
        series = sizes.get(cut_of(figure), {})
        year = figure.period.start
        if year - 1 not in series or year not in series:
            continue
        first, last = point(series[year - 1]), point(series[year])
        claim = Stated(value_of(figure).scaled(-2), formatting_of(figure), year - 1, year)
        verdict = judge(claim, first, last)
        if not verdict.agrees:
            message = mismatch(claim, first, last, verdict)
            # A warning: the growth may be at constant currency or on a comparable base.
            yield warning("growth.yearly", place_of(figure), message, key=figure.key)


def _rates(document: ReportDocument) -> list[Figure]:
    return [
        figure
        for figure in document.figures
        if figure.measure is Measure.CAGR and figure.status is not Status.CALCULATED
    ]


def _claim(figure: Figure) -> Stated:
    period = figure.period
    return Stated(value_of(figure).scaled(-2), formatting_of(figure), period.start, period.end)


def _sizes(document: ReportDocument) -> dict[Cut, Series]:
    """The published market sizes by segments and place, each series in one unit."""
    found: dict[Cut, Series] = {}
    for (cut, _place), series in yearly(document, Measure.MARKET_SIZE).items():
        found.setdefault(cut, series)
    return found


_FIRST, _LAST = samples.figure("7.12", 2024), samples.figure("20.45", 2031)
RULE = Rule(
    title="Growth rates agree with their end values",
    check=check,
    counts=lambda document: sum(1 for _ in _with_ends(document)),
    confirms=confirms,
    codes={
        "growth.mismatch": "A stated growth rate does not lead from the first value to the last.",
        "growth.yearly": "A stated yearly growth contradicts the values of its two years.",
    },
    examples=(
        Example(
            "16.3% a year leads from 7.12 to 20.45 in seven years",
            samples.document(_FIRST, _LAST, samples.figure("16.3", (2024, 2031), "cagr")),
        ),
        Example(
            "12.4% does not, unless nine years are counted",
            samples.document(_FIRST, _LAST, samples.figure("12.4", (2024, 2031), "cagr")),
            ("growth.mismatch",),
        ),
        Example(
            "a rate without published ends cannot be checked",
            samples.document(_FIRST, samples.figure("16.3", (2024, 2031), "cagr")),
        ),
        Example(
            "from 7.12 to 7.83 is 10% in a year, not 12%",
            samples.document(
                _FIRST, samples.figure("7.83", 2025), samples.figure("12", 2025, "yoy_growth")
            ),
            ("growth.yearly",),
        ),
    ),
)
