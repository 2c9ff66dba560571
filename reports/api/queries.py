"""What the collections read: released rows with what their release says of them.

Each function gives a queryset as of a moment, through the one door to public
data, with only the columns that are shown, and these annotations:

``number``      the public number of the release (on its own rows: `ReleaseQuerySet.numbered`)
``sample``      whether the data is invented, by the release's card
``settled_at``  the newest public change up to the moment; see `paging.page`
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from reports.document.richtext import LINK
from reports.models import Development, Figure, KeyPlayer, Release
from reports.models.querysets import edition_label

RELEASE = ("release__kind", "release__release_at")

FIGURE = (
    *("market", "edition", "key", "label", "text", "measure", "statistic"),
    *("segments", "segment_names", "geography", "geography_name", "period_start", "period_end"),
    *("value", "decimals", "unit", "multiplier", "amount", "low", "high"),
    *("status", "approximate", "claim", "source", "source_title", "source_publisher"),
    *("attribution", "note", "rule", "formula"),
)
KEY_PLAYER = ("market", "edition", "company", "name", "html", "source")
DEVELOPMENT = (
    *("market", "edition", "key", "date", "precision", "company", "company_name", "kind"),
    *("title", "html", "source", "source_title", "source_publisher"),
)
REPORT = ("report__market", "report__edition", "kind", "release_at", "card")


def figures(at: datetime) -> QuerySet[Any]:
    return _with_release(Figure.objects.released(at).only(*FIGURE, *RELEASE), at)


def key_players(at: datetime) -> QuerySet[Any]:
    return _with_release(KeyPlayer.objects.released(at).only(*KEY_PLAYER, *RELEASE), at)


def developments(at: datetime) -> QuerySet[Any]:
    return _with_release(Development.objects.released(at).only(*DEVELOPMENT, *RELEASE), at)


def reports(at: datetime) -> QuerySet[Any]:
    """The current release of each report, without its document."""
    found = Release.objects.released(at).select_related("report").only(*REPORT)
    return found.numbered().annotate(settled_at=settled(at))


def markets(at: datetime) -> QuerySet[Any]:
    """The current release of each market's latest edition: the one with the greatest label."""
    later = (
        Release.objects.released(at)
        .annotate(label=edition_label())
        .filter(report__market=OuterRef("report__market"), label__gt=OuterRef("label"))
    )
    return reports(at).annotate(label=edition_label()).filter(~Exists(later))


def editions(at: datetime, market: str) -> list[Any]:
    """The current releases of a market's reports, the latest edition first."""
    return list(reports(at).filter(report__market=market).order_by(edition_label().desc()))


def report(at: datetime, market: str, edition: str) -> Any:
    """The current release of a report with its document, or None."""
    found = Release.objects.released(at).of(market, edition).select_related("report")
    return found.numbered().first()


def link_paths(rows: Iterable[Any], at: datetime) -> Mapping[str, str]:
    """The paths of the reports that the rows' texts link to and that are visible at ``at``."""
    wanted = {match[1] for row in rows for match in LINK.finditer(row.html)}
    return Release.objects.released(at).addresses(wanted)


def _with_release(rows: QuerySet[Any], at: datetime) -> QuerySet[Any]:
    own = Release.objects.released(at).filter(pk=OuterRef("release_id")).numbered()
    return rows.select_related("release").annotate(
        number=Subquery(own.values("number")),
        sample=F("release__card__sample"),
        settled_at=settled(at),
    )


def settled(at: datetime) -> Subquery:
    """The newest public change up to a moment."""
    return Subquery(Release.objects.history(at).values("release_at")[:1])


def settled_at(at: datetime) -> datetime:
    """The newest public change up to a moment; the moment itself before all of them. What is
    as of the one is as of the other."""
    newest = Release.objects.history(at).values_list("release_at", flat=True).first()
    return newest or at
