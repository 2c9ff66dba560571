"""A whole report as a zipped Data Package (Frictionless): its tables as CSV, each with its
schema, and the document."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any

from reports.document import ReportDocument
from reports.exports.citations import apa, report_citation
from reports.exports.origin import Origin
from reports.exports.tables import TABLES, csv_file

KEYS = {
    "figures": ["market", "edition", "key"],
    "key-players": ["market", "edition", "company"],
    "developments": ["market", "edition", "key"],
    "segments": ["market", "edition", "axis", "segment"],
    "sources": ["market", "edition", "key"],
}
README = """{title}

{citation}

The CSV files are described in datapackage.json: UTF-8, a comma between cells, "." in numbers.
An empty cell means that there is nothing. A text that a spreadsheet program would take for a
formula has an apostrophe in front. report.json is the whole document.
"""


def package(
    document: ReportDocument,
    origin: Origin,
    tables: Mapping[str, Sequence[Mapping[str, Any]]],
    report: Mapping[str, Any],
) -> bytes:
    """The bytes of the file; the same for the same release."""
    files: dict[str, bytes] = {}
    resources = []
    for name, key in KEYS.items():
        data = csv_file(name, tables[name]).encode()
        path = f"data/{name}.csv"
        files[path] = data
        resources.append(_resource(name, path, data, key))
    written = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    citation = apa(report_citation(document, origin))
    text = README.format(title=document.title, citation=citation)
    about = json.dumps(
        _descriptor(document, origin, resources, citation), ensure_ascii=False, indent=1
    )
    files = {
        "datapackage.json": f"{about}\n".encode(),
        "README.md": text.encode(),
        **files,
        "report.json": written.encode(),
    }
    return _zipped(files, origin)


def _descriptor(
    document: ReportDocument, origin: Origin, resources: list[Any], citation: str
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": origin.stem,
        "id": origin.release,
        "title": document.title,
        "description": document.standfirst,
        "homepage": origin.page,
        "version": f"{origin.number}.0.0",
        "created": origin.moment,
        "licenses": [_without_empty({"title": origin.licence.name, "path": origin.licence.url})],
        "contributors": [{"title": origin.publisher, "role": "publisher", "path": origin.site}],
        "sources": [
            _without_empty({"title": f"{item.publisher}, {item.title}", "path": item.url})
            for item in document.sources
        ],
        "sample": document.sample,
        "citation": citation,
        "resources": resources,
    }
    return {name: value for name, value in found.items() if value not in ("", [], [{}])}


def _resource(name: str, path: str, data: bytes, key: list[str]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "header": True},
        "schema": {
            "fields": [
                {
                    "name": column.name,
                    "type": column.type,
                    **({"format": "any"} if column.type == "datetime" else {}),
                }
                for column in TABLES[name]
            ],
            "missingValues": [""],
            "primaryKey": key,
        },
    }


def _without_empty(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _zipped(files: Mapping[str, bytes], origin: Origin) -> bytes:
    """Files dated by the release: the same bytes every time."""
    made = io.BytesIO()
    when = origin.released_at.astimezone(UTC)
    date = (max(when.year, 1980), when.month, when.day, when.hour, when.minute, when.second)
    with zipfile.ZipFile(made, "w") as file:
        for path, data in files.items():
            info = zipfile.ZipInfo(path, date)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            file.writestr(info, data)
    return made.getvalue()
