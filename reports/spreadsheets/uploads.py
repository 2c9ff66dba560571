"""An upload from its arrival to the draft: staged, read aside, compared, applied or refused."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django_tasks import task
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from reports import clock
from reports.models import ReportPage, SheetUpload
from reports.spreadsheets.applying import changed_streams
from reports.spreadsheets.archive import MOST_BYTES
from reports.spreadsheets.difference import Difference, compare
from reports.spreadsheets.download import state_of
from reports.spreadsheets.incoming import Unusable, incoming
from reports.spreadsheets.labels import Labels
from reports.spreadsheets.reading import read_file
from reports.spreadsheets.rows import Draft, draft_rows
from reports.spreadsheets.used import warn_of_uses

State = SheetUpload.State
FORMER = (
    "The file was made from a state of the draft that is no longer kept. What others changed "
    "since then may be listed here as changed back: look at each row."
)
CHANGED = "The draft has changed since you opened this screen. Look at the differences again."


class ImportRefused(Exception):
    """Why nothing was written, in a sentence."""


@dataclass(slots=True)
class Reviewed:
    """The difference of an upload to the draft as it is now, and which state that is."""

    difference: Difference
    draft: Draft
    page: ReportPage
    seen: str
    notes: list[str]


def stage(page: ReportPage, user: Any, name: str, data: bytes) -> SheetUpload:
    """Keep an upload and have it read in the background. Raises `ImportRefused`."""
    if len(data) > MOST_BYTES:
        raise ImportRefused("The file is larger than 5 MB.")
    if not data:
        raise ImportRefused("The file is empty.")
    SheetUpload.drop_old(clock.now())
    upload = SheetUpload.objects.create(
        page=page,
        user=user,
        kind="csv" if name.lower().endswith(".csv") else "xlsx",
        name=name[-200:],
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        created=clock.now(),
    )
    transaction.on_commit(lambda: read_upload.enqueue(upload.pk))
    return upload


@task()
def read_upload(upload_id: int) -> None:
    """Read a staged file in a process of its own, and keep the result."""
    upload = SheetUpload.objects.filter(pk=upload_id, state=State.WAITING).first()
    if upload is None:
        return
    result = read_file(upload.kind, bytes(upload.data or b""))
    if "sheets" in result:
        upload.state, upload.sheets = State.READ, result["sheets"]
        try:
            stamp = incoming(result["sheets"], upload.kind).stamp
            if stamp and stamp.partition(":")[0] != str(upload.page_id):
                raise Unusable("It was downloaded from another report.")
        except Unusable as problem:
            result = {"refused": str(problem)}
    if "refused" in result:
        upload.state, upload.sheets = State.REFUSED, None
        upload.problem = str(result["refused"])[:500]
        refuse(upload, upload.problem)
    # It may have been dropped meanwhile.
    SheetUpload.objects.filter(pk=upload.pk).update(
        data=None, state=upload.state, sheets=upload.sheets, problem=upload.problem
    )


def refuse(upload: SheetUpload, reason: str) -> None:
    """Note in the page's history that a file was not taken, and why."""
    log(
        instance=upload.page,
        action="reports.import_refused",
        user=upload.user,
        data={"file": upload.name, "sha256": upload.sha256, "reason": reason},
    )


def review(upload: SheetUpload) -> Reviewed:
    """The difference of a file that was read to the newest draft."""
    page = ReportPage.objects.get(pk=upload.page_id)
    revision = page.get_latest_revision()
    seen = state_of(page, revision)
    draft: Any = revision.as_object() if revision else page
    labels = Labels()
    rows = draft_rows(draft, labels)
    file = incoming(upload.sheets or {}, upload.kind)
    base, notes = _base(page, file.stamp, seen, labels)
    difference = compare(file, rows, labels, base)
    warn_of_uses(difference, draft)
    return Reviewed(difference, rows, draft, seen, notes)


def _base(
    page: ReportPage, stamp: str, seen: str, labels: Labels
) -> tuple[Draft | None, list[str]]:
    """The draft that a file was made from, if it is still kept as it was then."""
    if stamp == seen:
        return None, []
    parts = stamp.split(":")
    if len(parts) != 3 or not all(part.isascii() and part.isalnum() for part in parts):
        return None, [FORMER] if stamp else []
    number = parts[1] if parts[1].isdecimal() and len(parts[1]) < 19 else "0"
    former = Revision.page_revisions.filter(pk=int(number), object_id=str(page.pk)).first()
    if former is None or state_of(page, former) != stamp:
        return None, [FORMER]
    return draft_rows(former.as_object(), labels), []


@transaction.atomic
def write(
    upload_id: int, user: Any, seen: str, removed: Collection[str] = ()
) -> tuple[Revision | None, str]:
    """Apply an upload: one new revision, with a sentence on what it holds.

    ``seen`` is the state of the draft (`Reviewed.seen`) that the difference was shown for.
    Raises `ImportRefused`; then nothing was written. What was applied once changes nothing.
    """
    upload = SheetUpload.objects.select_for_update().filter(pk=upload_id, user=user).first()
    if upload is None:
        raise ImportRefused("This upload is no longer kept. Upload the file again.")
    if upload.state == State.APPLIED:
        return None, "This file was applied already; nothing was changed."
    if upload.state != State.READ:
        raise ImportRefused("This file has not been read.")
    Page.objects.select_for_update().get(pk=upload.page_id)
    reviewed = review(upload)
    difference = reviewed.difference
    if reviewed.seen != seen:
        raise ImportRefused(CHANGED)
    if difference.refused:
        raise ImportRefused("Some cells are refused. Mend them in the file and upload it again.")
    streams = changed_streams(reviewed.draft, difference, removed)
    if not streams:
        return None, "The draft says all this already; nothing was changed."
    for name, blocks in streams.items():
        setattr(reviewed.page, name, blocks)
    # Unclean drafts may be saved, here as in the editor; a release is refused for them.
    revision = reviewed.page.save_revision(user=user, clean=False)
    gone = sum(1 for change in difference.removed if change.id in removed)
    counts = {"added": len(difference.added), "changed": len(difference.changed), "removed": gone}
    log(
        instance=reviewed.page,
        action="reports.import",
        user=user,
        revision=revision,
        content_changed=True,
        data={"file": upload.name, "sha256": upload.sha256, **counts},
    )
    upload.state, upload.sheets = State.APPLIED, None
    upload.save(update_fields=["state", "sheets"])
    told = ", ".join(f"{count} {verb}" for verb, count in counts.items() if count)
    return revision, f"The draft was changed: {told}."
