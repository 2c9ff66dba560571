"""Documents with just the figures that a chart needs. Values are invented."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from reports.document import schema
from reports.document.calculations import on_growth_path, rounded

WORLD = schema.Geography(code="001", name="World", kind="world")
SOURCE = schema.Source(
    key="announcement",
    title="An announcement",
    publisher="Sample Publisher",
    published="2024-12-11",
)
ACTUAL, ESTIMATE = schema.Status.ACTUAL, schema.Status.ESTIMATE
FORECAST, CALCULATED = schema.Status.FORECAST, schema.Status.CALCULATED


def part(name: str, axis: str = "By hue") -> schema.SegmentRef:
    slug = axis.lower().replace(" ", "-")
    return schema.SegmentRef(axis=slug, axis_name=axis, segment=name.lower(), name=name)


def size(
    year: int, value: str, status: schema.Status = ACTUAL, name: str = "", **fields: Any
) -> schema.Figure:
    """A market size in USD billion, of the whole or of a hue, unless told otherwise."""
    key = "-".join(filter(None, ["market-size", name.lower().replace(" ", "-"), str(year)]))
    values = {
        "key": key,
        "measure": schema.Measure.MARKET_SIZE,
        "segments": (part(name),) if name else (),
        "geography": WORLD,
        "period": schema.Period(start=year, end=year),
        "value": Decimal(value),
        "unit": "USD",
        "multiplier": 9,
        "status": status,
        "claim": "derived" if status is CALCULATED else "cited",
        "source": "" if status is CALCULATED else SOURCE.key,
        "label": key,
        "text": value,
        **fields,
    }
    return schema.Figure(**values)


def share(value: str, name: str, year: int = 2023, **fields: Any) -> schema.Figure:
    given = {"measure": schema.Measure.SHARE, "unit": "percent", "multiplier": 0, **fields}
    return size(year, value, name=name, key=f"share-{name.lower()}-{year}", **given)


def document(*figures: schema.Figure, **fields: Any) -> schema.ReportDocument:
    return schema.ReportDocument(
        market=schema.Market(title="Lamps"),
        edition="2024",
        title="Lamps, 2024",
        figures=figures,
        sources=(SOURCE,),
        **fields,
    )


def growing() -> list[schema.Figure]:
    """7.12 in 2024 to 20.45 in 2031, the years between calculated."""
    first, last = Decimal("7.12"), Decimal("20.45")
    between = [
        size(2024 + n, str(rounded(on_growth_path(first, last, 7, n), 2)), CALCULATED)
        for n in range(1, 7)
    ]
    return [size(2024, "7.12", ESTIMATE), *between, size(2031, "20.45", FORECAST)]


def every_status() -> list[schema.Figure]:
    """Five actual years before those of `growing`."""
    values = ("3.10", "3.90", "4.60", "5.30", "6.20")
    return [size(2019 + n, value) for n, value in enumerate(values)] + growing()
