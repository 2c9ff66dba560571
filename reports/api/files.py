"""All rows of a collection as one file: streamed, or as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import HttpResponseBase, StreamingHttpResponse

from reports.api import forms
from reports.api.problems import ParameterProblem
from reports.exports import tables
from reports.exports.origin import moment

BATCH = 1000  # rows that are read and written at a time
Shown = Callable[[list[Any]], Iterable[Any]]
Rows = Iterable[Mapping[str, Any]]  # as the API shows them


@dataclass(frozen=True, slots=True)
class File:
    """A collection in a form, as of a moment; with ``fields`` those alone."""

    name: str
    form: str
    at: datetime
    fields: Collection[str] | None

    def answer(self, rows: Rows) -> HttpResponseBase:
        """The rows, to their end."""
        if self.form == forms.XLSX:
            return self._marked(forms.file(self._workbook(rows), self.form, self._file))
        return self.sent(packed(self._csv(rows) if self.form == forms.CSV else self._ndjson(rows)))

    def sent(self, pieces: Iterable[bytes]) -> HttpResponseBase:
        """Bytes that are sent as they come."""
        return self._marked(forms.stream(pieces, self.form, self._file))

    def empty(self) -> HttpResponseBase:
        """The same without a body."""
        return self._marked(forms.stream((), self.form, self._file))

    @property
    def _file(self) -> str:
        return f"{self.name}-{self.at:%Y-%m-%d}.{self.form}"

    def _marked(self, response: Any) -> HttpResponseBase:
        """With the moment to ask for again, to go on where a stream was cut off."""
        response["As-Of"] = moment(self.at)
        if isinstance(response, StreamingHttpResponse):
            response["X-Accel-Buffering"] = "no"
        found: HttpResponseBase = response
        return found

    def _csv(self, rows: Rows) -> Iterator[str]:
        columns = tables.columns(self.name, self.fields)
        yield tables.header(columns)
        count = 0
        for row in rows:
            yield tables.line(columns, row)
            count += 1
        yield tables.trailer(count, moment(self.at))

    def _ndjson(self, rows: Rows) -> Iterator[str]:
        count = 0
        for row in rows:
            yield json_line(kept(row, self.fields))
            count += 1
        yield json_line(end(count, self.at))

    def _workbook(self, rows: Rows) -> bytes:
        columns = tables.columns(self.name, self.fields)
        return tables.xlsx_file(self.name, columns, _within(rows), self.at)


def kept(row: Mapping[str, Any], fields: Collection[str] | None) -> Mapping[str, Any]:
    """The fields of a row that were asked for."""
    if fields is None:
        return row
    return {name: value for name, value in row.items() if name in fields}


def json_line(data: Mapping[str, Any]) -> str:
    """A line of NDJSON."""
    return forms.encode(data).decode() + "\n"


def end(count: int, at: datetime) -> dict[str, Any]:
    """What the last line of NDJSON holds."""
    return {"end": True, "rows": count, "as_of": moment(at)}


def refuse_too_many(rows: QuerySet[Any]) -> None:
    """For workbooks: what would be too long is refused before it is read."""
    if len(rows.values_list("pk")[: tables.MOST_SHEET_ROWS + 1]) > tables.MOST_SHEET_ROWS:
        raise _too_many()


def _within(rows: Rows) -> Iterator[Mapping[str, Any]]:
    for number, row in enumerate(rows, 1):
        if number > tables.MOST_SHEET_ROWS:
            raise _too_many()
        yield row


def _too_many() -> ParameterProblem:
    return ParameterProblem(
        "format",
        f"A workbook has at most {tables.MOST_SHEET_ROWS} rows. Filter, or take csv.",
        forms.CSV,
    )


def read(rows: QuerySet[Any], shown: Shown) -> Iterator[Any]:
    """The rows of a query as they are shown, a batch at a time."""
    return batches(lambda: rows.iterator(chunk_size=BATCH), shown)


def batches(rows: Callable[[], Iterable[Any]], shown: Shown) -> Iterator[Any]:
    """Rows as they are shown. Within a transaction PostgreSQL gives them as it finds them;
    outside of one it would gather them all first. In SQLite a transaction would keep everybody
    from writing until a slow reader is done."""
    with transaction.atomic() if connection.vendor == "postgresql" else nullcontext():
        found = iter(rows())
        while batch := list(islice(found, BATCH)):
            yield from shown(batch)


def packed(lines: Iterator[str]) -> Iterator[bytes]:
    """Lines in pieces worth sending; the first one at once."""
    yield next(lines).encode()
    while piece := "".join(islice(lines, 200)):
        yield piece.encode()
