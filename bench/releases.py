"""Public releases without the pages that they would come from. PostgreSQL only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import connection

from reports.document import schema, stored
from reports.document.card import card
from reports.models import Release, Report
from reports.models.immutable import writing

START = datetime(2020, 1, 1, tzinfo=UTC)


@contextmanager
def unguarded() -> Iterator[None]:
    """No page, no revision: foreign keys are not checked. Statistics are fresh afterwards."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")


def make(first: int, documents: Sequence[schema.ReportDocument]) -> list[Release]:
    """A report with one release of each document, an hour after the other; numbered on."""
    reports = Report.objects.bulk_create(
        Report(page_id=number + 1, market_page_id=1, market=f"market-{number:06}", edition="2024")
        for number in range(first, first + len(documents))
    )
    with writing("repair"):
        return Release.objects.bulk_create(
            Release(
                report=report,
                revision_id=1,
                kind="first",
                release_at=START + timedelta(hours=number),
                issued_at=START,
                document=(data := stored.dump(made)),
                content_hash=stored.content_hash(data),
                card=card(made).model_dump(mode="json"),
            )
            for number, (report, made) in enumerate(zip(reports, documents, strict=True), first)
        )
