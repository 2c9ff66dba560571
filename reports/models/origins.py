"""Where a release stands, with the site's own address: for everything that leaves the site."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from reports.exports.origin import Licence, Origin


def absolute(path: str) -> str:
    """A path with the site's own scheme and host, never those of the request: anyone can
    send any Host, and the answer is stored for others."""
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/") + path


def licence() -> Licence:
    """What others may do with the data of this site."""
    return Licence(**settings.REPORTS_DATA_LICENCE)


def origin_of(release: Any) -> Origin:
    """A release of `ReleaseQuerySet.numbered` as its files name it."""
    market, edition = release.report.market, release.report.edition
    return Origin(
        market=market,
        edition=edition,
        number=release.number,
        released_at=release.release_at,
        kind=release.get_kind_display(),
        reason=release.reason,
        loaded=release.loaded,
        publisher=settings.WAGTAIL_SITE_NAME,
        site=absolute("/"),
        page=absolute(reverse("report", args=[market, edition])),
        release=absolute(reverse("release", args=[market, edition, release.number])),
        licence=licence(),
    )
