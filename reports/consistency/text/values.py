"""Units, magnitudes, shares and sums of a text's values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from reports.consistency.intervals import Interval
from reports.consistency.text.claims import Claims, amount, found, interval, shown, subject_key
from reports.document.findings import Finding, Severity
from reports.document.language import gettext as _
from reports.pressrelease import Claim, Kind

HUNDRED = Interval(Decimal(100), Decimal(100))
TENFOLD, HUNDREDFOLD = 10, 100


def check(claims: Claims) -> Iterable[Finding]:
    """Currencies, leaps, shares above the whole, and parts against their whole."""
    yield from _currencies(claims)
    yield from _leaps(claims)
    yield from _shares(claims)
    yield from _parts(claims)


def _currencies(claims: Claims) -> Iterator[Finding]:
    """A series whose years are in different currencies, none of them told in both."""
    units: dict[str, dict[str, dict[int, list[Claim]]]] = defaultdict(dict)
    for (subject, unit), by_year in claims.sizes.items():
        units[subject][unit] = by_year
    for by_unit in units.values():
        if len(by_unit) < 2:
            continue
        years = [set(by_year) for by_year in by_unit.values()]
        if any(one & other for index, one in enumerate(years) for other in years[:index]):
            continue  # converted, not mixed
        first, second, *_others = (next(iter(by_year.values()))[0] for by_year in by_unit.values())
        message = _("{first} and {second} are in different currencies.").format(
            first=shown(first), second=shown(second)
        )
        yield found(Severity.ERROR, "unit.currency", second, message)


def _leaps(claims: Claims) -> Iterator[Finding]:
    for by_year in claims.sizes.values():
        for before, after in pairwise(sorted(by_year)):
            first, last = by_year[before][0], by_year[after][0]
            low, high = sorted((amount(first), amount(last)), key=lambda item: item.middle)
            limit = TENFOLD if after - before == 1 else HUNDREDFOLD
            if low.low > 0 and low.high * limit < high.low:
                message = _(
                    "From {first} in {before} to {last} in {after} is a leap. Is it million or "
                    "billion?"
                ).format(first=shown(first), before=before, last=shown(last), after=after)
                yield found(Severity.WARNING, "unit.jump", last, message)


def _shares(claims: Claims) -> Iterator[Finding]:
    """No share is above 100%; those of one axis in one year come to 100% together, unless
    parts overlap, which a text seldom says: a warning."""
    groups: dict[tuple[str, int | None], dict[str, Claim]] = defaultdict(dict)
    for share in claims.of(Kind.SHARE):
        if interval(share).low > 100:
            message = _("A share of {share} is more than the whole.").format(share=shown(share))
            yield found(Severity.ERROR, "share.above_hundred", share, message)
            continue
        part = subject_key(share.subject)
        axis = claims.axis_of.get(part)
        if axis:
            groups[axis, share.year].setdefault(part, share)
    for (axis, year), shares in groups.items():
        total = _total(interval(share) for share in shares.values())
        # A text seldom names every part, so that less than the whole proves little.
        complete = len(shares) > 2 and claims.parts_of[axis] <= set(shares)
        if total.low > 100 or (complete and not total.overlaps(HUNDRED)):
            value = sum(Decimal(share.value) for share in shares.values())
            if year:
                message = _("The shares by {axis} in {year} add up to {value}%, not to 100%.")
            else:
                message = _("The shares by {axis} add up to {value}%, not to 100%.")
            message = message.format(axis=axis, year=year, value=value)
            last = list(shares.values())[-1]
            yield found(Severity.WARNING, "sum.shares", last, message)


def _parts(claims: Claims) -> Iterator[Finding]:
    """No part is larger than its whole, and complete parts come to the whole."""
    wholes = {
        (unit, year): items[0]
        for (subject, unit), by_year in claims.sizes.items()
        if not subject
        for year, items in by_year.items()
    }
    groups: dict[tuple[str, str, int], dict[str, Claim]] = defaultdict(dict)
    for (subject, unit), by_year in claims.sizes.items():
        for year, items in by_year.items():
            whole = wholes.get((unit, year))
            if not subject or whole is None:
                continue
            part = items[0]
            if amount(part).low > amount(whole).high:
                message = _(
                    "{subject} at {part} in {year} is more than the whole market at {whole}."
                ).format(subject=part.subject, part=shown(part), year=year, whole=shown(whole))
                yield found(Severity.ERROR, "sum.part_larger", part, message)
                continue
            axis = claims.axis_of.get(subject)
            if axis:
                groups[axis, unit, year][subject] = part
    for (axis, unit, year), parts in groups.items():
        whole = wholes[unit, year]
        total = _total(amount(part) for part in parts.values())
        complete = len(parts) > 2 and claims.parts_of[axis] <= set(parts)
        over = total.low > amount(whole).high and len(parts) > 1
        if over or (complete and total.high < amount(whole).low):
            value = total.middle.scaleb(-whole.multiplier)
            message = _(
                "The parts by {axis} add up to {value} in {year}; the whole is {whole}."
            ).format(axis=axis, value=f"{value.normalize():f}", year=year, whole=shown(whole))
            yield found(Severity.WARNING, "sum.parts", whole, message)


def _total(parts: Iterable[Interval]) -> Interval:
    total = Interval(Decimal(0), Decimal(0))
    for part in parts:
        total = total + part
    return total
