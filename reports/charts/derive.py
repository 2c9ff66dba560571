"""The charts that a document gives: those its editor chose, or those that its figures suggest."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from reports.charts import words
from reports.charts.model import Chart, Value
from reports.document import schema
from reports.document.charts import (
    MOST_LINES,
    ChartProblem,
    Selection,
    by_year,
    by_year_kind,
    chart_key,
    chosen,
    cut_of,
    largest_first,
)
from reports.document.coordinates import WORLD, series_key

MOST_CHARTS = 6  # of those that nobody chose
MOST_BARS = 12


def charts_of(document: schema.ReportDocument) -> list[Chart]:
    """The charts of a document in their order; the first one stands for the report."""
    if document.charts:
        return [chart for choice in document.charts for chart in _chosen(document, choice)]
    found: dict[str, Chart] = {}
    for selection in _suggested(document):
        chart = _chart(document, selection)
        found.setdefault(chart.key, chart)
    return list(found.values())[:MOST_CHARTS]


def _chosen(document: schema.ReportDocument, choice: schema.ChartChoice) -> Iterator[Chart]:
    try:
        selection = chosen(document.figures, choice)
    except ChartProblem:  # told to the editor when the document was built
        return
    yield _chart(document, selection, choice)


def _suggested(document: schema.ReportDocument) -> Iterator[Selection]:
    sizes = [f for f in document.figures if f.measure is schema.Measure.MARKET_SIZE]
    series = _series(sizes)
    lead = _leading(document, series)
    if lead:
        yield Selection(by_year_kind([lead]), (lead,))
    rows: dict[tuple[str, str, str, int], list[tuple[schema.Figure, ...]]] = defaultdict(list)
    for row in series:
        first = row[0]
        place = first.geography.code if first.segments else ""
        if cut_of(first) and "|" not in cut_of(first) and _makes_a_line(row):
            rows[cut_of(first), place, first.unit, first.multiplier].append(row)
    for group in rows.values():
        if len(group) > 1:
            group.sort(key=lambda row: (-row[-1].value, row[0].label))
            yield Selection("line", tuple(group[:MOST_LINES]))
    charted = {cut for cut, *_ in rows}
    shares = [f for f in document.figures if f.measure is schema.Measure.SHARE]
    for parts in _parts(shares, document.base_year):
        charted.add(cut_of(parts[0]))
        yield _bars(parts)
    for parts in _parts(sizes, document.base_year):
        if cut_of(parts[0]) not in charted:
            yield _bars(parts)


def _makes_a_line(row: Sequence[schema.Figure]) -> bool:
    """Whether a line has something to join: two values years apart are better told as bars."""
    return any(b.period.start - a.period.start == 1 for a, b in itertools.pairwise(row))


def _bars(parts: Iterable[schema.Figure]) -> Selection:
    return Selection("bars", (largest_first(parts)[:MOST_BARS],))


def _series(figures: Iterable[schema.Figure]) -> list[tuple[schema.Figure, ...]]:
    grouped: dict[object, list[schema.Figure]] = defaultdict(list)
    for figure in figures:
        if figure.period.is_year:
            grouped[series_key(figure)].append(figure)
    return [by_year(group) for group in grouped.values()]


def _leading(
    document: schema.ReportDocument, series: Sequence[tuple[schema.Figure, ...]]
) -> tuple[schema.Figure, ...] | None:
    """The series of the whole market: that of a headline, else the world's, else the longest."""
    headlines = {headline.figure for headline in document.headlines}
    whole = [row for row in series if len(row) > 1 and not row[0].segments]

    def rank(row: tuple[schema.Figure, ...]) -> tuple[bool, bool, int]:
        named = any(figure.key in headlines for figure in row)
        return named, row[0].geography.code == WORLD, len(row)

    return max(whole, key=rank, default=None)


def _parts(
    figures: Iterable[schema.Figure], base_year: int | None
) -> Iterator[list[schema.Figure]]:
    """The parts of each cut in the one year that says most: the fullest, the base year, the
    latest, in this order."""
    grouped: dict[tuple[object, ...], dict[int, list[schema.Figure]]] = defaultdict(dict)
    for figure in figures:
        cut = cut_of(figure)
        if not cut or "|" in cut or not figure.period.is_year:
            continue
        place = figure.geography.code if figure.segments else ""
        years = grouped[cut, place, figure.unit, figure.multiplier]
        years.setdefault(figure.period.start, []).append(figure)
    for years in grouped.values():
        best = max(years, key=lambda year: (len(years[year]), year == base_year, year))
        if len(years[best]) > 1:
            yield years[best]


def _chart(
    document: schema.ReportDocument,
    selection: Selection,
    choice: schema.ChartChoice | None = None,
) -> Chart:
    figures = [figure for row in selection.series for figure in row]
    first = figures[0]
    bars = selection.kind == "bars"
    names = words.names(figures if bars else [row[0] for row in selection.series])
    values = []
    for place, row in enumerate(selection.series):
        for number, figure in enumerate(row):
            values.append(_value(figure, names[number if bars else place]))
    unnamed = not bars and len(selection.series) == 1
    values = [value.model_copy(update={"name": ""}) for value in values] if unnamed else values
    chart = Chart(
        key=choice.key if choice else chart_key(selection),
        kind=selection.kind,
        title=choice.title if choice else "",
        subtitle=words.subtitle(figures, selection.kind, names[0] if unnamed else ""),
        description=choice.description if choice else "",
        source=words.source(document, figures, selection.kind),
        measure=first.measure.value,
        unit=first.unit,
        multiplier=first.multiplier,
        names=("",) if unnamed or bars else tuple(names),
        values=tuple(values),
        block=choice.block if choice else "",
    )
    drafted = {
        "title": chart.title or words.title(chart),
        "description": chart.description or words.description(chart),
    }
    return chart.model_copy(update=drafted)


def _value(figure: schema.Figure, name: str) -> Value:
    return Value(
        figure=figure.key,
        name=name,
        year=figure.period.start,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        approximate=figure.approximate,
        status=figure.status,
    )
