"""The filters of the collections: name, type and condition, declared in one place.

All filters given must hold. Words are compared exactly, capitals included.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from django.db.models import F, Q, Value
from django.db.models.functions import Concat, StrIndex
from django.db.models.lookups import GreaterThan

from reports.api import parameters
from reports.api.parameters import Reader
from reports.document import schema
from reports.document.words import LONGEST_QUERY
from reports.models.found import KINDS

Condition = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Filter:
    """How a parameter is read, and which rows its value keeps."""

    reader: Reader
    condition: Condition


Filters = Mapping[str, Filter]


def equal(reader: Reader, field: str) -> Filter:
    """The field has the value."""
    return Filter(reader, lambda value: Q(**{field: value}))


def _covers(year: int) -> Q:
    """The period contains the year, both ends included."""
    return Q(period_start__lte=year, period_end__gte=year)


def _has_segment(path: str) -> Any:
    """The canonical ``axis:segment|axis:segment`` has this part.

    Not LIKE: SQLite would take no notice of capitals.
    """
    bar = Value("|")
    parts = Concat(bar, F("segments"), bar)
    return GreaterThan(StrIndex(parts, Value(f"|{path}|")), 0)


def _since(day: dt.date) -> Q:
    return Q(date__gte=day)


def _until(day: dt.date) -> Q:
    return Q(date__lte=day)


DEVELOPMENT_KINDS = get_args(schema.Development.model_fields["kind"].annotation)

ADDRESS: Filters = {
    "market": equal(parameters.market, "market"),
    "edition": equal(parameters.edition, "edition"),
}

FIGURES: Filters = {
    **ADDRESS,
    "key": equal(parameters.key, "key"),
    "measure": equal(parameters.choice(schema.Measure), "measure"),
    "statistic": equal(parameters.text(120), "statistic"),
    "segment": Filter(parameters.segment, _has_segment),
    "geography": equal(parameters.geography, "geography"),
    "year": Filter(parameters.year, _covers),
    "period_start": equal(parameters.year, "period_start"),
    "period_end": equal(parameters.year, "period_end"),
    "unit": equal(parameters.text(40), "unit"),
    "status": equal(parameters.choice(schema.Status), "status"),
    "claim": equal(parameters.choice(schema.Claim), "claim"),
    "approximate": equal(parameters.boolean, "approximate"),
}

KEY_PLAYERS: Filters = {**ADDRESS, "company": equal(parameters.company, "company")}

SERIES: Filters = {
    **{name: FIGURES[name] for name in (*ADDRESS, "measure", "statistic", "segment")},
    "segments": equal(parameters.segments, "segments"),
    "geography": FIGURES["geography"],
    "unit": FIGURES["unit"],
}


def _released_since(day: dt.date) -> Q:
    return Q(release_at__gte=dt.datetime.combine(day, dt.time.min, dt.UTC))


def _released_until(day: dt.date) -> Q:
    return Q(release_at__lte=dt.datetime.combine(day, dt.time.max, dt.UTC))


RELEASES: Filters = {
    "market": equal(parameters.market, "report__market"),
    "edition": equal(parameters.edition, "report__edition"),
    "kind": equal(parameters.choice(("first", "update", "correction")), "kind"),
    "since": Filter(parameters.date, _released_since),
    "until": Filter(parameters.date, _released_until),
}

# Of what is not filtered by the database alone: see `derived`.
SEGMENTS: Mapping[str, Reader] = {
    "market": parameters.market,
    "edition": parameters.edition,
    "axis": parameters.market,
    "segment": parameters.segment,
}
SOURCES: Mapping[str, Reader] = {
    "market": parameters.market,
    "edition": parameters.edition,
    "key": parameters.text(100),
    "publisher": parameters.text(200),
}
GEOGRAPHIES: Mapping[str, Reader] = {
    "code": parameters.geography,
    "market": parameters.market,
}
COMPANIES: Mapping[str, Reader] = {
    "company": parameters.company,
    "market": parameters.market,
}
SEARCH: Mapping[str, Reader] = {
    "q": parameters.text(LONGEST_QUERY),
    "kind": parameters.choice(KINDS),
}

DEVELOPMENTS: Filters = {
    **ADDRESS,
    "company": equal(parameters.company, "company"),
    "kind": equal(parameters.choice(DEVELOPMENT_KINDS), "kind"),
    "since": Filter(parameters.date, _since),
    "until": Filter(parameters.date, _until),
}

REPORTS: Filters = {
    "market": equal(parameters.market, "report__market"),
    "edition": equal(parameters.edition, "report__edition"),
    "sector": equal(parameters.text(80), "card__sector"),
    "sample": equal(parameters.boolean, "card__sample"),
}

MARKETS: Filters = {"sector": equal(parameters.text(80), "card__sector")}
