"""What was released cannot be changed: by a model, by a queryset, or, on PostgreSQL, at all."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from reports.models import (
    Development,
    Figure,
    KeyPlayer,
    Listing,
    Release,
    ReleasePdf,
    SearchEntry,
)
from reports.models.immutable import ReleasedError, writing
from tests.support.once import made_once
from tests.support.reports import company, released, source

pytestmark = pytest.mark.django_db

TABLES = [Release, Figure, KeyPlayer, Development, Listing, SearchEntry, ReleasePdf]


def full() -> Release:
    """A release with a row in every table of what was released."""
    made = released(
        key_players=[("key_player", {"company": company("Sample Lamps").pk, "text": ""})],
        developments=[
            (
                "development",
                {
                    "year": 2023,
                    "kind": "launch",
                    "title": "A lamp",
                    "source": source().pk,
                    "text": "",
                },
            )
        ],
    )
    with writing("issue"):
        ReleasePdf.of(made, b"%PDF").save()
    return made


made = made_once(full)


@pytest.fixture
def release(made, db) -> Release:
    return made


@pytest.mark.parametrize("model", TABLES)
class TestDoors:
    def test_saving_a_row_again_is_refused(self, release, model):
        with pytest.raises(ReleasedError, match="cannot be changed"):
            model.objects.first().save()

    def test_deleting_a_row_is_refused(self, release, model):
        with pytest.raises(ReleasedError):
            model.objects.first().delete()

    def test_changing_through_a_queryset_is_refused(self, release, model):
        row, before = model.objects.first(), model.objects.count()
        for change in (
            lambda: model.objects.update(pk=row.pk),
            lambda: model.objects.all().delete(),
            lambda: model.objects.bulk_update([row], ["id"]),
            lambda: model.objects.bulk_create([row]),
        ):
            with pytest.raises(ReleasedError):
                change()
        assert model.objects.count() == before

    def test_adding_a_row_beside_the_one_way_is_refused(self, release, model):
        row = model.objects.first()
        row.pk, row._state.adding = None, True
        with pytest.raises(ReleasedError):
            row.save()


@pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has no session to tell a repair by"
)
class TestTriggers:
    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE reports_release SET document = '{}'",
            "UPDATE reports_release SET release_at = now()",
            "UPDATE reports_release SET withdrawn_at = now()",
            "DELETE FROM reports_release",
            "UPDATE reports_figure SET value = 1",
            "DELETE FROM reports_figure",
            "UPDATE reports_keyplayer SET name = 'x'",
            "DELETE FROM reports_keyplayer",
            "UPDATE reports_development SET title = 'x'",
            "DELETE FROM reports_development",
            "UPDATE reports_listing SET sector = 'x'",
            "DELETE FROM reports_listing",
            "UPDATE reports_searchentry SET title = 'x'",
            "DELETE FROM reports_searchentry",
            "UPDATE reports_releasepdf SET data = 'x'",
            "DELETE FROM reports_releasepdf",
            "INSERT INTO reports_figure SELECT * FROM reports_figure",
        ],
    )
    def test_plain_sql_is_refused(self, release, sql):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)

    @pytest.mark.parametrize("purpose", ["issue", "repair"])
    @pytest.mark.parametrize("column", ["document = '{}'", "content_hash = 'x'", "reason = 'x'"])
    def test_not_even_the_one_way_changes_a_document(self, release, purpose, column):
        sql = f"SELECT set_config('reports.writing', %s, true); UPDATE reports_release SET {column}"
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [purpose])
