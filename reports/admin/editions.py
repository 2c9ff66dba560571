"""Begin a new edition of a report, and say which of its figures still hold."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.log_actions import log

from reports.admin.screens import ReportScreen, held_draft
from reports.drafting.editions import (
    EditionExists,
    confirm,
    new_edition,
    not_yet_updated,
    proposed_label,
)

ADMIN = "wagtailadmin.access_admin"


class NewEditionForm(forms.Form):
    edition = forms.SlugField(
        max_length=60, help_text="Begins with a four-digit year, e.g. 2025 or 2025-update."
    )
    shift = forms.IntegerField(
        label="Move all periods by (years)", min_value=0, max_value=20, initial=1
    )

    def clean_edition(self) -> str:
        label: str = self.cleaned_data["edition"]
        if not label[:4].isdecimal():
            raise forms.ValidationError("Begin with a four-digit year.")
        return label


class NewEditionView(ReportScreen, FormView):
    """Copies the report as a draft of its next edition."""

    page_title = "New edition"
    permission = ADMIN
    header_icon = "copy"
    template_name = "reports/admin/confirm.html"
    form_class = NewEditionForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tester = self.report_page.market_page().permissions_for_user(request.user)
        if not tester.can_add_subpage():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"edition": proposed_label(self.draft.edition), "shift": 1}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        explanation = (
            "A draft is made beside this report with its structure, its text and its figures. "
            "All periods move on. Every figure keeps its value and asks to be updated or "
            "confirmed, until somebody has done so."
        )
        return super().get_context_data(explanation=explanation, button="Make the draft", **kwargs)

    def form_valid(self, form: NewEditionForm) -> HttpResponse:
        label, shift = form.cleaned_data["edition"], form.cleaned_data["shift"]
        try:
            page = new_edition(self.draft, label, shift, user=self.request.user)
        except EditionExists as problem:
            form.add_error("edition", f"{problem} Open it instead, or choose another label.")
            return self.form_invalid(form)
        data = {"from": self.draft.edition, "edition": label}
        log(instance=page, action="reports.edition", user=self.request.user, data=data)
        count = len(not_yet_updated(page))
        figures = "1 figure" if count == 1 else f"{count} figures"
        text = f"The draft of edition {label} is here. {figures} wait to be updated or confirmed."
        messages.success(self.request, text)
        return redirect("wagtailadmin_pages:edit", page.pk)


class CarriedView(ReportScreen, TemplateView):
    """The figures that still say what they said in the edition before; confirm several at once."""

    page_title = "Not yet updated"
    permission = ADMIN
    header_icon = "decimal"
    template_name = "reports/admin/carried.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.report_page.pk])
        rows = [
            {
                "place": place,
                "label": label,
                "text": text,
                "url": f"{edit}#block-{place.partition('/')[0]}-section",
            }
            for place, label, text in not_yet_updated(self.draft)
        ]
        return super().get_context_data(rows=rows, may_edit=self.may_edit(), **kwargs)

    def may_edit(self) -> bool:
        tester = self.report_page.permissions_for_user(self.request.user)
        return bool(tester.can_edit() and not tester.page_locked())

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_edit():
            raise PermissionDenied
        draft = held_draft(self.report_page.pk)
        count = confirm(draft, set(request.POST.getlist("place")))
        if count:
            draft.save_revision(user=request.user, log_action=True, changed=True)
            data = {"count": count}
            log(instance=self.report_page, action="reports.confirm", user=request.user, data=data)
            messages.success(request, f"Confirmed: {count}.")
        else:
            messages.error(request, "Choose the figures that still hold.")
        return redirect("reports_carried", self.report_page.pk)
