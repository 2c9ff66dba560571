"""The figures as CSV, written by PostgreSQL itself: the same bytes as `files`, much faster.

Reports are taken in their order, a few at a time: the first rows come at once, and nothing
is ever sorted but what is sent next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q
from psycopg.abc import PQGen
from psycopg.generators import copy_from
from psycopg.pq.abc import PGconn, PGresult

from reports.api import queries
from reports.api.addresses import Addresses
from reports.document.formatting import PLAIN_NUMBER
from reports.exports import tables
from reports.exports.cells import guarded
from reports.exports.origin import moment
from reports.exports.tables import Column
from reports.models import Figure

MOST_REPORTS = 50  # at a time; the first time it is one, then twice as many each time
PIECE = 64 * 1024  # bytes worth sending
READ = (
    *("key", "label", "text", "measure", "statistic", "segments", "segment_names", "geography"),
    *("geography_name", "period_start", "period_end", "value", "decimals", "unit", "multiplier"),
    *("amount", "low", "high", "status", "approximate", "claim", "source", "source_title"),
    *("source_publisher", "attribution", "note", "rule", "formula", "market", "edition"),
)
# `cells.guarded`, asked of the few texts alone whose first sign may begin a formula.
RISKY = "61, 43, 45, 64, 9, 13, 10, 39, 65309, 65291, 65293, 65312"
FORMULA = r"^'*[=+\-@\t\r\n＝＋－＠]"
NUMBER = f"^(?:{PLAIN_NUMBER.pattern})$"
# What each row repeats of its report, with its type in the database.
TOLD = {
    "id": "bigint",
    "market": "text",
    "edition": "text",
    "number": "int",
    "released_at": "text",
    "kind": "text",
    "sample": "text",
    "url": "text",
    "page": "text",
}
# Written as they are: our own words, addresses, and what was guarded already.
WORDS = {
    *("market", "edition", "release_kind", "release_released_at", "measure", "status", "claim"),
    *("url", "page"),
}
# Empty where this is: what else a row may say of it does not count.
_WITHIN = {"source_title": "r.source", "source_publisher": "r.source"}
_WITHIN["calculation_formula"] = "r.rule"
_PLACES = {
    "market": "s.market",
    "edition": "s.edition",
    "release_number": "s.number",
    "release_released_at": "s.released_at",
    "release_kind": "s.kind",
    "sample": "s.sample",
    "geography_code": "r.geography",
    "value": "round(r.value, r.decimals)",
    "amount": "trim_scale(r.amount)",
    "low": "trim_scale(r.low)",
    "high": "trim_scale(r.high)",
    "approximate": "CASE WHEN r.approximate THEN 'true' ELSE 'false' END",
    "source_key": "r.source",
    "calculation_rule": "r.rule",
    "calculation_formula": "r.formula",
    "url": "s.url || r.key || '/'",
    "page": "s.page || '#figure-' || r.key",
}

# The index of a report's keys gives them in order. The planner would rather sort them, or
# compile so long a statement, which takes longer than to read what there is.
SETTINGS = (
    "SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off;"
    " SET LOCAL jit = off; SET LOCAL max_parallel_workers_per_gather = 0"
)


def able() -> bool:
    """Whether the database writes CSV."""
    return connection.vendor == "postgresql"


def figures(
    at: datetime,
    settled: datetime,
    given: Mapping[str, Any],
    condition: Q,
    columns: Sequence[Column],
    addresses: Addresses,
) -> Iterator[bytes]:
    """The file: figures as of ``at`` under a condition, and the line that counts them."""
    yield tables.header(columns).encode()
    count = 0
    with transaction.atomic():
        with connection.cursor() as wrapper:
            wrapper.execute(SETTINGS)
        for group in _groups(at, given, addresses):
            rows = Figure.objects.released(at).filter(condition)
            statement, values = _statement(rows, list(group.values()), columns)
            with connection.cursor() as wrapper:
                cursor: Any = wrapper.cursor
                with cursor.copy(statement, values):
                    done = None
                    while done is None:
                        piece, done = cursor.connection.wait(_piece(cursor.connection.pgconn))
                        if piece:
                            yield piece
                count += done.command_tuples or 0
    yield tables.trailer(count, moment(settled)).encode()


def _piece(pgconn: PGconn) -> PQGen[tuple[bytes, PGresult | None]]:
    """Rows until they are worth sending; behind the last one the database's word that it is.
    The library's own way waits for each row by itself, which takes longer than all else."""
    piece = bytearray()
    while len(piece) < PIECE:
        found = yield from copy_from(pgconn)
        if not isinstance(found, memoryview):
            return bytes(piece), found
        piece += found
    return bytes(piece), None


