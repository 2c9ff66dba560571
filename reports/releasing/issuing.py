"""Issue a release: from a revision to rows, in one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import log
from wagtail.models import Revision

from reports import clock
from reports.charts.render import ChartError
from reports.consistency.record import Checks
from reports.document import ReportDocument, stored
from reports.document.card import card
from reports.document.diff import published_values
from reports.document.findings import Place, error
from reports.models import (
    Development,
    Figure,
    KeyPlayer,
    Listing,
    Release,
    ReleaseChart,
    Report,
    ReportPage,
    SearchEntry,
)
from reports.models.authorship import author_of, name_of
from reports.models.examination import Examination
from reports.models.immutable import writing
from reports.releasing.approving import OWN_TEXT, approver_of
from reports.releasing.locking import locked, now_after, pending_of, recompute_windows
from reports.releasing.printing import order_pdf
from reports.releasing.refusal import Refused
from reports.releasing.signals import public_change

KINDS = (Release.Kind.UPDATE, Release.Kind.CORRECTION)
ROWS: tuple[Any, ...] = (Figure, KeyPlayer, Development, Listing, SearchEntry)
VALUE_CHANGES = "A published value changes: say whether this is an update or a correction, and why."


def issue(
    revision: Revision,
    release_at: datetime | None = None,
    *,
    kind: str | None = None,
    reason: str = "",
    author: Any = None,
    approver: Any = None,
) -> Release:
    """Release the document of a revision, now or at a moment to come.

    ``release_at`` is aware and rounded up to a whole minute; a past one is
    refused. ``kind`` is "update" or "correction" (which needs a ``reason``);
    the first release of a report is always "first". Not given, it is an update,
    unless a published value changes: then ``kind`` and ``reason`` must be given.
    ``author`` is found from the revisions when not given. ``approver`` is who
    releases it; with four eyes, and if that is the author, whoever approved
    exactly this document takes that place.

    A report has one pending release at most: scheduling another cancels it,
    and so does releasing its text now. Any other release now (a fix) leaves
    it at its moment, and a draft that was the fix goes back to its text. The same document
    of the same revision, already current or pending at this moment, is
    returned as it is. Raises `Refused`; then nothing was written.
    """
    revision = Revision.objects.get(pk=revision.pk)
    page = _draft(revision)
    if kind is not None and kind not in (*KINDS, Release.Kind.FIRST):
        raise Refused(f"“{kind}” is no kind of release; choose update or correction.")
    if release_at is not None and release_at.tzinfo is None:
        raise Refused("The moment needs a time zone.")
    # A first release is examined before it fixes an address, any other one under the lock.
    first = not hasattr(page, "record")
    examination = examined(page, release_at or clock.now()) if first else None
    with writing("issue"):
        record = locked(page)
        now = now_after(record)
        moment = clock.whole_minute(release_at) if release_at else now
        if release_at and moment <= now:
            raise Refused("The moment has passed. Choose a later one, or release now.")
        examination = examination or examined(page, moment)
        document = examination.document
        data = stored.dump(document)
        digest = stored.content_hash(data)
        checks = examination.checks()
        same = _same(record, revision, digest, checks, moment, now)
        if same:
            return same
        author = author or author_of(revision, digest)
        pending = pending_of(record, now)
        if pending and (moment > now or pending.content_hash == digest):
            _cancel(pending, now)
            pending = None
        release = write(
            record,
            revision,
            document,
            checks=checks,
            release_at=moment,
            issued_at=now,  # the same as release_at for a release at once
            kind=_kind(record, kind, reason.strip(), document, now),
            reason=reason.strip(),
            author=author,
            approver=approver_of(page, digest, author, approver),
        )
        recompute_windows(record)
        if moment <= now:
            follow(release, approver)
            if pending and _is_draft(revision):
                _back_to(pending)
        announce(release, "release" if moment <= now else "schedule", approver)
        public_change.send(Release, moment=moment)
    return Release.objects.get(pk=release.pk)


def fix_draft(page: ReportPage, user: Any = None) -> Revision:
    """A new draft from the current release, to mend it while another is pending.

    Release it with `issue`; the draft then goes back to the pending text.
    """
    record = getattr(page, "record", None)
    current = record and Release.objects.filter(report=record).released(clock.now()).first()
    if current is None:
        raise Refused("Nothing of this report is public; there is nothing to fix.")
    draft = _draft(current.revision)
    return draft.save_revision(
        user=user, log_action=True, clean=False, previous_revision=current.revision
    )


def pending_draft(page: ReportPage, user: Any = None) -> Revision:
    """A new draft from the pending release, to put in what was fixed since it was scheduled."""
    record = getattr(page, "record", None)
    pending = record and pending_of(record, clock.now())
    if pending is None:
        raise Refused("No release of this report is pending.")
    return _draft(pending.revision).save_revision(
        user=user, log_action=True, clean=False, previous_revision=pending.revision
    )


def examined(page: ReportPage, at: datetime) -> Examination:
    """A draft that may be released at ``at``; raises `Refused` with findings if it may not."""
    examination = page.examine(at)
    if examination.refusing:
        raise Refused("The report cannot be released yet.", examination.refusing)
    return examination


def write(
    record: Report,
    revision: Revision,
    document: ReportDocument,
    *,
    checks: Checks,
    release_at: datetime,
    issued_at: datetime,
    kind: str,
    reason: str,
    author: Any,
    approver: Any,
    loaded: bool = False,
) -> Release:
    """One release with its rows. Call it inside `writing`, then recompute the windows."""
    four_eyes = settings.REPORTS_FOUR_EYES and not loaded
    if kind == Release.Kind.CORRECTION and not reason:
        raise Refused("A correction needs its reason: what was wrong, and what it is now.")
    if four_eyes and (author is None or approver is None or author == approver):
        raise Refused(OWN_TEXT.format("release it"))
    data = stored.dump(document)
    release = Release(
        report=record,
        revision=revision,
        kind=kind,
        reason=reason,
        release_at=release_at,
        issued_at=issued_at,
        loaded=loaded,
        author=author,
        author_name=name_of(author),
        approver=approver,
        approver_name=name_of(approver),
        four_eyes=four_eyes,
        document=data,
        content_hash=stored.content_hash(data),
        card=card(document).model_dump(mode="json"),
        checks=checks.model_dump(mode="json"),
    )
    release.save()
    write_rows(release, document)
    try:
        write_charts(release, document)
    except ChartError as problem:
        place = Place("charts", problem.chart.block)
        finding = error("chart.drawing", place, f"{problem}. Choose another kind or other figures.")
        raise Refused("The report cannot be released yet.", [finding]) from problem
    order_pdf(release)
    return release


def write_rows(release: Release, document: ReportDocument) -> None:
    """The rows that derive from a release's document."""
    for model in ROWS:
        model.objects.bulk_create(model.rows(release, document))


