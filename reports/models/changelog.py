"""The log of what became public: releases with what they changed, and withdrawals.

An event stands where it became public here: a release at its moment, one that was loaded
with its history when it was loaded. The log ends `LAG` before now, and before the oldest
transaction that still writes releases, so that one which is still being written cannot come
in behind a reader who has passed it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from django.db.models import F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Greatest

from reports.exports import changes
from reports.models import underway
from reports.models.developments import Development
from reports.models.figures import Figure
from reports.models.players import KeyPlayer
from reports.models.querysets import edition_label
from reports.models.release import Release

LAG = timedelta(seconds=10)
FACTS = ("printed_value", "low", "high", "unit", "multiplier", "approximate", "status")

Position = tuple[datetime, str, str, int]  # moment, market, edition, number (0: a withdrawal)


@dataclass(frozen=True, slots=True)
class Said:
    """What two releases said of a figure: its rows, None where there is none."""

    key: str
    old: Figure | None
    new: Figure | None

    @property
    def kind(self) -> Literal["added", "removed", "changed"]:
        if self.old is None:
            return "added"
        return "removed" if self.new is None else "changed"


@dataclass(frozen=True, slots=True)
class Moves:
    """What was added and what is gone, as (key, name)."""

    added: list[tuple[str, str]] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Event:
    """A release, or a withdrawal, which has none. ``position`` is its place in the log."""

    position: Position
    report_id: int
    release: Release | None
    figures: list[Said] = field(default_factory=list)
    key_players: Moves = field(default_factory=Moves)
    developments: Moves = field(default_factory=Moves)

    def data(self) -> changes.ChangesData:
        """What it changed, as plain data."""
        return {
            "figures": [changes.figure(it.key, it.kind, it.old, it.new) for it in self.figures],
            "key_players": changes.gains(self.key_players.added, self.key_players.removed),
            "developments": changes.gains(self.developments.added, self.developments.removed),
        }


def end(now: datetime) -> datetime:
    """Where the log ends, when the present moment was ``now``. Ask before reading it."""
    began = underway.oldest()
    return min(now - LAG, began - timedelta(microseconds=1)) if began else now - LAG


def events(
    at: datetime,
    after: Position | None = None,
    most: int | None = None,
    *,
    market: str = "",
    event: str = "",
    since: datetime | None = None,
) -> list[Event]:
    """The events up to ``at`` that come after a position, the oldest first, ``most`` of them;
    of one market, of one sort ("release", "withdrawal"), from a moment on. What they changed
    is left out. Two queries."""
    found: list[Event] = []
    for sort, rows in (("release", _releases(at)), ("withdrawal", _withdrawals(at))):
        if event not in ("", sort):
            continue
        if market:
            rows = rows.filter(report__market=market)
        if since:
            rows = rows.filter(logged_at__gte=since)
        if after:
            rows = rows.filter(_beyond(after))
        for row in rows.order_by(*ORDER)[:most]:
            release = row if sort == "release" else None
            found.append(Event(_position(row), row.report_id, release))
    return sorted(found, key=lambda item: item.position)[:most]


def told(found: Sequence[Event], at: datetime) -> list[Event]:
    """Events with what they changed, as of ``at``. Three queries for all of them."""
    said = _changes([event.release for event in found if event.release], at)
    return [_with(event, said[event.release.pk]) if event.release else event for event in found]


def _with(event: Event, said: tuple[list[Said], Moves, Moves]) -> Event:
    figures, key_players, developments = said
    return replace(event, figures=figures, key_players=key_players, developments=developments)


ORDER = ("logged_at", "in_market", "in_edition", "place")


def _placed(rows: Any, moment: Any) -> Any:
    """Names compare byte by byte, here and in the database alike."""
    return rows.annotate(
        logged_at=moment,
        in_market=edition_label("report__market"),
        in_edition=edition_label("report__edition"),
    )


def _releases(at: datetime) -> Any:
    earlier = Release.objects.history(at).filter(
        report=OuterRef("report"), release_at__lt=OuterRef("release_at")
    )
    rows = _placed(Release.objects.history(at).order_by(), Greatest("release_at", "issued_at"))
    return (
        rows.filter(logged_at__lte=at)
        .numbered()
        .annotate(place=F("number"), before=Subquery(earlier.values("pk")[:1]))
        .select_related("report")
        .defer("document", "checks")
    )


def _withdrawals(at: datetime) -> Any:
    gone = Release.objects.withdrawn(at).filter(withdrawn_at__lte=at)
    rows = _placed(gone, F("withdrawn_at"))
    rows = rows.annotate(place=Value(0, output_field=IntegerField()))
    return rows.values_list(*ORDER, "report_id", named=True).distinct()


def _beyond(after: Position) -> Q:
    moment, market, edition, place = after
    return Q(logged_at__gt=moment) | Q(logged_at=moment) & (
        Q(in_market__gt=market)
        | Q(in_market=market) & (Q(in_edition__gt=edition) | Q(in_edition=edition, place__gt=place))
    )


def _position(row: Any) -> Position:
    return (row.logged_at, row.in_market, row.in_edition, row.place)


def _changes(releases: Sequence[Any], at: datetime) -> dict[int, tuple[list[Said], Moves, Moves]]:
    """What each release changed against the one before it: three queries for all of them."""
    wanted = {release.pk for release in releases} | {release.before for release in releases}
    figures = _by_release(Figure, wanted, at)
    players = _by_release(KeyPlayer, wanted, at)
    events = _by_release(Development, wanted, at)
    found = {}
    for release in releases:
        old, new = release.before, release.pk
        found[release.pk] = (
            _said(figures[old], figures[new]),
            _moves(players[old], players[new], "company", "name"),
            _moves(events[old], events[new], "key", "title"),
        )
    return found


def _by_release(model: Any, wanted: Iterable[int | None], at: datetime) -> Any:
    rows = defaultdict(list)
    ids = [pk for pk in wanted if pk]
    for row in model.objects.history(at).filter(release__in=ids).order_by("release", "position"):
        rows[row.release_id].append(row)
    return rows


def _said(before: Sequence[Figure], after: Sequence[Figure]) -> list[Said]:
    old, new = {row.key: row for row in before}, {row.key: row for row in after}
    return [
        Said(key, old.get(key), new.get(key))
        for key in dict.fromkeys([*new, *old])
        if _facts(old.get(key)) != _facts(new.get(key))
    ]


def _facts(row: Figure | None) -> tuple[Any, ...] | None:
    return None if row is None else tuple(getattr(row, name) for name in FACTS)


def _moves(before: Sequence[Any], after: Sequence[Any], key: str, name: str) -> Moves:
    old = {getattr(row, key): getattr(row, name) for row in before}
    new = {getattr(row, key): getattr(row, name) for row in after}
    return Moves(
        added=[item for item in new.items() if item[0] not in old],
        removed=[item for item in old.items() if item[0] not in new],
    )
