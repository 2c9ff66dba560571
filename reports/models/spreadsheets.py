"""Spreadsheets on their way into a draft. For the admin alone; kept for a day at most."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

KEPT = timedelta(hours=24)


class SheetUpload(models.Model):
    """An uploaded file, what was read of it, and what became of it. Its owner alone sees it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be read"
        READ = "read", "Read"
        REFUSED = "refused", "Refused"
        APPLIED = "applied", "Applied"

    page = models.ForeignKey("reports.ReportPage", models.CASCADE, related_name="sheet_uploads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=4, choices=[("xlsx", "XLSX"), ("csv", "CSV")])
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField(null=True)
    sheets = models.JSONField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    problem = models.CharField(max_length=500, blank=True)
    created = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("-created", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "read", "refused", "applied"]),
                name="reports_sheetupload_state",
                violation_error_message="An upload is waiting, read, refused or applied.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, uploaded on {self.created:%Y-%m-%d}"

    @classmethod
    def drop_old(cls, now: datetime) -> None:
        """Delete what was uploaded more than a day ago."""
        cls.objects.filter(created__lt=now - KEPT).delete()
