"""Sources: no figure, outlook or development without one."""

from __future__ import annotations

from collections.abc import Iterable

from reports.document.findings import Finding, Place, error
from reports.document.schema import Claim, ReportDocument


def check(document: ReportDocument) -> Iterable[Finding]:
    """Every figure but a derived one, every outlook and every development names its source."""
    for figure in document.figures:
        if not figure.source and figure.claim is not Claim.DERIVED:
            message = f"{figure.label} names no source."
            yield error("source.none", Place("figures", figure.block, "source"), message)
        if figure.claim is Claim.DERIVED and figure.calculation is None:
            message = "A derived figure comes from a calculation. Add a calculation instead."
            yield error("claim.derived", Place("figures", figure.block, "claim"), message)
    for field, items in (("outlooks", document.outlooks), ("developments", document.developments)):
        for item in items:
            if not item.source:
                yield error("source.none", Place(field, item.block, "source"), "Name the source.")
