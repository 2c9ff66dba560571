"""All rows of a collection as one file: streamed, or as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponseBase, StreamingHttpResponse

from reports.api import forms
from reports.api.problems import ParameterProblem
from reports.exports import tables
from reports.exports.origin import moment

BATCH = 1000  # rows that are read and written at a time
Shown = Callable[[list[Any]], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class File:
    """A collection in a form, as of a moment; with ``fields`` those alone."""

    name: str
    form: str
    at: datetime
    fields: Collection[str] | None

    def answer(self, rows: QuerySet[Any], shown: Shown) -> HttpResponseBase:
        """The rows, each as ``shown`` makes them."""
        if self.form == forms.XLSX:
            return self._marked(forms.file(self._workbook(rows, shown), self.form, self._file))
        lines = self._csv(rows, shown) if self.form == forms.CSV else self._ndjson(rows, shown)
        return self.sent(_packed(lines))

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

    def _csv(self, rows: QuerySet[Any], shown: Shown) -> Iterator[str]:
        columns = tables.columns(self.name, self.fields)
        yield tables.header(columns)
        count = 0
        for row in _read(rows, shown):
            yield tables.line(columns, row)
            count += 1
        yield tables.trailer(count, moment(self.at))

    def _ndjson(self, rows: QuerySet[Any], shown: Shown) -> Iterator[str]:
        count = 0
        for row in _read(rows, shown):
            kept = {
                name: value
                for name, value in row.items()
                if self.fields is None or name in self.fields
            }
            yield forms.encode(kept).decode() + "\n"
            count += 1
        end = {"end": True, "rows": count, "as_of": moment(self.at)}
        yield forms.encode(end).decode() + "\n"

    def _workbook(self, rows: QuerySet[Any], shown: Shown) -> bytes:
        if len(rows.values_list("pk")[: tables.MOST_SHEET_ROWS + 1]) > tables.MOST_SHEET_ROWS:
            raise ParameterProblem(
                "format",
                f"A workbook has at most {tables.MOST_SHEET_ROWS} rows. Filter, or take csv.",
                forms.CSV,
            )
        columns = tables.columns(self.name, self.fields)
        return tables.xlsx_file(self.name, columns, _read(rows, shown), self.at)


def _read(rows: QuerySet[Any], shown: Shown) -> Iterator[Any]:
    """The rows as they are shown. Within a transaction the database gives them as it finds
    them; outside of one it would gather them all first."""
    with transaction.atomic():
        found = rows.iterator(chunk_size=BATCH)
        while batch := list(islice(found, BATCH)):
            yield from shown(batch)


def _packed(lines: Iterator[str]) -> Iterator[bytes]:
    """Lines in pieces worth sending; the first one at once."""
    yield next(lines).encode()
    while piece := "".join(islice(lines, 200)):
        yield piece.encode()
