"""Webhooks: endpoints, the outbox with its deliveries, and who keeps them."""

import django.db.models.deletion
from django.db import migrations, models

MANAGERS = "Partner managers"


def allow(apps, schema_editor):
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="reports", model="webhookendpoint"
    )
    group = apps.get_model("auth", "Group").objects.filter(name=MANAGERS).first()
    for action in ("view", "add", "change"):
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            codename=f"{action}_webhookendpoint",
            content_type=kind,
            defaults={"name": f"Can {action} webhook"},
        )
        if group:
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0024_partner_managers"),
    ]

    operations = [
        migrations.CreateModel(
            name="WebhookEndpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "url",
                    models.CharField(
                        help_text="Begins with https://.", max_length=500, verbose_name="address"
                    ),
                ),
                (
                    "markets",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="The markets’ parts of the address, such as medical-second-opinion; none: all markets.",
                    ),
                ),
                ("events", models.JSONField(default=list, help_text="What it is told of.")),
                ("nonce", models.CharField(editable=False, max_length=32)),
                ("former_nonce", models.CharField(blank=True, editable=False, max_length=32)),
                ("former_until", models.DateTimeField(editable=False, null=True)),
                ("created_at", models.DateTimeField(editable=False)),
                (
                    "delivered_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last delivery"),
                ),
                ("paused_at", models.DateTimeField(editable=False, null=True)),
                ("paused_because", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="endpoints",
                        to="reports.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "webhook",
                "ordering": ("organisation__name", "url", "pk"),
            },
        ),
        migrations.CreateModel(
            name="WebhookDelivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event", models.CharField(help_text="Goes out as webhook-id.", max_length=60)),
                ("kind", models.CharField(max_length=40)),
                ("body", models.TextField(help_text="As it is sent, to the byte.")),
                ("created_at", models.DateTimeField()),
                (
                    "due_at",
                    models.DateTimeField(help_text="The next attempt; null: no more.", null=True),
                ),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("delivered_at", models.DateTimeField(null=True)),
                ("status", models.PositiveIntegerField(help_text="Of the last answer.", null=True)),
                (
                    "answer",
                    models.TextField(
                        blank=True, help_text="The beginning of the last answer, or why."
                    ),
                ),
                ("seconds", models.FloatField(null=True)),
                (
                    "endpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="reports.webhookendpoint",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "webhook deliveries",
                "ordering": ("-created_at", "-pk"),
                "indexes": [models.Index(fields=["due_at"], name="reports_webhook_due")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("endpoint", "event"),
                        name="reports_webhookdelivery_once",
                        violation_error_message="An endpoint is told of an event once.",
                    )
                ],
            },
        ),
        migrations.RunPython(allow, migrations.RunPython.noop),
    ]
