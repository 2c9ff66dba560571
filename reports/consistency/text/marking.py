"""A checked text for a page: its characters in runs, those of claims and findings marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reports.document.language import gettext as _
from reports.document.language import mark

LABELS = {
    "market": mark("Market"),
    "market_size": mark("Values"),
    "volume": mark("Volumes"),
    "cagr": mark("Growth rates"),
    "growth": mark("Other growth"),
    "share": mark("Shares"),
    "base_year": mark("Base year"),
    "historical_period": mark("Historical period"),
    "forecast_period": mark("Forecast period"),
    "axis": mark("Ways to cut the market"),
    "segment": mark("Segments"),
    "geography": mark("Geographies"),
    "driver": mark("Drivers"),
    "restraint": mark("Restraints"),
    "challenge": mark("Challenges"),
    "opportunity": mark("Opportunities"),
    "trend": mark("Trends"),
    "outlook": mark("Outlooks"),
    "key_player": mark("Key players"),
    "development": mark("Developments"),
    "publisher": mark("Publisher"),
    "publication_date": mark("Date of publication"),
    "statistic": mark("Statistics of others"),
}
RANK = {"": 0, "claim": 1, "note": 2, "warning": 3, "error": 4}


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that are marked alike. ``start`` is where they begin in the text."""

    text: str
    start: int
    mark: str = ""
    title: str = ""


def marked(text: str, result: dict[str, Any]) -> list[Run]:
    """The whole text as runs; where marks overlap the gravest one wins.

    Linear in the length of the text and of the result.
    """
    events: list[tuple[int, int, str, str]] = []
    for claim in result["claims"]:
        events.append((*claim["span"], "claim", _(LABELS.get(claim["kind"], claim["kind"]))))
    for finding in result["findings"]:
        if finding["span"]:
            events.append((*finding["span"], finding["severity"], finding["message"]))
    cuts = sorted({0, len(text), *(cut for start, end, *_kind in events for cut in (start, end))})
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for index, (start, end, *_kind) in enumerate(events):
        starts.setdefault(start, []).append(index)
        ends.setdefault(end, []).append(index)
    runs, active = [], dict[int, None]()
    for cut, following in zip(cuts, [*cuts[1:], len(text)], strict=True):
        for index in ends.get(cut, ()):
            active.pop(index, None)
        for index in starts.get(cut, ()):
            active[index] = None
        if following > cut:
            top = max(active, key=lambda index: RANK[events[index][2]], default=None)
            kind, title = events[top][2:] if top is not None else ("", "")
            runs.append(Run(text[cut:following], cut, kind, title))
    return runs


def groups(result: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The claims by kind, in a reader's order; each fact once."""
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in LABELS}
    seen = set()
    for claim in result["claims"]:
        names = ("kind", "value", "unit", "multiplier", "year", "start", "end", "subject", "date")
        fact = tuple(claim.get(name) for name in names)
        if fact not in seen:
            seen.add(fact)
            found.setdefault(claim["kind"], []).append(claim)
    return [(_(LABELS.get(kind, kind)), claims) for kind, claims in found.items() if claims]
