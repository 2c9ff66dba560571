"""What readers find reports by: listings and search entries, derived from releases."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0019_charts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Listing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("market", models.SlugField(max_length=200)),
                ("edition", models.SlugField(max_length=60)),
                ("position", models.PositiveIntegerField()),
                ("block", models.CharField(blank=True, max_length=40)),
                ("sector", models.SlugField(allow_unicode=True, blank=True, max_length=200)),
                ("sector_name", models.TextField(blank=True)),
                ("geographies", models.TextField(blank=True)),
                ("geography_names", models.TextField(blank=True)),
                (
                    "size",
                    models.DecimalField(blank=True, decimal_places=8, max_digits=40, null=True),
                ),
                ("currency", models.CharField(blank=True, max_length=40)),
                (
                    "growth",
                    models.DecimalField(blank=True, decimal_places=8, max_digits=40, null=True),
                ),
                ("title_key", models.TextField(help_text="The title as lists order it.")),
                ("title_words", models.TextField()),
            ],
            options={
                "verbose_name": "listing",
                "ordering": ("market", "edition"),
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("market", models.SlugField(max_length=200)),
                ("edition", models.SlugField(max_length=60)),
                ("position", models.PositiveIntegerField()),
                ("block", models.CharField(blank=True, max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("report", "Report"),
                            ("company", "Company"),
                            ("development", "Development"),
                            ("segment", "Segment"),
                        ],
                        max_length=12,
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=250)),
                ("title", models.TextField()),
                ("note", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("details", models.JSONField(default=dict)),
                ("title_words", models.TextField(blank=True)),
                ("words", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
                "ordering": ("market", "edition", "position"),
            },
        ),
        migrations.AddField(
            model_name="listing",
            name="release",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_rows",
                to="reports.release",
            ),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="release",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_rows",
                to="reports.release",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(fields=["sector"], name="reports_listing_sector"),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(fields=["size"], name="reports_listing_size"),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(fields=["growth"], name="reports_listing_growth"),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.UniqueConstraint(
                fields=("release",),
                name="reports_listing_release",
                violation_error_message="The release has its listing.",
            ),
        ),
        migrations.AddIndex(
            model_name="searchentry",
            index=models.Index(fields=["kind", "market", "key"], name="reports_searchentry_market"),
        ),
        migrations.AddIndex(
            model_name="searchentry",
            index=models.Index(fields=["kind", "key"], name="reports_searchentry_key"),
        ),
        migrations.AddConstraint(
            model_name="searchentry",
            constraint=models.UniqueConstraint(
                fields=("release", "kind", "key"),
                name="reports_searchentry_once",
                violation_error_message="The release has this entry.",
            ),
        ),
    ]
