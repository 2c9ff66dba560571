"""What people call the kinds that documents hold as codes."""

from __future__ import annotations

from reports.document.language import gettext, mark

_LABELS = {
    # of a figure: how firm it is
    "actual": mark("Actual"),
    "estimate": mark("Estimate"),
    "forecast": mark("Forecast"),
    "calculated": mark("Calculated"),
    # of a market factor
    "driver": mark("Driver"),
    "restraint": mark("Restraint"),
    "challenge": mark("Challenge"),
    "opportunity": mark("Opportunity"),
    "trend": mark("Trend"),
    # of a development
    "approval": mark("Approval"),
    "launch": mark("Launch"),
    "partnership": mark("Partnership"),
    "acquisition": mark("Acquisition"),
    "funding": mark("Funding"),
    "expansion": mark("Expansion"),
    "other": mark("Other"),
    # of a finding: its severity
    "error": mark("Error"),
    "warning": mark("Warning"),
    "note": mark("Note"),
}


def label(code: str) -> str:
    """The label of a kind in the language of the site: "Approval"."""
    return gettext(_LABELS.get(code, code[:1].upper() + code[1:]))
