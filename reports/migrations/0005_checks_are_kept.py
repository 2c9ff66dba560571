"""PostgreSQL keeps the checks of a release as it keeps the rest: unchanged since its issue."""

from django.db import migrations

KEPT = [
    "id",
    "report_id",
    "revision_id",
    "kind",
    "reason",
    "issued_at",
    "loaded",
    "author_id",
    "author_name",
    "approver_id",
    "approver_name",
    "four_eyes",
    "document",
    "content_hash",
]

GUARD = """
CREATE OR REPLACE FUNCTION reports_guard_release() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    purpose text := coalesce(current_setting('reports.writing', true), '');
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A release is never deleted.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF purpose NOT IN ('issue', 'repair') THEN
        RAISE EXCEPTION 'Releases are written by reports.releasing alone.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF ({new}) IS DISTINCT FROM ({old})
           OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at)
           OR (OLD.cancelled_at IS NOT NULL AND NEW.cancelled_at IS DISTINCT FROM OLD.cancelled_at)
           OR (NEW.card IS DISTINCT FROM OLD.card AND purpose <> 'repair')
        THEN
            RAISE EXCEPTION 'A release is not changed once it was issued.'
                USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
"""


def guard(columns):
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("NEW", "OLD"))
    return GUARD.format(new=new, old=old)


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(guard([*KEPT, "checks"]), params=None)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(guard(KEPT), params=None)


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_accepted_findings")]

    operations = [migrations.RunPython(add, remove)]
