"""What a list of reports sorts and filters by, derived from a document."""

from __future__ import annotations

from decimal import Decimal

from reports.document.schema import Figure, Geography, Measure, Part, ReportDocument, Status


class Facts(Part):
    """A report's size, growth and places. A size is an amount in its own currency."""

    size: Decimal | None
    currency: str
    growth: Decimal | None
    geographies: tuple[Geography, ...]


def facts(document: ReportDocument) -> Facts:
    """The size is that of the whole market in the base year, else the earliest that is no
    forecast; the growth that of the whole market a year. Headline figures come first."""
    whole = [figure for figure in in_order(document) if not figure.segments]
    sizes = [figure for figure in whole if figure.measure == Measure.MARKET_SIZE]
    told = [figure for figure in sizes if figure.status in (Status.ACTUAL, Status.ESTIMATE)]
    based = [figure for figure in sizes if figure.period.start == document.base_year]
    size = next(iter([*based, *sorted(told or sizes, key=lambda item: item.period.start)]), None)
    rates = [figure for figure in whole if figure.measure == Measure.CAGR]
    ahead = [figure for figure in rates if figure.period == document.forecast]
    growth = next(iter([*ahead, *rates]), None)
    places = [region.geography for region in document.regions]
    places += [figure.geography for figure in whole]
    return Facts(
        size=size.amount if size else None,
        currency=size.unit if size else "",
        growth=growth.value if growth else None,
        geographies=tuple({place.code: place for place in places}.values()),
    )


def in_order(document: ReportDocument) -> list[Figure]:
    """The figures of a document, headline figures first."""
    shown = [document.figure(headline.figure) for headline in document.headlines]
    first = [figure for figure in shown if figure]
    return [*first, *(figure for figure in document.figures if figure not in first)]