def write_charts(release: Release, document: ReportDocument) -> None:
    """The charts of a release, drawn once and for all; raises `ChartError`."""
    ReleaseChart.objects.bulk_create(ReleaseChart.rows(release, document))


def follow(release: Release, user: Any = None) -> None:
    """Let Wagtail's own state (live, live revision, history) follow a public release."""
    action = PublishPageRevisionAction(release.revision, user=user)
    action.execute(skip_permission_checks=True)


def announce(release: Release, action: str, user: Any, **data: Any) -> None:
    """An entry in Wagtail's audit log."""
    page = ReportPage.objects.get(pk=release.report.page_id)
    details = {
        "release_at": release.release_at.isoformat(),
        "reason": release.reason,
        "kind": release.kind,
        **data,
    }
    log(instance=page, action=f"reports.{action}", user=user, data=details)


def announce_refusal(page: ReportPage, user: Any, refused: Refused) -> None:
    """A refusal stands in the audit log too."""
    log(instance=page, action="reports.refuse", user=user, data={"reason": refused.message})


def _draft(revision: Revision) -> ReportPage:
    page = revision.as_object()
    if not isinstance(page, ReportPage):
        raise Refused("Only report pages are released.")
    return page


def _kind(
    record: Report, wanted: str | None, reason: str, document: ReportDocument, now: datetime
) -> str:
    """The kind of a release. One that changes a published value says which it is, and why."""
    if not Release.objects.filter(report=record, cancelled_at=None).exists():
        return Release.Kind.FIRST
    chosen = wanted if wanted in KINDS else None
    if chosen != Release.Kind.CORRECTION and not (chosen and reason):  # `write` asks those why
        current = Release.objects.filter(report=record).released(now).first()
        if current and published_values(current.load_document(), document):
            raise Refused(VALUE_CHANGES)
    return chosen or Release.Kind.UPDATE


def _same(
    record: Report,
    revision: Revision,
    digest: str,
    checks: Checks,
    moment: datetime,
    now: datetime,
) -> Release | None:
    """The release that this issue would repeat, if there is one. One whose findings were
    accepted for other reasons is no repetition: readers are to see the reasons."""
    twins = Release.objects.filter(report=record, revision=revision, content_hash=digest)
    if moment > now:
        twin = twins.pending(now).filter(release_at=moment).first()
    else:
        twin = twins.released(now).first()
    kept = twin and twin.load_checks()
    return twin if twin and (kept is None or kept.accepted() == checks.accepted()) else None


def _cancel(release: Release, now: datetime) -> None:
    Release.objects.filter(pk=release.pk).update(cancelled_at=now, superseded_at=None)


def _is_draft(revision: Revision) -> bool:
    """Whether the editor would open this revision. Another one that is released (with changed
    reference data) leaves the draft as it is."""
    return ReportPage.objects.filter(latest_revision=revision).exists()


def _back_to(pending: Release) -> None:
    """After a fix the draft is the pending text again, or the next release would undo it."""
    draft = _draft(pending.revision)
    draft.save_revision(clean=False, log_action=True, previous_revision=pending.revision)
