"""Sources: no figure, outlook or development without one."""

from __future__ import annotations

from collections.abc import Iterable

from reports.consistency import samples
from reports.consistency.rule import Context, Example, Rule
from reports.document.findings import Finding, Place, error
from reports.document.language import gettext as _
from reports.document.schema import Claim, ReportDocument


def check(document: ReportDocument, context: Context) -> Iterable[Finding]:
    """Every figure but a derived one, every outlook and every development names its source."""
    for figure in document.figures:
        if not figure.source and figure.claim is not Claim.DERIVED:
            message = _("{label} names no source.").format(label=figure.label)
            yield error("source.none", Place("figures", figure.block, "source"), message)
        if figure.claim is Claim.DERIVED and figure.calculation is None:
            message = _("A derived figure comes from a calculation. Add a calculation instead.")
            yield error("claim.derived", Place("figures", figure.block, "claim"), message)
    for field, items in (("outlooks", document.outlooks), ("developments", document.developments)):
        for item in items:
            if not item.source:
                yield error(
                    "source.none", Place(field, item.block, "source"), _("Name the source.")
                )


_SIZE = samples.figure("7.12")
_CANCER = samples.part("By condition", "Cancer")
RULE = Rule(
    title="Every figure, outlook and development names its source",
    check=check,
    counts=lambda document: (
        len(document.figures) + len(document.outlooks) + len(document.developments)
    ),
    codes={
        "source.none": "A figure, an outlook or a development names no source.",
        "claim.derived": "A figure is called derived, but no calculation gives it.",
    },
    examples=(
        Example(
            "all sourced",
            samples.document(_SIZE, outlooks=(samples.outlook("largest", _CANCER),)),
        ),
        Example(
            "a figure without source",
            samples.document(samples.figure("7.12", source="")),
            ("source.none",),
        ),
        Example(
            "an outlook without source",
            samples.document(_SIZE, outlooks=(samples.outlook("largest", _CANCER, source=""),)),
            ("source.none",),
        ),
        Example(
            "a typed number called derived",
            samples.document(samples.figure("7.12", claim="derived")),
            ("claim.derived",),
        ),
    ),
)
