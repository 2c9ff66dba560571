"""Reviews in the editor: who may approve, what is approved, and refusals in words."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.action_menu import WorkflowMenuItem
from wagtail.admin.views.pages.workflow import WorkflowActionView

from reports.admin import permissions
from reports.admin.safe_edits import SafeEdits
from reports.document import stored
from reports.models import ReportPage
from reports.models.authorship import digest_of
from reports.releasing import Refused
from reports.releasing.approving import OWN_TEXT
from reports.releasing.issuing import announce_refusal

NOT_YOURS = "You cannot approve this draft. It is not in review, or your group does not review it."
CHANGED = (
    "Not approved: this is not the text that was submitted. Save it and restart the workflow, "
    "so that what is approved is what was reviewed."
)
APPROVED = "Approved: exactly this text. It is not public; release it on the Release screen."
UNREADABLE = "The comment could not be read. Nothing was changed."


class ReviewedEdits(SafeEdits):
    """The editor's part in a workflow. What is refused leaves the draft as it was, and the form
    as it was typed."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.POST.get("workflow-action-name")
        asked = request.POST.get("action-workflow-action") and wanted == "approve"
        if asked and not self.expects_json_response and not self.workflow_action_is_valid():
            self.form = self.typed_form()
            return self.refused(self.why_not())
        return super().post(request, *args, **kwargs)

    def why_not(self) -> str:
        task = self.page.current_workflow_task
        if task is not None and task.user_can_access_editor(self.page, self.request.user):
            return OWN_TEXT.format("approve it")
        return NOT_YOURS

    def perform_workflow_action(self) -> HttpResponse:
        extra = comment_only(self.request.POST.get("workflow-action-extra-data", "{}"))
        if extra is None:
            return self.refused(UNREADABLE)
        if self.workflow_action == "approve" and not self.is_as_submitted():
            return self.refused(CHANGED)
        try:
            with transaction.atomic():
                response: HttpResponse = super().perform_workflow_action()
                return response
        except Refused as refusal:
            return self.refused(refusal.message)
        except PermissionDenied:
            return self.refused("Somebody else has decided this already. Nothing was changed.")

    def add_save_confirmation_message(self) -> None:
        if self.action_name != "perform_workflow_action" or self.workflow_action != "approve":
            super().add_save_confirmation_message()
            return
        url = reverse("reports_release", args=[self.page.pk])
        may = permissions.may(self.request.user, permissions.RELEASE, self.page)
        buttons = [messages.button(url, "Release")] if may else []
        messages.success(self.request, APPROVED, buttons=buttons)

    def is_as_submitted(self) -> bool:
        """Whether what stands in the form is the text that was submitted."""
        typed = stored.dump(self.form.instance.build().document)
        reviewed = self.page.current_workflow_task_state.revision
        return stored.content_hash(typed) == digest_of(reviewed)

    def refused(self, message: str) -> HttpResponse:
        announce_refusal(self.real_page_record.specific, self.request.user, Refused(message))
        self.real_page_record.refresh_from_db()
        self.started_anew()
        self.form = self.typed_form()
        self.form.defer_required_fields()
        self.form.is_valid()
        self.form.restore_required_fields()
        return self.shown_again(message)


def comment_only(text: str) -> dict[str, str] | None:
    """What the dialogue of a workflow sends along: a comment or nothing."""
    try:
        data = json.loads(text or "{}")
    except ValueError:
        return None
    if not isinstance(data, dict) or not set(data) <= {"comment"}:
        return None
    return data if all(isinstance(value, str) for value in data.values()) else None


class ReportWorkflowActionView(WorkflowActionView):
    """Approving from a list, without the editor: of the revision that was submitted."""

    def check_action(self) -> None:
        try:
            super().check_action()
        except PermissionDenied:
            if self.action_name == "approve":
                own = self.task.user_can_access_editor(self.object, self.request.user)
                message = OWN_TEXT.format("approve it") if own else NOT_YOURS
                announce_refusal(self.object.specific, self.request.user, Refused(message))
                if own:
                    messages.error(self.request, message)
            raise

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                response: HttpResponse = super().post(request, *args, **kwargs)
                return response
        except Refused as refusal:
            announce_refusal(self.object.specific, request.user, refusal)
            messages.error(request, refusal.message)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            step = {"step": "success", "redirect": self.redirect_url}
            told: HttpResponse = self.render_modal_json(request, step)
            return told
        return redirect(self.redirect_url)


def name_approvals(menu_items: list[Any], request: Any, context: Any) -> None:
    """Wagtail promises that an approval publishes; of a report it does not."""
    if not isinstance(context.get("page"), ReportPage):
        return
    for item in menu_items:
        if isinstance(item, WorkflowMenuItem) and item.name == "approve":
            item.label = "Approve with a comment" if item.launch_modal else "Approve"
