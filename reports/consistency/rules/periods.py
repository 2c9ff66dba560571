"""Periods: they run forward, meet at the base year, and hold their forecasts."""

from __future__ import annotations

from collections.abc import Iterable

from reports.document.findings import Finding, Place, error
from reports.document.schema import Figure, Measure, Period, ReportDocument, Status

FIRST_YEAR, LAST_YEAR = 1900, 2200


def check(document: ReportDocument) -> Iterable[Finding]:
    """Each period is in order; a forecast lies within the forecast period."""
    yield from _ordered(document.history, Place("history_end"))
    yield from _ordered(document.forecast, Place("forecast_end"))
    for outlook in document.outlooks:
        yield from _ordered(outlook.period, Place("outlooks", outlook.block, "end"))
    for figure in document.figures:
        yield from _ordered(figure.period, Place("figures", figure.block, "end"))
        if figure.status is Status.FORECAST:
            yield from _forecast(figure, document)
        if figure.measure is Measure.CAGR and figure.period.start == figure.period.end:
            message = "A growth rate needs a period: give its first and its last year."
            yield error("period.cagr", Place("figures", figure.block, "end"), message)


def _ordered(period: Period | None, place: Place) -> Iterable[Finding]:
    if period is None:
        return
    if period.end < period.start:
        message = f"The period ends in {period.end}, before it begins in {period.start}."
        yield error("period.order", place, message)
    if not FIRST_YEAR <= period.start <= LAST_YEAR or not FIRST_YEAR <= period.end <= LAST_YEAR:
        message = f"Years lie between {FIRST_YEAR} and {LAST_YEAR}."
        yield error("period.years", place, message)


def _forecast(figure: Figure, document: ReportDocument) -> Iterable[Finding]:
    place = Place("figures", figure.block, "start")
    forecast = document.forecast
    if forecast is None:
        message = "The figure is a forecast, but the report names no forecast period."
        yield error("forecast.period", Place("forecast_start"), message, key=figure.key)
    elif not forecast.start <= figure.period.start <= figure.period.end <= forecast.end:
        message = f"{figure.label} is a forecast outside the forecast period {forecast}."
        yield error("forecast.outside", place, message, key=figure.key)
