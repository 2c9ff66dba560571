"""Partners: organisations, their plans and keys, and how much each key is used."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models

EPOCH = date(1970, 1, 1)


class Plan(models.Model):
    """How many requests a key may make. Counted in whole minutes and days of UTC."""

    name = models.CharField(max_length=80, unique=True)
    per_minute = models.PositiveIntegerField(
        "requests a minute", validators=[MinValueValidator(1)], help_text="For each key."
    )
    per_day = models.PositiveIntegerField(
        "requests a day", validators=[MinValueValidator(1)], help_text="For each key."
    )
    is_default = models.BooleanField(
        "default", default=False, help_text="New organisations begin with this plan."
    )

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("per_minute", "name")
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=models.Q(is_default=True),
                name="reports_plan_one_default",
                violation_error_message="Another plan is the default. Take that away first.",
            ),
            models.CheckConstraint(
                condition=models.Q(per_minute__gte=1, per_day__gte=1),
                name="reports_plan_positive",
                violation_error_message="A plan allows at least one request.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """Who uses the partner API. A suspended one keeps its keys, but none of them works."""

    name = models.CharField(max_length=120, unique=True)
    contact = models.EmailField(
        "e-mail address", help_text="Gets mail about its keys and webhooks."
    )
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="organisations")
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="organisations",
        help_text="Accounts of its people on this site, if they have any; they get the mail too.",
    )
    suspended = models.BooleanField(
        default=False, help_text="None of its keys works while this is set."
    )
    note = models.TextField(blank=True, help_text="For colleagues; the partner never sees it.")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def mailed(self) -> list[str]:
        """The addresses that mail about its keys and webhooks goes to, each once."""
        members = self.members.filter(is_active=True).exclude(email="").order_by("pk")
        return list(dict.fromkeys([self.contact, *members.values_list("email", flat=True)]))


class ApiKey(models.Model):
    """A key to the partner API. Of its secret only a keyed hash is stored.

    After a rotation the former secret works until ``former_until``; both count as one key.
    """

    class Scope(models.TextChoices):
        DATA = "data", "Read released data"
        CHECKS = "checks", "Check texts"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="keys")
    name = models.CharField(
        max_length=80, help_text="What it is used for, such as “Nightly import”."
    )
    scopes = models.JSONField(default=list)
    prefix = models.CharField(max_length=16, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    # Null and not empty: of two keys that have none, neither is the other's.
    former_prefix = models.CharField(  # noqa: DJ001
        max_length=16, unique=True, null=True, editable=False
    )
    former_digest = models.CharField(max_length=64, blank=True, editable=False)
    former_until = models.DateTimeField(null=True, editable=False)
    expires_at = models.DateTimeField(
        null=True, blank=True, help_text="In UTC. Empty: it does not expire."
    )
    created_at = models.DateTimeField(editable=False)
    rotated_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "API key"
        ordering = ("organisation__name", "name", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(former_prefix=None, former_digest="", former_until=None)
                | (
                    models.Q(former_prefix__isnull=False, former_until__isnull=False)
                    & ~models.Q(former_digest="")
                ),
                name="reports_apikey_former_whole",
                violation_error_message="A former secret has a prefix, a hash and an end.",
            ),
            models.CheckConstraint(
                condition=~models.Q(digest=""),
                name="reports_apikey_hashed",
                violation_error_message="A key has a secret.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.name} (msr_{self.prefix}…)"

    @property
    def counted_as(self) -> str:
        """Its name in `ApiUsage`."""
        return f"key:{self.pk}"

    def state(self, now: datetime) -> str:
        """Whether it works, in a word."""
        if self.revoked_at:
            return "revoked"
        if self.expires_at and self.expires_at <= now:
            return "expired"
        return "suspended" if self.organisation.suspended else "active"


class ApiUsage(models.Model):
    """Requests of one key, or of one network address, on one day; and the count of its minute.

    Written by one statement, `reports.partners.limits`. ``who`` is ``key:<id>``, or for
    those without a key a keyed hash of the address, forgotten after a day.
    """

    who = models.CharField(max_length=64)
    day = models.BigIntegerField(help_text="Days since 1970, UTC.")
    passed = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    minute = models.BigIntegerField(help_text="The last minute of use, in minutes since 1970.")
    in_minute = models.PositiveIntegerField(help_text="Requests that passed in that minute.")
    last = models.BigIntegerField(help_text="The last request, in seconds since 1970.")
    admitted = models.BooleanField(help_text="Whether the last request passed.")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("-day",)
        constraints = [models.UniqueConstraint(fields=["who", "day"], name="reports_apiusage_once")]
        indexes = [models.Index(fields=["day"], name="reports_apiusage_day")]

    def __str__(self) -> str:
        return f"{self.who} on {self.date}: {self.passed}"

    @property
    def date(self) -> date:
        return EPOCH + timedelta(days=self.day)

    @property
    def last_at(self) -> datetime:
        return datetime.fromtimestamp(self.last, UTC)
