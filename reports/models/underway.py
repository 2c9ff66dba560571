"""Transactions that are writing releases: since when the oldest of them has been at it.

What they write stands in the log at a moment after their beginning, but shows only when they
commit. On PostgreSQL each holds an advisory lock that names its beginning, shared and so never
waited for; it goes after the commit shows, and everybody may see it in ``pg_locks``.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from reports import clock

FAMILY = 0x6C6F67  # the first half of these locks, "log"
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)  # the second half counts the seconds since, to 2068

OLDEST = """
SELECT min(objid::bigint) FROM pg_locks
WHERE locktype = 'advisory' AND classid = %s AND objsubid = 2 AND pid <> pg_backend_pid()
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def begin() -> None:
    """Let readers know that this transaction writes releases from now on."""
    if connection.vendor != "postgresql":
        return
    seconds = max(0, int((clock.now() - EPOCH).total_seconds()))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [FAMILY, seconds])


def oldest() -> datetime | None:
    """When the oldest one that still runs began; None if there is none.

    Read it before the log, never after. SQLite has one writer at a time: there this waits
    until it is done.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(OLDEST, [FAMILY])
            seconds = cursor.fetchone()[0]
        return None if seconds is None else EPOCH + timedelta(seconds=seconds)
    if not connection.in_atomic_block:
        with transaction.atomic():  # begins as a writer does (transaction_mode)
            pass
    return None
