"""What the previews of the blocks show: an invented report, made of nothing but this file.

The previews use the templates that readers' pages use, so that an editor sees where a block
ends up; they ask the database for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from reports.document import schema
from reports.document.presentation import present

WORLD = schema.Geography(code="001", name="World", kind="world")
AXIS = {"axis": "material", "axis_name": "By material"}
AMBER = schema.SegmentRef(**AXIS, segment="amber", name="Amber")
SOURCE = "example"


class Previewed:
    """A block whose preview shows its place on the page; the template is named in its Meta."""

    def get_preview_context(
        self, value: Any, parent_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        return {**(parent_context or {}), **example()}

    def get_preview_value(self) -> Any:
        """Nothing of the block itself: what is shown is the example."""
        return None


def _figure(key: str, period: schema.Period, value: str, **more: Any) -> schema.Figure:
    given: dict[str, Any] = {
        "measure": schema.Measure.MARKET_SIZE,
        "geography": WORLD,
        "unit": "USD",
        "multiplier": 9,
        "status": schema.Status.ESTIMATE,
        "claim": schema.Claim.CITED,
        "source": SOURCE,
        **more,
    }
    return schema.Figure(key=key, period=period, value=Decimal(value), **given)


def _year(year: int) -> schema.Period:
    return schema.Period(start=year, end=year)


def _figures() -> tuple[schema.Figure, ...]:
    span = schema.Period(start=2024, end=2031)
    forecast = {"status": schema.Status.FORECAST}
    return (
        _figure(
            "size-2024",
            _year(2024),
            "4.10",
            label="Market size, World, 2024",
            text="USD 4.10 billion",
        ),
        _figure(
            "size-2031",
            _year(2031),
            "6.00",
            label="Market size, World, 2031",
            text="USD 6.00 billion",
            **forecast,
        ),
        _figure(
            "amber-2024",
            _year(2024),
            "1.30",
            segments=(AMBER,),
            label="Market size, Amber, World, 2024",
            text="USD 1.30 billion",
        ),
        _figure(
            "amber-2031",
            _year(2031),
            "2.20",
            segments=(AMBER,),
            label="Market size, Amber, World, 2031",
            text="USD 2.20 billion",
            **forecast,
        ),
        _figure(
            "growth",
            span,
            "5.6",
            measure=schema.Measure.CAGR,
            unit="percent",
            multiplier=0,
            label="Compound annual growth rate, World, 2024 to 2031",
            text="5.6%",
            **forecast,
        ),
        _figure(
            "growth-implied",
            span,
            "5.59",
            measure=schema.Measure.CAGR,
            unit="percent",
            multiplier=0,
            source="",
            status=schema.Status.CALCULATED,
            claim=schema.Claim.DERIVED,
            label="Implied growth rate, World, 2024 to 2031",
            text="5.59%",
            calculation=schema.Calculation(
                rule="implied_cagr",
                inputs=("size-2024", "size-2031"),
                formula="(6.00 / 4.10)^(1/7) − 1",
            ),
        ),
    )


@cache
def example() -> dict[str, Any]:
    """The example as the templates of a report take it."""
    outlook = schema.Outlook(
        kind="fastest_growing",
        segment=AMBER,
        period=schema.Period(start=2024, end=2031),
        html="<p>The source expects lamps of amber to grow faster than all others.</p>",
        source=SOURCE,
    )
    document = schema.ReportDocument(
        market=schema.Market(title="Example lamps"),
        edition="2024",
        title="Example",
        sample=True,
        headlines=(
            schema.Headline(
                figure="size-2024",
                title="Market value, 2024",
                definition="Sales of lamps by their makers, worldwide, in US dollars.",
                compact="$4.10bn",
            ),
        ),
        takeaways=(
            "The market is forecast to grow from USD 4.10 billion in 2024 to USD 6.00 billion in "
            "2031.",
        ),
        sections=(
            schema.Section(
                anchor="overview",
                heading="The market in brief",
                html="<p>Lamp makers sold <b>USD 4.10 billion</b> of lamps in 2024. "
                "The source expects 5.6% a year until 2031.</p>",
            ),
        ),
        factors=(
            schema.Factor(
                kind="driver",
                title="Longer evenings.",
                html="<p>More homes are lit after dark.</p>",
                source=SOURCE,
            ),
        ),
        axes=(
            schema.Axis(
                slug="material",
                name="By material",
                segments=(
                    schema.Segment(
                        slug="amber", name="Amber", html="<p>Warm light.</p>", source=SOURCE
                    ),
                    schema.Segment(slug="silver", name="Silver", source=SOURCE),
                ),
            ),
        ),
        regions=(
            schema.Region(
                geography=schema.Geography(code="150", name="Europe", kind="region"),
                html="<p>The source names no share.</p>",
                source=SOURCE,
            ),
        ),
        outlooks=(outlook,),
        figures=_figures(),
        key_players=(
            schema.KeyPlayer(
                slug="example-lamps",
                name="Example Lamps Ltd",
                html="<p>Makes lamps of amber.</p>",
                source=SOURCE,
            ),
        ),
        developments=(
            schema.Development(
                key="2023-10-example-lamps",
                year=2023,
                month=10,
                company="example-lamps",
                company_name="Example Lamps Ltd",
                kind="launch",
                title="A lamp for the pocket",
                html="<p>Its first lamp with a battery went on sale.</p>",
                source=SOURCE,
            ),
        ),
        data_notes=(
            schema.DataNote(
                topic="No values before 2024",
                printed="Historical period: 2019 to 2023",
                html="<p>The source names the period, but prints none of its values.</p>",
            ),
        ),
        sources=(
            schema.Source(key=SOURCE, title="An example", publisher="Example publisher", url=""),
        ),
    )
    return present(document, {})
