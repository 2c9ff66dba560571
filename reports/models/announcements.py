"""What is announced on the calendar: entered on purpose, public in itself."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _


class Announcement(models.Model):
    """A release that readers are told to expect.

    Never read from a pending release and not moved with one: whoever announces says what
    and when. ``market`` is a market's address part; the page links it once it is public.
    """

    title = models.CharField(
        _("title"),
        max_length=200,
        help_text=_("For example: Medical second opinion, 2025 edition."),
    )
    market = models.SlugField(
        _("market"),
        max_length=200,
        blank=True,
        help_text=_("The market’s part of the address, such as medical-second-opinion."),
    )
    at = models.DateTimeField(_("expected at"))
    day_only = models.BooleanField(
        _("day only"), default=True, help_text=_("Show the day without the time.")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("at", "pk")
        indexes = [models.Index(fields=["at"], name="reports_announcement_at")]

    def __str__(self) -> str:
        return self.title

    def is_ahead(self, now: datetime) -> bool:
        """Whether its moment is still to come; of a day, whether that day is not over (UTC)."""
        if self.day_only:
            return self.at.astimezone(UTC).date() >= now.astimezone(UTC).date()
        return self.at > now
