"""What the demo has released."""

from __future__ import annotations

from reports.document import ReportDocument
from reports.models import Release


def documents(market: str, edition: str) -> list[ReportDocument]:
    """The documents of a report's releases, oldest first."""
    found = Release.objects.of(market, edition).order_by("release_at")
    return [release.load_document() for release in found]
