"""The stated growth rates of a text against its own end values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.consistency.growth import Point, Stated, Verdict, judge, mismatch
from reports.consistency.growth import shown as shown_rate
from reports.consistency.intervals import rate as implied_rate
from reports.consistency.text.claims import Claims, found, interval, point, shown, subject_key
from reports.document.findings import Finding, Severity
from reports.document.formatting import PERCENT
from reports.document.language import gettext as _
from reports.pressrelease import Claim, Confidence, Kind

# Bounds on hostile texts: rates in all, mentions of one fact, values of one year.
MOST_RATES, MOST_MENTIONS, MOST_VALUES = 300, 50, 3


@dataclass(frozen=True, slots=True)
class Ends:
    """The two values that a rate should lead between, and the others of their series."""

    first: Claim
    last: Claim
    others: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A stated rate with its ends and what the arithmetic says of it."""

    rate: Claim
    ends: Ends
    verdict: Verdict


def check(claims: Claims) -> Iterable[Finding]:
    """Each stated rate leads from the first value to the last; each fact is judged once."""
    for item in judgements(claims):
        if not item.verdict.agrees:
            unsure = _of_a_part(item.rate, item.verdict)
            yield _finding(item, Severity.WARNING if unsure else Severity.ERROR)
    yield from _yearly(claims)
    yield from _conflicts(claims)


def confirms(claims: Claims) -> Iterator[tuple[Claim, str]]:
    """The rates that agree, with the arithmetic in a sentence."""
    for item in judgements(claims):
        first, last, implied = item.ends.first, item.ends.last, item.verdict.implied
        if item.verdict.agrees and implied is not None and first.year and last.year:
            yield (
                item.rate,
                _(
                    "{rate} agrees: from {first} in {start} to {last} in {end} is {implied} a year."
                ).format(
                    rate=shown(item.rate),
                    first=shown(first),
                    start=first.year,
                    last=shown(last),
                    end=last.year,
                    implied=shown_rate(implied),
                ),
            )


def judgements(claims: Claims) -> Iterator[Judged]:
    """Every rate both of whose ends are stated; the first mention of each fact."""
    seen: set[tuple[object, ...]] = set()
    rates = claims.of(Kind.CAGR)
    by_subject: dict[str, list[Claim]] = defaultdict(list)
    for rate in rates:
        by_subject[subject_key(rate.subject)].append(rate)
    for rate in rates:
        candidates = _candidates(claims, rate)
        if not candidates or len(seen) == MOST_RATES:
            continue
        ends = candidates[0]
        fact = (rate.value, rate.low, ends.first.value, ends.last.value, subject_key(rate.subject))
        if fact in seen:
            continue
        seen.add(fact)
        rivals = by_subject[subject_key(rate.subject)][:MOST_MENTIONS]
        # Where a year has two values, the rate is wrong only if it fits neither.
        fitting = next((item for item in candidates if _agrees(rate, item)), None)
        others = [_stated(item, ends) for item in rivals if item.value != rate.value]
        yield Judged(rate, fitting or ends, _judge(rate, fitting or ends, others))


def _of_a_part(rate: Claim, verdict: Verdict) -> bool:
    """Whether a rate that is not surely that of the whole market can be that of a part: another
    rate of the text fits these values."""
    diagnosis = verdict.diagnosis
    unsure = rate.confidence is not Confidence.HIGH
    return unsure and diagnosis is not None and diagnosis.kind == "other_rate"


def _agrees(rate: Claim, ends: Ends) -> bool:
    """Whether a rate fits two ends, without asking why not."""
    first, last = point(ends.first), point(ends.last)
    starts = {first.year, rate.start or first.year}
    found = [implied_rate(first.amount, last.amount, last.year - start) for start in starts]
    stated = _stated(rate, ends).rate
    return any(implied is None or implied.overlaps(stated) for implied in found)


def _judge(rate: Claim, ends: Ends, others: list[Stated]) -> Verdict:
    claim = _stated(rate, ends)
    verdict = judge(claim, point(ends.first), point(ends.last), ends.others, others)
    if verdict.agrees or not rate.start or rate.start == ends.first.year:
        return verdict
    # The rate is for a period that begins after the first value: "2024: 7.12; CAGR 2025 to 2031".
    # The value of the first year is not stated, so both counts of years are fair.
    moved = Point(rate.start, point(ends.first).amount, shown(ends.first))
    other = judge(claim, moved, point(ends.last))
    return other if other.agrees else verdict


