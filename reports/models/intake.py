"""What the public may write. Appended by `reports.intake` alone; never read by a report's page."""

from __future__ import annotations

from django.db import models


class SavedCheck(models.Model):
    """A check of a text that a visitor asked to keep, under an address that cannot be guessed."""

    token = models.CharField(max_length=32, unique=True)
    text = models.TextField()
    result = models.JSONField(help_text="As the checks of that day saw it.")
    at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"Check of {self.at:%Y-%m-%d}"


class Tally(models.Model):
    """How often somebody did something within a span of time, for limits.

    ``who`` is a keyed hash; an address of the network is never stored.
    """

    what = models.CharField(max_length=40)
    who = models.CharField(max_length=64)
    span = models.BigIntegerField(help_text="Number of the span since 1970.")
    count = models.PositiveIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["what", "who", "span"], name="reports_tally_once")
        ]
        indexes = [models.Index(fields=["span"], name="reports_tally_span")]

    def __str__(self) -> str:
        return f"{self.what}: {self.count}"
