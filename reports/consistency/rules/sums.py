"""Sums: parts against their whole, shares against 100%, shares against values.

Parts are added as intervals, so that rounding has its slack: three parts
printed as 33% sum to anything from 97.5% to 100.5%.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Context as Arithmetic
from decimal import Decimal, localcontext

from reports.consistency import samples
from reports.consistency.facts import (
    amount_of,
    cut_of,
    formatting_of,
    place_of,
    published,
    value_of,
)
from reports.consistency.intervals import Interval, percent
from reports.consistency.rule import Context, Example, Rule
from reports.document.coordinates import WORLD
from reports.document.findings import Finding, error, warning
from reports.document.formatting import NBSP, quantity
from reports.document.language import gettext as _
from reports.document.schema import Figure, Measure, ReportDocument

HUNDRED = Interval(Decimal(100), Decimal(100))


@dataclass(frozen=True, slots=True)
class Cutting:
    """The published parts of one cut in one year: an axis, or the regions of the world.

    ``complete`` if every part that the report lists has a value.
    """

    name: str
    parts: tuple[Figure, ...]
    whole: Figure | None
    complete: bool


def check(document: ReportDocument, context: Context) -> Iterable[Finding]:
    """No part exceeds its whole, the parts come to the whole, and shares to 100%."""
    for cutting in _cuttings(document, Measure.MARKET_SIZE):
        yield from _parts(cutting)
    for cutting in _cuttings(document, Measure.SHARE):
        yield from _shares(cutting)
    yield from _share_of_value(document)


def _parts(cutting: Cutting) -> Iterator[Finding]:
    if cutting.whole is None:
        return
    whole, years = amount_of(cutting.whole), cutting.whole.period
    larger = [part for part in cutting.parts if amount_of(part).low > whole.high]
    for part in larger:
        message = _("{label} is {part}, more than the whole: {whole}.").format(
            label=part.label, part=formatting_of(part), whole=formatting_of(cutting.whole)
        )
        found = error("sum.part_larger", place_of(part), message, key=part.key)
        yield replace(found, behind=(cutting.whole.key,))
    total = _total([amount_of(part) for part in cutting.parts])
    over, under = total.low > whole.high, cutting.complete and total.high < whole.low
    if not larger and (over or under):
        message = _(
            "The parts {name} add up to {total} in {years}, but the whole is {whole}."
        ).format(
            name=cutting.name,
            total=_shown(total, cutting.whole),
            years=years,
            whole=formatting_of(cutting.whole),
        )
        # A warning: the parts may overlap or be nested, which the report cannot say.
        values = ", ".join(f"{part.label} {formatting_of(part)}" for part in cutting.parts)
        place = place_of(cutting.whole)
        yield warning("sum.parts", place, message, key=cutting.whole.key, values=values)


def _shares(cutting: Cutting) -> Iterator[Finding]:
    total = _total([value_of(part) for part in cutting.parts])
    if total.low > 100 or (cutting.complete and not total.overlaps(HUNDRED)):
        first = cutting.parts[0]
        message = _("The shares {name} in {period} add up to {sum}%, not to 100%.").format(
            name=cutting.name, period=first.period, sum=sum(part.value for part in cutting.parts)
        )
        values = ", ".join(f"{part.label} {part.value}" for part in cutting.parts)
        yield warning("sum.shares", place_of(first), message, key=first.key, values=values)


def _share_of_value(document: ReportDocument) -> Iterator[Finding]:
    """A stated share agrees with the part's value over the whole's."""
    sizes = {
        (cut_of(figure), figure.period.start): figure
        for figure in published(document)
        if figure.measure is Measure.MARKET_SIZE and figure.period.is_year
    }
    for share in published(document):
        if share.measure is not Measure.SHARE or not share.period.is_year:
            continue
        path, place = cut_of(share)
        part = sizes.get(((path, place), share.period.start))
        # A share of a segment is of the market there; that of a region, of the world.
        whole = sizes.get((("", place if path else WORLD), share.period.start))
        if part is None or whole is None or part is whole or part.unit != whole.unit:
            continue
        inner, outer = amount_of(part), amount_of(whole)
        if inner.low <= 0 or outer.low <= 0:
            continue
        implied = Interval(inner.low / outer.high * 100, inner.high / outer.low * 100)
        if not implied.overlaps(value_of(share)):
            message = _("{share} is stated, but {part} of {whole} is {middle}.").format(
                share=formatting_of(share),
                part=formatting_of(part),
                whole=formatting_of(whole),
                middle=percent(implied.middle / 100, 1),
            )
            found = error("sum.share_of_value", place_of(share), message, key=share.key)
            yield replace(found, behind=(part.key, whole.key))


def _cuttings(document: ReportDocument, measure: Measure) -> Iterator[Cutting]:
    figures = [
        figure
        for figure in published(document)
        if figure.measure is measure and figure.period.is_year
    ]
    wholes = {(cut_of(figure), figure.unit, figure.period.start): figure for figure in figures}
    by_axis: dict[tuple[str, str, str, int], list[Figure]] = defaultdict(list)
    by_region: dict[tuple[str, str, int], list[Figure]] = defaultdict(list)
    regions = {
        region.geography.code for region in document.regions if region.geography.kind != "country"
    }
    for figure in figures:
        year, place = figure.period.start, figure.geography.code
        if len(figure.segments) == 1:
            by_axis[figure.segments[0].axis, place, figure.unit, year].append(figure)
        # A share of a segment in a region is of the market there, not of the segment's.
        of_segment = measure is Measure.SHARE and figure.segments
        if place in regions and place != WORLD and not of_segment:
            by_region[figure.segment_path, figure.unit, year].append(figure)
    for (axis, place, unit, year), parts in by_axis.items():
        listed = next((item for item in document.axes if item.slug == axis), None)
        names = {segment.slug for segment in listed.segments} if listed else set()
        there = {part.segments[0].segment for part in parts}
        name = parts[0].segments[0].axis_name
        yield Cutting(
            name[:1].lower() + name[1:],
            tuple(parts),
            wholes.get((("", place), unit, year)),
            complete=bool(names) and names <= there,
        )
    for (path, unit, year), parts in by_region.items():
        yield Cutting(
            "by region",
            tuple(parts),
            wholes.get(((path, WORLD), unit, year)),
            complete=len(parts) == len(regions) > 1,
        )


def _total(parts: list[Interval]) -> Interval:
    total = Interval(Decimal(0), Decimal(0))
    for part in parts:
        total = total + part
    return total


def _shown(total: Interval, whole: Figure) -> str:
    """A sum in the whole's unit, with the decimals that the whole has."""
    with localcontext(Arithmetic(prec=80)):  # room for sums of numbers that fill 28 digits each
        decimals = max(0, -int(whole.value.as_tuple().exponent))
        value = Decimal(f"{total.middle.scaleb(-whole.multiplier):.{decimals}f}")
        return quantity(value, whole.unit, whole.multiplier).replace(NBSP, " ")


