"""Reviews: the step of a workflow in which a report is approved, and what was approved."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from wagtail.models import AbstractGroupApprovalTask, TaskState

from reports.document import ReportDocument, stored
from reports.models.authorship import author_of, digest_of
from reports.models.immutable import ImmutableModel, ImmutableQuerySet


class Approval(ImmutableModel):
    """Somebody found exactly this document fit for release. Written once, never changed.

    It keeps the document, for the draft that was reviewed may be overwritten by an autosave.
    """

    page = models.ForeignKey("reports.ReportPage", models.CASCADE, related_name="approvals")
    revision = models.ForeignKey(
        "wagtailcore.Revision", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    content_hash = models.CharField(max_length=64)
    document = models.JSONField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    author_name = models.CharField(max_length=200, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    user_name = models.CharField(max_length=200)
    four_eyes = models.BooleanField(default=False)
    at = models.DateTimeField()

    objects = ImmutableQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "content_hash", "user"],
                name="reports_approval_once",
                violation_error_message="This text was approved by the same person already.",
            ),
            models.CheckConstraint(
                condition=Q(four_eyes=False) | (Q(author__isnull=False) & ~Q(user=F("author"))),
                name="reports_approval_four_eyes",
                violation_error_message="Who wrote a draft cannot approve it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} by {self.user_name} at {self.at:%Y-%m-%dT%H:%MZ}"

    def load_document(self) -> ReportDocument:
        """The document, upgraded to the present version if it is an old one."""
        return stored.load(self.document)


class ReviewTask(AbstractGroupApprovalTask):
    """A group approves a report. With four eyes, whoever wrote the text is not offered to."""

    class Meta:
        verbose_name = "Review of a report"
        verbose_name_plural = "Reviews of reports"

    @classmethod
    def get_description(cls) -> str:
        return "Members of the chosen groups approve a report; not who wrote it, with four eyes"

    def get_actions(self, obj: Any, user: Any) -> list[Any]:
        actions: list[Any] = super().get_actions(obj, user)
        if actions and settings.REPORTS_FOUR_EYES and self.wrote(obj, user):
            return [action for action in actions if action[0] != "approve"]
        return actions

    def wrote(self, obj: Any, user: Any) -> bool:
        """Whether a user wrote the text that is under review; found out once per request."""
        state = obj.current_workflow_task_state
        if state is None or state.revision is None:
            return False
        known = user.__dict__.setdefault("_wrote_reviewed", {})
        key = (state.revision_id, state.revision.created_at)
        if key not in known:
            try:
                author = author_of(state.revision, digest_of(state.revision))
            except (AttributeError, ValueError):  # no report
                author = None
            known[key] = author is not None and author == user
        return bool(known[key])

    @transaction.atomic
    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> Any:
        """As Wagtail's, one after the other: of two who decide at once, one comes too late."""
        fresh = TaskState.objects.select_for_update().get(pk=task_state.pk)
        if fresh.status != TaskState.STATUS_IN_PROGRESS:
            raise PermissionDenied("Somebody else has decided this already.")
        return super().on_action(task_state, user, action_name, **kwargs)
