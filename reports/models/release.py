"""Reports as the public knows them, and their releases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reports.consistency.record import Checks
from reports.document import ReportDocument, stored
from reports.models.immutable import ImmutableModel
from reports.models.querysets import ReleaseQuerySet

if TYPE_CHECKING:
    from reports.document.card import Card


class Report(models.Model):
    """The record beside a report page: its fixed address and its lock.

    Made when the first release is issued. Public code starts here, never at
    the page, whose row may hold a draft.
    """

    page = models.OneToOneField("reports.ReportPage", models.PROTECT, related_name="record")
    market_page = models.ForeignKey("reports.MarketPage", models.PROTECT, related_name="records")
    market = models.SlugField(max_length=200)
    edition = models.SlugField(max_length=60)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market", "edition"],
                name="reports_report_address",
                violation_error_message="Another report has this market and edition.",
            ),
            models.CheckConstraint(
                condition=Q(market__regex=r"^[-a-zA-Z0-9_]+$"),
                name="reports_report_market",
                violation_error_message="A market's address has ASCII letters, digits, hyphens.",
            ),
            models.CheckConstraint(
                condition=Q(edition__regex=r"^[0-9]{4}(-[a-z0-9]+)*$"),
                name="reports_report_edition",
                violation_error_message="An edition begins with a four-digit year.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.market}/{self.edition}"

    def get_absolute_url(self) -> str:
        return reverse("report", args=[self.market, self.edition])


class FormerAddress(models.Model):
    """An address that a report had before; it leads to the present one for good."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="former_addresses")
    market = models.SlugField(max_length=200)
    edition = models.SlugField(max_length=60)
    until = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market", "edition"],
                name="reports_formeraddress_address",
                violation_error_message="This address already leads to a report.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.market}/{self.edition} → {self.report}"


class Release(ImmutableModel):
    """An immutable snapshot of one report, with the moment at which it becomes public.

    The document is the release: hash, rows, card and pages derive from it.
    ``superseded_at`` closes the window and is never shown while it lies ahead.
    """

    class Kind(models.TextChoices):
        FIRST = "first", _("First release")
        UPDATE = "update", _("Update")
        CORRECTION = "correction", _("Correction")

    report = models.ForeignKey(Report, models.PROTECT, related_name="releases")
    revision = models.ForeignKey("wagtailcore.Revision", models.PROTECT, related_name="releases")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.TextField(blank=True)
    release_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    issued_at = models.DateTimeField()
    loaded = models.BooleanField(
        default=False, help_text="Loaded with its history, not published here at the time."
    )
    remade_at = models.DateTimeField(
        null=True, blank=True, help_text="When its derived parts were last made again."
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    author_name = models.CharField(max_length=200, blank=True)
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approver_name = models.CharField(max_length=200, blank=True)
    four_eyes = models.BooleanField(default=False)
    document = models.JSONField()
    content_hash = models.CharField(max_length=64)
    card = models.JSONField(help_text="Derived: what lists show of the document.")
    checks = models.JSONField(
        null=True, help_text="What was checked at its issue, what was found, what was accepted."
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ("-release_at",)
        permissions = [
            ("release_report", "Can release reports"),
            ("schedule_report", "Can schedule, reschedule and cancel releases"),
            ("withdraw_report", "Can withdraw reports"),
        ]
        indexes = [
            models.Index(fields=["report", "release_at"], name="reports_release_report_at"),
            models.Index(
                fields=["release_at"],
                name="reports_release_public",
                condition=Q(cancelled_at__isnull=True, withdrawn_at__isnull=True),
            ),
            # All that tells whether anything public changed, asked at every request of the API.
            models.Index(
                fields=["release_at", "cancelled_at", "withdrawn_at", "issued_at", "remade_at"],
                name="reports_release_standing",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "release_at"],
                condition=Q(cancelled_at__isnull=True),
                name="reports_release_moment",
                violation_error_message="This report already has a release at this moment.",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gt=F("release_at")),
                name="reports_release_window",
                violation_error_message="A release ends after it begins.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="correction") | ~Q(reason=""),
                name="reports_release_correction_reason",
                violation_error_message="A correction gives its reason.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(cancelled_at__isnull=True),
                name="reports_release_one_end",
                violation_error_message="A release is cancelled or withdrawn, not both.",
            ),
            models.CheckConstraint(
                condition=Q(four_eyes=False)
                | (Q(author__isnull=False) & Q(approver__isnull=False) & ~Q(approver=F("author"))),
                name="reports_release_four_eyes",
                violation_error_message="Who wrote a release cannot approve it.",
            ),
        ]

    if TYPE_CHECKING:
        number: int
        drawings: list[dict[str, Any]] | None
        pdf_size: int | None

    def __str__(self) -> str:
        return f"{self.report} at {self.release_at:%Y-%m-%dT%H:%MZ}"

    def load_document(self) -> ReportDocument:
        """The document, upgraded to the present version if it is an old one."""
        return stored.load(self.document)

    def load_checks(self) -> Checks | None:
        """What was checked at its issue; None for a release from before checks were kept."""
        return None if self.checks is None else Checks.model_validate(self.checks)

    def load_card(self) -> Card:
        from reports.document.card import Card

        return Card.model_validate(self.card)

    def get_absolute_url(self) -> str:
        """The release's permanent address; needs `ReleaseQuerySet.numbered`."""
        return reverse("release", args=[self.report.market, self.report.edition, self.number])

    def is_pending(self, at: Any) -> bool:
        return self.cancelled_at is None and self.release_at > at
