"""How editions foretold: what each said of a year, and how far that was from the outcome.

Pure. Editions are compared only where they count the same thing: same series, same unit,
and a definition of the market that does not differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from reports.document import formatting
from reports.document.calculations import rounded
from reports.document.coordinates import WORLD
from reports.document.schema import Figure, Measure, ReportDocument, Status

FORETOLD = (Status.FORECAST, Status.ESTIMATE)
FEWEST = 2  # outcomes that a mean rests on
DECIMALS = 1
FARTHEST = Decimal(10) ** 6  # percent; what is farther off counts something else
Coordinates = tuple[str, str, str, str]


@dataclass(frozen=True)
class Off:
    """How far a value was from the outcome: ``percent`` of the outcome, above zero if too high."""

    percent: Decimal

    @property
    def words(self) -> str:
        """ "3.2% too low"."""
        if self.percent == 0:
            return _("exact")
        shown = rounded(abs(self.percent), DECIMALS)
        if shown == 0:
            least = _percent(Decimal(1).scaleb(-DECIMALS))
            text = (
                _("less than {percent} too high")
                if self.percent > 0
                else _("less than {percent} too low")
            )
            return text.format(percent=least)
        text = _("{percent} too high") if self.percent > 0 else _("{percent} too low")
        return text.format(percent=_percent(shown))


@dataclass(frozen=True)
class Outcome:
    """What a year turned out to be: the latest edition's actual value, else its estimate."""

    edition: str
    figure: Figure


@dataclass(frozen=True)
class Said:
    """What one edition says of one year. ``off`` tells of a forecast or an estimate that an
    outcome came after; ``note`` why there is none, where a reader would look for it."""

    edition: str
    figure: Figure
    off: Off | None = None
    note: str = ""


@dataclass(frozen=True)
class Year:
    """A year with a cell for each edition, None where it says nothing."""

    year: int
    cells: tuple[Said | None, ...]
    outcome: Outcome | None


@dataclass(frozen=True)
class Score:
    """The mean of how far an edition was off, whichever way; None for fewer than two."""

    edition: str
    count: int
    mean: Decimal | None

    @property
    def words(self) -> str:
        if self.mean is None:
            return _("Too few outcomes yet")
        return _percent(rounded(self.mean, DECIMALS))


@dataclass(frozen=True)
class Record:
    """The track record of one series. ``apart`` are sentences on what was not compared."""

    name: str
    editions: tuple[str, ...]
    years: tuple[Year, ...]
    scores: tuple[Score, ...]
    apart: tuple[str, ...]

    @property
    def outcomes(self) -> int:
        """How many forecasts and estimates have an outcome."""
        return sum(score.count for score in self.scores)


def track_records(documents: Iterable[ReportDocument]) -> list[Record]:
    """The track record of every market size that editions share, that of the whole market first.

    A series of the whole market is told even if nothing came true yet; another one only
    when an edition's forecast or estimate of it has an outcome.
    """
    editions = sorted(documents, key=lambda document: document.edition)
    found: dict[Coordinates, None] = {}
    for document in reversed(editions):
        for figure in sorted(_sizes(document), key=_order):
            found.setdefault(_series(figure))
    records = [(series, record(editions, series)) for series in found]
    shown = [
        (series, told)
        for series, told in records
        if told.outcomes or (not series[2] and series[3] == WORLD and len(told.editions) > 1)
    ]
    return [told for _series, told in shown]


def record(documents: Iterable[ReportDocument], series: Coordinates) -> Record:
    """The track record of one series, by measure, statistic, segments and place."""
    editions = sorted(documents, key=lambda document: document.edition)
    stated = [(document, _by_year(document, series)) for document in editions]
    stated = [(document, figures) for document, figures in stated if figures]
    labels = tuple(document.edition for document, _figures in stated)
    if not stated:
        return Record("", (), (), (), ())
    latest, newest = stated[-1]
    reference = newest[max(newest)]
    defined = [_defined_alike(document, latest) for document, _figures in stated]
    years = []
    for year in sorted({year for _document, figures in stated for year in figures}):
        row = [(document.edition, figures.get(year)) for document, figures in stated]
        years.append(_year(year, row, defined, reference.unit))
    return Record(
        _name(reference),
        labels,
        tuple(years),
        tuple(_score(label, n, years) for n, label in enumerate(labels)),
        tuple(_apart(stated, defined, latest, reference.unit)),
    )


