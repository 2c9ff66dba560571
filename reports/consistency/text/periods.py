"""The periods of a text: that they meet, and that what is to come lies ahead."""

from __future__ import annotations

from collections.abc import Iterable

from reports.consistency.text.claims import Claims, found, shown
from reports.document.findings import Finding, Severity
from reports.document.language import gettext as _
from reports.pressrelease import Kind


def check(claims: Claims) -> Iterable[Finding]:
    """History meets the forecast; growth to come ends after the base year; the horizon is ahead."""
    history, forecast, base = claims.history, claims.forecast, claims.base_year
    # The base year may stand between: history to 2023, base year 2024, forecast from 2025.
    known = max(history[1], base) if history and base and base - history[1] == 1 else None
    if history and forecast and forecast[0] - (known or history[1]) > 1:
        claim = claims.of(Kind.FORECAST_PERIOD)[0]
        message = _(
            "History ends in {history} and the forecast begins in {forecast}: years between "
            "are in neither."
        ).format(history=history[1], forecast=forecast[0])
        yield found(Severity.WARNING, "period.gap", claim, message)
    if base:
        for outlook in claims.of(Kind.OUTLOOK):
            end = outlook.end
            if outlook.qualifier == "fastest_growing" and end and end <= base:
                message = _(
                    "{subject} is said to grow fastest by {end}, but the text looks ahead from "
                    "{base}."
                ).format(subject=outlook.subject, end=end, base=base)
                diagnosis = (
                    _("It fits if {forecast} is meant, not {end}.").format(
                        forecast=forecast[1], end=end
                    )
                    if forecast
                    else ""
                )
                yield found(
                    Severity.WARNING, "period.before_base", outlook, message, diagnosis=diagnosis
                )
    today = claims.at or claims.published
    if forecast and today and forecast[1] < today.year:
        claim = claims.of(Kind.FORECAST_PERIOD)[0]
        message = _("The forecast ended in {forecast}; that year has passed.").format(
            forecast=forecast[1]
        )
        yield found(Severity.WARNING, "period.horizon_passed", claim, message)
    for claim in claims.of(Kind.FORECAST_PERIOD, Kind.HISTORICAL_PERIOD):
        if claim.start and claim.end and claim.end < claim.start:
            message = _("The period {claim} ends before it begins.").format(claim=shown(claim))
            yield found(Severity.ERROR, "period.order", claim, message)
