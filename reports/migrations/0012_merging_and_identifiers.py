"""Companies and sources have identifiers and can be merged; axes, segments and places an order."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0011_roles_and_review"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="axis",
            options={"ordering": ("sort_order", "name"), "verbose_name_plural": "axes"},
        ),
        migrations.AlterModelOptions(
            name="geography",
            options={"ordering": ("sort_order", "name"), "verbose_name_plural": "geographies"},
        ),
        migrations.AlterModelOptions(
            name="segment",
            options={"ordering": ("axis__sort_order", "axis__name", "sort_order", "name")},
        ),
        migrations.AddField(
            model_name="axis",
            name="changed_at",
            field=models.DateTimeField(
                auto_now=True, db_default=django.db.models.functions.datetime.Now()
            ),
        ),
        migrations.AddField(
            model_name="axis",
            name="sort_order",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="company",
            name="changed_at",
            field=models.DateTimeField(
                auto_now=True, db_default=django.db.models.functions.datetime.Now()
            ),
        ),
        migrations.AddField(
            model_name="company",
            name="lei",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Legal entity identifier, 20 characters, from search.gleif.org.",
                max_length=20,
                verbose_name="LEI",
            ),
        ),
        migrations.AddField(
            model_name="company",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="reports.company",
            ),
        ),
        migrations.AddField(
            model_name="company",
            name="ror",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="From ror.org, for research organisations. Paste its address.",
                max_length=9,
                verbose_name="ROR id",
            ),
        ),
        migrations.AddField(
            model_name="company",
            name="wikidata",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Such as Q42; paste its address.",
                max_length=13,
                verbose_name="Wikidata item",
            ),
        ),
        migrations.AddField(
            model_name="geography",
            name="changed_at",
            field=models.DateTimeField(
                auto_now=True, db_default=django.db.models.functions.datetime.Now()
            ),
        ),
        migrations.AddField(
            model_name="geography",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="reports.geography",
            ),
        ),
        migrations.AddField(
            model_name="geography",
            name="sort_order",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="segment",
            name="changed_at",
            field=models.DateTimeField(
                auto_now=True, db_default=django.db.models.functions.datetime.Now()
            ),
        ),
        migrations.AddField(
            model_name="segment",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="reports.segment",
            ),
        ),
        migrations.AddField(
            model_name="segment",
            name="sort_order",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="source",
            name="changed_at",
            field=models.DateTimeField(
                auto_now=True, db_default=django.db.models.functions.datetime.Now()
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="doi",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Such as 10.5281/zenodo.1234; paste its address.",
                max_length=200,
                verbose_name="DOI",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="reports.source",
            ),
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="reports_company_not_into_itself",
                violation_error_message="It cannot be merged into itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("ror", ""), _negated=True), ("merged_into__isnull", True)
                ),
                fields=("ror",),
                name="reports_company_ror",
                violation_error_message="Another one has this ROR id.",
            ),
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("wikidata", ""), _negated=True), ("merged_into__isnull", True)
                ),
                fields=("wikidata",),
                name="reports_company_wikidata",
                violation_error_message="Another one has this Wikidata item.",
            ),
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("lei", ""), _negated=True), ("merged_into__isnull", True)
                ),
                fields=("lei",),
                name="reports_company_lei",
                violation_error_message="Another one has this LEI.",
            ),
        ),
        migrations.AddConstraint(
            model_name="geography",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="reports_geography_not_into_itself",
                violation_error_message="It cannot be merged into itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="segment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="reports_segment_not_into_itself",
                violation_error_message="It cannot be merged into itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="reports_source_not_into_itself",
                violation_error_message="It cannot be merged into itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("doi", ""), _negated=True), ("merged_into__isnull", True)
                ),
                fields=("doi",),
                name="reports_source_doi",
                violation_error_message="Another one has this DOI.",
            ),
        ),
    ]
