"""The released form of a report: everything a reader or a partner can see of it.

A document is complete and final: rich text is HTML, inline figures are their
values, names of reference data are copied in. It holds no address and no
database id; ``block`` (the id of the editor's block) is for the admin alone
and never leaves through a public door.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

from reports.document.codelists import Claim as Claim
from reports.document.codelists import Measure as Measure
from reports.document.codelists import Status as Status
from reports.document.language import gettext

VERSION = 1


class Part(BaseModel):
    """A frozen piece of a document; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Period(Part):
    """A year, or a range of years (both ends included)."""

    start: int
    end: int

    def __str__(self) -> str:
        if self.is_year:
            return str(self.start)
        return gettext("{first} to {last}").format(first=self.start, last=self.end)

    @property
    def years(self) -> tuple[int, ...]:
        """Its first and its last year; one if they are the same."""
        return (self.start,) if self.is_year else (self.start, self.end)

    @property
    def is_year(self) -> bool:
        return self.start == self.end


class Geography(Part):
    """A place by its UN M49 or ISO 3166 code, or the publisher's own aggregate."""

    code: str
    name: str
    kind: str


class SegmentRef(Part):
    """A segment of an axis, with the names that the axis and the segment had at release."""

    axis: str
    axis_name: str
    segment: str
    name: str

    @property
    def path(self) -> str:
        return f"{self.axis}:{self.segment}"


class Source(Part):
    """Where a claim comes from. ``published`` is as precise as the source states."""

    key: str
    title: str
    publisher: str
    url: str = ""
    published: dt.date | None = None
    licence: str = ""
    note: str = ""


class Company(Part):
    """What is known of a company that the report names: its site, and the identifiers that
    others gave it. Listed only where there is any."""

    slug: str
    name: str
    website: str = ""
    ror: str = ""
    wikidata: str = ""
    lei: str = ""


class Calculation(Part):
    """The declared rule behind a calculated figure, with its inputs by key."""

    rule: Literal["growth_path", "implied_cagr", "share", "total"]
    inputs: tuple[str, ...]
    formula: str


class Figure(Part):
    """One number with its coordinates: measure × segments × geography × period.

    ``value`` is as printed, so its precision survives ("7.12"); ``multiplier``
    is the power of ten (SDMX ``UNIT_MULT``); ``amount`` their product.
    ``low`` and ``high`` bound a range in the same unit and multiplier.
    """

    key: str
    measure: Measure
    statistic: str = ""
    segments: tuple[SegmentRef, ...] = ()
    geography: Geography
    period: Period
    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str
    multiplier: int = 0
    status: Status
    approximate: bool = False
    claim: Claim
    source: str = ""
    attribution: str = ""
    note: str = ""
    calculation: Calculation | None = None
    label: str
    text: str
    block: str = ""

    @property
    def amount(self) -> Decimal:
        return self.value.scaleb(self.multiplier)

    @property
    def segment_path(self) -> str:
        """The segment coordinates as one canonical string; empty for the whole market."""
        return "|".join(sorted(ref.path for ref in self.segments))

    @property
    def coordinates(self) -> tuple[str, str, str, str, int, int]:
        """What makes a figure the same figure in two releases."""
        return (
            self.measure.value,
            self.statistic,
            self.segment_path,
            self.geography.code,
            self.period.start,
            self.period.end,
        )


class Headline(Part):
    """A figure shown large at the top, with a short definition of what it counts."""

    figure: str
    title: str
    definition: str
    compact: str
    block: str = ""


class Segment(Part):
    """One part of an axis, with what the report says of it."""

    slug: str
    name: str
    html: str = ""
    source: str = ""


class Axis(Part):
    """A way to cut the market, with its segments in the report's order."""

    slug: str
    name: str
    segments: tuple[Segment, ...]
    block: str = ""


class Region(Part):
    """A geography that the report covers, with what it says of it."""

    geography: Geography
    html: str = ""
    source: str = ""
    block: str = ""


class Factor(Part):
    """A market factor: what drives the market or holds it back."""

    kind: Literal["driver", "restraint", "challenge", "opportunity", "trend"]
    title: str
    html: str = ""
    source: str = ""
    block: str = ""


