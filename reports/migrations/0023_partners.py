"""Partners: organisations, plans, keys, and how much they are used."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0022_release_pdf"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ApiUsage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("who", models.CharField(max_length=64)),
                ("day", models.BigIntegerField(help_text="Days since 1970, UTC.")),
                ("passed", models.PositiveIntegerField()),
                ("refused", models.PositiveIntegerField()),
                (
                    "minute",
                    models.BigIntegerField(
                        help_text="The last minute of use, in minutes since 1970."
                    ),
                ),
                (
                    "in_minute",
                    models.PositiveIntegerField(help_text="Requests that passed in that minute."),
                ),
                (
                    "last",
                    models.BigIntegerField(help_text="The last request, in seconds since 1970."),
                ),
                ("admitted", models.BooleanField(help_text="Whether the last request passed.")),
            ],
            options={
                "ordering": ("-day",),
                "indexes": [models.Index(fields=["day"], name="reports_apiusage_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("who", "day"), name="reports_apiusage_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True)),
                (
                    "per_minute",
                    models.PositiveIntegerField(
                        help_text="For each key.",
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="requests a minute",
                    ),
                ),
                (
                    "per_day",
                    models.PositiveIntegerField(
                        help_text="For each key.",
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="requests a day",
                    ),
                ),
                (
                    "is_default",
                    models.BooleanField(
                        default=False,
                        help_text="New organisations begin with this plan.",
                        verbose_name="default",
                    ),
                ),
            ],
            options={
                "ordering": ("per_minute", "name"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("is_default",),
                        name="reports_plan_one_default",
                        violation_error_message="Another plan is the default. Take that away first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("per_day__gte", 1), ("per_minute__gte", 1)),
                        name="reports_plan_positive",
                        violation_error_message="A plan allows at least one request.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True)),
                (
                    "contact",
                    models.EmailField(
                        help_text="Gets mail about its keys and webhooks.",
                        max_length=254,
                        verbose_name="e-mail address",
                    ),
                ),
                (
                    "suspended",
                    models.BooleanField(
                        default=False, help_text="None of its keys works while this is set."
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="For colleagues; the partner never sees it."
                    ),
                ),
                (
                    "members",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Accounts of its people on this site, if they have any; they get the mail too.",
                        related_name="organisations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organisations",
                        to="reports.plan",
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="ApiKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="What it is used for, such as “Nightly import”.", max_length=80
                    ),
                ),
                ("scopes", models.JSONField(default=list)),
                ("prefix", models.CharField(editable=False, max_length=16, unique=True)),
                ("digest", models.CharField(editable=False, max_length=64)),
                (
                    "former_prefix",
                    models.CharField(editable=False, max_length=16, null=True, unique=True),
                ),
                ("former_digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("former_until", models.DateTimeField(editable=False, null=True)),
                (
                    "expires_at",
                    models.DateTimeField(
                        blank=True, help_text="In UTC. Empty: it does not expire.", null=True
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False)),
                ("rotated_at", models.DateTimeField(editable=False, null=True)),
                ("revoked_at", models.DateTimeField(editable=False, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="keys",
                        to="reports.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "API key",
                "ordering": ("organisation__name", "name", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("former_digest", ""),
                                ("former_prefix", None),
                                ("former_until", None),
                            ),
                            models.Q(
                                ("former_prefix__isnull", False),
                                ("former_until__isnull", False),
                                models.Q(("former_digest", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="reports_apikey_former_whole",
                        violation_error_message="A former secret has a prefix, a hash and an end.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("digest", ""), _negated=True),
                        name="reports_apikey_hashed",
                        violation_error_message="A key has a secret.",
                    ),
                ],
            },
        ),
    ]
