"""The collections that are put together: releases, series, companies, segments, places,
sources, and what a search finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Q
from django.http import Http404, HttpResponseBase
from rest_framework.response import Response

from reports.api import derived, described, files, filters, paging, parameters, queries, shapes
from reports.api.paging import Cursor, Order, Page
from reports.api.problems import ParameterProblem
from reports.api.views.base import PublicView
from reports.api.views.details import Detail
from reports.api.views.lists import Collection, Listing
from reports.document.diff import changes
from reports.document.words import terms
from reports.models import Release, SearchEntry
from reports.models.found import current, ranked
from reports.models.merges import merged


class Releases(Collection):
    """Every release that was public and stays so, the newest first; files by report."""

    name = "releases"
    order = Order(("-release_at", "report__market", "report__edition"))
    identity = Order(("report__market", "report__edition", "release_at"))
    orders: ClassVar[Mapping[str, Order]] = {
        "-released_at": order,
        "released_at": Order(("release_at", "report__market", "report__edition")),
    }
    filters = filters.RELEASES
    query = staticmethod(derived.releases)
    shape = shapes.ReleaseEntryData

    def place(self, at: datetime, called: list[str]) -> list[Any] | None:
        market, edition, number = called
        if not number.isascii() or not number.isdigit() or len(number) > 6:
            return None
        found = derived.releases(at).of(market, edition).filter(number=int(number)).first()
        return found and [market, edition, found.release_at]

    def results(self, rows: list[Any], at: datetime, given: Mapping[str, Any]) -> Sequence[Any]:
        return [described.release(row, at, self.addresses) for row in rows]


class ReleaseDetail(Detail):
    """One release by its number, with what it changed."""

    collection = "releases"
    shape = shapes.ReleaseDetailData

    def find(self, at: datetime, market: str, edition: str, key: str) -> Any:
        if len(key) > 6:
            return None
        return derived.releases(at).of(market, edition).filter(number=int(key)).first()

    def shown(self, found: Any, at: datetime) -> Any:
        earlier = Release.objects.history(at).filter(
            report=found.report_id, release_at__lt=found.release_at
        )
        before = earlier.first()
        told = (
            changes(before.load_document(), self.whole(found, at).load_document())
            if before
            else None
        )
        return {
            **described.release(found, at, self.addresses),
            "changes": described.changes(told),
        }

    def whole(self, found: Any, at: datetime) -> Any:
        """The release with its document."""
        return Release.objects.history(at).get(pk=found.pk)


class Series(Listing):
    """Figures that differ in their period alone, as one thing each."""

    name = "series"
    order = Order(derived.SERIES)
    shape = shapes.SeriesData

    @property
    def wanted(self) -> Mapping[str, parameters.Reader]:
        return {name: item.reader for name, item in filters.SERIES.items()}

    def matching(self, rows: Any, given: Mapping[str, Any]) -> Any:
        """The rows that match; the filters are of what the figures of a series share."""
        for name, item in filters.SERIES.items():
            if name in given:
                rows = rows.filter(item.condition(given[name]))
        return rows

    def page(
        self, at: datetime, given: Mapping[str, Any], cursor: Cursor | None, limit: int
    ) -> Page:
        rows = self.matching(derived.series(at), given)
        named = rows.values_list(*derived.SERIES, "settled_at", named=True)
        return paging.page(named, self.order, self.name, cursor, limit)

    def results(self, rows: list[Any], at: datetime, given: Mapping[str, Any]) -> Sequence[Any]:
        figures = derived.series_figures(rows, at)
        keys = [(row, tuple(getattr(row, name) for name in derived.SERIES)) for row in rows]
        return [described.series(row, figures[key], self.addresses) for row, key in keys]

    def every(self, at: datetime, given: Mapping[str, Any]) -> Iterable[Any]:
        """In the order of the pages. A series is called by any one of its figures."""
        rows = self.matching(queries.figures(at), given)
        if "after" in given:
            market, edition, key = given["after"]
            named = queries.figures(at).filter(market=market, edition=edition, key=key)
            found = named.values_list(*derived.SERIES).first()
            if found is None:
                raise ParameterProblem("after", "There is no such figure as of that moment.")
            rows = rows.filter(self.order.beyond(list(found), "next"))
        return files.batches(
            lambda: derived.in_series(rows),
            lambda batch: [described.series(held[0], held, self.addresses) for held in batch],
        )


class Companies(Collection):
    """Each company once; those that were merged into another stand there."""

    name = "companies"
    called = 1
    order = identity = Order(("key",))
    filters: ClassVar[Any] = {}
    query = staticmethod(derived.companies)
    shape = shapes.CompanyData
    timed = False  # a merge has no moment

    @property
    def wanted(self) -> Mapping[str, parameters.Reader]:
        return filters.COMPANIES

    def parts(self, at: datetime) -> Sequence[object]:
        return sorted(merged(at).items())

    def rows(self, at: datetime, given: Mapping[str, Any]) -> Any:
        rows = derived.companies(at)
        if "company" in given:
            rows = rows.filter(key=given["company"])
        if "market" in given:
            named = SearchEntry.objects.released(at).filter(kind="company", market=given["market"])
            rows = rows.filter(key__in=named.values("key"))
        return rows

    def results(self, rows: list[Any], at: datetime, given: Mapping[str, Any]) -> Sequence[Any]:
        markets = derived.company_markets((row.key for row in rows), at)
        return [described.company(row, markets.get(row.key, []), self.addresses) for row in rows]


class CompanyDetail(PublicView):
    """One company. A merged one leads to the one that was kept."""

    shape = shapes.CompanyData
    timed = False

    def parts(self, at: datetime) -> Sequence[object]:
        return sorted(merged(at).items())

    def answer(self, at: datetime, given: dict[str, Any], **coordinates: Any) -> HttpResponseBase:
        company = coordinates["company"]
        kept = merged(at).get(company)
        if kept:
            return self.moved_to(self.addresses.detail("companies", kept))
        found = derived.companies(at).filter(key=company).first()
        if found is None:
            raise Http404
        markets = derived.company_markets([company], at).get(company, [])
        return Response(self.chosen(described.company(found, markets, self.addresses), given))


class OfDocuments(Listing):
    """Entries of the documents, or what their lists tell; read from the cursor on."""

    taking: Mapping[str, parameters.Reader]
    read: Callable[[datetime, Mapping[str, Any], Cursor | None], Iterator[Any]]

    @property
    def wanted(self) -> Mapping[str, parameters.Reader]:
        return self.taking

    def page(
        self, at: datetime, given: Mapping[str, Any], cursor: Cursor | None, limit: int
    ) -> Page:
        rows = type(self).read(at, given, cursor)
        return paging.cut(rows, self.order, self.name, cursor, limit)

    def every(self, at: datetime, given: Mapping[str, Any]) -> Iterable[Any]:
        after = given.get("after")
        cursor = Cursor(self.name, "next", after, at) if after else None
        return files.batches(
            lambda: type(self).read(at, given, cursor),
            lambda batch: self.results(batch, at, given),
        )


class Segments(OfDocuments):
    name = "segments"
    order = Order(("market", "edition", "key"))
    taking = filters.SEGMENTS
    read = staticmethod(derived.segments)
    shape = shapes.SegmentData

    def results(self, rows: list[Any], at: datetime, given: Mapping[str, Any]) -> Sequence[Any]:
        links = queries.link_paths((row.item for row in rows), at)
        return [described.segment(row, self.addresses, links) for row in rows]


class Sources(OfDocuments):
    name = "sources"
    order = Order(("market", "edition", "key"))
    taking = filters.SOURCES
    read = staticmethod(derived.sources)
    shape = shapes.SourceData

    def results(self, rows: list[Any], at: datetime, given: Mapping[str, Any]) -> Sequence[Any]:
        return [described.source(row, self.addresses) for row in rows]


class Geographies(OfDocuments):
    name = "geographies"
    called = 1
    order = Order(("code",))
    taking = filters.GEOGRAPHIES
    read = staticmethod(derived.geographies)
    shape = shapes.GeographyData

    def results(self, rows: list[Any], at: datetime, given: Mapping[str, Any]) -> Sequence[Any]:
        return [described.geography(row, self.addresses) for row in rows]


class Search(Listing):
    """What the site's search finds, in its order: a title that is what was asked, one that
    holds the words, a text that does; then the newer release."""

    name = "search"
    order = Order(("rank", "-release__release_at", "market", "edition", "kind_order", "key"))
    shape = shapes.FoundData
    required = ("q",)
    called = 0  # what is found has no order that rests on the rows alone
    timed = False

    @property
    def wanted(self) -> Mapping[str, parameters.Reader]:
        return filters.SEARCH

    def parts(self, at: datetime) -> Sequence[object]:
        return sorted(merged(at).items())

    def rows(self, at: datetime, given: Mapping[str, Any]) -> Any:
        if "q" not in given:
            raise ParameterProblem("q", "Say what to search for, as in ?q=lamps.")
        wanted = terms(given["q"])
        rows = ranked(current(at, wanted), wanted, given["q"])
        rows = rows.annotate(settled_at=queries.settled(at)).select_related("release")
        rows = rows.defer("words", "release__document", "release__checks", "release__card")
        kind = given.get("kind")
        return rows.filter(kind=kind) if kind else rows.filter(Q())

    def page(
        self, at: datetime, given: Mapping[str, Any], cursor: Cursor | None, limit: int
    ) -> Page:
        return paging.page(self.rows(at, given), self.order, self.name, cursor, limit)

    def every(self, at: datetime, given: Mapping[str, Any]) -> Iterable[Any]:
        rows = self.rows(at, given).order_by(*self.order.sorting("next"))
        return files.read(rows, lambda batch: self.results(batch, at, given))

    def results(self, rows: list[Any], at: datetime, given: Mapping[str, Any]) -> Sequence[Any]:
        wanted = terms(given["q"])
        return [described.found(row, wanted, self.addresses) for row in rows]
