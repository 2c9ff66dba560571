"""Small documents for the examples of rules. All of it is sample data."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from reports.document import formatting, schema
from reports.document.coordinates import WORLD, figure_label, proposed_key, slug
from reports.document.schema import Claim, Geography, Measure, Period, SegmentRef, Status

PLACES = {
    "World": Geography(code=WORLD, name="World", kind="world"),
    "Europe": Geography(code="150", name="Europe", kind="region"),
    "Asia": Geography(code="142", name="Asia", kind="region"),
}


def part(axis: str, name: str) -> SegmentRef:
    """A segment of an axis, by their names."""
    return SegmentRef(axis=slug(axis), axis_name=axis, segment=slug(name), name=name)


def figure(
    value: str,
    years: int | tuple[int, int] = 2024,
    measure: str = "market_size",
    **fields: Any,
) -> schema.Figure:
    """A figure of one year, or of a period; money in USD billion unless told otherwise."""
    start, end = (years, years) if isinstance(years, int) else years
    kind, period = Measure(measure), Period(start=start, end=end)
    money = kind is Measure.MARKET_SIZE
    segments = tuple(fields.pop("segments", ()))
    place = PLACES[fields.pop("place", "World")]
    unit = fields.pop("unit", "USD" if money else formatting.PERCENT)
    multiplier = fields.pop("multiplier", 9 if money else 0)
    statistic = fields.pop("statistic", "")
    number = Decimal(value)
    return schema.Figure(
        **{
            "key": proposed_key(kind, statistic, segments, place, period),
            "measure": kind,
            "statistic": statistic,
            "segments": segments,
            "geography": place,
            "period": period,
            "value": number,
            "unit": unit,
            "multiplier": multiplier,
            "status": Status.FORECAST if end > 2024 else Status.ESTIMATE,
            "claim": Claim.CITED,
            "source": "sample",
            "label": figure_label(kind, statistic, segments, place, period),
            "text": formatting.quantity(number, unit, multiplier),
            "block": f"block-{value}-{end}",
            **fields,
        }
    )


def document(*figures: schema.Figure, **fields: Any) -> schema.ReportDocument:
    """A document of an invented market with these figures."""
    return schema.ReportDocument(
        **{
            "market": schema.Market(title="Lamps"),
            "edition": "2024",
            "title": "Lamp market, 2024 to 2031 (sample data)",
            "sample": True,
            "base_year": 2024,
            "forecast": Period(start=2024, end=2031),
            "currency": "USD",
            "figures": figures,
            **fields,
        }
    )


def section(html: str, heading: str = "Size") -> schema.Section:
    """A passage of text."""
    return schema.Section(anchor=slug(heading), heading=heading, html=html, block="text")


def axis(name: str, *segments: str) -> schema.Axis:
    """An axis with its segments, by their names."""
    return schema.Axis(
        slug=slug(name),
        name=name,
        segments=tuple(schema.Segment(slug=slug(item), name=item) for item in segments),
        block=f"axis-{slug(name)}",
    )


def outlook(kind: str, subject: SegmentRef, **fields: Any) -> schema.Outlook:
    """A superlative about a segment."""
    values = {"kind": kind, "segment": subject, "source": "sample", "block": f"outlook-{kind}"}
    return schema.Outlook(**{**values, **fields})


def player(name: str) -> schema.KeyPlayer:
    """A key player."""
    return schema.KeyPlayer(slug=slug(name), name=name, block=f"player-{slug(name)}")


def event(
    year: int, month: int | None = None, company: str = "", **fields: Any
) -> schema.Development:
    """A launch by a company."""
    values = {
        "key": f"{year}-{slug(company)}",
        "year": year,
        "month": month,
        "company": slug(company),
        "company_name": company,
        "kind": "launch",
        "title": f"{company or 'Somebody'} launches a lamp",
        "source": "sample",
        "block": f"event-{year}",
    }
    return schema.Development(**{**values, **fields})


def day(year: int, month: int, of_month: int) -> dt.date:
    """The day of a release."""
    return dt.date(year, month, of_month)


def source(published: dt.date) -> schema.Source:
    """The source that every sample cites."""
    return schema.Source(
        key="sample", title="Sample", publisher="Sample Publisher", published=published
    )
