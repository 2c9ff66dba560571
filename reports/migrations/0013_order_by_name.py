"""Axes, segments and geographies start in the order in which they were listed: by name."""

from django.db import migrations


def order(apps, schema_editor):
    for name in ("Axis", "Geography"):
        rows = apps.get_model("reports", name).objects.order_by("name", "pk")
        for place, row in enumerate(rows, 1):
            type(row).objects.filter(pk=row.pk).update(sort_order=place)
    places = {}
    for row in apps.get_model("reports", "Segment").objects.order_by("axis_id", "name", "pk"):
        places[row.axis_id] = places.get(row.axis_id, 0) + 1
        type(row).objects.filter(pk=row.pk).update(sort_order=places[row.axis_id])


class Migration(migrations.Migration):
    dependencies = [("reports", "0012_merging_and_identifiers")]

    operations = [migrations.RunPython(order, migrations.RunPython.noop, elidable=True)]
