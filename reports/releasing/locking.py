"""The lock of a report, and the windows of its releases."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from reports import clock
from reports.models import FormerAddress, Release, Report, ReportPage
from reports.releasing.refusal import Refused

MARKET = re.compile(r"[-a-zA-Z0-9_]+")


def locked(page: ReportPage) -> Report:
    """The record of a page, made if it is the first time, locked until the transaction ends.

    The address is fixed here: the market's from a sister edition if there is
    one, else from its page.
    """
    market_page = page.market_page()
    sister = Report.objects.filter(market_page=market_page).order_by("pk").first()
    market = sister.market if sister else market_page.slug
    if not MARKET.fullmatch(market):
        raise Refused(
            f"The market's slug “{market}” cannot be an address. Use a to z, digits, hyphens."
        )
    former = FormerAddress.objects.filter(market=market, edition=page.edition)
    if former.exclude(report__page=page.pk).exists():
        raise Refused(f"{market}/{page.edition} leads to another report for good.")
    try:
        with transaction.atomic():
            record, _ = Report.objects.get_or_create(
                page_id=page.pk,
                defaults={
                    "market_page": market_page,
                    "market": market,
                    "edition": page.edition,
                },
            )
    except IntegrityError:
        raise Refused(
            f"Another report has the address {market}/{page.edition}. "
            "Give this one another edition."
        ) from None
    return lock(record)


def lock(record: Report) -> Report:
    """The record, locked and fresh."""
    return Report.objects.select_for_update().get(pk=record.pk)


def now_after(record: Report) -> datetime:
    """The present moment, later than every past release of the report by a microsecond at least.

    Ask it after the lock: two releases in one instant then keep their order.
    """
    now = clock.now()
    # What was released at once counts even where the guard put it a microsecond ahead.
    past = Q(release_at__lte=now) | Q(release_at=F("issued_at"))
    newest = (
        Release.objects.filter(past, report=record, cancelled_at=None)
        .order_by("-release_at")
        .values_list("release_at", flat=True)
        .first()
    )
    return max(now, newest + timedelta(microseconds=1)) if newest else now


def recompute_windows(record: Report) -> None:
    """Let each release end where the next begins; cancelled ones have no window."""
    releases: list[Any] = list(
        Release.objects.filter(report=record, cancelled_at=None)
        .order_by("release_at")
        .only("pk", "release_at", "superseded_at", "report_id")
    )
    for release, after in zip_longest(releases, releases[1:]):
        end = after.release_at if after else None
        if release.superseded_at != end:
            Release.objects.filter(pk=release.pk).update(superseded_at=end)


def pending_of(record: Report, now: datetime) -> Release | None:
    """The release that is still to come, if there is one."""
    return Release.objects.filter(report=record).pending(now).first()
