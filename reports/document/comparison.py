"""Reports beside each other: what each says of its market, and in what they differ.

Pure. Nothing is converted: where currencies, years or definitions differ, words say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from reports.document import formatting
from reports.document.calculations import implied_cagr, rounded
from reports.document.charts import by_year
from reports.document.coordinates import WORLD
from reports.document.listing import in_order
from reports.document.schema import Figure, Measure, Period, ReportDocument, Status

FEWEST, MOST = 2, 4
PERCENT_DECIMALS = 2
UNLIKELY = Decimal(10) ** 6  # percent a year; beyond it values are not of one thing


@dataclass(frozen=True)
class Implied:
    """The growth rate that two values of a series imply: our calculation."""

    value: Decimal
    first: Figure
    last: Figure

    @property
    def period(self) -> Period:
        return Period(start=self.first.period.start, end=self.last.period.start)

    @property
    def text(self) -> str:
        return formatting.quantity(self.value, formatting.PERCENT)


@dataclass(frozen=True)
class Side:
    """One report of a comparison: its yearly sizes of the whole market, and those of them that
    stand for it. ``name`` is no other side's."""

    name: str
    document: ReportDocument
    series: tuple[Figure, ...]
    base: Figure | None
    forecast: Figure | None
    stated: Figure | None
    implied: Implied | None

    def definition(self, figure: Figure | None) -> str:
        """What a figure counts, where it is one of the headline figures."""
        key = figure.key if figure else ""
        found = (item.definition for item in self.document.headlines if item.figure == key)
        return next(found, "")

    @property
    def publishers(self) -> list[str]:
        """Who publishes the values that are compared."""
        figures = [figure for figure in (self.base, self.forecast, self.stated) if figure]
        sources = [self.document.source(figure.source) for figure in figures]
        return list(dict.fromkeys(source.publisher for source in sources if source))


@dataclass(frozen=True)
class Difference:
    """Something in which the sides differ: ``row`` of the table, and a sentence."""

    row: str
    text: str


def sides(documents: Sequence[ReportDocument]) -> list[Side]:
    """The sides of a comparison, each with a name of its own: its market's title, with the
    edition where two are of one name."""
    titles = [document.market.title or document.title for document in documents]
    named = []
    for title, document in zip(titles, documents, strict=True):
        alone = titles.count(title) == 1
        named.append(title if alone else f"{document.edition} {title}")
    for n, name in enumerate(named):
        if named.index(name) != n:
            named[n] = f"{name} ({n + 1})"
    return [side(name, document) for name, document in zip(named, documents, strict=True)]


def side(name: str, document: ReportDocument) -> Side:
    """What a report says of the whole market's size and growth."""
    whole = [figure for figure in in_order(document) if not figure.segments]
    yearly = [
        figure
        for figure in whole
        if figure.measure is Measure.MARKET_SIZE and figure.period.is_year
    ]
    # A headline figure leads; without one, the world does.
    shown = {headline.figure for headline in document.headlines}
    lead = next(
        iter(
            [figure for figure in yearly if figure.key in shown]
            + [figure for figure in yearly if figure.geography.code == WORLD]
            + yearly
        ),
        None,
    )
    series = by_year(
        figure
        for figure in yearly
        if lead and (*figure.coordinates[:4], figure.unit) == (*lead.coordinates[:4], lead.unit)
    )
    base = _base(document, series)
    forecast = _forecast(document, series, base)
    place = lead.geography.code if lead else WORLD
    rates = [
        figure
        for figure in whole
        if figure.measure is Measure.CAGR
        and figure.geography.code == place
        and figure.status is not Status.CALCULATED
    ]
    ahead = [figure for figure in rates if figure.period == document.forecast]
    stated = next(iter([*ahead, *rates]), None)
    return Side(
        name, document, series, base, forecast, stated, _implied(series, base, forecast, stated)
    )


def _base(document: ReportDocument, series: Sequence[Figure]) -> Figure | None:
    """The base year's value, else the latest that is neither forecast nor calculated."""
    based = [figure for figure in series if figure.period.start == document.base_year]
    firm = [figure for figure in series if figure.status in (Status.ACTUAL, Status.ESTIMATE)]
    return next(iter([*based, *firm[::-1], *series]), None)


