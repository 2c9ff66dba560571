"""The answers of the API as objects. Numbers are `Decimal`: no digit is lost.

Fields that a newer server adds are kept (``model_extra``) and never an error.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)


class Release(Model):
    """The release that an entry stands in. ``number`` counts the report's releases from 1."""

    number: int
    released_at: datetime
    kind: Literal["first", "update", "correction"]


class Source(Model):
    key: str
    title: str = ""
    publisher: str = ""


class SegmentRef(Model):
    axis: str
    segment: str


class Geography(Model):
    code: str
    name: str


class Period(Model):
    """Years, both included."""

    start: int
    end: int


class Calculation(Model):
    rule: str
    formula: str


class Figure(Model):
    """One number of a report. ``value`` × 10^``multiplier`` = ``amount``."""

    market: str
    edition: str
    key: str
    release: Release
    sample: bool
    label: str
    text: str
    measure: str
    statistic: str
    segments: tuple[SegmentRef, ...]
    segment_names: str
    geography: Geography
    period: Period
    value: Decimal
    unit: str
    multiplier: int
    amount: Decimal
    low: Decimal | None
    high: Decimal | None
    status: str
    approximate: bool
    claim: str
    source: Source | None
    attribution: str
    note: str
    calculation: Calculation | None
    url: str
    page: str


class KeyPlayer(Model):
    """An organisation as a report presents it."""

    market: str
    edition: str
    company: str
    release: Release
    sample: bool
    name: str
    html: str
    source: Source | None
    url: str
    page: str


class Development(Model):
    """A dated event. ``date`` is as precise as ``precision`` says: "2023", "2023-10" or a day."""

    market: str
    edition: str
    key: str
    release: Release
    sample: bool
    date: str
    precision: str
    company: str
    company_name: str
    kind: str
    title: str
    html: str
    source: Source | None
    url: str
    page: str


class Headline(Model):
    key: str
    title: str
    compact: str
    text: str
    status: str


class Report(Model):
    market: str
    edition: str
    release: Release
    sample: bool
    title: str
    standfirst: str
    market_title: str
    sector: str
    base_year: int | None
    forecast: str
    headlines: tuple[Headline, ...]
    url: str
    page: str


class ReportDetail(Model):
    """A report with everything that it says: ``document`` as the API gives it."""

    market: str
    edition: str
    release: Release
    document: dict[str, Any]
    checks: dict[str, Any] | None
    url: str
    page: str


class Edition(Model):
    edition: str
    title: str
    release: Release
    sample: bool
    url: str
    page: str


class Market(Model):
    """A market as its latest edition describes it."""

    market: str
    title: str
    description: str
    sector: str
    latest: Edition
    editions: tuple[Edition, ...] = ()
    url: str
    page: str
