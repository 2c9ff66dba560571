"""The shapes of the API's answers: every field, by name and type. They are the contract.

Decimals are strings, moments are UTC with Z, text that is absent is an empty
string, ``html`` is final and resolves its relative links against ``page``.
``url`` is the address in this API, ``page`` the one that readers see.
"""

from __future__ import annotations

from typing import TypedDict


class ReleaseData(TypedDict):
    """A release as its rows name it. ``number`` counts the report's releases from 1."""

    number: int
    released_at: str
    kind: str


class Source(TypedDict):
    key: str
    title: str
    publisher: str


class SourceKey(TypedDict):
    key: str


class FigureData(TypedDict):
    """``value`` × 10^``multiplier`` = ``amount``. ``value`` has the printed digits,
    ``amount``, ``low`` and ``high`` have no trailing zeros."""

    market: str
    edition: str
    key: str
    release: ReleaseData
    sample: bool
    label: str
    text: str
    measure: str
    statistic: str
    segments: list[dict[str, str]]
    segment_names: str
    geography: dict[str, str]
    period: dict[str, int]
    value: str
    unit: str
    multiplier: int
    amount: str
    low: str | None
    high: str | None
    status: str
    approximate: bool
    claim: str
    source: Source | None
    attribution: str
    note: str
    calculation: dict[str, str] | None
    url: str
    page: str


class KeyPlayerData(TypedDict):
    market: str
    edition: str
    company: str
    release: ReleaseData
    sample: bool
    name: str
    html: str
    source: SourceKey | None
    url: str
    page: str


class DevelopmentData(TypedDict):
    """``date`` is as precise as ``precision`` says: 2023, 2023-10 or 2023-10-07."""

    market: str
    edition: str
    key: str
    release: ReleaseData
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


class HeadlineData(TypedDict):
    key: str
    title: str
    compact: str
    text: str
    status: str


class ReportData(TypedDict):
    market: str
    edition: str
    release: ReleaseData
    sample: bool
    title: str
    standfirst: str
    market_title: str
    sector: str
    base_year: int | None
    forecast: str
    headlines: list[HeadlineData]
    url: str
    page: str


class RuleData(TypedDict):
    """A rule that ran, and how many things it looked at: none means nothing to check."""

    name: str
    title: str
    count: int


class FindingData(TypedDict):
    """``key`` is that of the figure, player or development it is about; ``accepted`` the
    publisher's reason for releasing in spite of it."""

    code: str
    severity: str
    message: str
    diagnosis: str | None
    numbers: dict[str, str]
    key: str | None
    accepted: str | None


class ChecksData(TypedDict):
    rules: list[RuleData]
    findings: list[FindingData]


class EditionData(TypedDict):
    edition: str
    title: str
    release: ReleaseData
    sample: bool
    url: str
    page: str


class MarketData(TypedDict):
    """A market as its latest visible edition describes it."""

    market: str
    title: str
    description: str
    sector: str
    latest: EditionData
    url: str
    page: str
