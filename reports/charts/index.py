"""Markets compared: each series as an index that is 100 in the first year that all have."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reports.charts import lines, plain, words
from reports.charts.board import BOARDS, WIDE, Spec
from reports.charts.model import Chart, Value
from reports.charts.shown import Shown
from reports.document import schema
from reports.document.calculations import rounded
from reports.document.charts import MOST_LINES, ChartProblem
from reports.document.language import gettext as _

HUNDRED = Decimal(100)


def index_chart(
    series: Sequence[tuple[str, Sequence[schema.Figure]]], *, key: str = "index", source: str = ""
) -> Chart:
    """The index chart of up to six named series of yearly figures.

    Raises `ChartProblem` if they share no year with a value above zero, or are fewer than two.
    """
    if not 2 <= len(series) <= MOST_LINES:
        raise ChartProblem("series", _("Compare two to six series."))
    years = [
        {figure.period.start for figure in figures if figure.period.is_year and figure.value > 0}
        for _name, figures in series
    ]
    shared = set.intersection(*years)
    if not shared:
        raise ChartProblem("series", _("These series have no year in common."))
    base = min(shared)
    values = [value for name, figures in series for value in _indexed(name, figures, base)]
    chart = Chart(
        key=key,
        kind="line",
        title="",
        subtitle=_("Index, {year} = 100").format(year=base),
        description="",
        source=source,
        measure="index",
        unit="",
        multiplier=0,
        names=tuple(name for name, _figures in series),
        values=tuple(values),
    )
    drafted = {"title": _title(chart, base), "description": words.description(chart)}
    return chart.model_copy(update=drafted)


def _indexed(name: str, figures: Sequence[schema.Figure], base: int) -> list[Value]:
    yearly = sorted(
        (figure for figure in figures if figure.period.is_year and figure.period.start >= base),
        key=lambda figure: figure.period.start,
    )
    first = next(figure.amount for figure in yearly if figure.period.start == base)
    return [
        Value(
            figure=f"{name}:{figure.key}",
            name=name,
            year=figure.period.start,
            value=rounded(figure.amount / first * HUNDRED, 1),
            approximate=figure.approximate,
            status=figure.status,
        )
        for figure in yearly
    ]


def _title(chart: Chart, base: int) -> str:
    """Who grew most until the last year that all share; nobody, if two did alike or it takes a
    value that we calculated to tell."""
    plain_title = _("Growth since {year} compared").format(year=base)
    last = min(chart.of(name)[-1].year for name in chart.names)
    ends = [value for value in chart.values if value.year == last]
    top = max(ends, key=lambda value: value.value)
    tied = sum(value.value == top.value for value in ends) > 1
    ours = any(value.status is schema.Status.CALCULATED for value in ends)
    if last == base or len(ends) < len(chart.names) or tied or ours:
        return plain_title
    text = (
        _("{name} is forecast to grow most from {first} to {last}")
        if top.status is schema.Status.FORECAST
        else _("{name} grows most from {first} to {last}")
    )
    told = text.format(name=top.name, first=base, last=last)
    return told if len(told) <= words.TITLE_LENGTH else plain_title


def specification(chart: Chart) -> Spec:
    """The Vega-Lite specification of an index chart; its axis need not begin at zero."""
    return lines.specification(chart, WIDE, zero=False)


def drawn(chart: Chart, number: int = 1) -> Shown:
    """An index chart as a page shows it. Markets are compared as readers ask, so it is drawn
    while they wait: by us, in a millisecond, not by the renderer."""
    wide, narrow = (plain.line_chart(chart, board, zero=False) for board in BOARDS)
    return Shown(number, chart, wide, narrow)
