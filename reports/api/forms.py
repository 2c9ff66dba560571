"""The forms of an answer: which one is asked for, and how JSON and its like are written."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from zlib import MAX_WBITS, compressobj

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from rest_framework.exceptions import NotAcceptable
from rest_framework.renderers import JSONRenderer

JSON, CSV, NDJSON, XLSX, JSON_STAT, PACKAGE = (
    *("json", "csv", "ndjson", "xlsx"),
    *("json-stat", "datapackage"),
)
MEDIA_TYPES: Mapping[str, str] = {
    JSON: "application/json",
    CSV: "text/csv",
    NDJSON: "application/x-ndjson",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    JSON_STAT: "application/vnd.jsonstat+json",
    PACKAGE: "application/zip",
}
MOST_RANGES = 50  # of an Accept header that are read
QUALITY = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")
SMALLEST = 500  # bytes; below that compression gains nothing
LEVEL = 5


def negotiated(request: HttpRequest, forms: Sequence[str]) -> str:
    """The form that ``Accept`` prefers, the first one where it does not care. Parameters of
    a type (indent, charset) say nothing here."""
    accept = request.headers.get("accept", "")
    if not accept:
        return forms[0]
    wanted = [_range(part) for part in accept.split(",")[:MOST_RANGES]]
    liked = [(_liking(MEDIA_TYPES[form], wanted), -place) for place, form in enumerate(forms)]
    (quality, place) = max(liked)
    if quality <= 0:
        raise NotAcceptable
    return forms[-place]


def _range(text: str) -> tuple[str, float]:
    kind, _, rest = text.partition(";")
    quality = 1.0
    for parameter in rest.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            quality = float(value) if QUALITY.fullmatch(value.strip()) else 0.0
    return kind.strip().lower(), quality


def _liking(kind: str, wanted: Sequence[tuple[str, float]]) -> float:
    """The quality of the range that names a type most closely."""
    for name in (kind, f"{kind.partition('/')[0]}/*", "*/*"):
        found = [quality for pattern, quality in wanted if pattern == name]
        if found:
            return max(found)
    return 0.0


def encode(data: Any) -> bytes:
    """Data as JSON, always in the same bytes."""
    encoded: bytes = JSONRenderer().render(data)
    return encoded


def file(content: bytes, form: str, name: str) -> HttpResponse:
    """A whole file to be kept under a name."""
    return _named(HttpResponse(content, content_type=content_type(form)), name)


def stream(content: Iterable[bytes], form: str, name: str) -> StreamingHttpResponse:
    """A file that is sent while it is written."""
    return _named(StreamingHttpResponse(content, content_type=content_type(form)), name)


def content_type(form: str) -> str:
    return MEDIA_TYPES[form] + ("; charset=utf-8" if form == CSV else "")


def compressed(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The answer in gzip for those who take it. Nothing in it is secret."""
    taken = dict(map(_range, request.headers.get("Accept-Encoding", "").split(",")[:MOST_RANGES]))
    if not taken.get("gzip"):
        return response
    kind = response.get("Content-Type", "").partition(";")[0]
    if response.status_code != 200 or kind in (MEDIA_TYPES[XLSX], MEDIA_TYPES[PACKAGE]):
        return response
    if isinstance(response, StreamingHttpResponse):
        if request.method != "HEAD":
            chunks: Iterable[bytes] = response.streaming_content  # type: ignore[assignment]
            response.streaming_content = _gzipped(chunks)
    elif isinstance(response, HttpResponse):
        if len(response.content) < SMALLEST:
            return response
        response.content = gzip.compress(response.content, LEVEL, mtime=0)
    response["Content-Encoding"] = "gzip"
    return response


def _gzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    packer = compressobj(1, wbits=MAX_WBITS | 16)
    for chunk in chunks:
        if packed := packer.compress(chunk):
            yield packed
    yield packer.flush()


def _named(response: Any, name: str) -> Any:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
