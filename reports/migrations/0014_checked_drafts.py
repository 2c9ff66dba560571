"""What the checks last said of each draft is kept for the lists."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0013_order_by_name")]

    operations = [
        migrations.CreateModel(
            name="CheckedDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stamp", models.CharField(max_length=64)),
                ("errors", models.PositiveIntegerField()),
                ("warnings", models.PositiveIntegerField()),
                ("examined_at", models.DateTimeField()),
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checked_draft",
                        to="reports.reportpage",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["errors", "warnings"], name="reports_checkeddraft_open")
                ],
            },
        )
    ]
