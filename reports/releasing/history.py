"""Load the past of a report that was published elsewhere before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wagtail.models import Revision

from reports import clock
from reports.models import Release, Report, ReportPage
from reports.models.examination import Examination
from reports.models.immutable import writing
from reports.releasing.issuing import examined, follow, write
from reports.releasing.locking import locked, recompute_windows
from reports.releasing.refusal import Refused
from reports.releasing.signals import public_change


@dataclass(frozen=True)
class Past:
    """One past release: the revision it shows, its moment, kind and reason.

    ``examination`` may be given when the names of reference data have changed
    since (see `examined`); else it is made from the revision.
    """

    revision: Revision
    release_at: datetime
    kind: str = "update"
    reason: str = ""
    examination: Examination | None = None


def load_history(page: ReportPage, past: Sequence[Past], *, user: Any = None) -> list[Release]:
    """Issue the past releases of a report that has none yet, oldest first, in one transaction.

    They are marked as loaded, and the pages say so: they were not published
    here at the time. Raises `Refused` for moments out of order or to come, a
    report that has releases, or a document that could not be released.
    """
    moments = [item.release_at for item in past]
    if not past or any(moment.tzinfo is None for moment in moments):
        raise Refused("A history needs releases, each with a moment that has a time zone.")
    if sorted(set(moments)) != moments:
        raise Refused("The releases of a history come oldest first, each at its own moment.")
    with writing("issue"):
        record: Report = locked(page)
        now = clock.now()
        if moments[-1] > now:
            raise Refused("A history lies in the past; schedule a release for what is to come.")
        if Release.objects.filter(report=record).exists():
            raise Refused("This report has releases already.")
        releases = []
        for position, item in enumerate(past):
            draft = item.revision.as_object()
            examination = item.examination or examined(draft, item.release_at)
            releases.append(
                write(
                    record,
                    item.revision,
                    examination.document,
                    checks=examination.checks(),
                    release_at=item.release_at,
                    issued_at=now,
                    kind=item.kind if position else Release.Kind.FIRST,
                    reason=item.reason,
                    author=None,
                    approver=user,
                    loaded=True,
                )
            )
        recompute_windows(record)
        follow(releases[-1], user)
        public_change.send(Release, moment=now)
    return list(Release.objects.filter(report=record).order_by("release_at"))
