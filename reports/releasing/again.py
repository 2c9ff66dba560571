"""Release reports again after the reference data that they name have changed.

The text is that of the current release: its own revision, read with the data as
they are now. Newer edits of the draft stay drafts, and a pending release keeps
its text and its moment.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry, PageLogEntry

from reports import clock
from reports.document import ReportDocument, stored
from reports.models import Release, Segment
from reports.models.naming import named_in_draft
from reports.models.uses import REFERENCE, stands_for
from reports.releasing.issuing import issue
from reports.releasing.refusal import Refused

CHANGES = ("wagtail.edit", "wagtail.publish", "reports.merge", "reports.unmerge")


def rebuilt(release: Release) -> ReportDocument:
    """What a release would say if it were made now, from the text that it was made from."""
    document: ReportDocument = release.revision.as_object().build().document
    return document


def outdated(release: Release) -> bool:
    """Whether the data say something else now than the release does."""
    return stored.content_hash(stored.dump(rebuilt(release))) != release.content_hash


def release_again(
    release: Release, *, kind: str = "update", reason: str = "", user: Any = None
) -> Release:
    """Release the text of a current release with the reference data as they are now.

    Its author is who changed the data last. Raises `Refused`; then nothing was written.
    """
    current = Release.objects.released(clock.now()).filter(report=release.report_id).first()
    if current is None or current.pk != release.pk:
        raise Refused("Another release is current by now. Look again.")
    if not outdated(current):
        raise Refused("It says already what the data say.")
    people = changed_by(current)
    if settings.REPORTS_FOUR_EYES and user in people:
        raise Refused("You changed what it names. Another person has to release it again.")
    author = people[0] if people else None
    return issue(current.revision, kind=kind, reason=reason, author=author, approver=user)


def changed_by(release: Release) -> list[Any]:
    """Who changed the data that a release names since it was issued, the last one first."""
    types = {kind: ContentType.objects.get_for_model(model) for kind, model in REFERENCE.items()}
    raw = set(named_in_draft(release.revision.content))
    standing = stands_for()
    keys = raw | {(kind, standing[kind, key]) for kind, key in raw if (kind, key) in standing}
    segments = [key for kind, key in keys if kind == "segment"]
    axes = Segment.objects.filter(pk__in=segments).order_by().values_list("axis", flat=True)
    keys |= {("axis", axis) for axis in axes}
    named = {(types[kind].pk, str(key)) for kind, key in keys if kind in types}
    since = {"timestamp__gt": release.issued_at, "action__in": CHANGES, "user__isnull": False}
    entries: list[Any] = [
        entry
        for entry in ModelLogEntry.objects.filter(
            content_type__in=types.values(), **since
        ).select_related("user")
        if (entry.content_type_id, entry.object_id) in named
    ]
    entries += PageLogEntry.objects.filter(
        page=release.report.market_page_id, **since
    ).select_related("user")
    entries.sort(key=lambda entry: entry.timestamp, reverse=True)
    return list(dict.fromkeys(entry.user for entry in entries))
