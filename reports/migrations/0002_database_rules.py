"""PostgreSQL keeps the rules of releases itself: windows of a report never overlap,
and what was released is not changed. SQLite has the same rules in Python."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import migrations
from django.db.models import Deferrable, F, Func, Q

WINDOWS = ExclusionConstraint(
    name="reports_release_no_overlap",
    expressions=[
        (Func(F("release_at"), F("superseded_at"), function="TSTZRANGE"), RangeOperators.OVERLAPS),
        ("report", RangeOperators.EQUAL),
    ],
    condition=Q(cancelled_at__isnull=True),
    # Checked at commit: a release is inserted first, then the windows are recomputed.
    deferrable=Deferrable.DEFERRED,
)

ROWS = ("reports_figure", "reports_keyplayer", "reports_development")

GUARDS = """
CREATE FUNCTION reports_guard_release() RETURNS trigger LANGUAGE plpgsql AS $$
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
        IF (NEW.id, NEW.report_id, NEW.revision_id, NEW.kind, NEW.reason, NEW.issued_at,
            NEW.loaded, NEW.author_id, NEW.author_name, NEW.approver_id, NEW.approver_name,
            NEW.four_eyes, NEW.document, NEW.content_hash)
           IS DISTINCT FROM
           (OLD.id, OLD.report_id, OLD.revision_id, OLD.kind, OLD.reason, OLD.issued_at,
            OLD.loaded, OLD.author_id, OLD.author_name, OLD.approver_id, OLD.approver_name,
            OLD.four_eyes, OLD.document, OLD.content_hash)
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

CREATE FUNCTION reports_guard_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    purpose text := coalesce(current_setting('reports.writing', true), '');
BEGIN
    IF purpose = 'repair' OR (purpose = 'issue' AND TG_OP = 'INSERT') THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    RAISE EXCEPTION 'Rows of a release are not changed once it was issued.'
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER reports_release_guard BEFORE INSERT OR UPDATE OR DELETE ON reports_release
    FOR EACH ROW EXECUTE FUNCTION reports_guard_release();
""" + "".join(
    f"""
CREATE TRIGGER {table}_guard BEFORE INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION reports_guard_row();
"""
    for table in ROWS
)

NO_GUARDS = (
    "DROP TRIGGER reports_release_guard ON reports_release;"
    + "".join(f"DROP TRIGGER {table}_guard ON {table};" for table in ROWS)
    + "DROP FUNCTION reports_guard_release(); DROP FUNCTION reports_guard_row();"
)


def add(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    schema_editor.add_constraint(apps.get_model("reports", "Release"), WINDOWS)
    schema_editor.execute(GUARDS, params=None)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(NO_GUARDS, params=None)
    schema_editor.remove_constraint(apps.get_model("reports", "Release"), WINDOWS)


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
