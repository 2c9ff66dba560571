"""Columns of words that search looks into, on every database alike.

PostgreSQL keeps the words of `WordsField` as a ``tsvector`` besides (a generated
column that Django does not know, migration 0018); SQLite reads the plain text.
No rank comes of it: what other rows hold, pending ones too, changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from reports.document.words import Term

VECTORS = "_vector"  # after the name of the column


class WordsField(models.TextField):
    """Words of `reports.document.words`, with one space between them."""

    def deconstruct(self) -> Any:
        """In a migration it is a plain column."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.TextField", args, options


class Holds(models.Lookup):
    """``words__holds=terms``: all terms are among the words."""

    lookup_name = "holds"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        column, params = self.process_lhs(compiler, connection)
        tests, found = [], []
        for term in self.rhs:
            tests.append(f"instr(' ' || {column} || ' ', %s) > 0")
            found += [*params, f" {term.text}" + ("" if term.prefix else " ")]
        return f"({' AND '.join(tests) or '1=1'})", found

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        column, params = self.process_lhs(compiler, connection)
        field = getattr(self.lhs, "target", None)
        if getattr(field, "vector", False):
            vector = column.rstrip('"') + f'{VECTORS}"'
        else:
            vector = f"array_to_tsvector(string_to_array({column}, ' '))"
        return f"({vector} @@ %s::tsquery)", [*params, tsquery(self.rhs)]


WordsField.register_lookup(Holds)


class VectorField(WordsField):
    """Words that PostgreSQL has an index of."""

    vector = True


def tsquery(terms: Iterable[Term]) -> str:
    """Terms as PostgreSQL's query. A term has letters, digits, "." and "=" alone."""
    return " & ".join(f"'{term.text}'" + (":*" if term.prefix else "") for term in terms)
