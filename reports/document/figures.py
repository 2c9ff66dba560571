"""Figures that a declared rule gives, from the published ones of the same document."""

from __future__ import annotations

from typing import Any

from reports.document import formatting, schema
from reports.document.calculations import implied_cagr, on_growth_path, rounded
from reports.document.coordinates import figure_label, proposed_key
from reports.document.findings import Finding, Place, error

PERCENT_DECIMALS = 2


def calculate(
    value: Any, figures: list[schema.Figure], place: Place
) -> tuple[list[schema.Figure], list[Finding]]:
    """The figures of one calculation block, or findings that say why there are none.

    ``value`` names a rule and two published figures by key: the first and the
    last of a series.
    """
    ends: dict[str, schema.Figure] = {}
    findings: list[Finding] = []
    for name in ("first", "last"):
        key = value[name]
        found = [figure for figure in figures if figure.key == key and not figure.calculation]
        if found:
            ends[name] = found[0]
        else:
            message = (
                f"There is no figure with the key “{key}”." if key else "Give the key of a figure."
            )
            at = Place(place.field, place.block, name)
            findings.append(error("calculation.input", at, message))
    if findings:
        return [], findings
    first, last = ends["first"], ends["last"]
    problem = _problem(first, last)
    if problem:
        at = Place(place.field, place.block, "last")
        return [], [error("calculation.series", at, problem)]
    if value["rule"] == "implied_cagr":
        return [implied_cagr_figure(first, last, place)], []
    return _growth_path(first, last, figures, place), []


def _problem(first: schema.Figure, last: schema.Figure) -> str:
    if first.coordinates[:4] != last.coordinates[:4]:
        return "The two figures are not of one series: measure, segments or place differ."
    if (first.unit, first.multiplier) != (last.unit, last.multiplier):
        return "The two figures differ in unit or multiplier."
    if not (first.period.is_year and last.period.is_year):
        return "The two figures must each be of a single year."
    if last.period.start <= first.period.start:
        return "The last figure must be of a later year than the first."
    if first.value <= 0 or last.value <= 0:
        return "A growth rate needs two positive values."
    return ""


def _growth_path(
    first: schema.Figure, last: schema.Figure, figures: list[schema.Figure], place: Place
) -> list[schema.Figure]:
    """The years between the two ends that have no published value, at the implied rate."""
    years = last.period.start - first.period.start
    published = {figure.coordinates for figure in figures}
    decimals = max(0, -int(first.value.as_tuple().exponent), -int(last.value.as_tuple().exponent))
    made = []
    for step in range(1, years):
        year = first.period.start + step
        period = schema.Period(start=year, end=year)
        if (*first.coordinates[:4], year, year) in published:
            continue
        value = rounded(on_growth_path(first.value, last.value, years, step), decimals)
        formula = (
            f"{formatting.number(first.value)} × ({formatting.number(last.value)} ÷ "
            f"{formatting.number(first.value)}) ^ ({step} ÷ {years})"
        )
        calculation = schema.Calculation(
            rule="growth_path", inputs=(first.key, last.key), formula=formula
        )
        made.append(
            first.model_copy(
                update=calculated_fields(place)
                | {
                    "period": period,
                    "value": value,
                    "calculation": calculation,
                    "key": proposed_key(
                        first.measure, first.statistic, first.segments, first.geography, period
                    ),
                    "label": figure_label(
                        first.measure, first.statistic, first.segments, first.geography, period
                    ),
                    "text": formatting.quantity(value, first.unit, first.multiplier),
                }
            )
        )
    return made


def implied_cagr_figure(first: schema.Figure, last: schema.Figure, place: Place) -> schema.Figure:
    years = last.period.start - first.period.start
    value = rounded(implied_cagr(first.value, last.value, years) * 100, PERCENT_DECIMALS)
    period = schema.Period(start=first.period.start, end=last.period.start)
    formula = (
        f"({formatting.number(last.value)} ÷ {formatting.number(first.value)}) ^ (1 ÷ {years}) − 1"
    )
    measure = schema.Measure.CAGR
    arguments = (measure, "", first.segments, first.geography, period)
    return first.model_copy(
        update=calculated_fields(place)
        | {
            "measure": measure,
            "statistic": "",
            "period": period,
            "value": value,
            "unit": formatting.PERCENT,
            "multiplier": 0,
            "calculation": schema.Calculation(
                rule="implied_cagr", inputs=(first.key, last.key), formula=formula
            ),
            "key": proposed_key(*arguments),
            "label": figure_label(*arguments),
            "text": formatting.quantity(value, formatting.PERCENT),
        }
    )


def calculated_fields(place: Place) -> dict[str, Any]:
    """What every calculated figure has, whatever its rule."""
    return {
        "status": schema.Status.CALCULATED,
        "claim": schema.Claim.DERIVED,
        "source": "",
        "attribution": "",
        "note": "",
        "approximate": False,
        "low": None,
        "high": None,
        "block": place.block,
    }
