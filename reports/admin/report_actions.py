"""What is done to many reports at once from their list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.timezone import localdate
from wagtail.admin.widgets import AdminDateInput

from reports.admin.bulk import OfSeenPages
from reports.admin.screens import held_draft
from reports.models import ReportPage


class ReviewForm(forms.Form):
    """When to look at the reports again."""

    next_review = forms.DateField(
        widget=AdminDateInput(),
        help_text="When to look at them again. It goes into the drafts.",
        error_messages={
            "required": "Give the date of the next review.",
            "invalid": "Give a date, such as 2031-05-04.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        first = {"next_review": localdate() + timedelta(365)}
        super().__init__(*args, **{**kwargs, "initial": first})

    def clean_next_review(self) -> Any:
        day = self.cleaned_data["next_review"]
        if day <= localdate():
            raise forms.ValidationError("The next review lies ahead. Give a later date.")
        return day


class ReportBulkAction(OfSeenPages):
    """An action on reports alone; other pages in a selection are left out."""

    @classmethod
    def get_queryset(cls, model: Any, object_ids: Any) -> Any:
        keys = [key for key in object_ids if str(key).isdecimal() and len(str(key)) < 19]
        return super().get_queryset(model, keys)

    def check_perm(self, page: Any) -> bool:
        if page.specific_class is not ReportPage:
            return False
        tester = page.specific.permissions_for_user(self.request.user)
        return bool(tester.can_edit())


class MarkReviewedBulkAction(ReportBulkAction):
    """Sets the next review in the drafts. Readers see it with the next release."""

    display_name = "Mark reviewed"
    action_type = "mark-reviewed"
    aria_label = "Mark the selected reports as reviewed"
    template_name = "reports/admin/mark_reviewed.html"
    action_priority = 5
    form_class = ReviewForm

    def check_perm(self, page: Any) -> bool:
        if not super().check_perm(page):
            return False
        return not page.specific.permissions_for_user(self.request.user).page_locked()

    def get_execution_context(self) -> dict[str, Any]:
        form: Any = self.cleaned_form
        day = form.cleaned_data["next_review"] if form else None
        return {**super().get_execution_context(), "day": day}

    @classmethod
    def execute_action(
        cls, objects: Any, user: Any = None, day: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        for page in objects:
            with transaction.atomic():
                draft = held_draft(page.pk)
                draft.next_review = day
                draft.save_revision(user=user, clean=False, log_action="reports.reviewed")
        return len(objects), 0

    def get_success_message(self, number: int, children: int) -> str:
        form: Any = self.cleaned_form
        day = date_format(form.cleaned_data["next_review"], "j F Y")
        noun = "report" if number == 1 else "reports"
        return f"{number} {noun} marked as reviewed; the next review is on {day}."


class ExportBulkAction(ReportBulkAction):
    """The chosen rows of the list as a workbook."""

    display_name = "Export"
    action_type = "export-list"
    aria_label = "Export the selected reports"
    template_name = "reports/admin/mark_reviewed.html"
    action_priority = 6

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Leads to the list's own export, which asks for the same permissions."""
        pages, _ = self.get_actionable_objects()
        chosen = [("chosen", page.pk) for page in pages] or [("chosen", "")]
        query = urlencode([("export", "xlsx"), *chosen])
        return redirect(f"{reverse('reports_listing:index')}?{query}")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.get(request, *args, **kwargs)

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        return 0, 0  # nothing is changed
