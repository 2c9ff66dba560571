"""Atom feeds: all releases, corrections alone, the releases of one market."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Max, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from reports import clock
from reports.asof import Moment
from reports.document.diff import changes
from reports.document.language import inline
from reports.exports.feeds import MEDIA_TYPE, Entry, Feed, atom
from reports.models import FormerAddress, Release
from reports.models.origins import absolute, licence, origin_of
from reports.site import lookup
from reports.site.answers import file
from reports.site.public import public

MOST = 20  # entries: a reader that looks once a day misses none
NEVER = datetime(2000, 1, 1, tzinfo=UTC)  # of a feed that has had no entry yet
SUBTITLE = gettext_noop("Each release of a report, with what it changed.")


@public
def releases(request: HttpRequest) -> HttpResponse:
    """The newest releases of all reports."""
    title = _("Releases")
    return answer("feeds/releases", title, absolute(reverse("markets")), "feed-releases", [], {})


@public
def corrections(request: HttpRequest) -> HttpResponse:
    """The newest corrections."""
    title, page = _("Corrections"), absolute(reverse("markets"))
    only = {"kind": Release.Kind.CORRECTION}
    return answer("feeds/corrections", title, page, "feed-corrections", [], only)


@public
def market(request: HttpRequest, market: str) -> HttpResponse:
    """The newest releases of one market's editions."""
    now = clock.now()
    shown = lookup.current(market, None, Moment()).release
    title = _("Releases: %(market)s") % {"market": shown.load_document().market.title}
    page = absolute(reverse("market", args=[market]))
    only = {"report__market": market}
    return answer(f"feeds/markets/{market}", title, page, "feed-market", [market], only, now)


def answer(
    name: str,
    title: str,
    page: str,
    view: str,
    arguments: list[str],
    only: dict[str, Any],
    now: datetime | None = None,
) -> HttpResponse:
    """A feed of the releases that are ``only`` such, in four queries."""
    now = now or clock.now()
    seen = Release.objects.history(now).filter(**only)
    earlier = Release.objects.history(now).filter(
        report=OuterRef("report"), release_at__lt=OuterRef("release_at")
    )
    newest = list(
        seen.numbered()
        .select_related("report")
        .annotate(before=Subquery(earlier.order_by("-release_at").values("pk")[:1]))
        .order_by("-release_at", "report__market", "report__edition")[:MOST]
    )
    documents = {
        release.pk: release.load_document()
        for release in Release.objects.history(now).filter(
            pk__in={release.before for release in newest} - {None}
        )
    }
    gone = Release.objects.withdrawn(now).filter(**only).aggregate(at=Max("withdrawn_at"))["at"]
    feed = Feed(
        name=name,
        title=f"{settings.WAGTAIL_SITE_NAME}: {title}",
        subtitle=_(SUBTITLE),
        address=absolute(reverse(view, args=arguments)),
        page=page,
        author=settings.WAGTAIL_SITE_NAME,
        authority=authority(),
        rights=str(licence()),
        # A withdrawal changes the feed too: entries go.
        updated=max([release.release_at for release in newest[:1]] + [gone or NEVER]),
        entries=[
            entry(release, documents.get(release.before), place)
            for release, place in zip(newest, first_addresses(newest), strict=True)
        ],
    )
    return file(atom(feed), f"{MEDIA_TYPE}; charset=utf-8", now)


def entry(release: Any, before: Any, place: str) -> Entry:
    document, origin = release.load_document(), origin_of(release)
    title = _("%(title)s: release %(number)s, %(kind)s") % {
        "title": document.title,
        "number": release.number,
        "kind": inline(release.get_kind_display()),
    }
    return Entry(
        name=f"markets/{place}/releases/{release.number}",
        title=f"{title} ({_('sample data')})" if document.sample else title,
        summary=document.standfirst,
        address=origin.release,
        released_at=release.release_at,
        kind=release.get_kind_display(),
        reason=release.reason,
        sector=document.market.sector,
        changes=changes(before, document) if before else [],
    )


def first_addresses(releases: Iterable[Any]) -> list[str]:
    """The address that each release's report had first: a name that outlives its moves."""
    found = list(releases)
    moved = FormerAddress.objects.filter(report__in={release.report_id for release in found})
    first: dict[int, str] = {}
    for former in moved.order_by("until", "pk"):
        first.setdefault(former.report_id, f"{former.market}/{former.edition}")
    return [first.get(release.report_id, str(release.report)) for release in found]


def authority() -> str:
    """Who names the entries: the setting, or the site's host in the year this began."""
    given: str = settings.REPORTS_TAG_AUTHORITY
    return given or f"{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname},2026"
