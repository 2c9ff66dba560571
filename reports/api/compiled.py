"""Queries whose SQL is made once: building it anew takes longer than the database takes to answer.

A query is built through the doors to public data as any other, with `Given` in the places of
its values, and kept with the names that it gives its columns.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import CharField, DateTimeField, Expression, Field, IntegerField, QuerySet


class Given(Expression):
    """A value that is filled in when the query is asked."""

    def __init__(self, name: str, output_field: Field[Any, Any]) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


def moment(name: str = "at") -> Any:
    return Given(name, DateTimeField())


def text(name: str) -> Any:
    return Given(name, CharField())


def number(name: str) -> Any:
    return Given(name, IntegerField())


class Compiled:
    """A query of ``values()``, ready to be asked. Its rows have ``more`` besides the columns."""

    def __init__(self, rows: QuerySet[Any, Any], more: type | None = None) -> None:
        query: Any = rows.query
        compiler = query.get_compiler(connection=connection)
        self.sql, self.values = compiler.as_sql()
        self.converters = [
            (place, functions, expression)
            for place, (functions, expression) in compiler.get_converters(
                [expression for expression, _, _ in compiler.select]
            ).items()
        ]
        names = [alias or expression.target.name for expression, _, alias in compiler.select]
        columns: Any = namedtuple("Row", names)  # type: ignore[misc]  # noqa: PYI024
        self.row: Any = type("Row", (more, columns), {"__slots__": ()}) if more else columns

    def __call__(self, given: Mapping[str, Any]) -> list[Any]:
        """The rows, with the values given by name."""
        values = [
            _adapted(given[item.name]) if isinstance(item, Given) else item for item in self.values
        ]
        with _cursor() as cursor:
            cursor.execute(self.sql, values)
            found = cursor.fetchall()
        if not self.converters:
            return [self.row._make(row) for row in found]
        return [self.row._make(self._converted(row)) for row in found]

    def _converted(self, row: Any) -> list[Any]:
        cells = list(row)
        for place, functions, expression in self.converters:
            for function in functions:
                cells[place] = function(cells[place], expression, connection)
        return cells


@contextmanager
def _cursor() -> Iterator[Any]:
    """A cursor that has PostgreSQL plan a query once for each connection, where the settings
    allow statements to be prepared; a log of queries holds the values, so none while one is kept.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and not connection.queries_logged:
            cursor.cursor = _prepared()(connection.connection)
        yield cursor


@cache
def _prepared() -> type:
    from django.db.backends.postgresql.base import ServerBindingCursor

    class Prepared(ServerBindingCursor):
        def execute(self, query: Any, params: Any = None, **how: Any) -> Any:
            return super().execute(query, params, **{"prepare": True, **how})  # type: ignore[misc]

    return Prepared


def _adapted(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value
