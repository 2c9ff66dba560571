"""PostgreSQL keeps approvals as they were given, and lets a moved release have its checks anew."""

from django.db import migrations

APPROVALS = """
CREATE FUNCTION reports_guard_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF coalesce(current_setting('reports.writing', true), '') <> 'issue' THEN
            RAISE EXCEPTION 'Approvals are written by reports.releasing alone.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        -- They go with a page that was never released.
        IF EXISTS (SELECT FROM reports_report WHERE page_id = OLD.page_id) THEN
            RAISE EXCEPTION 'An approval of a released report is never deleted.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    -- A purged revision leaves the approval, which has the document itself.
    IF NEW.revision_id IS NOT NULL AND NEW.revision_id IS DISTINCT FROM OLD.revision_id
       OR (to_jsonb(NEW) - 'revision_id') IS DISTINCT FROM (to_jsonb(OLD) - 'revision_id')
    THEN
        RAISE EXCEPTION 'An approval is not changed once it was given.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER reports_approval_guard BEFORE INSERT OR UPDATE OR DELETE ON reports_approval
    FOR EACH ROW EXECUTE FUNCTION reports_guard_approval();
"""
NO_APPROVALS = """
DROP TRIGGER reports_approval_guard ON reports_approval;
DROP FUNCTION reports_guard_approval();
"""

KEPT = [
    *("id", "report_id", "revision_id", "kind", "reason", "issued_at", "loaded"),
    *("author_id", "author_name", "approver_id", "approver_name", "four_eyes"),
    *("document", "content_hash"),
]
RELEASES = """
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
           OR (NEW.checks IS DISTINCT FROM OLD.checks AND {checks})
        THEN
            RAISE EXCEPTION 'A release is not changed once it was issued.'
                USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
"""


def guard(checks):
    new, old = (", ".join(f"{row}.{column}" for column in KEPT) for row in ("NEW", "OLD"))
    return RELEASES.format(new=new, old=old, checks=checks)


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(APPROVALS, params=None)
        # With another moment come the checks of that moment.
        schema_editor.execute(guard("NEW.release_at = OLD.release_at"), params=None)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(guard("true"), params=None)
        schema_editor.execute(NO_APPROVALS, params=None)


class Migration(migrations.Migration):
    dependencies = [("reports", "0009_approvals")]

    operations = [migrations.RunPython(add, remove)]