def _groups(
    at: datetime, given: Mapping[str, Any], addresses: Addresses
) -> Iterator[dict[int, tuple[Any, ...]]]:
    """The current releases in the order of their reports, with what each row repeats."""
    wanted = {f"report__{name}": given[name] for name in ("market", "edition") if name in given}
    releases = queries.reports(at).filter(**wanted).annotate(invented=F("card__sample"))
    releases = releases.order_by("report__market", "report__edition")
    group: dict[int, tuple[Any, ...]] = {}
    most = 1
    for release in releases.defer("card"):
        place = (release.report.market, release.report.edition)
        group[release.pk] = (
            release.pk,
            *map(guarded, place),
            release.number,
            moment(release.release_at),
            release.kind,
            "true" if release.invented else "false",
            addresses.detail("figures", *place),
            addresses.report_page(*place),
        )
        if len(group) == most:
            yield group
            group, most = {}, min(2 * most, MOST_REPORTS)
    if group:
        yield group


def _statement(
    rows: Any, releases: Sequence[tuple[Any, ...]], columns: Sequence[Column]
) -> tuple[str, list[Any]]:
    """The COPY of some rows. What comes from outside stands in the values, not in the text."""
    inner, inner_values = rows.order_by().values("release_id", *READ).query.sql_with_params()
    values: list[Any] = []
    shown = []
    for column in columns:
        place = _PLACES.get(column.name, f"r.{column.name}")
        if column.type == "string" and column.name not in WORDS:
            place = _guarded(place, _WITHIN.get(column.name))
            values += [FORMULA, NUMBER]
        shown.append(f'{place} AS "{column.name}"')
    seen = ", ".join(f"%s::{kind}[]" for kind in TOLD.values())
    quoted = ", ".join(
        f'"{column.name}"' for column in columns if column.type in ("string", "datetime")
    )
    force = f", FORCE_QUOTE ({quoted})" if quoted else ""
    # Only names of columns, and places for values, are put into the text. Reports are taken
    # one after the other as they are told, each by the index of its keys: nothing is sorted.
    statement = (
        f"COPY (SELECT {', '.join(shown)} FROM unnest({seen}) AS s ({', '.join(TOLD)})"  # noqa: S608
        f" CROSS JOIN LATERAL (SELECT * FROM ({inner}) AS q WHERE q.release_id = s.id"
        f" ORDER BY q.key) AS r) TO STDOUT (FORMAT csv{force})"
    )
    told = [list(values) for values in zip(*releases, strict=True)]
    return statement, [*values, *told, *inner_values]


def _guarded(place: str, within: str | None) -> str:
    """Text as `cells.guarded` writes it; NULL, which is an empty cell, for none. Most begins
    with a letter and needs no further look."""
    first = f"ascii({place})"
    nothing = f"WHEN {within} = '' THEN NULL " if within else ""
    return (
        f"CASE {nothing}WHEN {first} BETWEEN 65 AND 65290 THEN {place} WHEN {first} = 0 THEN NULL"
        f" WHEN {first} IN ({RISKY}) AND {place} ~ %s AND {place} !~ %s"
        f" THEN '''' || {place} ELSE {place} END"
    )
