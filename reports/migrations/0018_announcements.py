"""What is announced on the calendar, and who may announce."""

from django.db import migrations, models

EDITORS = ("Editors", "Release managers")


def allow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    kind, _ = ContentType.objects.get_or_create(app_label="reports", model="announcement")
    allowed = [
        Permission.objects.get_or_create(
            codename=f"{action}_announcement",
            content_type=kind,
            defaults={"name": f"Can {action} announcement"},
        )[0]
        for action in ("view", "add", "change", "delete")
    ]
    for group in apps.get_model("auth", "Group").objects.filter(name__in=EDITORS):
        group.permissions.add(*allowed)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("reports", "0017_enquiries"),
    ]

    operations = [
        migrations.CreateModel(
            name="Announcement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="For example: Medical second opinion, 2025 edition.",
                        max_length=200,
                        verbose_name="title",
                    ),
                ),
                (
                    "market",
                    models.SlugField(
                        blank=True,
                        help_text="The market’s part of the address, such as medical-second-opinion.",
                        max_length=200,
                        verbose_name="market",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="expected at")),
                (
                    "day_only",
                    models.BooleanField(
                        default=True,
                        help_text="Show the day without the time.",
                        verbose_name="day only",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
            ],
            options={
                "ordering": ("at", "pk"),
                "indexes": [models.Index(fields=["at"], name="reports_announcement_at")],
            },
        ),
        migrations.RunPython(allow, migrations.RunPython.noop),
    ]
