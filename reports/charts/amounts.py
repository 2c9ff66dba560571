"""Markets compared as amounts: for series of one unit. Drawn by us, as the index chart is."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from reports.charts import plain, words
from reports.charts.board import BOARDS
from reports.charts.model import Chart, Value
from reports.charts.shown import Shown
from reports.document import schema
from reports.document.charts import MOST_LINES, ChartProblem
from reports.document.formatting import unit_words


def amounts_chart(
    series: Sequence[tuple[str, Sequence[schema.Figure]]], *, key: str = "amounts", source: str = ""
) -> Chart:
    """The yearly figures of named series in their smallest multiplier, digits kept.

    Raises `ChartProblem` if they differ in unit, or are fewer than two or empty.
    """
    figures = [figure for _name, row in series for figure in row]
    if not 2 <= len(series) <= MOST_LINES or not all(row for _name, row in series):
        raise ChartProblem("series", _("Compare two to six series."))
    if len({figure.unit for figure in figures}) > 1:
        raise ChartProblem("series", _("These series differ in currency or unit."))
    first = figures[0]
    multiplier = min(figure.multiplier for figure in figures)
    chart = Chart(
        key=key,
        kind="line",
        title="",
        subtitle=f"{first.measure.label}, {unit_words(first.unit, multiplier)}",
        description="",
        source=source,
        measure=first.measure.value,
        unit=first.unit,
        multiplier=multiplier,
        names=tuple(name for name, _row in series),
        values=tuple(_value(name, figure, multiplier) for name, row in series for figure in row),
    )
    drafted = {"title": _title(chart), "description": words.description(chart)}
    return chart.model_copy(update=drafted)


def _title(chart: Chart) -> str:
    """Who is largest in the last year, if all have a value of it that we did not calculate."""
    year = chart.years[-1]
    last = [value for value in chart.values if value.year == year]
    if len(last) < len(chart.names) or any(
        value.status is schema.Status.CALCULATED for value in last
    ):
        text = _("Sizes compared, {first} to {last}")
        return text.format(first=chart.years[0], last=year)
    return words.title(chart)


def _value(name: str, figure: schema.Figure, multiplier: int) -> Value:
    shift = figure.multiplier - multiplier
    low, high = figure.low, figure.high
    return Value(
        figure=f"{name}:{figure.key}",
        name=name,
        year=figure.period.start,
        value=figure.value.scaleb(shift),
        low=None if low is None else low.scaleb(shift),
        high=None if high is None else high.scaleb(shift),
        approximate=figure.approximate,
        status=figure.status,
    )


def drawn(chart: Chart, number: int) -> Shown:
    """The chart as a page shows it; amounts begin at zero."""
    wide, narrow = (plain.line_chart(chart, board) for board in BOARDS)
    return Shown(number, chart, wide, narrow)
