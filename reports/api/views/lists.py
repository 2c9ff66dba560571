"""The collections: filtered, in a declared order, a page at a time; or all rows as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from rest_framework.response import Response

from reports.api import (
    copying,
    files,
    filters,
    forms,
    paging,
    parameters,
    queries,
    serializers,
    shapes,
)
from reports.api.filters import Filters
from reports.api.paging import Cursor, Order, Page
from reports.api.problems import ParameterProblem
from reports.api.views.base import PublicView
from reports.exports import jsonstat, tables
from reports.exports.citations import apa, report_citation
from reports.models.origins import origin_of

# These stand in the cursor of a further page, or are replaced there.
PINNED = ("cursor", "as_of")
# What a file of all rows has no use for.
OF_PAGES = ("limit", "cursor", "ordering")
ALL_ROWS = (forms.CSV, forms.NDJSON, forms.XLSX)


class Listing(PublicView):
    """A list of things by pages, or all of them as a file. Subclasses name it, and say what it
    reads, in which order. ``called`` is of how many parts the name of a row is made, behind
    which a file goes on; where it is 0, files are sent whole alone."""

    name: str
    order: Order
    orders: ClassVar[Mapping[str, Order]] = {}
    called: ClassVar[int] = 3
    forms: ClassVar[tuple[str, ...]] = (forms.JSON, *ALL_ROWS)
    listed = True

    @property
    def readers(self) -> dict[str, parameters.Reader]:  # type: ignore[override]
        readers: dict[str, parameters.Reader] = {
            **self.wanted,
            "limit": parameters.integer(1, paging.LARGEST_LIMIT),
            "cursor": paging.read_cursor,
        }
        if self.orders:
            readers["ordering"] = parameters.choice(self.orders)
        if self.called:
            readers["after"] = parameters.coordinates(self.called)
        return readers

    @property
    def wanted(self) -> Mapping[str, parameters.Reader]:
        """The filters, each with its reader."""
        raise NotImplementedError

    def moment(self, given: dict[str, Any], now: datetime) -> datetime:
        """A walk sees one moment: that of its cursor."""
        cursor: Cursor | None = given.get("cursor")
        if cursor is None:
            return super().moment(given, now)
        if "as_of" in given:
            raise ParameterProblem(
                "as_of", "The cursor has the moment of its walk already. Leave as_of out."
            )
        if cursor.collection != self.walk(given):
            raise ParameterProblem("cursor", f"This cursor belongs to {cursor.collection}.")
        if cursor.moment > now:
            raise ParameterProblem("cursor", "The moment of this cursor lies in the future.")
        return cursor.moment

    def walk(self, given: Mapping[str, Any]) -> str:
        """What a cursor belongs to: the collection, and the order if one was chosen."""
        chosen = given.get("ordering")
        return f"{self.name} in the order {chosen}" if chosen else self.name

    def answer(self, at: datetime, given: dict[str, Any], **coordinates: Any) -> HttpResponseBase:
        if self.form in ALL_ROWS:
            for name in OF_PAGES:
                if name in given:
                    raise ParameterProblem(
                        name, f"A file in the form {self.form} has every row. Leave {name} out."
                    )
            return self.whole(at, given)
        if "after" in given:
            raise ParameterProblem("after", "Only files take after; pages have a cursor.")
        limit = given.get("limit", paging.DEFAULT_LIMIT)
        page = self.page(at, given, given.get("cursor"), limit)
        data = {
            "results": [self.chosen(row, given) for row in self.results(page.rows, at, given)],
            "next": self.leading_to(page.next),
            "previous": self.leading_to(page.previous),
        }
        relations = (("next", data["next"]), ("prev", data["previous"]))
        links = ", ".join(f'<{url}>; rel="{relation}"' for relation, url in relations if url)
        return Response(data, headers={"Link": links} if links else None)

    def page(
        self, at: datetime, given: Mapping[str, Any], cursor: Cursor | None, limit: int
    ) -> Page:
        """The rows of a page."""
        raise NotImplementedError

    def results(self, rows: list[Any], at: datetime, given: Mapping[str, Any]) -> Sequence[Any]:
        """The rows as the API shows them."""
        raise NotImplementedError

    def whole(self, at: datetime, given: Mapping[str, Any]) -> HttpResponseBase:
        """All rows as a file."""
        kept = files.File(self.name, self.form, queries.settled_at(at), given.get("fields"))
        if self.request.method == "HEAD":
            return kept.empty()
        return kept.answer(self.every(at, given))

    def every(self, at: datetime, given: Mapping[str, Any]) -> Iterable[Any]:
        """All rows that match, behind ``after``, as the API shows them. What is wrong is told
        before the first one is read."""
        raise NotImplementedError

    def leading_to(self, cursor: Cursor | None) -> str | None:
        if cursor is None:
            return None
        kept = [item for item in self.request.query_params.items() if item[0] not in PINNED]
        query = urlencode([*kept, ("cursor", str(cursor))])
        return f"{self.addresses.collection(self.name)}?{query}"


class Collection(Listing):
    """A list that the database filters and sorts. As a file it is in the order of the fields
    that make a row's ``identity``."""

    filters: ClassVar[Filters]
    query: Callable[[datetime], QuerySet[Any]]
    identity: ClassVar[Order]

    @property
    def wanted(self) -> Mapping[str, parameters.Reader]:
        return {name: item.reader for name, item in self.filters.items()}

    def rows(self, at: datetime, given: Mapping[str, Any]) -> QuerySet[Any]:
        """The rows that match."""
        return self.matching(type(self).query(at), given)

    def matching(self, rows: QuerySet[Any], given: Mapping[str, Any]) -> QuerySet[Any]:
        """Those of some rows that match."""
        for name, item in self.filters.items():
            if name in given:
                rows = rows.filter(item.condition(given[name]))
        return rows

    def page(
        self, at: datetime, given: Mapping[str, Any], cursor: Cursor | None, limit: int
    ) -> Page:
        order = self.orders.get(given.get("ordering", ""), self.order)
        return paging.page(self.rows(at, given), order, self.walk(given), cursor, limit)

    def every(self, at: datetime, given: Mapping[str, Any]) -> Iterable[Any]:
        told: Callable[[list[Any]], list[Any]] = list
        if self.name in queries.BARE:
            bare = queries.Bare(*queries.BARE[self.name], at)
            rows, told = self.matching(bare.rows, given), bare.told
        else:
            rows = self.rows(at, given)
        if "after" in given:
            place = self.place(at, given["after"])
            if place is None:
                raise ParameterProblem("after", "There is no such row as of that moment.")
            rows = rows.filter(self.identity.beyond(place, "next"))
        rows = rows.order_by(*self.identity.sorting("next"))
        if self.form == forms.XLSX:
            files.refuse_too_many(rows)
        return files.read(rows, lambda batch: self.results(told(batch), at, given))

    def place(self, at: datetime, called: list[str]) -> list[Any] | None:
        """Where a row stands in the order of its identity, by its name."""
        return called


