"""The periods of a text: that they meet, and that what is to come lies ahead."""

from __future__ import annotations

from collections.abc import Iterable

from reports.consistency.text.claims import Claims, found, shown
from reports.document.findings import Finding, Severity
from reports.pressrelease import Kind


def check(claims: Claims) -> Iterable[Finding]:
    """History meets the forecast; growth to come ends after the base year; the horizon is ahead."""
    history, forecast, base = claims.history, claims.forecast, claims.base_year
    # The base year may stand between: history to 2023, base year 2024, forecast from 2025.
    known = max(history[1], base) if history and base and base - history[1] == 1 else None
    if history and forecast and forecast[0] - (known or history[1]) > 1:
        claim = claims.of(Kind.FORECAST_PERIOD)[0]
        message = (
            f"History ends in {history[1]} and the forecast begins in {forecast[0]}: "
            "years between are in neither."
        )
        yield found(Severity.WARNING, "period.gap", claim, message)
    if base:
        for outlook in claims.of(Kind.OUTLOOK):
            end = outlook.end
            if outlook.qualifier == "fastest_growing" and end and end <= base:
                message = (
                    f"{outlook.subject} is said to grow fastest by {end}, but the text looks "
                    f"ahead from {base}."
                )
                diagnosis = f"It fits if {forecast[1]} is meant, not {end}." if forecast else ""
                yield found(
                    Severity.WARNING, "period.before_base", outlook, message, diagnosis=diagnosis
                )
    today = claims.at or claims.published
    if forecast and today and forecast[1] < today.year:
        claim = claims.of(Kind.FORECAST_PERIOD)[0]
        message = f"The forecast ended in {forecast[1]}; that year has passed."
        yield found(Severity.WARNING, "period.horizon_passed", claim, message)
    for claim in claims.of(Kind.FORECAST_PERIOD, Kind.HISTORICAL_PERIOD):
        if claim.start and claim.end and claim.end < claim.start:
            message = f"The period {shown(claim)} ends before it begins."
            yield found(Severity.ERROR, "period.order", claim, message)
