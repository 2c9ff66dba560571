"""Screens that do one thing to the releases of a report, after a confirmation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.views.generic import FormView
from wagtail.admin import messages

from reports import releasing
from reports.admin import permissions
from reports.admin.forms import (
    AddressForm,
    CancelForm,
    ConfirmForm,
    RescheduleForm,
    WithdrawForm,
)
from reports.admin.moments import when
from reports.admin.screens import ReportScreen
from reports.models import Release
from reports.releasing.issuing import announce_refusal


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
        releasing.reschedule(
            self.release,
            form.cleaned_data["moment"],
            reason=form.cleaned_data["reason"],
            user=self.request.user,
        )


class CancelView(ReleaseActionView):
    page_title = "Cancel the pending release"
    permission = permissions.SCHEDULE
    form_class = CancelForm
    button = "Cancel this release"
    success = "The release was cancelled. Its text stays in the draft."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.explanation = (
            f"It was to become public at {when(self.release.release_at)}. "
            "Cancelled, it never will; its text stays in the page's history."
        )
        return super().get_context_data(**kwargs)

    def do(self, form: Any) -> None:
        reason = form.cleaned_data["reason"]
        releasing.cancel(self.release, reason=reason, user=self.request.user)


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


class RenewView(ReleaseActionView):
    """Back to the pending text, to put in what was fixed since it was scheduled."""

    page_title = "Renew the pending release"
    button = "Make the pending text the draft"
    success = "The draft now holds the pending text. Put the fix in, then schedule it again."
    explanation = (
        "The draft is replaced by the text of the pending release, so that you can put in what was "
        "fixed since. Scheduled again, it replaces the pending release. Other unreleased changes "
        "stay in the page's history."
    )

    def do(self, form: Any) -> str:
        releasing.pending_draft(self.report_page, user=self.request.user)
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
