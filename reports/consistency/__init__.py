"""Rules over a document. No Django here.

A rule is one file in ``rules/``: a docstring with its formula, a check, its
codes and its examples, gathered in a constant ``RULE``. To add a rule is to
add such a file; its name is where it stands in the order of `RULES`.
"""

from __future__ import annotations

import importlib
import pkgutil

from reports.consistency import rules
from reports.consistency.rule import Context, Rule
from reports.document.findings import Finding, Severity
from reports.document.schema import Claim, ReportDocument

RULES: dict[str, Rule] = {
    module.name: importlib.import_module(f"{rules.__name__}.{module.name}").RULE
    for module in sorted(pkgutil.iter_modules(rules.__path__), key=lambda found: found.name)
}

# What a source may have got wrong. All else is ours to mend before a release.
DISPUTABLE = {"growth", "unit", "share", "sum", "forecast", "superlative"}


def check(document: ReportDocument, context: Context | None = None) -> list[Finding]:
    """Every finding of every rule: errors first, then in the order of `RULES`."""
    known = context or Context()
    found = [finding for rule in RULES.values() for finding in rule.check(document, known)]
    order = list(Severity)
    return sorted(found, key=lambda finding: order.index(finding.severity))


def acceptable(finding: Finding, document: ReportDocument) -> bool:
    """Whether a finding may be accepted with a reason.

    Warnings may; an error only on a figure cited from a source, since a
    faithful report of a faulty claim must be publishable. An error on an own
    or calculated figure is ours to mend. Notes ask for nothing.
    """
    if finding.severity is Severity.WARNING:
        return True
    if finding.severity is not Severity.ERROR or finding.family not in DISPUTABLE:
        return False
    # Every figure that it rests on: a cited rate over our own values is ours to mend.
    figures = [document.figure(key) for key in (finding.key, *finding.behind)]
    return all(figure is not None and figure.claim is Claim.CITED for figure in figures)
