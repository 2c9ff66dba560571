"""Other reports that a reader of one may want: of its sector, or with companies that it names."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import slugify

from reports.document.schema import ReportDocument
from reports.models import KeyPlayer, Listing
from reports.site import lookup
from reports.site.finding import Item

MOST = 3


def related(market: str, document: ReportDocument, at: datetime) -> list[Item]:
    """The reports of other markets nearest to one, each in its latest edition: one query.

    Those of the same sector first, then those that share the most key players, then the newest.
    """
    sector = slugify(document.market.sector, allow_unicode=True)[:200]
    companies = [player.slug for player in document.key_players]
    of_sector = Listing.objects.released(at).filter(sector=sector).exclude(sector="")
    of_company = KeyPlayer.objects.released(at).filter(company__in=companies)
    near = of_sector.order_by().values("release").union(of_company.order_by().values("release"))
    shared = (
        of_company.filter(release=OuterRef("pk"))
        .order_by()
        .values("release")
        .annotate(n=Count("company", distinct=True))
        .values("n")
    )
    found: Any = (
        lookup.latest_of_each_market(at)
        .exclude(report__market=market)
        .filter(pk__in=near)
        .annotate(
            same_sector=Exists(of_sector.filter(release=OuterRef("pk"))),
            shared=Coalesce(Subquery(shared), Value(0)),
        )
        .order_by(F("same_sector").desc(), F("shared").desc(), "-release_at", "report__market")
    )
    return [
        Item(release, reverse("market", args=[release.report.market]), [])
        for release in found[:MOST]
    ]
