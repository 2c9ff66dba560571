"""Rules over a document. No Django here.

A rule is one file in ``rules/`` with a function ``check(document)`` that
yields findings; it joins by being listed in `RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reports.consistency.rules import keys, periods, required, sources
from reports.document.findings import Finding
from reports.document.schema import ReportDocument

Rule = Callable[[ReportDocument], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    required.check,
    keys.check,
    periods.check,
    sources.check,
)


def check(document: ReportDocument) -> list[Finding]:
    """Every finding of every rule, in the order of `RULES`."""
    return [finding for rule in RULES for finding in rule(document)]
