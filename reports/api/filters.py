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
