"""What was released is never changed: the guard in Python.

On PostgreSQL triggers keep the same rule (migration ``0002_database_rules``);
both open for the two purposes named here and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Literal, NoReturn

from django.db import connection, models, transaction

from reports.models import underway

Purpose = Literal["", "issue", "repair"]

_purpose: ContextVar[Purpose] = ContextVar("writing_releases", default="")


class ReleasedError(Exception):
    """Something tried to change what was released."""


@contextmanager
def writing(purpose: Literal["issue", "repair"]) -> Iterator[None]:
    """Admit the writes of ``issue`` and its siblings, or of ``check_releases --repair``.

    Opens a transaction; the database's triggers admit the same writes in it.
    """
    with transaction.atomic():
        token = _purpose.set(purpose)
        before = _tell_database(purpose)
        if purpose == "issue":
            underway.begin()
        try:
            yield
        finally:
            _purpose.reset(token)
            if not connection.needs_rollback:
                _tell_database(before)


def _tell_database(purpose: str) -> str:
    """Set the purpose for this transaction on PostgreSQL; gives the one before."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('reports.writing', true)")
        before = cursor.fetchone()[0] or ""
        cursor.execute("SELECT set_config('reports.writing', %s, true)", [purpose])
    return before


def refuse(what: str) -> NoReturn:
    raise ReleasedError(
        f"{what} was released and cannot be changed. Issue a correction instead; "
        "derived parts are made again by check_releases --repair."
    )


class ImmutableQuerySet(models.QuerySet[Any]):
    """A queryset that writes only inside `writing`."""

    def _guard(self) -> None:
        if not _purpose.get():
            refuse(str(self.model._meta.verbose_name).capitalize())

    def update(self, **values: Any) -> int:
        self._guard()
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._guard()
        return super().delete()

    def bulk_create(self, *arguments: Any, **options: Any) -> list[Any]:
        self._guard()
        return super().bulk_create(*arguments, **options)

    def bulk_update(self, *arguments: Any, **options: Any) -> int:
        self._guard()
        return super().bulk_update(*arguments, **options)


class ImmutableModel(models.Model):
    """A row that is written once, inside `writing`, and deleted only by a repair."""

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True

    def save(self, *arguments: Any, **options: Any) -> None:
        if _purpose.get() not in ("issue", "repair") or not self._state.adding:
            refuse(str(self._meta.verbose_name).capitalize())
        super().save(*arguments, **options)

    def delete(self, *arguments: Any, **options: Any) -> tuple[int, dict[str, int]]:
        if _purpose.get() != "repair":
            refuse(str(self._meta.verbose_name).capitalize())
        return super().delete(*arguments, **options)
