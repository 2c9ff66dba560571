"""PostgreSQL indexes the words of search entries and guards the derived rows of releases.

The column ``words_vector`` is made by the database alone; Django does not know it.
"""

from django.db import DatabaseError, migrations, transaction

ROWS = ("reports_listing", "reports_searchentry")
MISSING = (
    "PostgreSQL needs the extension pg_trgm, and this role may not create it. Let a superuser run "
    "“CREATE EXTENSION pg_trgm” in this database, then migrate again."
)

ADD = """
ALTER TABLE reports_searchentry ADD COLUMN words_vector tsvector
    GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED;
CREATE INDEX reports_searchentry_vector ON reports_searchentry USING gin (words_vector);
CREATE INDEX reports_searchentry_near ON reports_searchentry USING gin (title_words gin_trgm_ops);
""" + "".join(
    f"""
CREATE TRIGGER {table}_guard BEFORE INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION reports_guard_row();
"""
    for table in ROWS
)

REMOVE = "".join(f"DROP TRIGGER {table}_guard ON {table};" for table in ROWS) + (
    "DROP INDEX reports_searchentry_near; DROP INDEX reports_searchentry_vector;"
    "ALTER TABLE reports_searchentry DROP COLUMN words_vector;"
)


def add(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        present = cursor.fetchone()
    if not present:
        try:
            with transaction.atomic(using=connection.alias):
                schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except DatabaseError as problem:
            raise RuntimeError(MISSING) from problem
    schema_editor.execute(ADD, params=None)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(REMOVE, params=None)


class Migration(migrations.Migration):
    dependencies = [("reports", "0020_finding")]

    operations = [migrations.RunPython(add, remove)]
