"""What visitors write by the public forms, and who may read it."""

from django.db import migrations, models

READERS = ("Editors", "Release managers", "Partner managers")


def allow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    kind, _ = ContentType.objects.get_or_create(app_label="reports", model="enquiry")
    allowed = [
        Permission.objects.get_or_create(
            codename=f"{action}_enquiry",
            content_type=kind,
            defaults={"name": f"Can {action} enquiry"},
        )[0]
        for action in ("view", "change", "delete")
    ]
    for group in apps.get_model("auth", "Group").objects.filter(name__in=READERS):
        group.permissions.add(*allowed)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("reports", "0016_help_texts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Enquiry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("custom-data", "Custom cut of the data"),
                            ("talk", "Talk to us"),
                            ("figure-error", "Error on a figure"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        blank=True,
                        help_text="The page that it was sent from: a path of this site.",
                        max_length=400,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("organisation", models.CharField(blank=True, max_length=120)),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("message", models.TextField(max_length=5000)),
                ("consent", models.TextField()),
                ("at", models.DateTimeField(verbose_name="sent at")),
                (
                    "state",
                    models.CharField(
                        choices=[("new", "New"), ("open", "Being worked on"), ("done", "Done")],
                        default="new",
                        max_length=10,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="For colleagues; the sender never sees it."
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "enquiries",
                "ordering": ("-at",),
                "indexes": [models.Index(fields=["-at"], name="reports_enquiry_at")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("consent", ""), _negated=True),
                        name="reports_enquiry_consent",
                        violation_error_message="An enquiry is kept only with consent.",
                    )
                ],
            },
        ),
        migrations.RunPython(allow, migrations.RunPython.noop),
    ]
