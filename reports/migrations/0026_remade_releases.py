"""A repair of derived parts is known, so that answers that rest on them are not taken for the
same as before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0025_webhooks")]

    operations = [
        migrations.AddField(
            model_name="release",
            name="remade_at",
            field=models.DateTimeField(
                blank=True, help_text="When its derived parts were last made again.", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(
                fields=["release_at", "cancelled_at", "withdrawn_at", "issued_at", "remade_at"],
                name="reports_release_standing",
            ),
        ),
    ]
