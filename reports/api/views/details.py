"""One thing at its permanent address: there, not yet there, moved, or gone for good."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponseBase
from rest_framework.response import Response

from reports.api import queries, serializers, shapes
from reports.api.problems import GONE, Problem
from reports.api.views.base import PublicView
from reports.models import FormerAddress, Release


class Detail(PublicView):
    """Something of a report. ``key`` is empty for the report itself."""

    collection: str

    def find(self, at: datetime, market: str, edition: str, key: str) -> Any:
        """What is visible at this address, or None."""
        raise NotImplementedError

    def shown(self, found: Any, at: datetime) -> Any:
        """It, as the API shows it."""
        raise NotImplementedError

    def answer(self, at: datetime, given: dict[str, Any], **coordinates: Any) -> HttpResponseBase:
        market, edition = coordinates["market"], coordinates["edition"]
        key = str(coordinates.get("number") or coordinates.get("key", ""))
        found = self.find(at, market, edition, key)
        if found is not None:
            return Response(self.chosen(self.shown(found, at), given))
        return self._absent(at, market, edition, key)

    def _absent(self, at: datetime, market: str, edition: str, key: str) -> HttpResponseBase:
        """Moved, or gone, or not there (yet); which of them, only public releases decide."""
        if Release.objects.released(at).of(market, edition).exists():
            raise Http404
        if Release.objects.withdrawn(at).of(market, edition).exists():
            raise Problem(410, GONE)
        former = FormerAddress.objects.filter(market=market, edition=edition)
        for moved in former.select_related("report"):
            present = (moved.report.market, moved.report.edition, key)
            if self.find(at, *present) is not None:
                parts = [part for part in present if part]
                return self.moved_to(self.addresses.detail(self.collection, *parts))
        raise Http404


class ReportDetail(Detail):
    """A report's current release with its whole document."""

    collection = "reports"
    shape = shapes.ReportDetailData

    def find(self, at: datetime, market: str, edition: str, key: str) -> Any:
        return queries.report(at, market, edition)

    def shown(self, found: Any, at: datetime) -> Any:
        document = found.load_document()
        links = Release.objects.released(at).addresses(document.links)
        return serializers.report_with_document(found, document, self.addresses, links)


class FigureDetail(Detail):
    collection = "figures"
    shape = shapes.FigureData

    def find(self, at: datetime, market: str, edition: str, key: str) -> Any:
        return queries.figures(at).filter(market=market, edition=edition, key=key).first()

    def shown(self, found: Any, at: datetime) -> Any:
        return serializers.figure(found, self.addresses)


class DevelopmentDetail(Detail):
    collection = "developments"
    shape = shapes.DevelopmentData

    def find(self, at: datetime, market: str, edition: str, key: str) -> Any:
        return queries.developments(at).filter(market=market, edition=edition, key=key).first()

    def shown(self, found: Any, at: datetime) -> Any:
        return serializers.development(found, self.addresses, queries.link_paths([found], at))


class KeyPlayerDetail(Detail):
    """A company in a report; its key is the company's address part."""

    collection = "key-players"
    shape = shapes.KeyPlayerData

    def find(self, at: datetime, market: str, edition: str, key: str) -> Any:
        return queries.key_players(at).filter(market=market, edition=edition, company=key).first()

    def shown(self, found: Any, at: datetime) -> Any:
        return serializers.key_player(found, self.addresses, queries.link_paths([found], at))


class MarketDetail(PublicView):
    """A market with its visible editions, the latest first."""

    shape = shapes.MarketDetailData

    def answer(self, at: datetime, given: dict[str, Any], **coordinates: Any) -> HttpResponseBase:
        market = coordinates["market"]
        releases = queries.editions(at, market)
        if not releases:
            return self._absent(at, market)
        editions = [serializers.edition(release, self.addresses) for release in releases]
        data = {**serializers.market(releases[0], self.addresses), "editions": editions}
        return Response(self.chosen(data, given))

    def _absent(self, at: datetime, market: str) -> HttpResponseBase:
        if Release.objects.withdrawn(at).filter(report__market=market).exists():
            raise Problem(410, "The reports of this market were withdrawn.")
        former = FormerAddress.objects.filter(market=market).values("report")
        moved = Release.objects.released(at).filter(report__in=former)
        latest = moved.select_related("report").order_by("-report__edition").first()
        if latest is None:
            raise Http404
        return self.moved_to(self.addresses.detail("markets", latest.report.market))
