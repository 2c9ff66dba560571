"""The PDF of a release, kept as its rows are."""

import django.db.models.deletion
from django.db import migrations, models

GUARD = """
CREATE TRIGGER reports_releasepdf_guard BEFORE INSERT OR UPDATE OR DELETE ON reports_releasepdf
    FOR EACH ROW EXECUTE FUNCTION reports_guard_row();
"""


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(GUARD, params=None)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER reports_releasepdf_guard ON reports_releasepdf")


class Migration(migrations.Migration):
    dependencies = [("reports", "0021_finding_in_postgresql")]

    operations = [
        migrations.CreateModel(
            name="ReleasePdf",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content_hash", models.CharField(max_length=64)),
                ("data", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                (
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pdf",
                        to="reports.release",
                    ),
                ),
            ],
            options={"verbose_name": "PDF", "verbose_name_plural": "PDFs"},
        ),
        migrations.RunPython(add, remove),
    ]
