"""Findings that an editor accepted with a reason. For the admin and for issuing alone."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class AcceptedFinding(models.Model):
    """A reason for releasing although a check found something.

    It holds for exactly the finding that its author saw: the fingerprint
    covers place, sentence and numbers. The reason goes into each release that
    has the finding, and readers see it there.
    """

    page = models.ForeignKey("reports.ReportPage", models.CASCADE, related_name="accepted_findings")
    fingerprint = models.CharField(max_length=16)
    code = models.CharField(max_length=60)
    message = models.TextField()
    reason = models.TextField(max_length=1000)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    user_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("at",)
        constraints = [
            models.UniqueConstraint(
                fields=["page", "fingerprint"],
                name="reports_acceptedfinding_once",
                violation_error_message="This finding was accepted already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="reports_acceptedfinding_reason",
                violation_error_message="Say why the finding is accepted.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"
