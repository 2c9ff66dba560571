"""Withdraw a report: what was public is gone for good."""

from __future__ import annotations

from typing import Any

from wagtail.actions.unpublish_page import UnpublishPageAction

from reports.models import Release, Report, ReportPage
from reports.models.immutable import writing
from reports.releasing.issuing import announce
from reports.releasing.locking import lock, now_after, recompute_windows
from reports.releasing.refusal import Refused
from reports.releasing.signals import public_change


def withdraw(report: Report, *, reason: str, user: Any = None) -> Report:
    """Take every public release of a report away, for every past view too, and cancel what
    is pending. A release issued later opens the history again with the next number.

    Needs a ``reason``. Raises `Refused` when nothing of the report is public.
    """
    reason = reason.strip()
    if not reason:
        raise Refused("Say why the report is withdrawn.")
    with writing("issue"):
        record = lock(report)
        now = now_after(record)
        releases = Release.objects.filter(report=record)
        public = releases.history(now)
        newest = public.first()
        if newest is None:
            raise Refused("Nothing of this report is public; cancel the pending release instead.")
        releases.pending(now).update(cancelled_at=now, superseded_at=None)
        public.order_by().update(withdrawn_at=now, withdrawn_reason=reason)
        recompute_windows(record)
        follow_withdrawal(record, user)
        announce(newest, "withdraw", user, reason=reason)
        public_change.send(Release, moment=now)
    return record


def follow_withdrawal(record: Report, user: Any = None) -> None:
    """Let Wagtail's own state follow: the page is no longer live."""
    page = ReportPage.objects.get(pk=record.page_id)
    if page.live:
        UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