def _finding(item: Judged, severity: Severity) -> Finding:
    rate, ends, verdict = item.rate, item.ends, item.verdict
    first, last = point(ends.first), point(ends.last)
    diagnosis = verdict.diagnosis
    return found(
        severity,
        "growth.mismatch",
        rate,
        mismatch(_stated(rate, ends), first, last, verdict),
        diagnosis=diagnosis.sentence if diagnosis else "",
        remedy=diagnosis.kind if diagnosis else "",
        numbers={
            "stated": shown(rate),
            "implied": shown_rate(verdict.implied) if verdict.implied else "",
            "first": shown(ends.first),
            "last": shown(ends.last),
            "years": str(last.year - first.year),
        },
    )


def _stated(rate: Claim, ends: Ends) -> Stated:
    start, end = rate.start or ends.first.year or 0, rate.end or ends.last.year or 0
    return Stated(interval(rate).scaled(-2), shown(rate), start, end)


def _candidates(claims: Claims, rate: Claim) -> list[Ends]:
    """The values at the two ends of a rate's period, in one unit, surest first; more than one
    pair where a year has several values, none where an end has no value."""
    for series in _series(claims, subject_key(rate.subject)):
        pair = _pair(sorted(series), rate, claims.forecast)
        if pair:
            others = tuple(point(items[0]) for items in series.values())
            return [
                Ends(first, last, others) for first in series[pair[0]] for last in series[pair[1]]
            ]
    return []


def _series(claims: Claims, subject: str) -> list[dict[int, list[Claim]]]:
    """The series of a subject, each year with its different values; worked out once."""
    if subject not in claims.surest:
        claims.surest[subject] = [
            {year: _surest(items) for year, items in by_year.items()}
            for by_year in claims.series.get(subject, ())
        ]
    return claims.surest[subject]


def _pair(
    years: list[int], rate: Claim, forecast: tuple[int, int] | None
) -> tuple[int, int] | None:
    """The years of the two values that the rate is about."""
    start, end = rate.start, rate.end
    if start is None or end is None:
        start, end = forecast or (None, None)
    if start is None or end is None:
        return (years[0], years[-1]) if len(years) > 1 else None
    if end not in years:
        return None
    # The base year may be the year before the forecast period begins.
    first = next((year for year in (start, start - 1) if year in years), None)
    return (first, end) if first is not None and first < end else None


def _surest(items: list[Claim]) -> list[Claim]:
    """The different values among several mentions: the surest and most precise first; a
    rounded mention of a value that is there more precisely is left out."""
    order = list(Confidence)
    ranked = sorted(
        items,
        key=lambda claim: (
            order.index(claim.confidence),
            point(claim).amount.high - point(claim).amount.low,
        ),
    )
    kept: list[Claim] = []
    for claim in ranked[:MOST_MENTIONS]:
        if not any(point(claim).amount.overlaps(point(item).amount) for item in kept):
            kept.append(claim)
    return kept[:MOST_VALUES]


def _yearly(claims: Claims) -> Iterator[Finding]:
    """Growth from one year to the next against the values of the two; it may be at constant
    currency or on a comparable base, so this is a warning."""
    for claim in claims.of(Kind.GROWTH)[:MOST_RATES]:
        year = claim.year
        if claim.unit != PERCENT or not year:
            continue
        for by_year in claims.series.get(subject_key(claim.subject), ()):
            if year - 1 in by_year and year in by_year:
                first, last = (point(_surest(by_year[item])[0]) for item in (year - 1, year))
                stated = Stated(interval(claim).scaled(-2), shown(claim), year - 1, year)
                verdict = judge(stated, first, last)
                if not verdict.agrees:
                    message = mismatch(stated, first, last, verdict)
                    yield found(Severity.WARNING, "growth.yearly", claim, message)


def _conflicts(claims: Claims) -> Iterator[Finding]:
    """Two values for one year that cannot both be right."""
    for by_year in claims.sizes.values():
        for year, items in by_year.items():
            for claim in items[1:]:
                if not point(claim).amount.overlaps(point(items[0]).amount):
                    message = _("For {year} the text states both {shown} and {claim}.").format(
                        year=year, shown=shown(items[0]), claim=shown(claim)
                    )
                    yield found(Severity.WARNING, "figure.conflict", claim, message)
                    break
