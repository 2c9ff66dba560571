"""The texts that drafts were made from. For the admin and for imports alone."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class ImportedText(models.Model):
    """A press release as it was imported into a draft, with what was read from it.

    ``offered`` are the ids of all proposals that an editor saw, accepted or
    not: what was dropped once is not proposed as new again.
    """

    page = models.ForeignKey("reports.ReportPage", models.CASCADE, related_name="imported_texts")
    source = models.ForeignKey(
        "reports.Source", models.SET_NULL, null=True, blank=True, related_name="imported_texts"
    )
    sha256 = models.CharField(max_length=64)
    text = models.TextField()
    claims = models.JSONField(help_text="As they were read on the day of the import.")
    offered = models.JSONField(default=list)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    user_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "sha256"],
                name="reports_importedtext_once",
                violation_error_message="This text was imported into this draft already.",
            )
        ]

    def __str__(self) -> str:
        return f"Text imported on {self.at:%Y-%m-%d}"
