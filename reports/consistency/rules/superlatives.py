"""Superlatives: one largest and one fastest per axis, and numbers that bear them out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from reports.consistency import samples
from reports.consistency.facts import amount_of, cut_of, value_of
from reports.consistency.intervals import Interval, rate
from reports.consistency.rule import Context, Example, Rule
from reports.document.coordinates import WORLD
from reports.document.findings import Finding, Place, note, warning
from reports.document.language import gettext as _
from reports.document.language import mark
from reports.document.schema import Figure, Measure, Outlook, Period, ReportDocument

WORDS = {
    "largest": mark("the largest"),
    "fastest_growing": mark("the fastest growing"),
    "leading": mark("leading"),
}
Ranking = dict[str, Interval]  # by segment slug or geography code


def check(document: ReportDocument, context: Context) -> Iterable[Finding]:
    """Each superlative stands alone and agrees with the numbers where there are any."""
    yield from _twice(document)
    known: dict[tuple[object, ...], list[Ranking]] = {}
    for outlook in document.outlooks:
        growth = outlook.kind == "fastest_growing"
        # Growth is looked at in the subject's own years, sizes in those of the outlook alone.
        group = (_axis(outlook), growth, outlook.period, _key(outlook) if growth else "")
        if group not in known:
            found = _growth(document, outlook) if growth else _sizes(document, outlook)
            known[group] = list(found)
        yield from _against_numbers(document, outlook, known[group])


def _twice(document: ReportDocument) -> Iterator[Finding]:
    seen: dict[tuple[str, str], list[Outlook]] = defaultdict(list)
    for outlook in document.outlooks:
        group = seen[outlook.kind, _axis(outlook)]
        for other in group:
            if other.subject != outlook.subject and _together(other.period, outlook.period):
                message = _(
                    "Both {subject} and {other} are said to be {words}. Only one can be."
                ).format(subject=other.subject, other=outlook.subject, words=_(WORDS[outlook.kind]))
                yield warning("superlative.twice", _place(outlook), message, key=_key(outlook))
                break
        group.append(outlook)


def _against_numbers(
    document: ReportDocument, outlook: Outlook, rankings: list[Ranking]
) -> Iterator[Finding]:
    subject, words = _key(outlook), _(WORDS[outlook.kind])
    growth = outlook.kind == "fastest_growing"
    rankings = [ranking for ranking in rankings if subject in ranking and len(ranking) > 1]
    if not rankings:
        message = _("“{subject}” is said to be {words}; no number in the report shows it.").format(
            subject=outlook.subject, words=words
        )
        yield note("superlative.unsupported", _place(outlook), message, key=subject)
        return
    beaten = [_winner(ranking, subject) for ranking in rankings]
    if all(beaten):
        name = _name(document, outlook, beaten[-1])
        what = _("grows faster") if growth else _("is larger")
        message = _(
            "{subject} is said to be {words}, but by the report's numbers {name} {what}."
        ).format(subject=outlook.subject, words=words, name=name, what=what)
        ranking = ", ".join(f"{part} {value.middle}" for part, value in rankings[-1].items())
        yield warning(
            "superlative.contradicted", _place(outlook), message, key=subject, ranking=ranking
        )


def _winner(ranking: Ranking, subject: str) -> str:
    """Who certainly ranks before the subject; empty if nobody does."""
    above = {name: value for name, value in ranking.items() if value.low > ranking[subject].high}
    return max(above, key=lambda name: above[name].low, default="")


def _sizes(document: ReportDocument, outlook: Outlook) -> Iterator[Ranking]:
    """The sizes and shares of the parts, year by year within the outlook's period."""
    by_year: dict[tuple[str, int, str], Ranking] = defaultdict(dict)
    for figure in _parts(document, outlook):
        sized = figure.measure in (Measure.MARKET_SIZE, Measure.SHARE) and figure.period.is_year
        if sized and _together(figure.period, outlook.period):
            value = amount_of(figure) if figure.measure is Measure.MARKET_SIZE else value_of(figure)
            group = by_year[figure.measure.value, figure.period.start, figure.unit]
            group[_part(outlook, figure)] = value
    yield from by_year.values()


