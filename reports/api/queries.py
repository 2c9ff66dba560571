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
from functools import lru_cache
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from reports.api import compiled
from reports.api.compiled import Compiled
from reports.api.paging import Direction, Order
from reports.document.richtext import LINK
from reports.models import Development, Figure, KeyPlayer, Release
from reports.models.querysets import At, edition_label

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


class Bare:
    """Rows without their release, for files of all of them: a release is read once, and not
    with each of its rows."""

    def __init__(self, model: Any, fields: tuple[str, ...], at: datetime) -> None:
        self.at = at
        self.rows = model.objects.released(at).only("release_id", *fields)
        self._known: dict[int, Any] = {}

    def told(self, batch: Iterable[Any]) -> list[Any]:
        """The rows with what `figures` and its like say of their release; without those whose
        release was withdrawn meanwhile."""
        rows = list(batch)
        wanted = {row.release_id for row in rows}
        known = {pk: item for pk, item in self._known.items() if pk in wanted}
        missing = wanted - known.keys()
        if missing:
            found = Release.objects.released(self.at).filter(pk__in=missing).numbered()
            found = found.annotate(sample=F("card__sample"))
            known |= {item.pk: item for item in found.only("kind", "release_at")}
        self._known = known
        told = []
        for row in rows:
            if release := known.get(row.release_id):
                row.release, row.number, row.sample = release, release.number, release.sample
                told.append(row)
        return told


BARE: Mapping[str, tuple[Any, tuple[str, ...]]] = {
    "figures": (Figure, FIGURE),
    "key-players": (KeyPlayer, KEY_PLAYER),
    "developments": (Development, DEVELOPMENT),
}


def figures(at: At) -> QuerySet[Any]:
    return _with_release(Figure.objects.released(at).only(*FIGURE, *RELEASE), at)


class FigureRow:
    """What a row of `figure_page` has besides its columns, as a `Figure` has it."""

    __slots__ = ()
    value: Any
    decimals: int

    @property
    def release(self) -> Any:
        return self

    @property
    def printed_value(self) -> str:
        return f"{self.value:.{self.decimals}f}"


# Filters of figures that compare a column with a value as it is, and the sort of that value.
COMPILED = {
    **dict.fromkeys(("market", "edition", "key", "measure", "geography"), compiled.text),
    **dict.fromkeys(("unit", "status", "claim"), compiled.text),
    "year": compiled.number,
}


@lru_cache(maxsize=256)
def figure_page(
    conditions: tuple[Any, ...], order: Order, direction: Direction | None, most: int
) -> Compiled:
    """A page of figures, to be asked with ``at``, the values of its ``conditions`` by their
    names, and the parts of a cursor's key as ``after0``, ``after1`` …"""
    rows = figures(compiled.moment())
    for name, condition in conditions:
        rows = rows.filter(condition(COMPILED[name](name)))
    if direction:
        place = [compiled.text(f"after{part}") for part in range(len(order.fields))]
        rows = rows.filter(order.beyond(place, direction))
    rows = rows.order_by(*order.sorting(direction or "next"))
    named = rows.values(
        *FIGURE,
        *("number", "sample", "settled_at"),
        kind=F("release__kind"),
        release_at=F("release__release_at"),
    )
    return Compiled(named[:most], FigureRow)


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


def _with_release(rows: Any, at: At) -> QuerySet[Any]:
    return (
        rows.select_related("release")
        .numbered()
        .annotate(
            sample=F("release__card__sample"),
            settled_at=settled(at),
        )
    )


def settled(at: At) -> Subquery:
    """The newest public change up to a moment."""
    return Subquery(Release.objects.history(at).values("release_at")[:1])


def settled_at(at: datetime) -> datetime:
    """The newest public change up to a moment; the moment itself before all of them. What is
    as of the one is as of the other."""
    newest = Release.objects.history(at).values_list("release_at", flat=True).first()
    return newest or at