def _year(
    year: int, row: Sequence[tuple[str, Figure | None]], defined: Sequence[bool], unit: str
) -> Year:
    alike = [
        figure is not None and same and figure.unit == unit
        for (_label, figure), same in zip(row, defined, strict=True)
    ]
    outcome, place = _outcome(row, alike)
    cells: list[Said | None] = []
    for n, (label, figure) in enumerate(row):
        if figure is None:
            cells.append(None)
        elif not alike[n]:
            why = _("Not compared: in {unit}").format(unit=figure.unit)
            cells.append(Said(label, figure, note=why if defined[n] else _("Not compared")))
        elif outcome is None or n >= place:
            note = _("Outcome") if outcome and n == place else ""
            cells.append(Said(label, figure, note=note))
        else:
            cells.append(_against(label, figure, outcome.figure))
    return Year(year, tuple(cells), outcome)


def _outcome(
    row: Sequence[tuple[str, Figure | None]], alike: Sequence[bool]
) -> tuple[Outcome | None, int]:
    """The outcome of a year, and the edition it is from. What we calculated is none, and
    neither is a forecast."""
    for status in (Status.ACTUAL, Status.ESTIMATE):
        for n in range(len(row) - 1, -1, -1):
            label, figure = row[n]
            if alike[n] and figure is not None and figure.status is status:
                return Outcome(label, figure), n
    return None, -1


def _against(label: str, figure: Figure, outcome: Figure) -> Said:
    if figure.status is Status.ACTUAL and figure.amount != outcome.amount:
        return Said(label, figure, note=_("Revised since"))
    if figure.status not in FORETOLD:
        return Said(label, figure)
    if outcome.amount <= 0:
        return Said(label, figure, note=_("Not compared: the outcome is not above zero"))
    percent = (figure.amount - outcome.amount) / outcome.amount * 100
    if abs(percent) > FARTHEST:
        return Said(label, figure, note=_("Not compared: too far from the outcome"))
    note = ""
    if figure.low is not None and figure.high is not None:
        low, high = (value.scaleb(figure.multiplier) for value in (figure.low, figure.high))
        note = _("within its range") if low <= outcome.amount <= high else _("outside its range")
    return Said(label, figure, Off(percent), note)


def _score(label: str, place: int, years: Iterable[Year]) -> Score:
    found = [
        abs(cell.off.percent) for row in years for cell in [row.cells[place]] if cell and cell.off
    ]
    mean = sum(found, Decimal(0)) / len(found) if len(found) >= FEWEST else None
    return Score(label, len(found), mean)


def _apart(
    stated: Sequence[tuple[ReportDocument, dict[int, Figure]]],
    defined: Sequence[bool],
    latest: ReportDocument,
    unit: str,
) -> Iterable[str]:
    for (document, figures), same in zip(stated, defined, strict=True):
        if not same:
            yield _(
                "Edition {edition} is not compared: it defines the market in other words than "
                "edition {latest}."
            ).format(edition=document.edition, latest=latest.edition)
            continue
        units = sorted({figure.unit for figure in figures.values()} - {unit})
        if units:
            yield _(
                "Values of edition {edition} in {units} are not compared with those in {unit}; "
                "nothing is converted."
            ).format(edition=document.edition, units=", ".join(units), unit=unit)
        if bool(_definition(document)) != bool(_definition(latest)):
            which = latest if _definition(document) else document
            yield _("Edition {edition} does not say what it counts.").format(edition=which.edition)


def _sizes(document: ReportDocument) -> list[Figure]:
    return [
        figure
        for figure in document.figures
        if figure.measure is Measure.MARKET_SIZE and figure.period.is_year
    ]


def _by_year(document: ReportDocument, series: Coordinates) -> dict[int, Figure]:
    return {figure.period.start: figure for figure in _sizes(document) if _series(figure) == series}


def _series(figure: Figure) -> Coordinates:
    return figure.coordinates[:4]


def _order(figure: Figure) -> tuple[bool, bool]:
    """The whole market first, the world first."""
    return bool(figure.segments), figure.geography.code != WORLD


def _name(figure: Figure) -> str:
    parts = [figure.measure.label, *(ref.name for ref in figure.segments), figure.geography.name]
    return ", ".join(parts)


def _defined_alike(document: ReportDocument, other: ReportDocument) -> bool:
    mine, theirs = _definition(document), _definition(other)
    return mine == theirs or not mine or not theirs


def _definition(document: ReportDocument) -> str:
    """What the market counts, without the differences that mean nothing."""
    return " ".join(document.market.description.casefold().split()).rstrip(".")


def _percent(value: Decimal) -> str:
    return formatting.quantity(value, formatting.PERCENT)
