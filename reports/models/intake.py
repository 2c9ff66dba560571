"""What the public may write. Appended by `reports.intake` alone; never read by a report's page."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


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


class Enquiry(models.Model):
    """What somebody wrote by a form of the public site. Visitors append; editors answer.

    Kept for as long as the setting ``REPORTS_ENQUIRY_DAYS`` says. ``consent`` is the sentence
    that was agreed to.
    """

    class Kind(models.TextChoices):
        CUSTOM_DATA = "custom-data", _("Custom cut of the data")
        TALK = "talk", _("Talk to us")
        FIGURE_ERROR = "figure-error", _("Error on a figure")

    class State(models.TextChoices):
        NEW = "new", _("New")
        OPEN = "open", _("Being worked on")
        DONE = "done", _("Done")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    about = models.CharField(
        max_length=400, blank=True, help_text="The page that it was sent from: a path of this site."
    )
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=120, blank=True)
    email = models.EmailField("e-mail address", max_length=254)
    message = models.TextField(max_length=5000)
    consent = models.TextField()
    at = models.DateTimeField("sent at")
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    note = models.TextField(blank=True, help_text="For colleagues; the sender never sees it.")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("-at",)
        verbose_name_plural = "enquiries"
        indexes = [models.Index(fields=["-at"], name="reports_enquiry_at")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(consent=""),
                name="reports_enquiry_consent",
                violation_error_message="An enquiry is kept only with consent.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.name}"


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
