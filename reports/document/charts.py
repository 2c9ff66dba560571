"""Which figures a chart shows: the series of a figure by year, or the parts of one year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from reports.document import schema
from reports.document.coordinates import WORLD, proposed_key, series_key, slug

Kind = Literal["columns", "line", "bars"]
MOST_COLUMNS = 15  # years; more make a line
MOST_LINES = 6
TITLE_LENGTH, DESCRIPTION_LENGTH = 70, 300


class ChartProblem(ValueError):
    """Why no chart can be made of what was chosen; ``field`` is the one to change."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Selection:
    """What a chart shows: one or more series by year, or (``bars``) one series of parts."""

    kind: Kind
    series: tuple[tuple[schema.Figure, ...], ...]


def chosen(figures: Sequence[schema.Figure], choice: schema.ChartChoice) -> Selection:
    """What an editor's chart shows; raises `ChartProblem` if nothing can be shown."""
    known = {figure.key: figure for figure in figures}
    for key in choice.figures:
        if key not in known:
            raise ChartProblem("figures", f"There is no figure with the key “{key}”.")
        if not known[key].period.is_year:
            raise ChartProblem("figures", f"“{key}” is not of a single year; charts go by year.")
    named = [known[key] for key in choice.figures]
    if not named:
        raise ChartProblem("figures", "Give the key of a figure that the chart shows.")
    if len({(figure.unit, figure.multiplier) for figure in named}) > 1:
        raise ChartProblem("figures", "The figures differ in unit or multiplier.")
    series = tuple(dict.fromkeys(series_of(figures, figure) for figure in named))
    parts = tuple(named) if len(named) > 1 else parts_of(figures, named[0])
    return _fitting(choice.kind, named, series, parts)


def _fitting(
    wanted: str,
    named: list[schema.Figure],
    series: tuple[tuple[schema.Figure, ...], ...],
    parts: tuple[schema.Figure, ...],
) -> Selection:
    shares = named[0].measure is schema.Measure.SHARE
    by_year = any(len(row) > 1 for row in series)
    if wanted == "bars" or (wanted == "auto" and (shares or not by_year)):
        if len(parts) < 2:
            raise ChartProblem("figures", "There is only one value; a chart needs two.")
        if len({str(figure.period) for figure in parts}) > 1:
            raise ChartProblem("figures", "Bars compare values of one year; these are of several.")
        return Selection("bars", (largest_first(parts),))
    if not by_year:
        raise ChartProblem("figures", "There is only one year; a chart by year needs two.")
    if len(series) > MOST_LINES:
        raise ChartProblem("figures", f"Show at most {MOST_LINES} series in one chart.")
    if wanted == "columns" and (len(series) > 1 or _span(series[0]) > MOST_COLUMNS):
        message = f"Columns show one series of at most {MOST_COLUMNS} years. Choose a line."
        raise ChartProblem("kind", message)
    return Selection(by_year_kind(series) if wanted == "auto" else _kind(wanted), series)


def _kind(wanted: str) -> Kind:
    return "line" if wanted == "line" else "columns"


def by_year_kind(series: Sequence[Sequence[schema.Figure]]) -> Kind:
    """Columns for one series of few years, else lines."""
    return "line" if len(series) > 1 or _span(series[0]) > MOST_COLUMNS else "columns"


def _span(series: Sequence[schema.Figure]) -> int:
    return series[-1].period.start - series[0].period.start + 1


def series_of(figures: Iterable[schema.Figure], member: schema.Figure) -> tuple[schema.Figure, ...]:
    """The yearly figures of the series that a figure belongs to, by year."""
    wanted = series_key(member)
    found = (figure for figure in figures if figure.period.is_year)
    return by_year(figure for figure in found if series_key(figure) == wanted)


def by_year(figures: Iterable[schema.Figure]) -> tuple[schema.Figure, ...]:
    return tuple(sorted(figures, key=lambda figure: figure.period.start))


def cut_of(figure: schema.Figure) -> str:
    """How the market is cut to give this part: its axes, "place", or nothing for the whole."""
    axes = "|".join(sorted(ref.axis for ref in figure.segments))
    return axes or ("" if figure.geography.code == WORLD else "place")


def parts_of(figures: Iterable[schema.Figure], member: schema.Figure) -> tuple[schema.Figure, ...]:
    """The figures beside which a part stands: of its year, measure, unit and cut."""
    cut = cut_of(member)

    def common(figure: schema.Figure) -> tuple[object, ...]:
        place = figure.geography.code if figure.segments else ""
        measure = (figure.measure, figure.statistic, figure.unit, figure.multiplier)
        return (*measure, str(figure.period), cut_of(figure), place)

    if not cut:
        return (member,)
    return tuple(figure for figure in figures if common(figure) == common(member))


def largest_first(parts: Iterable[schema.Figure]) -> tuple[schema.Figure, ...]:
    return tuple(sorted(parts, key=lambda figure: (-figure.value, figure.label)))


def chart_key(selection: Selection) -> str:
    """The address part that a selection suggests: "market-size", "share-by-condition"."""
    first = selection.series[0][0]
    several = len(selection.series) > 1 or selection.kind == "bars"
    if not several:
        proposed = proposed_key(
            first.measure, first.statistic, first.segments, first.geography, first.period
        )
        return proposed.removesuffix(f"-{first.period.start}") or "chart"
    name = first.statistic if first.measure is schema.Measure.STATISTIC else first.measure.value
    cut = cut_of(first)
    ending = slug(cut.replace("|", "-")) if cut and cut != "place" else "by-place"
    return f"{slug(name) or 'chart'}-{ending}"
