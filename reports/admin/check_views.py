"""What the checks find in a draft: a screen, a panel beside the editor, and accepting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.log_actions import log

from reports import clock
from reports.admin import permissions
from reports.admin.binding import bindable
from reports.admin.screens import ReportScreen
from reports.document.findings import Finding
from reports.models import AcceptedFinding
from reports.models.authorship import name_of
from reports.models.examination import Examination


class AcceptForm(forms.Form):
    """A reason for releasing in spite of one finding."""

    fingerprint = forms.RegexField(r"\A[0-9a-f]{16}\Z", widget=forms.HiddenInput)
    reason = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why: readers see the reason beside the finding."},
    )


class ChecksScreen(ReportScreen):
    """What the screen and the panel share."""

    page_title = "Checks"
    permission = "wagtailadmin.access_admin"
    header_icon = "tasks"

    @cached_property
    def examination(self) -> Examination:
        return self.draft.examine()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        examination = self.examination
        return super().get_context_data(
            **{
                "rows": [self.row(finding) for finding in examination.findings],
                "open": len(examination.open),
                "checks": examination.checks(),
                "may_accept": permissions.may(
                    self.request.user, permissions.RELEASE, self.report_page
                ),
                "may_edit": self.report_page.permissions_for_user(self.request.user).can_edit(),
                "accept_url": reverse("reports_accept", args=[self.report_page.pk]),
                **kwargs,
            }
        )

    def row(self, finding: Finding) -> dict[str, Any]:
        """A finding as the template shows it: with its reason, or the means to give one."""
        return {
            "finding": finding,
            "acceptable": self.examination.acceptable(finding),
            "accepted": self.examination.accepted.get(finding.fingerprint),
            "bindable": bindable(finding),
        }


class ChecksView(ChecksScreen, TemplateView):
    """All findings of the draft, each with its field and, where it may be, a form to accept it."""

    template_name = "reports/admin/checks.html"


@method_decorator(never_cache, name="dispatch")
class ChecksPanelView(ChecksScreen, TemplateView):
    """The same as a fragment, for the panel beside the editor."""

    template_name = "reports/admin/_checks.html"


class AcceptView(ReportScreen, View):
    """Accept a finding with a reason, or take that back. Only findings that are there now."""

    permission = permissions.RELEASE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        back = redirect("reports_checks", self.report_page.pk)
        if "reopen" in request.POST:
            self.reopen(request.POST["reopen"][:16])
            return back
        form = AcceptForm(request.POST)
        if not form.is_valid():
            for problems in form.errors.values():
                messages.error(request, problems[0])
            return back
        examination = self.draft.examine()
        fingerprint = form.cleaned_data["fingerprint"]
        finding = next((f for f in examination.findings if f.fingerprint == fingerprint), None)
        if finding is None:
            messages.error(request, "The draft has changed: this finding is not there any more.")
        elif not examination.acceptable(finding):
            messages.error(request, "This finding cannot be accepted. Mend what it is about.")
        else:
            self.accept(finding, form.cleaned_data["reason"])
            messages.success(request, "Accepted. The reason will stand beside the finding.")
        return back

    def accept(self, finding: Finding, reason: str) -> None:
        user: Any = self.request.user
        AcceptedFinding.objects.update_or_create(
            page=self.report_page,
            fingerprint=finding.fingerprint,
            defaults={
                "code": finding.code,
                "message": finding.message,
                "reason": reason,
                "user": user,
                "user_name": name_of(user),
                "at": clock.now(),
            },
        )
        self.note("reports.accept", finding.message, reason)

    def reopen(self, fingerprint: str) -> None:
        for item in AcceptedFinding.objects.filter(page=self.report_page, fingerprint=fingerprint):
            item.delete()
            self.note("reports.reopen", item.message, item.reason)
            messages.success(self.request, "The finding is open again.")
            if self.pending:
                text = "The pending release keeps the reason. Release the draft again to change it."
                messages.warning(self.request, text)

    def note(self, action: str, finding: str, reason: str) -> None:
        data = {"finding": finding, "reason": reason}
        log(instance=self.report_page, action=action, user=self.request.user, data=data)


class ConsistencySidePanel(BaseSidePanel):
    """The findings beside the editor; the script fetches them anew after every save."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = "Toggle consistency checks"
        icon_name = "tasks"
        counter_classname = "w-bg-critical-200"

    name = "consistency"
    title = "Consistency"
    template_name = "reports/admin/consistency_panel.html"
    order = 340

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        context["panel_url"] = reverse("reports_checks_panel", args=[self.object.pk])
        return context
