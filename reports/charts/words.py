"""The words of a chart, drafted from its values: a title that states the finding, a description
for those who cannot see it, the line that names its sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from reports.charts.model import Chart, Value
from reports.document import formatting, language, schema
from reports.document.calculations import rounded
from reports.document.charts import DESCRIPTION_LENGTH, TITLE_LENGTH
from reports.document.language import gettext as _
from reports.document.language import mark, ngettext
from reports.document.schema import Status

# Multiples that have a name: from, to, forecast ("is forecast to …"), past.
NAMED = (
    ("1.85", "1.97", mark("almost double"), mark("almost doubled")),
    ("1.97", "2.05", mark("double"), mark("doubled")),
    ("2.05", "2.4", mark("more than double"), mark("more than doubled")),
    ("2.8", "2.97", mark("almost triple"), mark("almost tripled")),
    ("2.97", "3.05", mark("triple"), mark("tripled")),
    ("3.05", "3.5", mark("more than triple"), mark("more than tripled")),
)


def names(figures: Sequence[schema.Figure]) -> list[str]:
    """What tells these figures apart: their segments, places or measures."""

    def parts(figure: schema.Figure) -> tuple[str, str, str]:
        segments = ", ".join(ref.name for ref in figure.segments)
        return segments, figure.geography.name, figure.statistic or figure.measure.label

    described = [parts(figure) for figure in figures]
    differing = [len({row[n] for row in described}) > 1 for n in range(3)]
    found = [
        ", ".join(text for text, differs in zip(row, differing, strict=True) if differs and text)
        for row in described
    ]
    # The whole beside its parts has no segment, and two may still be alike.
    found = [
        name or ", ".join(filter(None, row)) for name, row in zip(found, described, strict=True)
    ]
    whole = [", ".join(filter(None, row)) for row in described]
    return found if len(set(found)) == len(found) else whole


def subtitle(figures: Sequence[schema.Figure], kind: str, name: str) -> str:
    """Measure, place and unit: "Market size, World, USD billion"."""
    first = figures[0]
    measure = first.statistic or first.measure.label
    places = {figure.geography.name for figure in figures}
    axes = {ref.axis_name for figure in figures for ref in figure.segments}
    parts = [measure]
    if kind != "columns" and axes:
        parts += sorted(language.inline(axis[:1]) + axis[1:] for axis in axes)
    elif not axes and len(places) > 1:
        parts.append(_("by place"))
    elif first.segments:
        parts.append(", ".join(ref.name for ref in first.segments))
    if len(places) == 1:
        parts.append(first.geography.name)
    if kind == "bars":
        parts.append(str(first.period))
    parts.append(formatting.unit_words(first.unit, first.multiplier))
    return ", ".join(part for part in parts if part)


def source(document: schema.ReportDocument, figures: Sequence[schema.Figure], kind: str) -> str:
    """Publisher and month, with the years that each stands for; then what we calculated."""
    cited: dict[str, list[int]] = {}
    calculated = []
    for figure in figures:
        found = document.source(figure.source)
        if figure.status is Status.CALCULATED:
            calculated.append(figure.period.start)
        elif found:
            month = (
                formatting.partial_date(found.published.year, found.published.month, None)
                if (found.published)
                else ""
            )
            name = ", ".join(part for part in (found.publisher, month) if part)
            cited.setdefault(name, []).append(figure.period.start)
    several = len(cited) + bool(calculated) > 1 and kind != "bars"
    parts = [name + (f" ({year_list(years)})" if several else "") for name, years in cited.items()]
    if calculated:
        ours = _("our calculation")
        parts.append(ours + (f" ({year_list(calculated)})" if several else ""))
    return _("Source: {sources}").format(sources="; ".join(parts)) if parts else ""


def year_list(years: Iterable[int]) -> str:
    """Years with runs joined: "2020, 2022 to 2025"."""
    found = sorted(set(years))
    runs: list[list[int]] = []
    for year in found:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    joined = []
    for run in runs:
        if len(run) > 2:
            joined.append(_("{first} to {last}").format(first=run[0], last=run[-1]))
        else:
            joined += map(str, run)
    return ", ".join(joined)


def title(chart: Chart) -> str:
    """The finding in at most 70 characters, no stronger than the values."""
    candidates = _of_parts(chart) if chart.kind == "bars" else _of_years(chart)
    return next((text for text in candidates if len(text) <= TITLE_LENGTH), candidates[-1])


def _of_years(chart: Chart) -> list[str]:
    if len(chart.names) > 1:
        return _of_series(chart)
    first, last = chart.values[0], chart.values[-1]
    subject = _("The market") if chart.measure == schema.Measure.MARKET_SIZE else _("The value")
    plain = _("From {first} to {last}, year by year").format(first=first.year, last=last.year)
    if first.value <= 0 or last.value <= 0 or chart.unit == formatting.PERCENT:
        return [plain[:TITLE_LENGTH]]
    ahead = last.status is Status.FORECAST or (last.status is Status.CALCULATED)
    verb = _growth(last.value / first.value, ahead=last.status is Status.FORECAST)
    if ahead and last.status is Status.CALCULATED:
        return [plain]
    if last.status is Status.FORECAST:
        text = _("{subject} is forecast to {verb} between {first} and {last}")
    else:
        text = _("{subject} {verb} between {first} and {last}")
    told = text.format(subject=subject, verb=verb, first=first.year, last=last.year)
    return [told, plain]


def _growth(ratio: Decimal, *, ahead: bool) -> str:
    for low, high, forecast, past in NAMED:
        if Decimal(low) <= ratio < Decimal(high):
            return _(forecast) if ahead else _(past)
    if ratio >= Decimal("1.85"):
        times = formatting.number(rounded(ratio, 1))
        return (_("grow {n}-fold") if ahead else _("grew {n}-fold")).format(n=times)
    percent = formatting.number(abs(rounded((ratio - 1) * 100, 0)))
    if percent == "0":
        return _("stay level") if ahead else _("stayed level")
    if ratio > 1:
        return (_("grow by {n}%") if ahead else _("grew by {n}%")).format(n=percent)
    return (_("shrink by {n}%") if ahead else _("shrank by {n}%")).format(n=percent)


def _of_series(chart: Chart) -> list[str]:
    year = chart.values[-1].year if chart.values else 0
    year = max(value.year for value in chart.values)
    last = [value for value in chart.values if value.year == year]
    plain = _("{n} series compared, {first} to {last}").format(
        n=len(chart.names), first=chart.years[0], last=year
    )
    top = max(last, key=lambda value: value.value)
    tied = sum(value.value == top.value for value in last) > 1
    if tied or len(last) < 2:
        return [plain]
    return [_leads(top).format(name=top.name, year=year), plain]


def _leads(top: Value) -> str:
    if top.status is Status.FORECAST:
        return _("{name} is forecast to be largest in {year}")
    if top.status is Status.ESTIMATE:
        return _("{name} is estimated to be largest in {year}")
    return _("{name} was largest in {year}")


def _of_parts(chart: Chart) -> list[str]:
    top, year = chart.values[0], chart.values[0].year
    plain = _("{n} parts compared, {year}").format(n=len(chart.values), year=year)
    if len(chart.values) > 1 and chart.values[1].value == top.value:
        return [plain]
    found = [_leads(top).format(name=top.name, year=year)]
    if chart.measure == schema.Measure.SHARE:
        amount = formatting.quantity(top.value, chart.unit, chart.multiplier)
        forecast = top.status is Status.FORECAST
        text = (
            _("{name} is forecast to have the largest share in {year}, {amount}")
            if forecast
            else _("{name} had the largest share in {year}, {amount}")
        )
        found.insert(0, text.format(name=top.name, year=year, amount=amount))
    return [*found, plain]


def description(chart: Chart) -> str:
    """Trend, first and last value, anything odd, in at most 300 characters."""
    sentences = _parts_told(chart) if chart.kind == "bars" else _years_told(chart)
    told = sentences[0][:DESCRIPTION_LENGTH]
    for sentence in sentences[1:]:
        if len(told) + 1 + len(sentence) <= DESCRIPTION_LENGTH:
            told = f"{told} {sentence}"
    return told


def amount(chart: Chart, value: Value) -> str:
    """A value in running text, with its unit and, where it is not measured, its status."""
    text = formatting.quantity(
        value.value,
        chart.unit,
        chart.multiplier,
        low=value.low,
        high=value.high,
        approximate=value.approximate,
    )
    status = {
        Status.ESTIMATE: _("an estimated {value}"),
        Status.FORECAST: _("a forecast {value}"),
        Status.CALCULATED: _("a calculated {value}"),
    }.get(value.status)
    return status.format(value=text) if status else text


def _years_told(chart: Chart) -> list[str]:
    told = []
    for name in chart.names:
        row = chart.of(name)
        first, last = row[0], row[-1]
        verb = (
            _("stays at")
            if first.value == last.value
            else (_("rises from") if last.value > first.value else _("falls from"))
        )
        ends = {
            "name": name or _("The value"),
            "verb": verb,
            "first": amount(chart, first),
            "last": amount(chart, last),
            "from_year": first.year,
            "to_year": last.year,
        }
        text = _("{name} {verb} {first} in {from_year} to {last} in {to_year}.")
        if first.value == last.value:
            text = _("{name} is {first} in {from_year} and in {to_year}.")
        told.append(text.format(**ends))
    if len(chart.names) == 1:
        peak = max(chart.values, key=lambda value: value.value)
        if peak.value > max(chart.values[0].value, chart.values[-1].value):
            text = _("The highest value is {value} in {year}.")
            told.append(text.format(value=amount(chart, peak), year=peak.year))
    calculated = {value.year for value in chart.values if value.status is Status.CALCULATED}
    if calculated:
        text = ngettext(
            "The value for {years} is not published; it is calculated.",
            "The values for {years} are not published; they are calculated.",
            len(calculated),
        )
        told.append(text.format(years=year_list(calculated)))
    missing = set(chart.years) - {value.year for value in chart.values}
    if missing:
        told.append(_("There are no values for {years}.").format(years=year_list(missing)))
    return told


def _parts_told(chart: Chart) -> list[str]:
    top = chart.values[0]
    rest = ", ".join(
        f"{value.name} {formatting.quantity(value.value, chart.unit, chart.multiplier)}"
        for value in chart.values[1:6]
    )
    told = [
        _("Of {n} parts in {year}, {name} is largest with {value}.").format(
            n=len(chart.values), year=top.year, name=top.name, value=amount(chart, top)
        )
    ]
    if rest:
        told.append(_("Then come {rest}.").format(rest=rest))
    return told
