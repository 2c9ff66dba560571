"""The shapes of the API's answers: every field, by name and type. They are the contract.

Decimals are strings, moments are UTC with Z, text that is absent is an empty
string, ``html`` is final and resolves its relative links against ``page``.
``url`` is the address in this API, ``page`` the one that readers see.
"""

from __future__ import annotations

from typing import Any

# pydantic, which makes the contract of these, takes no other below Python 3.12.
from typing_extensions import TypedDict  # noqa: UP035

from reports.exports.changes import FigureChangeData, GainsData, NamedData, SaidData

__all__ = ["FigureChangeData", "GainsData", "NamedData", "SaidData"]


class ReleaseData(TypedDict):
    """A release as its rows name it. ``number`` counts the report's releases from 1."""

    number: int
    released_at: str
    kind: str


class ToldReleaseData(ReleaseData):
    """With the reason that was given for it; ``loaded`` marks history from before this site."""

    reason: str
    loaded: bool


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


class MarketDetailData(MarketData):
    editions: list[EditionData]


class ReportDetailData(TypedDict):
    """A release with its whole ``document``."""

    market: str
    edition: str
    release: ToldReleaseData
    document: dict[str, Any]
    checks: ChecksData | None
    url: str
    page: str


class ReleaseEntryData(TypedDict):
    """A release in the history of its report. ``superseded_at`` is null while it is current;
    ``url`` leads to what it changed."""

    market: str
    edition: str
    number: int
    released_at: str
    kind: str
    reason: str
    loaded: bool
    superseded_at: str | None
    sample: bool
    title: str
    url: str
    page: str


class ReleaseDetailData(ReleaseEntryData):
    """With what it changed against the release before; null for a report's first one."""

    changes: list[dict[str, str]] | None


class SeriesValueData(TypedDict):
    key: str
    period: dict[str, int]
    value: str
    multiplier: int
    amount: str
    low: str | None
    high: str | None
    status: str
    approximate: bool
    claim: str
    source: Source | None
    url: str
    page: str


class SeriesData(TypedDict):
    """Figures of one report that differ in their period alone, by year."""

    market: str
    edition: str
    measure: str
    statistic: str
    segments: list[dict[str, str]]
    segment_names: str
    geography: dict[str, str]
    unit: str
    sample: bool
    release: ReleaseData
    values: list[SeriesValueData]
    url: str


class CompanyData(TypedDict):
    """A company as the newest edition names it. ``markets`` are those whose current reports
    name it; the identifiers are empty where none is known."""

    company: str
    name: str
    website: str
    ror: str
    wikidata: str
    lei: str
    markets: list[str]
    key_players: str
    developments: str
    url: str
    page: str


class SegmentData(TypedDict):
    """A part of an axis, with what its report says of it. ``figures`` leads to its figures."""

    market: str
    edition: str
    axis: str
    axis_name: str
    segment: str
    name: str
    release: ReleaseData
    sample: bool
    html: str
    source: SourceKey | None
    figures: str
    url: str
    page: str


class GeographyData(TypedDict):
    """A place that reports cover, by its code of UN M49 or ISO 3166."""

    code: str
    name: str
    markets: list[str]
    figures: str
    url: str


class SourceData(TypedDict):
    """A source of a report. ``published`` is null where it does not say."""

    market: str
    edition: str
    key: str
    release: ReleaseData
    sample: bool
    title: str
    publisher: str
    address: str
    published: str | None
    licence: str
    note: str
    url: str
    page: str


class FoundData(TypedDict):
    """Something that search finds; ``passage`` is where in its text. ``url`` is its address
    in this API, ``page`` where readers find it."""

    kind: str
    market: str
    edition: str
    key: str
    title: str
    note: str
    passage: str
    url: str
    page: str


class EventData(TypedDict):
    """An event of the log: a release, with what it changed, or a withdrawal. ``at`` is when it
    became public here. ``release`` is null for a withdrawal."""

    event: str
    at: str
    market: str
    edition: str
    release: ToldReleaseData | None
    figures: list[FigureChangeData]
    key_players: GainsData
    developments: GainsData
    url: str
    page: str


class KeyData(TypedDict):
    """A key by its name and the part of it that is no secret."""

    name: str
    prefix: str
    scopes: list[str]
    expires_at: str | None


class LimitsData(TypedDict):
    per_minute: int
    per_day: int


class DayData(TypedDict):
    date: str
    requests: int
    refused: int


class UsageData(TypedDict):
    """What the key of the request was used for, by day, the newest first."""

    organisation: str
    key: KeyData
    limits: LimitsData
    days: list[DayData]


class CheckedData(TypedDict):
    """What a text claims, what is wrong with it, and what could not be read. A ``span`` counts
    the characters of the text as sent."""

    claims: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    confirmed: list[dict[str, Any]]
    unread: list[Any]
