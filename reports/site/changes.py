"""The history of a report as its page tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reports.consistency.record import KeptFinding
from reports.document.diff import Change, changes
from reports.models import Release


@dataclass(frozen=True)
class Entry:
    """One release of a history. ``compared`` tells whether there is one before it to
    compare with; ``superseded_on`` is None while it is current, and while that lies ahead."""

    release: Release
    accepted: list[KeptFinding]
    superseded_on: datetime | None
    compared: bool
    changes: list[Change]


def entries(newest_first: Sequence[Release], now: datetime) -> list[Entry]:
    """The entries of consecutive releases, each compared with the one before it."""
    documents = [release.load_document() for release in newest_first]
    before = [*documents[1:], None]
    found = []
    for release, new, old in zip(newest_first, documents, before, strict=True):
        end, checks = release.superseded_at, release.load_checks()
        found.append(
            Entry(
                release=release,
                accepted=[item for item in checks.findings if item.accepted] if checks else [],
                superseded_on=end if end and end <= now else None,
                compared=old is not None,
                changes=changes(old, new) if old else [],
            )
        )
    return found
