"""The release screens: the one door through which a report becomes public, or goes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from reports import clock, releasing
from reports.admin import permissions
from reports.admin.forms import (
    AddressForm,
    ConfirmForm,
    ReleaseForm,
    RescheduleForm,
    WithdrawForm,
)
from reports.document import stored
from reports.document.diff import Change, changes
from reports.models import Release, Report, ReportPage
from reports.models.examination import Examination
from reports.releasing.issuing import announce_refusal


def when(moment: datetime) -> str:
    """A moment in the editor's time zone, with that zone's name."""
    local = localtime(moment)
    return f"{date_format(local, 'j F Y, H:i')} ({local.tzname()})"


class ReportScreen(WagtailAdminTemplateMixin):
    """What all screens share: the report page from the address, and who may be here."""

    permission = permissions.RELEASE
    header_icon = "upload"
    page_title = ""
    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not permissions.may(request.user, self.permission, self.report_page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def report_page(self) -> ReportPage:
        return get_object_or_404(ReportPage, pk=self.kwargs["page_id"])

    @cached_property
    def record(self) -> Report | None:
        return getattr(self.report_page, "record", None)

    @cached_property
    def draft(self) -> ReportPage:
        return self.report_page.get_latest_revision_as_object()

    @cached_property
    def now(self) -> datetime:
        return clock.now()

    @cached_property
    def current(self) -> Release | None:
        found = Release.objects.filter(report=self.record).released(self.now)
        return found.numbered().first() if self.record else None

    @cached_property
    def pending(self) -> Release | None:
        found = Release.objects.filter(report=self.record).pending(self.now)
        return found.first() if self.record else None

    def get_page_title(self) -> str:
        return f"{self.page_title}: {self.draft.title}"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {
                "url": reverse("wagtailadmin_pages:edit", args=[self.report_page.pk]),
                "label": str(self.draft.title),
            },
            {
                "url": reverse("reports_releases", args=[self.report_page.pk]),
                "label": "Releases",
            },
            {"url": "", "label": self.page_title, "sublabel": ""},
        ]

    def back(self) -> HttpResponse:
        return redirect("reports_releases", self.report_page.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{
                "report_page": self.report_page,
                "draft": self.draft,
                "record": self.record,
                "current": self.current,
                "pending": self.pending,
                "now": self.now,
                "edit_url": reverse("wagtailadmin_pages:edit", args=[self.report_page.pk]),
                "may_schedule": permissions.may(
                    self.request.user, permissions.SCHEDULE, self.report_page
                ),
                "may_withdraw": permissions.may(
                    self.request.user, permissions.WITHDRAW, self.report_page
                ),
                **kwargs,
            }
        )


class ReleasesView(ReportScreen, TemplateView):
    """Every release of a report: current, pending, past, cancelled, withdrawn."""

    page_title = "Releases"
    template_name = "reports/admin/releases.html"
    permission = "wagtailadmin.access_admin"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        releases = Release.objects.filter(report=self.record).numbered() if self.record else []
        return super().get_context_data(
            releases=releases,
            may_release=permissions.may(self.request.user, permissions.RELEASE, self.report_page),
            **kwargs,
        )


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
        }

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.latest_revision_id, "digest": self.digest}

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
                kind=form.cleaned_data.get("kind") or Release.Kind.UPDATE,
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
                "preview_url": reverse("wagtailadmin_pages:view_draft", args=[self.report_page.pk]),
                "pending_is_draft": self.pending is not None
                and self.pending.content_hash == self.digest,
                "pending_base": self.pending is not None and self.rests_on_pending(),
                **kwargs,
            }
        )

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


class ReleaseActionView(ReportScreen, FormView):
    """A screen that does one thing after a confirmation."""

    template_name = "reports/admin/confirm.html"
    form_class: type[forms.Form] = ConfirmForm
    explanation = ""
    button = ""
    success = ""

    @cached_property
    def release(self) -> Release:
        wanted = Release.objects.filter(report=self.record).numbered()
        return get_object_or_404(wanted, pk=self.kwargs["release_id"])

    def do(self, form: Any) -> str | None:
        """Do it; gives the address to go to when that is not the list of releases."""
        raise NotImplementedError

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            target = self.do(form)
        except releasing.Refused as refused:
            announce_refusal(self.report_page, self.request.user, refused)
            form.add_error(None, refused.message)
            return self.form_invalid(form)
        messages.success(self.request, self.success)
        return redirect(target) if target else self.back()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(explanation=self.explanation, button=self.button, **kwargs)


class RescheduleView(ReleaseActionView):
    page_title = "Reschedule"
    permission = permissions.SCHEDULE
    form_class = RescheduleForm
    button = "Reschedule"
    success = "The release has another moment now."

    def get_initial(self) -> dict[str, Any]:
        return {"moment": localtime(self.release.release_at)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.explanation = f"It is to become public at {when(self.release.release_at)}."
        return super().get_context_data(**kwargs)

    def do(self, form: Any) -> None:
        releasing.reschedule(self.release, form.cleaned_data["moment"], user=self.request.user)


class CancelView(ReleaseActionView):
    page_title = "Cancel the pending release"
    permission = permissions.SCHEDULE
    button = "Cancel this release"
    success = "The release was cancelled. Its text stays in the draft."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.explanation = (
            f"It was to become public at {when(self.release.release_at)}. "
            "Cancelled, it never will; its text stays in the page's history."
        )
        return super().get_context_data(**kwargs)

    def do(self, form: Any) -> None:
        releasing.cancel(self.release, user=self.request.user)


class FixView(ReleaseActionView):
    page_title = "Fix the current release"
    button = "Open the current release to fix it"
    success = "The draft now holds the current release. Mend it, then release it."
    explanation = (
        "The draft is replaced by the text of the current release, so that you can mend it "
        "and release the fix now. A pending release keeps its moment and does not get the fix; "
        "once the fix is out, the draft goes back to the pending text. Other unreleased changes "
        "stay in the page's history."
    )

    def do(self, form: Any) -> str:
        releasing.fix_draft(self.report_page, user=self.request.user)
        return reverse("wagtailadmin_pages:edit", args=[self.report_page.pk])


class WithdrawView(ReleaseActionView):
    page_title = "Withdraw the report"
    permission = permissions.WITHDRAW
    form_class = WithdrawForm
    button = "Withdraw"
    success = "The report was withdrawn. Its address now says that it is gone."
    explanation = (
        "Every release that is public goes, for every past view too, and a pending release is "
        "cancelled. This cannot be undone; a new release can be issued later. "
        "If one release is wrong, correct it instead."
    )

    def do(self, form: Any) -> None:
        if self.record is None:
            raise releasing.Refused("Nothing of this report is public.")
        releasing.withdraw(self.record, reason=form.cleaned_data["reason"], user=self.request.user)


class AddressView(ReleaseActionView):
    page_title = "Change the public address"
    permission = permissions.WITHDRAW
    form_class = AddressForm
    button = "Change the address"
    success = "The address was changed. The former one leads here for good."
    explanation = (
        "Renaming or moving the page does not change the public address; this does. "
        "The former address redirects permanently."
    )

    def get_initial(self) -> dict[str, Any]:
        return {"market": self.record.market, "edition": self.record.edition} if self.record else {}

    def do(self, form: Any) -> None:
        if self.record is None:
            raise releasing.Refused("This report has no address yet; its first release fixes it.")
        releasing.change_address(
            self.record,
            market=form.cleaned_data["market"],
            edition=form.cleaned_data["edition"],
            user=self.request.user,
        )
