"""What every release must have, beyond what its blocks demand of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reports.document.findings import Finding, Place, error
from reports.document.schema import ReportDocument

EDITION = re.compile(r"\d{4}(?:-[a-z0-9]+)*")


def check(document: ReportDocument) -> Iterable[Finding]:
    """The edition's label, a figure to report, a base year, and a currency for money."""
    if not EDITION.fullmatch(document.edition):
        message = "An edition begins with a four-digit year: 2024, or 2024-update."
        yield error("edition.label", Place("edition"), message)
    if not document.figures:
        yield error("figures.none", Place("figures"), "A report needs at least one figure.")
    if document.base_year is None:
        yield error("required", Place("base_year"), "Give the base year.")
