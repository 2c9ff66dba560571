"""What is there to be seen at an address, and at which moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from reports import clock
from reports.asof import Moment
from reports.document.richtext import linked_reports
from reports.models import Release
from reports.models.querysets import edition_label


class NotVisible(Exception):
    """There is nothing at an address, or nothing yet: the two are told alike."""

    def __init__(self, now: datetime) -> None:
        super().__init__()
        self.now = now


class Gone(NotVisible):
    """What was at an address was withdrawn at ``since``."""

    def __init__(self, now: datetime, since: datetime) -> None:
        super().__init__(now)
        self.since = since


class Moved(NotVisible):
    """What was at an address is at another now; ``address`` has its market and edition."""

    def __init__(self, now: datetime, market: str, edition: str) -> None:
        super().__init__(now)
        self.address = {"market": market, "edition": edition}


@dataclass(frozen=True)
class Found:
    """A release that is current ``at`` the moment asked about, which is ``now`` if none was."""

    release: Release
    at: datetime
    now: datetime


def address(market: str, edition: str | None, prefix: str = "report__") -> Q:
    """Releases of one report, or of a market's reports when no edition is given."""
    wanted = {f"{prefix}market": market}
    return Q(**wanted, **({f"{prefix}edition": edition} if edition is not None else {}))


def current(market: str, edition: str | None, moment: Moment, *, drawn: bool = False) -> Found:
    """The current release of a report; without an edition, of the market's latest one.
    ``drawn``: with its charts.

    One query when there is one. Raises `NotVisible`, `Gone` or `Moved` when there is
    none, and `AsOfError` for a moment to come.
    """
    seen = _latest(market, edition, Release.objects.released(moment.sql()), drawn)
    release = seen.annotate(now=clock.sql_now()).first()
    if release is not None:
        return Found(release, moment.at(release.now), release.now)
    now = clock.now()
    at = moment.at(now)
    # Once more at this very moment: the answer "no" is fresh until the next whole
    # minute, and a release that came since the first look would be hidden by it.
    release = _latest(market, edition, Release.objects.released(at), drawn).first()
    if release is not None:
        return Found(release, at, now)
    raise absence(market, edition, at=at, now=now)


def _latest(market: str, edition: str | None, seen: Any, drawn: bool) -> Any:
    seen = seen.drawn() if drawn else seen
    here = seen.filter(address(market, edition)).order_by(edition_label().desc())
    return here.numbered().with_pdf().select_related("report")


def absence(
    market: str, edition: str | None, *, at: datetime, now: datetime, number: int | None = None
) -> NotVisible:
    """Why nothing is visible at an address ``at`` a moment: withdrawn, moved, or not there."""
    gone = Release.objects.withdrawn(at).filter(address(market, edition))
    if number is not None:
        gone = gone.numbered().filter(number=number)
    since = gone.order_by("-withdrawn_at").values_list("withdrawn_at", flat=True).first()
    if since is not None:
        return Gone(now, since)
    former = address(market, edition, "report__former_addresses__")
    heirs = Release.objects.released(now).filter(former).exclude(address(market, edition))
    heir = heirs.for_lists().order_by(edition_label().desc()).first()
    if heir is not None:
        return Moved(now, heir.report.market, heir.report.edition)
    return NotVisible(now)


def neighbours(market: str, links: Iterable[str], at: datetime) -> dict[str, str]:
    """The paths of everything visible in a market, and of the reports linked to: one query.

    Keys are as in `ReleaseQuerySet.addresses`: "market/edition", and "market/".
    """
    return Release.objects.released(at).addresses([f"{market}/", *links])


def links(texts: Iterable[str], at: datetime) -> dict[str, str]:
    """The paths of the visible reports that some HTML of documents links to: one query."""
    wanted = {address for html in texts for address in linked_reports(html)}
    return Release.objects.released(at).addresses(wanted)


def editions(market: str, paths: dict[str, str]) -> list[tuple[str, str]]:
    """Of `neighbours`, the market's editions as (label, path), latest first."""
    found = [
        (place.partition("/")[2], path)
        for place, path in paths.items()
        if place.partition("/")[0] == market and not place.endswith("/")
    ]
    return sorted(found, reverse=True)


def latest_of_each_market(at: datetime) -> Any:
    """The current release of the latest edition of each market; newest first."""
    later = (
        Release.objects.released(at)
        .annotate(label=edition_label())
        .filter(report__market=OuterRef("report__market"), label__gt=OuterRef("label"))
    )
    seen = Release.objects.released(at).annotate(label=edition_label()).filter(~Exists(later))
    return seen.for_lists().order_by("-release_at", "report__market")


def history(market: str, edition: str, now: datetime) -> Any:
    """Every release of a report that was public by ``now`` and stays so, numbered, newest first."""
    seen = Release.objects.history(now).of(market, edition)
    return seen.numbered().with_pdf().select_related("report")


def was_withdrawn(market: str, edition: str, now: datetime) -> bool:
    """Whether earlier releases of a report were withdrawn."""
    return bool(Release.objects.withdrawn(now).of(market, edition).exists())
