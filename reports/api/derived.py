"""Collections that no table holds: read from parts of the current documents, or put together
from rows. Each function gives rows in order, from a cursor on, in its direction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import F, Q

from reports.api import queries
from reports.api.paging import Cursor, Order
from reports.document import schema
from reports.models import Figure, Listing, Release, SearchEntry
from reports.models.finding import LINE
from reports.models.found import current

REPORT = Order(("report__market", "report__edition"))
CHUNK = 20  # releases read at a time: a page ends in the middle of one, mostly


@dataclass(frozen=True, slots=True)
class Part:
    """An entry of a document: a segment or a source, with the release that it stands in."""

    market: str
    edition: str
    key: str
    release: Any
    settled_at: datetime
    item: Any
    axis: Any = None


@dataclass(frozen=True, slots=True)
class Place:
    """A geography with the markets whose reports cover it."""

    code: str
    name: str
    markets: tuple[str, ...]
    settled_at: datetime


Parts = Callable[[list[Any]], Iterable[tuple[str, Any, Any]]]


def _segments(axes: list[Any]) -> Iterator[tuple[str, Any, Any]]:
    for data in axes:
        axis = schema.Axis.model_validate(data)
        for item in axis.segments:
            yield f"{axis.slug}:{item.slug}", item, axis


def _sources(sources: list[Any]) -> Iterator[tuple[str, Any, Any]]:
    for data in sources:
        item = schema.Source.model_validate(data)
        yield item.key, item, None


def segments(at: datetime, wanted: Mapping[str, Any], cursor: Cursor | None) -> Iterator[Part]:
    """The segments of the current reports, by market, edition and ``axis:segment``."""
    return _parts(at, "axes", _segments, wanted, cursor)


def sources(at: datetime, wanted: Mapping[str, Any], cursor: Cursor | None) -> Iterator[Part]:
    """The sources of the current reports, by market, edition and key."""
    return _parts(at, "sources", _sources, wanted, cursor)


def _parts(
    at: datetime, part: str, read: Parts, wanted: Mapping[str, Any], cursor: Cursor | None
) -> Iterator[Part]:
    """The database gives the one part of each document, not the document."""
    direction = cursor.direction if cursor else "next"
    releases = queries.reports(at).annotate(part=F(f"document__{part}"))
    given = {name: wanted[name] for name in ("market", "edition") if name in wanted}
    releases = releases.filter(**{f"report__{name}": value for name, value in given.items()})
    place: tuple[str, ...] = ()
    if cursor:
        place = (cursor.key[0], cursor.key[1])
        here = Q(report__market=place[0], report__edition=place[1])
        releases = releases.filter(here | REPORT.beyond(list(place), direction))
    releases = releases.order_by(*REPORT.sorting(direction))
    for release in releases.iterator(chunk_size=CHUNK):
        address = (release.report.market, release.report.edition)
        found = sorted(read(release.part or []), key=lambda entry: entry[0])
        for key, item, axis in found if direction == "next" else found[::-1]:
            if cursor and address == place and not _beyond(key, cursor):
                continue
            told = {
                "axis": axis and axis.slug,
                "segment": key,
                "key": key,
                "publisher": getattr(item, "publisher", ""),
            }
            if all(wanted.get(name, value) == value for name, value in told.items()):
                yield Part(*address, key, release, release.settled_at, item, axis)


def _beyond(key: str, cursor: Cursor) -> bool:
    """Whether a key comes after that of a cursor, in the cursor's direction."""
    return key > cursor.key[-1] if cursor.direction == "next" else key < cursor.key[-1]


def geographies(at: datetime, wanted: Mapping[str, Any], cursor: Cursor | None) -> Iterator[Place]:
    """The places that current reports cover, by code; one query, a row a report."""
    rows = Listing.objects.released(at).annotate(settled_at=queries.settled(at))
    if "market" in wanted:
        rows = rows.filter(market=wanted["market"])
    columns = ("geographies", "geography_names", "market", "settled_at")
    order = ("release__release_at", "market", "edition")
    names: dict[str, str] = {}
    markets: dict[str, set[str]] = {}
    # The oldest first: a place has the name that the newest release gives it.
    found = list(rows.order_by(*order).values_list(*columns))
    for codes, titles, market, _ in found:
        places = zip(codes.split(LINE)[1:-1], titles.split(LINE)[1:-1], strict=True)
        for code, name in places:
            names[code] = name
            markets.setdefault(code, set()).add(market)
    back = cursor is not None and cursor.direction == "previous"
    for code in sorted(names, reverse=back):
        if cursor and not _beyond(code, cursor):
            continue
        if wanted.get("code") in (None, code):
            yield Place(code, names[code], tuple(sorted(markets[code])), found[0][3])


def companies(at: datetime) -> Any:
    """Each company once, as the newest edition that names it does."""
    rows = current(at).filter(kind="company").annotate(settled_at=queries.settled(at))
    return rows.only("key", "title", "details", "market", "edition")


def company_markets(companies: Iterable[str], at: datetime) -> dict[str, list[str]]:
    """The markets in whose current reports companies are named, by company."""
    found: dict[str, list[str]] = {}
    rows = SearchEntry.objects.released(at).filter(kind="company", key__in=list(companies))
    for company, market in rows.order_by("key", "market").values_list("key", "market").distinct():
        found.setdefault(company, []).append(market)
    return found


SERIES = ("market", "edition", "measure", "statistic", "segments", "geography", "unit")


def series(at: datetime) -> Any:
    """The coordinates that figures share over the years, each once."""
    rows = Figure.objects.released(at).order_by().values(*SERIES)
    return rows.annotate(settled_at=queries.settled(at)).distinct()


def series_figures(found: Iterable[Any], at: datetime) -> dict[tuple[str, ...], list[Any]]:
    """The figures of some series, by year."""
    wanted = list(found)
    addresses = Q(pk__in=())
    for market, edition in {(row.market, row.edition) for row in wanted}:
        addresses |= Q(market=market, edition=edition)
    measures = {row.measure for row in wanted}
    figures = queries.figures(at).filter(addresses, measure__in=measures)
    made: dict[tuple[str, ...], list[Any]] = {}
    for row in figures.order_by("period_start", "period_end", "key"):
        made.setdefault(tuple(getattr(row, name) for name in SERIES), []).append(row)
    return made


def in_series(figures: Any) -> Iterator[list[Any]]:
    """Figures by series, each by year; read once, from the first to the last."""
    rows = figures.order_by(*SERIES, "period_start", "period_end", "key")
    for _, held in groupby(rows.iterator(chunk_size=1000), attrgetter(*SERIES)):
        yield list(held)


def releases(at: datetime) -> Any:
    """Every public release, superseded ones too, without its document."""
    found = Release.objects.history(at).order_by().select_related("report")
    return found.only(*RELEASE).numbered().annotate(settled_at=queries.settled(at))


RELEASE = (*queries.REPORT, "reason", "loaded", "superseded_at")
