"""A document as templates show it: grouped, numbered and cross-referenced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reports.document import language, schema
from reports.document.coordinates import series_key
from reports.document.formatting import day, unit_words
from reports.document.language import gettext as _


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


@dataclass(frozen=True)
class Subject:
    """A segment or a region, with the outlooks, shares and growth rates that are about it."""

    part: schema.Segment | schema.Region
    outlooks: tuple[schema.Outlook, ...]
    figures: tuple[schema.Figure, ...]


@dataclass(frozen=True)
class Group:
    """An axis with its segments."""

    axis: schema.Axis
    subjects: tuple[Subject, ...]


@dataclass(frozen=True)
class Passage:
    """A section of the narrative with an id that nothing else on the page has."""

    id: str
    section: schema.Section


def present(
    document: schema.ReportDocument, links: Mapping[str, str], **more: Any
) -> dict[str, Any]:
    """The context of the report template. ``links`` holds the paths of visible reports;
    ``more`` joins the context before the list of contents is made from it."""
    figures = {figure.key: figure for figure in document.figures}
    context: dict[str, Any] = {
        **more,
        "document": document,
        "links": links,
        "source_numbers": {source.key: n for n, source in enumerate(document.sources, 1)},
        "labels": {figure.key: figure.label for figure in document.figures},
        "publishers": list(dict.fromkeys(source.publisher for source in document.sources)),
        "headlines": [
            {"headline": headline, "figure": figures[headline.figure]}
            for headline in document.headlines
            if headline.figure in figures
        ],
        "passages": passages(document),
        "tables": tables(document),
        "facts": facts(document),
        "drivers": document.factors_of("driver"),
        "restraints": document.factors_of("restraint", "challenge"),
        "opportunities": document.factors_of("opportunity"),
        "trends": document.factors_of("trend"),
        "groups": groups(document),
        "regions": regions(document),
        "statistics": [
            figure for figure in document.figures if figure.measure is schema.Measure.STATISTIC
        ],
        "developments": sorted(document.developments, key=lambda event: event.date, reverse=True),
    }
    context["contents"] = contents(document, context)
    return context


def contents(document: schema.ReportDocument, context: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The page's sections that have something in them: (id, heading), in the page's order."""
    wanted: list[tuple[Any, str, str]] = [
        (document.takeaways or document.data_notes, "summary", _("Summary")),
        (context.get("charts"), "charts", _("Market size and forecast")),
        *((True, passage.id, passage.section.heading) for passage in context["passages"]),
        (context["tables"], "by-year", _("Values by year")),
        (context["facts"], "coverage", _("What this report covers")),
        (context["drivers"] or context["restraints"], "forces", _("Drivers and restraints")),
        (context["opportunities"], "opportunities", _("Opportunities")),
        (context["trends"], "trends", _("Trends")),
        (context["groups"], "segments", _("Segments")),
        (context["regions"], "geography", _("Geography")),
        (context["statistics"], "statistics", _("Statistics")),
        (document.key_players, "players", _("Key players")),
        (document.developments, "developments", _("Developments")),
        (document.outlooks, "outlooks", _("Outlooks")),
        (document.figures, "figures", _("All figures")),
        (document.data_notes, "notes", _("Data notes")),
        (context.get("check_rows") is not None, "checks", _("Checks")),
        (document.sources, "sources", _("Sources")),
    ]
    return [(anchor, heading) for present, anchor, heading in wanted if present]


def passages(document: schema.ReportDocument) -> list[Passage]:
    """The narrative, each section with its own id: two headings may be alike."""
    found: list[Passage] = []
    seen: dict[str, int] = {}
    for section in document.sections:
        count = seen[section.anchor] = seen.get(section.anchor, 0) + 1
        suffix = f"--{count}" if count > 1 else ""
        found.append(Passage(f"section-{section.anchor}{suffix}", section))
    return found


def facts(document: schema.ReportDocument) -> list[tuple[str, str]]:
    """What the report covers, as (term, text); what it does not state is left out."""
    market = document.market
    axes = [
        f"{axis.name}: {', '.join(segment.name for segment in axis.segments)}".removesuffix(": ")
        for axis in document.axes
    ]
    stated = [
        (_("Market"), ". ".join(part for part in (market.title, market.description) if part)),
        (_("Sector"), market.sector),
        (_("Base year"), str(document.base_year or "")),
        (_("Historical period"), str(document.history or "")),
        (_("Forecast period"), str(document.forecast or "")),
        (_("Currency"), document.currency),
        (_("Units"), document.units),
        (_("Coverage"), document.coverage),
        (_("Segments"), "; ".join(axes)),
        (_("Regions"), ", ".join(region.geography.name for region in document.regions)),
        (_("Next review"), day(document.next_review) if document.next_review else ""),
    ]
    return [(term, text) for term, text in stated if text]


def groups(document: schema.ReportDocument) -> list[Group]:
    """The axes, each segment with the outlooks on it, its shares and its growth rates."""

    def subject(axis: schema.Axis, segment: schema.Segment) -> Subject:
        path = f"{axis.slug}:{segment.slug}"
        return Subject(
            segment,
            tuple(item for item in document.outlooks if item.segment and item.segment.path == path),
            tuple(figure for figure in _rates(document) if figure.segment_path == path),
        )

    return [
        Group(axis, tuple(subject(axis, segment) for segment in axis.segments))
        for axis in document.axes
    ]


def regions(document: schema.ReportDocument) -> list[Subject]:
    """The regions, each with the outlooks on it, the market's shares and growth rates there."""

    def subject(region: schema.Region) -> Subject:
        code = region.geography.code
        return Subject(
            region,
            tuple(
                item for item in document.outlooks if item.geography and item.geography.code == code
            ),
            tuple(
                figure
                for figure in _rates(document)
                if figure.geography.code == code and not figure.segments
            ),
        )

    return [subject(region) for region in document.regions]


def _rates(document: schema.ReportDocument) -> list[schema.Figure]:
    """What a card has room for; values by year have their tables."""
    rates = (schema.Measure.SHARE, schema.Measure.CAGR)
    return [figure for figure in document.figures if figure.measure in rates]


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
        title = f"{measure}, {language.inline(cut[:1])}{cut[1:]}" if cut else measure
        found.append(Table(title, unit_words(unit, multiplier), tuple(years), rows))
    return found


def _row(figures: list[schema.Figure], years: list[int]) -> Row:
    by_year = {figure.period.start: figure for figure in figures}
    first = figures[0]
    name = ", ".join([*(ref.name for ref in first.segments), first.geography.name])
    return Row(name, tuple(by_year.get(year) for year in years))