def _growth(document: ReportDocument, outlook: Outlook) -> Iterator[Ranking]:
    """The growth rates of the parts: as stated, else as implied by first and last values."""
    stated: dict[Period, Ranking] = defaultdict(dict)
    values: dict[str, dict[int, Interval]] = defaultdict(dict)
    for figure in _parts(document, outlook):
        if figure.measure is Measure.CAGR:
            stated[figure.period][_part(outlook, figure)] = value_of(figure).scaled(-2)
        elif figure.measure is Measure.MARKET_SIZE and figure.period.is_year:
            values[_part(outlook, figure)][figure.period.start] = amount_of(figure)
    yield from stated.values()
    subject = values.get(_key(outlook), {})
    wanted = outlook.period
    years = [year for year in subject if not wanted or wanted.start <= year <= wanted.end]
    if any(len(ranking) > 1 for ranking in stated.values()) or len(years) < 2:
        return
    first, last = min(years), max(years)
    implied: Ranking = {}
    for name, series in values.items():
        if first in series and last in series:
            found = rate(series[first], series[last], last - first)
            if found:
                implied[name] = found
    yield implied


def _parts(document: ReportDocument, outlook: Outlook) -> Iterator[Figure]:
    """The figures of all parts that compete with the outlook's subject."""
    for figure in document.figures:
        path, place = cut_of(figure)
        if outlook.segment:
            rival = len(figure.segments) == 1 and figure.segments[0].axis == outlook.segment.axis
            if rival and place == WORLD:
                yield figure
        elif (
            outlook.geography
            and not path
            and place != WORLD
            and figure.geography.kind == outlook.geography.kind
        ):
            yield figure


def _part(outlook: Outlook, figure: Figure) -> str:
    return figure.segments[0].segment if outlook.segment else figure.geography.code


def _key(outlook: Outlook) -> str:
    if outlook.segment:
        return outlook.segment.segment
    return outlook.geography.code if outlook.geography else ""


def _axis(outlook: Outlook) -> str:
    return outlook.segment.axis if outlook.segment else "geography"


def _name(document: ReportDocument, outlook: Outlook, part: str) -> str:
    for figure in _parts(document, outlook):
        if _part(outlook, figure) == part:
            return figure.segments[0].name if outlook.segment else figure.geography.name
    return part


def _place(outlook: Outlook) -> Place:
    return Place("outlooks", outlook.block, "segment" if outlook.segment else "geography")


def _together(one: Period | None, other: Period | None) -> bool:
    """Whether two periods have a year in common; no period means always."""
    return not one or not other or (one.start <= other.end and other.start <= one.end)


_OIL, _GAS = samples.part("By type", "Oil"), samples.part("By type", "Gas")
_WHOLE = samples.figure("10.0")
_SIZED = (_WHOLE, samples.figure("6", segments=[_OIL]), samples.figure("4", segments=[_GAS]))
_RATES = (
    samples.figure("5", (2024, 2031), "cagr", segments=[_OIL]),
    samples.figure("9", (2024, 2031), "cagr", segments=[_GAS]),
)


def _says(kind: str, *subjects: str, figures: tuple[Figure, ...] = _SIZED) -> ReportDocument:
    parts = [samples.part("By type", name) for name in subjects]
    return samples.document(*figures, outlooks=tuple(samples.outlook(kind, part) for part in parts))


RULE = Rule(
    title="Superlatives agree with each other and with the numbers",
    check=check,
    counts=lambda document: len(document.outlooks),
    codes={
        "superlative.twice": "Two parts of one axis are both the largest or the fastest.",
        "superlative.contradicted": "The numbers show another part ahead.",
        "superlative.unsupported": "No number in the report shows the superlative.",
    },
    examples=(
        Example("oil at 6 is the largest", _says("largest", "Oil")),
        Example("gas at 4 is not", _says("largest", "Gas"), ("superlative.contradicted",)),
        Example("gas grows fastest at 9%", _says("fastest_growing", "Gas", figures=_RATES)),
        Example(
            "oil does not, at 5%",
            _says("fastest_growing", "Oil", figures=_RATES),
            ("superlative.contradicted",),
        ),
        Example(
            "two that are largest",
            _says("largest", "Oil", "Gas", figures=(_WHOLE,)),
            ("superlative.twice", "superlative.unsupported", "superlative.unsupported"),
        ),
        Example(
            "a largest without numbers",
            _says("largest", "Oil", figures=(_WHOLE,)),
            ("superlative.unsupported",),
        ),
    ),
)
