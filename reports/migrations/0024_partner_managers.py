"""A plan to begin with, and what Partner managers may do."""

from django.db import migrations

MANAGERS = "Partner managers"
# No "delete" of organisations and keys: they are suspended and revoked, and their use is kept.
ALLOWED = {
    "organisation": ("view", "add", "change"),
    "plan": ("view", "add", "change", "delete"),
    "apikey": ("view", "add", "change"),
}


def add(apps, schema_editor):
    Plan = apps.get_model("reports", "Plan")
    if not Plan.objects.exists():
        Plan.objects.create(name="Standard", per_minute=600, per_day=100_000, is_default=True)
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    group = apps.get_model("auth", "Group").objects.filter(name=MANAGERS).first()
    for model, actions in ALLOWED.items():
        kind, _ = ContentType.objects.get_or_create(app_label="reports", model=model)
        for action in actions:
            label = "API key" if model == "apikey" else model
            permission, _ = Permission.objects.get_or_create(
                codename=f"{action}_{model}",
                content_type=kind,
                defaults={"name": f"Can {action} {label}"},
            )
            if group:
                group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("reports", "0023_partners"),
    ]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
