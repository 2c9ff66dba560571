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

from reports.api import queries
from reports.api.addresses import Addresses
from reports.document.formatting import PLAIN_NUMBER
from reports.exports import tables
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
_PLACES = {
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
    "source_title": "CASE WHEN r.source <> '' THEN r.source_title END",
    "source_publisher": "CASE WHEN r.source <> '' THEN r.source_publisher END",
    "calculation_rule": "r.rule",
    "calculation_formula": "CASE WHEN r.rule <> '' THEN r.formula END",
    "url": "s.url || r.key || '/'",
    "page": "s.page || '#figure-' || r.key",
}


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
        for group in _groups(at, given, addresses):
            rows = Figure.objects.released(at).filter(condition, release__in=list(group))
            statement, values = _statement(rows, list(group.values()), columns)
            with connection.cursor() as wrapper:
                cursor: Any = wrapper.cursor
                pending = bytearray()
                with cursor.copy(statement, values) as copy:
                    for line in copy:
                        pending += line
                        if len(pending) >= PIECE:
                            yield bytes(pending)
                            pending.clear()
                count += cursor.rowcount
                if pending:
                    yield bytes(pending)
    yield tables.trailer(count, moment(settled)).encode()


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
        if column.type == "string":
            place = _guarded(place)
            values += [FORMULA, NUMBER]
        shown.append(f'{place} AS "{column.name}"')
    seen = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(releases))
    quoted = ", ".join(
        f'"{column.name}"' for column in columns if column.type in ("string", "datetime")
    )
    force = f", FORCE_QUOTE ({quoted})" if quoted else ""
    # Only names of columns, and places for values, are put into the text.
    statement = (
        f"COPY (SELECT {', '.join(shown)} FROM ({inner}) AS r"  # noqa: S608
        f" JOIN (VALUES {seen}) AS s (id, number, released_at, kind, sample, url, page)"
        " ON s.id = r.release_id ORDER BY r.market, r.edition, r.key)"
        f" TO STDOUT (FORMAT csv{force})"
    )
    return statement, [*values, *inner_values, *(value for row in releases for value in row)]


def _guarded(place: str) -> str:
    """Text as `cells.guarded` writes it; NULL, which is an empty cell, for none."""
    return (
        f"CASE WHEN ascii({place}) IN ({RISKY}) AND ({place}) ~ %s AND ({place}) !~ %s"
        f" THEN '''' || ({place}) ELSE NULLIF({place}, '') END"
    )
