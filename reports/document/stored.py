"""Documents to JSON and back: the canonical form, its hash, and old versions.

Old versions are upgraded when read and never rewritten, so the hash of a
stored document stays what it was on the day of its release.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from reports.document.schema import VERSION, ReportDocument

# Fields that version 1 did not have at first; documents without them are read as ever.
ADDED = ("charts",)
# From version n to n + 1; each takes and gives the plain JSON data.
UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


def dump(document: ReportDocument) -> dict[str, Any]:
    """The document as plain JSON data; decimals are strings.

    What came after the first documents is left out while it is empty: a report that
    does not use it keeps its hash.
    """
    data = document.model_dump(mode="json")
    return {name: value for name, value in data.items() if value or name not in ADDED}


def content_hash(data: dict[str, Any]) -> str:
    """SHA-256 (64 hex digits) of the canonical form: sorted keys, no white space, UTF-8.

    Equal documents hash equally whatever order the database keeps keys in.
    """
    canonical = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def load(data: dict[str, Any]) -> ReportDocument:
    """The document from stored JSON data of this or an older version.

    Raises ``ValueError`` for a version that this code does not know.
    """
    version = data.get("version")
    while isinstance(version, int) and version in UPGRADES:
        data = UPGRADES[version](data)
        version = data.get("version")
    if version != VERSION:
        raise ValueError(f"Document version {version!r} is not known to this code.")
    return ReportDocument.model_validate(data)
