"""What several rules ask of a document: series, parts, intervals, prose."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from reports.consistency.growth import Point
from reports.consistency.intervals import Interval, stated
from reports.document import formatting
from reports.document.findings import Place
from reports.document.schema import Figure, Measure, ReportDocument, Status

Cut = tuple[str, str]  # segment path, geography code


def value_of(figure: Figure) -> Interval:
    """What a figure's printed value can mean, in its own unit and multiplier."""
    return stated(figure.value, figure.low, figure.high, approximate=figure.approximate)


def amount_of(figure: Figure) -> Interval:
    """What a figure's value can mean as an amount: the multiplier applied."""
    return value_of(figure).scaled(figure.multiplier)


def place_of(figure: Figure, sub_field: str = "value") -> Place:
    """The editor's field of a figure."""
    return Place("figures", figure.block, sub_field)


def cut_of(figure: Figure) -> Cut:
    return figure.segment_path, figure.geography.code


def point(figure: Figure) -> Point:
    """A yearly value for the arithmetic of growth."""
    return Point(figure.period.start, amount_of(figure), formatting_of(figure))


def formatting_of(figure: Figure) -> str:
    return figure.text.replace(formatting.NBSP, " ")


def published(document: ReportDocument) -> list[Figure]:
    """The figures that somebody states; calculated ones follow from them."""
    return [figure for figure in document.figures if figure.status is not Status.CALCULATED]


def yearly(document: ReportDocument, measure: Measure) -> dict[tuple[Cut, str], dict[int, Figure]]:
    """The published yearly figures of a measure: by cut and unit, then by year."""
    found: dict[tuple[Cut, str], dict[int, Figure]] = defaultdict(dict)
    for figure in published(document):
        if figure.measure is measure and figure.period.is_year:
            found[cut_of(figure), figure.unit].setdefault(figure.period.start, figure)
    return dict(found)


TAG = re.compile(r"<[^<>]*>")
LINES = ("<p>", "</p", "<br", "<li")
BOUND = re.compile(r'<a class="figure"[^<>]*><data[^<>]*>([^<>]*)</data></a>')
MASK = "\N{FULL BLOCK}"


def plain(html: str) -> str:
    """The text of final HTML, tags as spaces or line ends."""
    return unescape(TAG.sub(lambda tag: "\n" if tag[0][:3] in LINES else "", html))


@dataclass(frozen=True, slots=True)
class Prose:
    """A passage as readers see it; its inline figures are masked, so only typed numbers remain."""

    place: Place
    text: str
    own: bool = True


def proses(document: ReportDocument) -> Iterator[Prose]:
    """Every passage of the narrative. Data notes are left out: they quote what is wrong."""
    yield Prose(Place("title"), document.title)
    yield Prose(Place("standfirst"), document.standfirst)
    for html in document.takeaways:
        yield Prose(Place("takeaways"), masked(html))
    for field, parts in (
        ("sections", document.sections),
        ("factors", document.factors),
        ("geographies", document.regions),
        ("outlooks", document.outlooks),
        ("key_players", document.key_players),
        ("developments", document.developments),
    ):
        for item in parts:
            yield Prose(Place(field, item.block, "text"), masked(item.html))
    for axis in document.axes:
        for segment in axis.segments:
            yield Prose(Place("segments", axis.block, "segments"), masked(segment.html))
    for chart in document.charts:
        yield Prose(Place("charts", chart.block, "title"), chart.title)
        yield Prose(Place("charts", chart.block, "description"), chart.description)


def masked(html: str) -> str:
    """Plain text in which each inline figure is a row of blocks."""
    return plain(BOUND.sub(lambda found: MASK * len(found[1]), html))