def _forecast(
    document: ReportDocument, series: Sequence[Figure], base: Figure | None
) -> Figure | None:
    """The value at the end of the forecast, else the last one that is forecast."""
    end = document.forecast.end if document.forecast else None
    foretold = [figure for figure in series if figure.status is Status.FORECAST]
    at_end = [figure for figure in series if figure.period.start == end]
    found = next(iter([*at_end, *foretold[::-1]]), None)
    return None if base and found and found.period.start <= base.period.start else found


def _implied(
    series: Sequence[Figure], base: Figure | None, forecast: Figure | None, stated: Figure | None
) -> Implied | None:
    """The rate between the ends of the stated rate's period if both have values, else from the
    base year to the forecast."""
    of_year = {figure.period.start: figure for figure in series}
    ends = [(base, forecast)]
    if stated:
        ends.insert(0, (of_year.get(stated.period.start), of_year.get(stated.period.end)))
    for first, last in ends:
        if first is None or last is None or first.amount <= 0 or last.amount <= 0:
            continue
        years = last.period.start - first.period.start
        if years > 0:
            rate = implied_cagr(first.amount, last.amount, years) * 100
            if rate < UNLIKELY:
                return Implied(rounded(rate, PERCENT_DECIMALS), first, last)
    return None


def units_agree(compared: Sequence[Side]) -> bool:
    """Whether all values can stand on one axis: every side has some, all in one unit."""
    units = {one.series[0].unit if one.series else None for one in compared}
    return len(units) == 1 and None not in units


def differences(compared: Sequence[Side]) -> list[Difference]:
    """In what the sides differ, in words."""
    facts: tuple[tuple[str, str, Callable[[Side], str]], ...] = (
        ("unit", _("The currency or unit differs: {told}. Nothing is converted."), _unit),
        ("geography", _("The place differs: {told}."), _place),
        ("base", _("The base year differs: {told}."), lambda one: _year(one.base)),
        ("base", _("The status of the base value differs: {told}."), lambda one: _status(one.base)),
        (
            "forecast",
            _("The last year of the forecast differs: {told}."),
            lambda one: _year(one.forecast),
        ),
        (
            "forecast",
            _("The status of the last value differs: {told}."),
            lambda one: _status(one.forecast),
        ),
        (
            "stated",
            _("The years of the growth rate differ: {told}."),
            lambda one: _year(one.stated),
        ),
    )
    found = [*_missing(compared)]
    for row, text, fact in facts:
        told = {one.name: fact(one) for one in compared}
        if len({value for value in told.values() if value}) > 1:
            found.append(Difference(row, text.format(told=_told(told))))
    return [*found, *_definitions(compared)]


def _missing(compared: Sequence[Side]) -> Iterable[Difference]:
    for one in compared:
        if not one.series:
            text = _("{name} publishes no size of the whole market by year.")
            yield Difference("base", text.format(name=one.name))


def _definitions(compared: Sequence[Side]) -> Iterable[Difference]:
    told = [" ".join(one.document.market.description.split()) for one in compared]
    silent = [one.name for one, text in zip(compared, told, strict=True) if not text]
    if len({text.casefold() for text in told if text}) > 1:
        text = _(
            "What is measured differs: each market is counted by its own definition. Read them "
            "in the table."
        )
        yield Difference("measured", text)
    if silent:
        text = _("Not stated what is measured: {names}.")
        yield Difference("measured", text.format(names=", ".join(silent)))


def _told(told: dict[str, str]) -> str:
    """Each value with the sides it is of: "USD (Lamps, Jars), EUR (Tides)"."""
    by_value: dict[str, list[str]] = {}
    for name, value in told.items():
        by_value.setdefault(value or _("not published"), []).append(name)
    return "; ".join(f"{value} ({', '.join(names)})" for value, names in by_value.items())


def _unit(one: Side) -> str:
    return one.series[0].unit if one.series else ""


def _status(figure: Figure | None) -> str:
    return figure.status.label.lower() if figure else ""


def _place(one: Side) -> str:
    return one.series[0].geography.name if one.series else ""


def _year(figure: Figure | None) -> str:
    return str(figure.period) if figure else ""
