"""What every release must have, beyond what its blocks demand of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reports.consistency import samples
from reports.consistency.rule import Context, Example, Rule
from reports.document.findings import Finding, Place, error
from reports.document.language import gettext as _
from reports.document.schema import ReportDocument

EDITION = re.compile(r"[0-9]{4}(?:-[a-z0-9]+)*")


def check(document: ReportDocument, context: Context) -> Iterable[Finding]:
    """The edition's label, a figure to report, a base year, and a currency for money."""
    if not EDITION.fullmatch(document.edition):
        message = _("An edition begins with a four-digit year: 2024, or 2024-update.")
        yield error("edition.label", Place("edition"), message)
    if not document.figures:
        yield error("figures.none", Place("figures"), _("A report needs at least one figure."))
    if document.base_year is None:
        yield error("field.required", Place("base_year"), _("Give the base year."))


_SIZE = samples.figure("7.12")
RULE = Rule(
    title="Edition, base year and figures are there",
    check=check,
    counts=lambda document: 1,
    codes={
        "edition.label": "The edition does not begin with a year.",
        "figures.none": "The report has no figure.",
        "field.required": "A field that every release needs is empty.",
    },
    examples=(
        Example("all there", samples.document(_SIZE)),
        Example(
            "an edition called “new”", samples.document(_SIZE, edition="new"), ("edition.label",)
        ),
        Example("no figure", samples.document(), ("figures.none",)),
        Example("no base year", samples.document(_SIZE, base_year=None), ("field.required",)),
    ),
)
