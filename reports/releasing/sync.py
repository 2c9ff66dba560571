"""Let Wagtail's own state follow what the public sees. Housekeeping: readers never wait for it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction

from reports import clock
from reports.models import Release, ReportPage
from reports.releasing.issuing import follow

logger = logging.getLogger(__name__)


@dataclass
class Synced:
    """What a run did: pages mended, and pages that failed with their reason."""

    mended: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


def sync_page(page: ReportPage, user: Any = None) -> bool:
    """Bring one page's flags to what is visible now; gives whether anything had to change.

    A page that is live without a visible release (a copy, an alias) goes back to draft.
    """
    with transaction.atomic():
        row = ReportPage.objects.select_for_update().get(pk=page.pk)
        record = getattr(row, "record", None)
        release = (
            Release.objects.filter(report=record)
            .released(clock.now())
            .select_related("revision", "report")
            .first()
            if record
            else None
        )
        if release is None:
            if not row.live:
                return False
            UnpublishPageAction(row, user=user).execute(skip_permission_checks=True)
            return True
        if row.live and row.live_revision_id == release.revision_id:
            return False
        follow(release, user)
        return True


def is_behind(page: ReportPage) -> bool:
    """Whether a page's flags do not show what is visible now; asks without the page's lock."""
    record = getattr(page, "record", None)
    revision = None
    if record:
        visible = Release.objects.filter(report=record).released(clock.now())
        revision = visible.values_list("revision_id", flat=True).first()
    return (page.live, page.live_revision_id if page.live else None) != (
        revision is not None,
        revision,
    )


def sync_pages() -> Synced:
    """`sync_page` for every report; one that fails is logged and holds nothing up."""
    result = Synced()
    for page in ReportPage.objects.order_by("pk"):
        try:
            if sync_page(page):
                result.mended.append(str(page))
        except Exception as problem:  # one broken page must not stop the others
            logger.exception("The page of %s could not follow its release.", page)
            result.failed[str(page)] = str(problem)
    return result