def _count(document: ReportDocument) -> int:
    sizes = [cut for cut in _cuttings(document, Measure.MARKET_SIZE) if cut.whole is not None]
    return len(sizes) + len(list(_cuttings(document, Measure.SHARE)))


_WHOLE = samples.figure("10.0")
_AXIS = samples.axis("By type", "Oil", "Gas")
_OIL, _GAS = samples.part("By type", "Oil"), samples.part("By type", "Gas")


def _sizes(oil: str, gas: str) -> ReportDocument:
    parts = (samples.figure(oil, segments=[_OIL]), samples.figure(gas, segments=[_GAS]))
    return samples.document(_WHOLE, *parts, axes=(_AXIS,))


def _share(oil: str, gas: str) -> ReportDocument:
    return samples.document(
        samples.figure(oil, 2024, "share", segments=[_OIL]),
        samples.figure(gas, 2024, "share", segments=[_GAS]),
        axes=(_AXIS,),
    )


RULE = Rule(
    title="Parts add up to their whole",
    check=check,
    counts=_count,
    codes={
        "sum.parts": "The values of all parts do not come to the value of the whole.",
        "sum.part_larger": "A part is larger than its whole.",
        "sum.shares": "The shares of all parts do not come to 100%.",
        "sum.share_of_value": "A share contradicts the values of part and whole.",
    },
    examples=(
        Example("6.0 and 4.0 are 10.0", _sizes("6.0", "4.0")),
        Example("6.0 and 3.0 are not", _sizes("6.0", "3.0"), ("sum.parts",)),
        Example("a part of 11.0 in a whole of 10.0", _sizes("11.0", "4.0"), ("sum.part_larger",)),
        Example("61% and 39%", _share("61", "39")),
        Example("64% and 40%", _share("64", "40"), ("sum.shares",)),
        Example(
            "half the market, said to be 60%",
            samples.document(
                _WHOLE,
                samples.figure("5.0", segments=[_OIL]),
                samples.figure("60", 2024, "share", segments=[_OIL]),
            ),
            ("sum.share_of_value",),
        ),
    ),
)
