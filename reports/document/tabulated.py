"""What a table calculates from its own figures: growth rates, shares and totals.

A value that somebody published at the same coordinates is left alone: then
nothing is calculated there, and the checks compare the two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal

from reports.document import formatting, schema
from reports.document.calculations import rounded
from reports.document.coordinates import WORLD, figure_label, proposed_key
from reports.document.figures import calculated_fields, implied_cagr_figure
from reports.document.findings import Place
from reports.document.language import gettext as _

CALCULATIONS = {
    "cagr": "Growth rate of each series (CAGR)",
    "share": "Share of each series",
    "total": "Total of all series",
}
SHARE_DECIMALS = 1
ADDITIVE = (schema.Measure.MARKET_SIZE, schema.Measure.STATISTIC)


def calculate_table(
    wanted: Collection[str],
    rows: Mapping[int, list[schema.Figure]],
    known: Iterable[schema.Figure],
    place: Place,
) -> list[schema.Figure]:
    """The calculated figures of one table.

    ``wanted`` names calculations (keys of `CALCULATIONS`), ``rows`` holds the figures of
    each series, ``known`` all figures that the document has so far.
    """
    taken = {figure.coordinates for figure in known}
    made: list[schema.Figure] = []
    if "cagr" in wanted:
        made += _growth_rates(rows.values(), place)
    if "share" in wanted or "total" in wanted:
        for figures in _columns(rows.values()):
            if len({figure.multiplier for figure in figures}) > 1:
                continue
            if "total" in wanted:
                made.append(_total(figures, place))
            if "share" in wanted:
                made += _shares(figures, place)
    kept = []
    for figure in made:
        if figure.coordinates not in taken:
            taken.add(figure.coordinates)
            kept.append(figure)
    return kept


def _growth_rates(rows: Iterable[list[schema.Figure]], place: Place) -> Iterator[schema.Figure]:
    for row in rows:
        years = sorted(
            (f for f in row if f.period.is_year and f.measure is schema.Measure.MARKET_SIZE),
            key=lambda figure: figure.period.start,
        )
        if len(years) > 1 and years[0].value > 0 and years[-1].value > 0:
            first, last = years[0], years[-1]
            if (first.unit, first.multiplier) == (last.unit, last.multiplier):
                yield implied_cagr_figure(first, last, place)


def _columns(rows: Iterable[list[schema.Figure]]) -> Iterator[list[schema.Figure]]:
    """The parts that add up: of one period, measure and unit, all of one axis in one place,
    or all of different places with the same segments."""
    columns: dict[tuple[object, ...], list[schema.Figure]] = defaultdict(list)
    for row in rows:
        for figure in row:
            if figure.measure not in ADDITIVE or figure.unit == formatting.PERCENT:
                continue
            common = (figure.measure, figure.statistic, figure.unit, str(figure.period))
            axes = tuple(ref.axis for ref in figure.segments)
            if len(axes) == 1:
                columns[*common, "segments", axes, figure.geography.code].append(figure)
            elif figure.geography.code != WORLD and not axes:
                columns[*common, "places"].append(figure)
    for figures in columns.values():
        if len({figure.coordinates for figure in figures}) == len(figures) > 1:
            yield figures


def _total(figures: list[schema.Figure], place: Place) -> schema.Figure:
    """The sum of the parts, at the whole's coordinates and the parts' coarsest precision."""
    first = figures[0]
    by_segment = bool(first.segments)
    geography = (
        first.geography
        if by_segment
        else schema.Geography(code=WORLD, name=_("World"), kind="world")
    )
    decimals = min(decimals_of(figure.value) for figure in figures)
    total = rounded(sum((figure.value for figure in figures), Decimal(0)), decimals)
    formula = " + ".join(formatting.number(figure.value) for figure in figures)
    arguments = (first.measure, first.statistic, (), geography, first.period)
    return first.model_copy(
        update=calculated_fields(place)
        | {
            "segments": (),
            "geography": geography,
            "value": total,
            "calculation": schema.Calculation(
                rule="total", inputs=tuple(figure.key for figure in figures), formula=formula
            ),
            "key": proposed_key(*arguments),
            "label": figure_label(*arguments),
            "text": formatting.quantity(total, first.unit, first.multiplier),
        }
    )


def _shares(figures: list[schema.Figure], place: Place) -> Iterator[schema.Figure]:
    exact = sum((figure.value for figure in figures), Decimal(0))
    if exact <= 0:
        return
    for figure in figures:
        value = rounded(figure.value / exact * 100, SHARE_DECIMALS)
        arguments = (schema.Measure.SHARE, "", figure.segments, figure.geography, figure.period)
        formula = f"{formatting.number(figure.value)} ÷ {formatting.number(exact)}"
        others = [part.key for part in figures if part is not figure]
        yield figure.model_copy(
            update=calculated_fields(place)
            | {
                "measure": schema.Measure.SHARE,
                "statistic": "",
                "value": value,
                "unit": formatting.PERCENT,
                "multiplier": 0,
                "calculation": schema.Calculation(
                    rule="share", inputs=(figure.key, *others), formula=formula
                ),
                "key": proposed_key(*arguments),
                "label": figure_label(*arguments),
                "text": formatting.quantity(value, formatting.PERCENT),
            }
        )


def decimals_of(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))
