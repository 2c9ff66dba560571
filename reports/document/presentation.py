"""A document as templates show it: grouped, numbered and cross-referenced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reports.document import schema
from reports.document.coordinates import series_key
from reports.document.formatting import MULTIPLIERS


@dataclass(frozen=True)
class Row:
    """One series in a table: a name, and a figure or None for each year."""

    name: str
    cells: tuple[schema.Figure | None, ...]


@dataclass(frozen=True)
class Table:
    """Series of one measure and unit, by year."""

    title: str
    unit: str
    years: tuple[int, ...]
    rows: tuple[Row, ...]


def present(document: schema.ReportDocument, links: Mapping[str, str]) -> dict[str, Any]:
    """The context of the report template. ``links`` holds the paths of visible reports."""
    figures = {figure.key: figure for figure in document.figures}
    by_number = {source.key: n for n, source in enumerate(document.sources, 1)}
    return {
        "document": document,
        "links": links,
        "source_numbers": by_number,
        "headlines": [
            {"headline": headline, "figure": figures[headline.figure]}
            for headline in document.headlines
            if headline.figure in figures
        ],
        "drivers": document.factors_of("driver"),
        "restraints": document.factors_of("restraint", "challenge"),
        "opportunities": document.factors_of("opportunity"),
        "trends": document.factors_of("trend"),
        "segment_outlooks": _outlooks(document),
        "region_outlooks": {
            outlook.geography.code: outlook for outlook in document.outlooks if outlook.geography
        },
        "statistics": [
            figure
            for figure in document.figures
            if figure.measure is schema.Measure.STATISTIC
        ],
        "tables": tables(document),
    }


def _outlooks(document: schema.ReportDocument) -> dict[str, list[schema.Outlook]]:
    found: dict[str, list[schema.Outlook]] = {}
    for outlook in document.outlooks:
        if outlook.segment:
            found.setdefault(outlook.segment.path, []).append(outlook)
    return found


def tables(document: schema.ReportDocument) -> list[Table]:
    """The yearly figures as tables: one per measure, unit and cut, a row per series."""
    grouped: dict[tuple[str, str, int, str], dict[Any, list[schema.Figure]]] = {}
    for figure in document.figures:
        if figure.period.is_year and figure.measure is not schema.Measure.STATISTIC:
            cut = ", ".join(ref.axis_name for ref in figure.segments)
            group = (figure.measure.label, figure.unit, figure.multiplier, cut)
            grouped.setdefault(group, {}).setdefault(series_key(figure), []).append(figure)
    found = []
    for (measure, unit, multiplier, cut), series in grouped.items():
        years = sorted({figure.period.start for row in series.values() for figure in row})
        rows = tuple(_row(figures, years) for figures in series.values())
        title = f"{measure}, {cut[:1].lower()}{cut[1:]}" if cut else measure
        found.append(Table(title, unit_words(unit, multiplier), tuple(years), rows))
    return found


def _row(figures: list[schema.Figure], years: list[int]) -> Row:
    by_year = {figure.period.start: figure for figure in figures}
    first = figures[0]
    name = ", ".join([*(ref.name for ref in first.segments), first.geography.name])
    return Row(name, tuple(by_year.get(year) for year in years))


def unit_words(unit: str, multiplier: int) -> str:
    """A unit as a table's head names it: "USD billion", "percent"."""
    return " ".join(part for part in (unit, MULTIPLIERS.get(multiplier, "")) if part)

