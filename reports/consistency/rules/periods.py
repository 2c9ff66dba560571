"""Periods: they run forward, meet at the base year, and hold their forecasts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reports.consistency import samples
from reports.consistency.facts import proses
from reports.consistency.rule import Context, Example, Rule
from reports.document.findings import Finding, Place, error, note, warning
from reports.document.language import gettext as _
from reports.document.language import ngettext
from reports.document.schema import Figure, Measure, Period, ReportDocument, Status

FIRST_YEAR, LAST_YEAR = 1900, 2200
YEARS = f"Years lie between {FIRST_YEAR} and {LAST_YEAR}."
YEAR = re.compile(r"(?<![0-9.,$€£¥₹-])(?:19|20|21)[0-9]{2}(?![0-9%]|[.,][0-9])")


def check(document: ReportDocument, context: Context) -> Iterable[Finding]:
    """Each period is in order; a forecast lies within the forecast period; the periods meet."""
    yield from _ordered(document.history, Place("history_end"))
    yield from _ordered(document.forecast, Place("forecast_end"))
    if document.base_year is not None and not FIRST_YEAR <= document.base_year <= LAST_YEAR:
        yield error("period.years", Place("base_year"), YEARS)
    for outlook in document.outlooks:
        yield from _ordered(outlook.period, Place("outlooks", outlook.block, "end"))
    for figure in document.figures:
        yield from _ordered(figure.period, Place("figures", figure.block, "end"))
        if figure.status is Status.FORECAST:
            yield from _forecast(figure, document)
        if figure.measure is Measure.CAGR and figure.period.start == figure.period.end:
            message = _("A growth rate needs a period: give its first and its last year.")
            yield error("period.cagr", Place("figures", figure.block, "end"), message)
    yield from _meet(document)
    yield from _before_base(document)
    yield from _passed(document, context)
    yield from _told(document)


def _ordered(period: Period | None, place: Place) -> Iterable[Finding]:
    if period is None:
        return
    if period.end < period.start:
        message = _("The period ends in {end}, before it begins in {start}.").format(
            end=period.end, start=period.start
        )
        yield error("period.order", place, message)
    if not FIRST_YEAR <= period.start <= LAST_YEAR or not FIRST_YEAR <= period.end <= LAST_YEAR:
        yield error("period.years", place, YEARS)


def _forecast(figure: Figure, document: ReportDocument) -> Iterable[Finding]:
    place = Place("figures", figure.block, "start")
    forecast = document.forecast
    if forecast is None:
        message = _("The figure is a forecast, but the report names no forecast period.")
        yield error("forecast.period", Place("forecast_start"), message, key=figure.key)
    elif not forecast.start <= figure.period.start <= figure.period.end <= forecast.end:
        message = _("{label} is a forecast outside the forecast period {forecast}.").format(
            label=figure.label, forecast=forecast
        )
        yield error("forecast.outside", place, message, key=figure.key)


def _meet(document: ReportDocument) -> Iterable[Finding]:
    """History leads up to the forecast, and the base year stands where they meet."""
    history, forecast, base = document.history, document.forecast, document.base_year
    if history and forecast:
        # The base year may stand between: history to 2023, base year 2024, forecast from 2025.
        end = base if base == history.end + 1 else history.end
        gap = forecast.start - end - 1
        if gap > 0:
            message = ngettext(
                "History ends in {end} and the forecast begins in {start}: one year is in neither.",
                "History ends in {end} and the forecast begins in {start}: {years} years are in "
                "neither.",
                gap,
            ).format(end=history.end, start=forecast.start, years=gap)
            yield warning("period.gap", Place("history_end"), message)
        elif gap < -1:
            message = _(
                "History runs to {end}, but the forecast begins already in {start}."
            ).format(end=history.end, start=forecast.start)
            yield warning("period.overlap", Place("history_end"), message)
    if history and not any(
        figure.period.start <= history.end and figure.status is not Status.CALCULATED
        for figure in document.figures
        if figure.measure is not Measure.STATISTIC
    ):
        message = _("The source covers {history}, but there are no values for these years.").format(
            history=history
        )
        yield note("period.history_empty", Place("history_start"), message)
    if base and forecast and not forecast.start - 1 <= base <= forecast.start:
        message = _(
            "The base year is {base}; a forecast from {start} starts from {before} or {start}."
        ).format(base=base, start=forecast.start, before=forecast.start - 1)
        yield warning("period.base_year", Place("base_year"), message)


def _before_base(document: ReportDocument) -> Iterable[Finding]:
    """A claim of growth to come that ends at or before the base year."""
    base = document.base_year
    if base is None:
        return
    for outlook in document.outlooks:
        if outlook.kind == "fastest_growing" and outlook.period and outlook.period.end <= base:
            message = _(
                "{subject} is said to grow fastest until {end}, but the report looks ahead "
                "from {base}."
            ).format(subject=outlook.subject, end=outlook.period.end, base=base)
            yield warning("period.before_base", Place("outlooks", outlook.block, "end"), message)
    for figure in document.figures:
        if (
            figure.measure is Measure.CAGR
            and figure.status is Status.FORECAST
            and figure.period.end <= base
        ):
            message = _("{label} is a forecast that ends by the base year {base}.").format(
                label=figure.label, base=base
            )
            place = Place("figures", figure.block, "end")
            yield warning("period.before_base", place, message, key=figure.key)


def _passed(document: ReportDocument, context: Context) -> Iterable[Finding]:
    if context.at and document.forecast and document.forecast.end < context.at.year:
        message = _("The forecast ended in {end}; that year has passed.").format(
            end=document.forecast.end
        )
        yield warning("period.horizon_passed", Place("forecast_end"), message)


def _told(document: ReportDocument) -> Iterable[Finding]:
    """Years in the narrative that lie outside all that the report covers."""
    if document.forecast is None or document.forecast.end < document.forecast.start:
        return
    start = document.history.start if document.history else document.forecast.start
    start = min(start, document.base_year or start)
    for prose in proses(document):
        for found in YEAR.finditer(prose.text):
            year = int(found[0])
            if year > document.forecast.end:
                message = _("The text speaks of {year}; the forecast ends in {end}.").format(
                    year=year, end=document.forecast.end
                )
                yield note("period.narrative_year", prose.place, message)
            elif year < start and prose.place.field == "sections":
                message = _("The text speaks of {year}; the report covers {start} onwards.").format(
                    year=year, start=start
                )
                yield note("period.narrative_year", prose.place, message)


_SIZE = samples.figure("7.12")
_PAST = samples.figure("5.10", 2020)
_CANCER = samples.part("By condition", "Cancer")


def _outlook(end: int) -> ReportDocument:
    period = Period(start=end, end=end)
    return samples.document(
        _SIZE, outlooks=(samples.outlook("fastest_growing", _CANCER, period=period),)
    )


RULE = Rule(
    title="Periods are in order and hold their forecasts",
    check=check,
    counts=lambda document: (
        sum(period is not None for period in (document.history, document.forecast))
        + sum(outlook.period is not None for outlook in document.outlooks)
        + len(document.figures)
    ),
    codes={
        "period.order": "A period ends before it begins.",
        "period.years": "A year is out of all reason.",
        "period.cagr": "A growth rate has no period.",
        "forecast.period": "There are forecasts, but no forecast period.",
        "forecast.outside": "A forecast lies outside the forecast period.",
        "period.gap": "Historical and forecast periods leave years between them.",
        "period.overlap": "Historical and forecast periods overlap.",
        "period.history_empty": "A historical period is stated, but none of its values.",
        "period.base_year": "The base year is not where the forecast starts.",
        "period.before_base": "Growth to come is claimed for years that end by the base year.",
        "period.horizon_passed": "The forecast period is over.",
        "period.narrative_year": "The text names a year that the report does not cover.",
    },
    examples=(
        Example(
            "history to 2023, base year and forecast from 2024",
            samples.document(_SIZE, _PAST, history=Period(start=2019, end=2023)),
        ),
        Example(
            "history without values",
            samples.document(_SIZE, history=Period(start=2019, end=2023)),
            ("period.history_empty",),
        ),
        Example(
            "a forecast that ends before it begins",
            samples.document(_SIZE, forecast=Period(start=2031, end=2024), base_year=2031),
            ("period.order",),
        ),
        Example(
            "a year mistyped",
            samples.document(_SIZE, _PAST, history=Period(start=19, end=2023)),
            ("period.years",),
        ),
        Example(
            "a growth rate of one year",
            samples.document(_SIZE, samples.figure("5", 2031, "cagr")),
            ("period.cagr",),
        ),
        Example(
            "forecasts without forecast period",
            samples.document(_SIZE, samples.figure("9", 2031), forecast=None),
            ("forecast.period",),
        ),
        Example(
            "a forecast for 2035",
            samples.document(_SIZE, samples.figure("9", 2035)),
            ("forecast.outside",),
        ),
        Example(
            "history ends in 2021",
            samples.document(_SIZE, _PAST, history=Period(start=2018, end=2021)),
            ("period.gap",),
        ),
        Example(
            "history ends in 2026",
            samples.document(_SIZE, _PAST, history=Period(start=2018, end=2026)),
            ("period.overlap",),
        ),
        Example(
            "a base year in the middle of the forecast",
            samples.document(_SIZE, base_year=2027),
            ("period.base_year",),
        ),
        Example("fastest growth by 2024", _outlook(2024), ("period.before_base",)),
        Example("fastest growth by 2031", _outlook(2031)),
        Example(
            "a forecast to 2031, released in 2033",
            samples.document(_SIZE),
            ("period.horizon_passed",),
            Context(at=samples.day(2033, 1, 2)),
        ),
        Example(
            "the text looks to 2040",
            samples.document(_SIZE, sections=(samples.section("<p>By 2040 all is well.</p>"),)),
            ("period.narrative_year",),
        ),
    ),
)
