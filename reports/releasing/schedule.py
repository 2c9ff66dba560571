"""Move or cancel a release before its moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reports import clock
from reports.document import stored
from reports.models import Release
from reports.models.immutable import writing
from reports.releasing.issuing import announce
from reports.releasing.locking import lock, now_after, recompute_windows
from reports.releasing.refusal import Refused
from reports.releasing.signals import public_change


def reschedule(
    release: Release, release_at: datetime, *, reason: str = "", user: Any = None
) -> Release:
    """Move a pending release to another moment to come (aware, rounded up to a whole minute).

    Its checks are made again for the new moment, unless its revision would give another
    document by now (a name has changed); then it keeps those of its issue. ``reason`` goes
    into the audit log. Raises `Refused` once its moment has come, when the new one has
    passed, or when a check stands in the way at the new moment.
    """
    if release_at.tzinfo is None:
        raise Refused("The moment needs a time zone.")
    with writing("issue"):
        release, now = _pending(release)
        moment = clock.whole_minute(release_at)
        if moment <= now:
            raise Refused("The moment has passed. Choose a later one, or release now.")
        before = release.release_at
        changed: dict[str, Any] = {"release_at": moment}
        examination = release.revision.as_object().examine(moment)
        if stored.content_hash(stored.dump(examination.document)) == release.content_hash:
            if examination.refusing:
                raise Refused("It cannot be released at that moment.", examination.refusing)
            changed["checks"] = examination.checks().model_dump(mode="json")
        Release.objects.filter(pk=release.pk).update(**changed)
        recompute_windows(release.report)
        release = Release.objects.get(pk=release.pk)
        announce(release, "reschedule", user, before=before.isoformat(), reason=reason.strip())
        public_change.send(Release, moment=moment)
    return release


def cancel(release: Release, *, reason: str = "", user: Any = None) -> Release:
    """Cancel a pending release; it never becomes public. ``reason`` goes into the audit log.
    Raises `Refused` once it is public."""
    with writing("issue"):
        release, now = _pending(release)
        Release.objects.filter(pk=release.pk).update(cancelled_at=now, superseded_at=None)
        recompute_windows(release.report)
        release = Release.objects.get(pk=release.pk)
        announce(release, "cancel", user, reason=reason.strip())
    return release


def _pending(release: Release) -> tuple[Release, datetime]:
    """The release, fresh and with its report locked; refused if it is no longer pending."""
    record = lock(release.report)
    now = now_after(record)
    fresh = Release.objects.select_related("report", "revision").get(pk=release.pk)
    if fresh.cancelled_at is not None:
        raise Refused("This release was cancelled already.")
    if fresh.release_at <= now:
        raise Refused("This release is public already. Correct or withdraw it instead.")
    return fresh, now
