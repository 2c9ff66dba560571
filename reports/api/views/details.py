"""One thing at its permanent address: there, not yet there, moved, or gone for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponseBase
from rest_framework.response import Response

from reports.api import derived, described, forms, queries, serializers, shapes
from reports.api.problems import GONE, ParameterProblem, Problem
from reports.api.views.base import PublicView
from reports.exports import content, datapackage
from reports.models import FormerAddress, Release
from reports.models.origins import absolute, origin_of


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
        key = str(coordinates.get("number", coordinates.get("key", "")))
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
    """A report's current release with its whole document; as a package, with its tables."""

    collection = "reports"
    shape = shapes.ReportDetailData
    forms = (forms.JSON, forms.PACKAGE)

    def answer(self, at: datetime, given: dict[str, Any], **coordinates: Any) -> HttpResponseBase:
        if self.form != forms.PACKAGE:
            return super().answer(at, given, **coordinates)
        if "fields" in given:
            raise ParameterProblem("fields", "A package has every field. Leave fields out.")
        place = {name: coordinates[name] for name in ("market", "edition")}
        found = self.find(at, **place, key="")
        if found is None:
            return super().answer(at, given, **coordinates)
        return forms.file(*self.package(found, at, place))

    def package(self, found: Any, at: datetime, place: Mapping[str, str]) -> tuple[bytes, str, str]:
        """The file, its form and its name."""
        document, origin = found.load_document(), origin_of(found)
        links = Release.objects.released(at).addresses(document.links)
        absolute_links = {name: absolute(path) for name, path in links.items()}
        shown = self.addresses
        tables: dict[str, Sequence[Any]] = {
            "figures": [
                serializers.figure(row, shown)
                for row in queries.figures(at).filter(**place).order_by("key")
            ],
            "key-players": [
                serializers.key_player(row, shown, links)
                for row in queries.key_players(at).filter(**place).order_by("company")
            ],
            "developments": [
                serializers.development(row, shown, links)
                for row in queries.developments(at).filter(**place).order_by("key")
            ],
            "segments": [
                described.segment(row, shown, links) for row in derived.segments(at, place, None)
            ],
            "sources": [described.source(row, shown) for row in derived.sources(at, place, None)],
        }
        report = content.report(document, found.load_checks(), origin, absolute_links)
        file = datapackage.package(document, origin, tables, report)
        return file, forms.PACKAGE, f"{origin.stem}.zip"

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
