"""The Release screen: the one door through which a draft becomes public."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView
from wagtail.admin import messages

from reports import clock, releasing
from reports.admin import permissions
from reports.admin.forms import PreviewForm, ReleaseForm
from reports.admin.moments import when
from reports.admin.screens import ReportScreen
from reports.document import stored
from reports.document.diff import Change, changes, published_values
from reports.models import Approval, Release
from reports.models.authorship import author_of, name_of
from reports.models.examination import Examination
from reports.releasing.approving import approver_of
from reports.releasing.issuing import announce_refusal

NAMES = 5  # so many people are named who may release; more would be a list nobody reads


class ReleaseView(ReportScreen, FormView):
    """Release a draft: what changes, what was found, when, as what and why."""

    page_title = "Release"
    template_name = "reports/admin/release.html"
    form_class = ReleaseForm

    @cached_property
    def examination(self) -> Examination:
        return self.draft.examine()

    @cached_property
    def digest(self) -> str:
        return stored.content_hash(stored.dump(self.examination.document))

    @cached_property
    def latest_revision_id(self) -> int:
        revision = self.report_page.get_latest_revision()
        return revision.pk if revision else 0

    @cached_property
    def may_schedule(self) -> bool:
        return permissions.may(self.request.user, permissions.SCHEDULE, self.report_page)

    def get_form_kwargs(self) -> dict[str, Any]:
        first = self.record is None or not self.record.releases.filter(cancelled_at=None).exists()
        return {
            **super().get_form_kwargs(),
            "first": first,
            "may_schedule": self.may_schedule,
            "value_changes": bool(self.value_changes),
        }

    def get_initial(self) -> dict[str, Any]:
        found: dict[str, Any] = {"revision": self.latest_revision_id, "digest": self.digest}
        if self.request.GET.get("kind") == Release.Kind.CORRECTION:
            found["kind"] = Release.Kind.CORRECTION.value
        return found

    @cached_property
    def value_changes(self) -> list[Change]:
        """Published values that this draft gives otherwise."""
        public = self.current.load_document() if self.current else None
        return published_values(public, self.examination.document)

    def changes(self) -> list[Change]:
        public = self.current.load_document() if self.current else None
        return changes(public, self.examination.document)

    def form_valid(self, form: ReleaseForm) -> HttpResponse:
        stale = self.stale(form)
        if stale is not None:
            return self.render_to_response(
                self.get_context_data(form=self.reopened(form), stale=stale)
            )
        revision = self.report_page.get_latest_revision()
        if revision is None:
            form.add_error(None, "There is no draft yet. Save the page first.")
            return self.form_invalid(form)
        try:
            release = releasing.issue(
                revision,
                form.release_at,
                kind=form.cleaned_data.get("kind") or None,
                reason=form.cleaned_data["reason"],
                approver=self.request.user,
            )
        except releasing.Refused as refused:
            announce_refusal(self.report_page, self.request.user, refused)
            form.add_error(None, refused.message)
            return self.form_invalid(form)
        if release.release_at > self.now and release.is_pending(clock.now()):
            text = f"Scheduled: it becomes public at {when(release.release_at)}."
        else:
            text = "Released: it is public now."
        messages.success(self.request, text)
        return self.back()

    def stale(self, form: ReleaseForm) -> list[Change] | None:
        """What has changed since the editor saw the draft, or None if nothing has."""
        if form.cleaned_data["digest"] == self.digest:
            return None  # saved again perhaps, but with the same content
        seen = form.cleaned_data["revision"]
        revision = self.report_page.revisions.filter(pk=min(seen, 2**62)).first()
        before = revision and revision.as_object().build().document
        return changes(before, self.examination.document)

    def reopened(self, form: ReleaseForm) -> ReleaseForm:
        """The form with what was typed, now for the newest draft: a second press goes through."""
        data = self.request.POST.copy()
        data.update({"revision": str(self.latest_revision_id), "digest": self.digest})
        again = self.form_class(**{**self.get_form_kwargs(), "data": data})
        again.full_clean()
        again.add_error(None, "The draft has changed since this screen was opened. Look again.")
        return again

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{
                "changes": self.changes(),
                "findings": self.findings(),
                "refused": bool(self.examination.refusing),
                "value_changes": self.value_changes,
                "approval": self.approval,
                "approved_before": self.changed_since_approval(),
                "others": self.others(),
                "preview_form": PreviewForm(),
                "preview_url": reverse("wagtailadmin_pages:view_draft", args=[self.report_page.pk]),
                "pending_is_draft": self.pending is not None
                and self.pending.content_hash == self.digest,
                "pending_base": self.pending is not None and self.rests_on_pending(),
                **kwargs,
            }
        )

    @cached_property
    def approval(self) -> Approval | None:
        """The newest approval of any text of this report."""
        found: Approval | None = Approval.objects.filter(page=self.report_page).first()
        return found

    def changed_since_approval(self) -> list[Change] | None:
        """What the draft has that was not approved; None if exactly this was."""
        if self.approval is None or self.approval.content_hash == self.digest:
            return None
        return changes(self.approval.load_document(), self.examination.document)

    def others(self) -> dict[str, Any] | None:
        """With four eyes, who else must act before this person may release; None if nobody."""
        revision = self.report_page.get_latest_revision()
        if not settings.REPORTS_FOUR_EYES or revision is None:
            return None
        author = author_of(revision, self.digest)
        try:
            approver_of(self.report_page, self.digest, author, self.request.user)
        except releasing.Refused as refused:
            names = self.may_release(author) if author else []
            more = max(0, len(names) - NAMES)
            return {
                "message": refused.message,
                "names": names[:NAMES],
                "more": more,
                "nobody": author is not None and not names,
            }
        return None

    def may_release(self, author: Any) -> list[str]:
        people = get_user_model().objects.with_perm(permissions.RELEASE).exclude(pk=author.pk)
        return [
            name_of(person)
            for person in people.order_by("first_name", "username")
            if permissions.may(person, permissions.RELEASE, self.report_page)
        ]

    def findings(self) -> list[dict[str, Any]]:
        """The findings as the template shows them, with the reason of those that were accepted."""
        known = self.examination
        return [
            {
                "severity": finding.severity.value,
                "message": finding.message,
                "diagnosis": finding.diagnosis,
                "place": finding.place,
                "reason": known.accepted[finding.fingerprint].reason
                if finding.fingerprint in known.accepted and known.acceptable(finding)
                else "",
            }
            for finding in known.findings
        ]

    def rests_on_pending(self) -> bool:
        """Whether the draft shares with the pending release what is not public yet."""
        if self.pending is None:
            return False
        public = self.current.load_document() if self.current else None
        coming = {
            (change.what, change.key, change.new)
            for change in changes(public, self.pending.load_document())
        }
        return any((item.what, item.key, item.new) in coming for item in self.changes())