REPORT = Order(("report__market", "report__edition"))
ROW = Order(("market", "edition", "key"))


class Markets(Collection):
    name = "markets"
    called = 1
    order = identity = Order(("report__market",))
    orders: ClassVar[Mapping[str, Order]] = {
        "market": order,
        "-released_at": Order(("-release_at", "report__market")),
    }
    filters = filters.MARKETS
    query = staticmethod(queries.markets)
    shape = shapes.MarketData

    def results(self, rows: list[Any], at: datetime, given: Mapping[str, Any]) -> Sequence[Any]:
        return [serializers.market(row, self.addresses) for row in rows]


class Reports(Collection):
    name = "reports"
    called = 2
    order = identity = REPORT
    orders: ClassVar[Mapping[str, Order]] = {
        "market": REPORT,
        "released_at": Order(("release_at", *REPORT.fields)),
        "-released_at": Order(("-release_at", *REPORT.fields)),
    }
    filters = filters.REPORTS
    query = staticmethod(queries.reports)
    shape = shapes.ReportData

    def results(self, rows: list[Any], at: datetime, given: Mapping[str, Any]) -> Sequence[Any]:
        return [serializers.report(row, self.addresses) for row in rows]


class Figures(Collection):
    name = "figures"
    order = identity = ROW
    orders: ClassVar[Mapping[str, Order]] = {
        "market": ROW,
        "year": Order(("period_start", "period_end", *ROW.fields)),
        "-year": Order(("-period_start", "-period_end", *ROW.fields)),
        "amount": Order(("amount", *ROW.fields)),
        "-amount": Order(("-amount", *ROW.fields)),
    }
    filters = filters.FIGURES
    query = staticmethod(queries.figures)
    shape = shapes.FigureData
    forms = (*Listing.forms, forms.JSON_STAT)

    def page(
        self, at: datetime, given: Mapping[str, Any], cursor: Cursor | None, limit: int
    ) -> Page:
        """By a query that was made before, where there is one for such a page."""
        wanted = sorted(name for name in self.filters if name in given)
        if "ordering" in given or not queries.COMPILED.keys() >= set(wanted):
            return super().page(at, given, cursor, limit)
        conditions = tuple((name, self.filters[name].condition) for name in wanted)
        ask = queries.figure_page(conditions, ROW, cursor.direction if cursor else None, limit + 1)
        place = {f"after{part}": value for part, value in enumerate(cursor.key if cursor else ())}
        found = ask({**given, **place, "at": at})
        return paging.between(found, ROW, self.walk(given), cursor, limit)

    def answer(self, at: datetime, given: dict[str, Any], **coordinates: Any) -> HttpResponseBase:
        if self.form == forms.JSON_STAT:
            return self.cube(at, given)
        return super().answer(at, given, **coordinates)

    def whole(self, at: datetime, given: Mapping[str, Any]) -> HttpResponseBase:
        if self.form != forms.CSV or not copying.able() or self.request.method == "HEAD":
            return super().whole(at, given)
        condition = Q()
        for name, item in self.filters.items():
            if name in given:
                condition &= item.condition(given[name])
        if "after" in given:
            condition &= ROW.beyond(given["after"], "next")
        settled, fields = queries.settled_at(at), given.get("fields")
        columns = tables.columns(self.name, fields)
        lines = copying.figures(at, settled, given, condition, columns, self.addresses)
        return files.File(self.name, self.form, settled, fields).sent(lines)

    def cube(self, at: datetime, given: Mapping[str, Any]) -> HttpResponseBase:
        """The figures of one report that match, as a JSON-stat dataset."""
        for name in (*OF_PAGES, "after", "fields"):
            if name in given:
                raise ParameterProblem(name, f"JSON-stat has every figure. Leave {name} out.")
        for name in ("market", "edition"):
            if name not in given:
                raise ParameterProblem(name, f"JSON-stat has one report: {name} is missing.")
        found = list(self.rows(at, given).order_by(*ROW.fields))
        release = queries.report(at, given["market"], given["edition"])
        if release is None:
            raise Http404
        origin = origin_of(release)
        data = jsonstat.dataset(
            self.results(found, at, given),
            label=release.load_card().title,
            source=apa(report_citation(release.load_document(), origin)),
            updated=origin.moment,
            href=origin.page,
        )
        content = forms.encode(data)
        return HttpResponse(content, content_type=forms.content_type(forms.JSON_STAT))

    def results(self, rows: list[Any], at: datetime, given: Mapping[str, Any]) -> Sequence[Any]:
        return [serializers.figure(row, self.addresses) for row in rows]


class KeyPlayers(Collection):
    name = "key-players"
    order = identity = Order(("market", "edition", "company"))
    orders: ClassVar[Mapping[str, Order]] = {
        "market": order,
        "company": Order(("company", "market", "edition")),
    }
    filters = filters.KEY_PLAYERS
    query = staticmethod(queries.key_players)
    shape = shapes.KeyPlayerData

    def results(self, rows: list[Any], at: datetime, given: Mapping[str, Any]) -> Sequence[Any]:
        links = queries.link_paths(rows, at)
        return [serializers.key_player(row, self.addresses, links) for row in rows]


class Developments(Collection):
    """The newest first."""

    name = "developments"
    order = Order(("-date", "market", "edition", "key"))
    identity = ROW
    orders: ClassVar[Mapping[str, Order]] = {
        "-date": order,
        "date": Order(("date", *ROW.fields)),
        "market": ROW,
    }
    filters = filters.DEVELOPMENTS
    query = staticmethod(queries.developments)
    shape = shapes.DevelopmentData

    def results(self, rows: list[Any], at: datetime, given: Mapping[str, Any]) -> Sequence[Any]:
        links = queries.link_paths(rows, at)
        return [serializers.development(row, self.addresses, links) for row in rows]