class Outlook(Part):
    """A structured superlative: who is largest, leads, or grows fastest, over which period.

    Its subject is a segment of an axis or a geography, never both.
    """

    kind: Literal["largest", "fastest_growing", "leading"]
    segment: SegmentRef | None = None
    geography: Geography | None = None
    period: Period | None = None
    html: str = ""
    source: str = ""
    block: str = ""

    @property
    def kind_label(self) -> str:
        return {
            "largest": gettext("Largest share"),
            "fastest_growing": gettext("Fastest growing"),
            "leading": gettext("Leading"),
        }[self.kind]

    @property
    def subject(self) -> str:
        if self.segment:
            return self.segment.name
        return self.geography.name if self.geography else ""


class Section(Part):
    """A passage of the narrative under its heading."""

    anchor: str
    heading: str
    html: str
    block: str = ""


class KeyPlayer(Part):
    """An organisation's appearance in a report."""

    slug: str
    name: str
    html: str = ""
    source: str = ""
    block: str = ""


class Development(Part):
    """A dated event; ``month`` and ``day`` are absent where the source gives none."""

    key: str
    year: int
    month: int | None = None
    day: int | None = None
    company: str = ""
    company_name: str = ""
    kind: Literal[
        "approval", "launch", "partnership", "acquisition", "funding", "expansion", "other"
    ]
    title: str
    html: str = ""
    source: str = ""
    block: str = ""

    @property
    def precision(self) -> Literal["day", "month", "year"]:
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @property
    def date(self) -> dt.date:
        """The first day that the stated date can mean: for ordering."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def iso(self) -> str:
        """The date as precise as it is known: 2023, 2023-10 or 2023-10-07."""
        length = {"year": 4, "month": 7, "day": 10}[self.precision]
        return self.date.isoformat()[:length]


class DataNote(Part):
    """What a reader must know of the data: gaps, conflicts, misprints in the source."""

    topic: str
    printed: str = ""
    html: str
    block: str = ""


class ChartChoice(Part):
    """A chart that an editor asked for: the series or the parts that ``figures`` (keys) belong
    to. An empty title is drafted from the values; ``key`` is part of the chart's address."""

    key: str
    figures: tuple[str, ...]
    kind: Literal["auto", "columns", "line", "bars"] = "auto"
    title: str = ""
    description: str
    block: str = ""


class Market(Part):
    """What is measured, as the report names it at this release."""

    title: str
    description: str = ""
    sector: str = ""


class ReportDocument(Part):
    """One report as released. The content hash covers this and nothing else.

    ``links`` lists the reports that its text links to, as "market/edition". Without
    ``charts`` the charts are those that its figures give.
    """

    version: Literal[1] = 1
    market: Market
    edition: str
    title: str
    standfirst: str = ""
    sample: bool = False
    base_year: int | None = None
    history: Period | None = None
    forecast: Period | None = None
    currency: str = ""
    units: str = ""
    coverage: str = ""
    next_review: dt.date | None = None
    headlines: tuple[Headline, ...] = ()
    takeaways: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    factors: tuple[Factor, ...] = ()
    axes: tuple[Axis, ...] = ()
    regions: tuple[Region, ...] = ()
    outlooks: tuple[Outlook, ...] = ()
    figures: tuple[Figure, ...] = ()
    key_players: tuple[KeyPlayer, ...] = ()
    developments: tuple[Development, ...] = ()
    data_notes: tuple[DataNote, ...] = ()
    sources: tuple[Source, ...] = ()
    companies: tuple[Company, ...] = ()
    links: tuple[str, ...] = ()
    charts: tuple[ChartChoice, ...] = ()

    def figure(self, key: str) -> Figure | None:
        """The figure with this key, if the document has it."""
        return next((figure for figure in self.figures if figure.key == key), None)

    def source(self, key: str) -> Source | None:
        """The source with this key, if the document has it."""
        return next((source for source in self.sources if source.key == key), None)

    def company(self, slug: str) -> Company | None:
        """What is known of the company with this slug, if anything is."""
        return next((company for company in self.companies if company.slug == slug), None)

    def factors_of(self, *kinds: str) -> tuple[Factor, ...]:
        """The market factors of the given kinds, in the report's order."""
        return tuple(factor for factor in self.factors if factor.kind in kinds)
