"""The collections: filtered, in a fixed order, a page at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from rest_framework.response import Response

from reports.api import filters, paging, parameters, queries, serializers
from reports.api.filters import Filters
from reports.api.paging import Cursor, Order
from reports.api.problems import ParameterProblem
from reports.api.views.base import PublicView

# These stand in the cursor of a further page, or are replaced there.
PINNED = ("cursor", "as_of")


class Collection(PublicView):
    """A list. Subclasses name it, and say what it reads and in which order."""

    name: str
    order: Order
    filters: Filters
    query: Callable[[datetime], QuerySet[Any]]

    @property
    def readers(self) -> dict[str, parameters.Reader]:  # type: ignore[override]
        return {
            **{name: item.reader for name, item in self.filters.items()},
            "limit": parameters.integer(1, paging.LARGEST_LIMIT),
            "cursor": paging.read_cursor,
        }

    def moment(self, given: dict[str, Any], now: datetime) -> datetime:
        """A walk sees one moment: that of its cursor."""
        cursor: Cursor | None = given.get("cursor")
        if cursor is None:
            return super().moment(given, now)
        if "as_of" in given:
            raise ParameterProblem(
                "as_of", "The cursor has the moment of its walk already. Leave as_of out."
            )
        if cursor.collection != self.name:
            raise ParameterProblem("cursor", f"This cursor belongs to {cursor.collection}.")
        if cursor.moment > now:
            raise ParameterProblem("cursor", "The moment of this cursor lies in the future.")
        return cursor.moment

    def answer(self, at: datetime, given: dict[str, Any], **coordinates: str) -> Response:
        rows = type(self).query(at)
        for name, item in self.filters.items():
            if name in given:
                rows = rows.filter(item.condition(given[name]))
        limit = given.get("limit", paging.DEFAULT_LIMIT)
        page = paging.page(rows, self.order, self.name, given.get("cursor"), limit)
        data = {
            "results": self.results(page.rows, at),
            "next": self._leading_to(page.next),
            "previous": self._leading_to(page.previous),
        }
        relations = (("next", data["next"]), ("prev", data["previous"]))
        links = ", ".join(f'<{url}>; rel="{relation}"' for relation, url in relations if url)
        return Response(data, headers={"Link": links} if links else None)

    def results(self, rows: list[Any], at: datetime) -> list[Any]:
        """The rows as the API shows them."""
        raise NotImplementedError

    def _leading_to(self, cursor: Cursor | None) -> str | None:
        if cursor is None:
            return None
        kept = [item for item in self.request.query_params.items() if item[0] not in PINNED]
        query = urlencode([*kept, ("cursor", str(cursor))])
        return f"{self.addresses.collection(self.name)}?{query}"


class Markets(Collection):
    name = "markets"
    order = Order(("report__market",))
    filters = filters.MARKETS
    query = staticmethod(queries.markets)

    def results(self, rows: list[Any], at: datetime) -> list[Any]:
        return [serializers.market(row, self.addresses) for row in rows]


class Reports(Collection):
    name = "reports"
    order = Order(("report__market", "report__edition"))
    filters = filters.REPORTS
    query = staticmethod(queries.reports)

    def results(self, rows: list[Any], at: datetime) -> list[Any]:
        return [serializers.report(row, self.addresses) for row in rows]


class Figures(Collection):
    name = "figures"
    order = Order(("market", "edition", "key"))
    filters = filters.FIGURES
    query = staticmethod(queries.figures)

    def results(self, rows: list[Any], at: datetime) -> list[Any]:
        return [serializers.figure(row, self.addresses) for row in rows]


class KeyPlayers(Collection):
    name = "key-players"
    order = Order(("market", "edition", "company"))
    filters = filters.KEY_PLAYERS
    query = staticmethod(queries.key_players)

    def results(self, rows: list[Any], at: datetime) -> list[Any]:
        links = queries.link_paths(rows, at)
        return [serializers.key_player(row, self.addresses, links) for row in rows]


class Developments(Collection):
    """The newest first."""

    name = "developments"
    order = Order(("-date", "market", "edition", "key"))
    filters = filters.DEVELOPMENTS
    query = staticmethod(queries.developments)

    def results(self, rows: list[Any], at: datetime) -> list[Any]:
        links = queries.link_paths(rows, at)
        return [serializers.development(row, self.addresses, links) for row in rows]
