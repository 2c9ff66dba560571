"""Webhooks: where partners are told of releases, and what was told."""

from __future__ import annotations

from django.db import models

from reports.models.partners import Organisation


class WebhookEndpoint(models.Model):
    """An address of a partner that is told of releases, corrections and withdrawals.

    Its secret is made from ``nonce`` and a key that is not in the database.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="endpoints"
    )
    url = models.CharField("address", max_length=500, help_text="Begins with https://.")
    markets = models.JSONField(
        default=list,
        blank=True,
        help_text="The markets’ parts of the address, such as medical-second-opinion; "
        "none: all markets.",
    )
    events = models.JSONField(default=list, help_text="What it is told of.")
    nonce = models.CharField(max_length=32, editable=False)
    former_nonce = models.CharField(max_length=32, blank=True, editable=False)
    former_until = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    delivered_at = models.DateTimeField("last delivery", null=True, editable=False)
    paused_at = models.DateTimeField(null=True, editable=False)
    paused_because = models.CharField(max_length=200, blank=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "webhook"
        ordering = ("organisation__name", "url", "pk")

    def __str__(self) -> str:
        return f"{self.organisation}: {self.url}"

    def wants(self, kind: str, market: str) -> bool:
        """Whether it is told of this."""
        return kind in self.events and (not self.markets or market in self.markets)


class WebhookDelivery(models.Model):
    """One event for one endpoint: to be sent, tried, delivered or given up."""

    endpoint = models.ForeignKey(
        WebhookEndpoint, on_delete=models.PROTECT, related_name="deliveries"
    )
    event = models.CharField(max_length=60, help_text="Goes out as webhook-id.")
    kind = models.CharField(max_length=40)
    body = models.TextField(help_text="As it is sent, to the byte.")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, help_text="The next attempt; null: no more.")
    attempts = models.PositiveIntegerField(default=0)
    delivered_at = models.DateTimeField(null=True)
    status = models.PositiveIntegerField(null=True, help_text="Of the last answer.")
    answer = models.TextField(blank=True, help_text="The beginning of the last answer, or why.")
    seconds = models.FloatField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "webhook deliveries"
        ordering = ("-created_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint", "event"],
                name="reports_webhookdelivery_once",
                violation_error_message="An endpoint is told of an event once.",
            )
        ]
        indexes = [models.Index(fields=["due_at"], name="reports_webhook_due")]

    def __str__(self) -> str:
        return f"{self.kind} to {self.endpoint}"

    @property
    def state(self) -> str:
        """What became of it, in a word."""
        if self.delivered_at:
            return "delivered"
        if self.due_at is None:
            return "given up"
        return "waiting" if not self.attempts else "to be tried again"
