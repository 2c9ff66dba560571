"""Reports beside each other: what stands for each, and in what they differ."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from reports.charts.amounts import amounts_chart, drawn
from reports.document import schema
from reports.document.charts import ChartProblem
from reports.document.comparison import differences, sides, units_agree
from tests.support.charts import CALCULATED, ESTIMATE, FORECAST, SOURCE, growing, size


def report(
    title: str, *figures: schema.Figure, description: str = "Lamps sold.", **fields: Any
) -> schema.ReportDocument:
    values = {
        "base_year": 2024,
        "forecast": schema.Period(start=2024, end=2031),
        "edition": "2024",
        **fields,
    }
    return schema.ReportDocument(
        market=schema.Market(title=title, description=description),
        title=f"{title}, 2024",
        figures=figures,
        sources=(SOURCE,),
        **values,
    )


def rate(value: str, start: int = 2024, end: int = 2031, **fields: Any) -> schema.Figure:
    given = {
        "measure": schema.Measure.CAGR,
        "unit": "percent",
        "multiplier": 0,
        "period": schema.Period(start=start, end=end),
        "key": f"cagr-{start}-{end}",
        **fields,
    }
    return size(start, value, FORECAST, **given)


def rows(*documents: schema.ReportDocument) -> set[str]:
    return {difference.row for difference in differences(sides(documents))}


class TestSide:
    def test_base_year_end_of_forecast_and_both_growth_rates(self):
        (side,) = sides([report("Lamps", *growing(), rate("16.3"))])
        assert side.base.value == Decimal("7.12")
        assert side.forecast.value == Decimal("20.45")
        assert side.stated.text == "16.3"
        assert side.implied.text == "16.27%"
        assert str(side.implied.period) == "2024 to 2031"

    def test_the_implied_rate_is_for_the_years_of_the_stated_one_where_they_have_values(self):
        figures = [
            size(2024, "10", ESTIMATE),
            size(2026, "20", FORECAST),
            size(2031, "40", FORECAST),
        ]
        (side,) = sides([report("Lamps", *figures, rate("41.4", 2024, 2026))])
        assert side.implied.text == "41.42%"

    def test_a_series_may_change_its_multiplier_but_not_its_unit(self):
        figures = [
            size(2023, "900", multiplier=6),
            size(2024, "1.1", multiplier=9),
            size(2025, "2", FORECAST, unit="EUR"),
        ]
        (side,) = sides([report("Lamps", *figures)])
        assert [figure.period.start for figure in side.series] == [2023, 2024]

    def test_a_report_without_sizes_is_no_error(self):
        (side,) = sides([report("Lamps", rate("16.3"))])
        assert (side.base, side.forecast, side.implied) == (None, None, None)

    def test_parts_of_the_market_do_not_stand_for_it(self):
        (side,) = sides([report("Lamps", size(2024, "3", name="Amber"))])
        assert side.series == ()

    def test_two_editions_of_a_market_have_two_names(self):
        both = sides([report("Lamps"), report("Lamps", edition="2025"), report("Lamps")])
        assert len({side.name for side in both}) == 3


class TestDifferences:
    def test_alike_reports_differ_in_nothing(self):
        assert rows(report("Lamps", *growing()), report("Jars", *growing())) == set()

    @pytest.mark.parametrize(
        ("row", "other"),
        [
            ("unit", report("Jars", size(2024, "7", ESTIMATE, unit="EUR"))),
            ("base", report("Jars", size(2023, "7", ESTIMATE), base_year=2023)),
            ("base", report("Jars", size(2024, "7"))),
            ("measured", report("Jars", size(2024, "7", ESTIMATE), description="Jars.")),
            ("measured", report("Jars", size(2024, "7", ESTIMATE), description="")),
            (
                "geography",
                report(
                    "Jars",
                    size(
                        2024,
                        "7",
                        ESTIMATE,
                        geography=schema.Geography(code="150", name="Europe", kind="region"),
                    ),
                ),
            ),
        ],
    )
    def test_what_differs_is_told(self, row, other):
        assert rows(report("Lamps", size(2024, "8", ESTIMATE)), other) == {row}

    def test_the_words_name_each_value_and_whose_it_is(self):
        found = differences(
            sides(
                [
                    report("Lamps", size(2024, "8")),
                    report("Jars", size(2024, "8", unit="EUR")),
                    report("Tides", size(2024, "8")),
                ]
            )
        )
        assert found[0].text == (
            "The currency or unit differs: USD (Lamps, Tides); EUR (Jars). Nothing is converted."
        )

    def test_a_report_without_sizes_is_named(self):
        found = differences(sides([report("Lamps", *growing()), report("Jars")]))
        assert found[0].text == "Jars publishes no size of the whole market by year."


class TestAmounts:
    def test_amounts_of_one_unit_share_a_multiplier_and_keep_their_digits(self):
        series = [("Lamps", growing()), ("Jars", [size(2024, "451.0", multiplier=6)])]
        chart = amounts_chart(series)
        assert chart.multiplier == 6
        assert chart.of("Lamps")[0].value == Decimal(7120)
        assert str(chart.of("Jars")[0].value) == "451.0"
        assert "7,120" in drawn(chart, 2).wide or "20,450" in drawn(chart, 2).wide

    def test_different_units_are_refused(self):
        series = [("Lamps", growing()), ("Jars", [size(2024, "1", unit="EUR")])]
        with pytest.raises(ChartProblem, match="currency or unit"):
            amounts_chart(series)
        assert not units_agree(
            sides([report("Lamps", *growing()), report("Jars", size(2024, "1", unit="EUR"))])
        )

    def test_the_title_claims_nothing_that_rests_on_calculated_values(self):
        chart = amounts_chart(
            [("Lamps", [size(2024, "8", CALCULATED)]), ("Jars", [size(2024, "1")])]
        )
        assert "largest" not in chart.title

    def test_a_line_that_ends_early_says_when(self):
        series = [("Lamps", growing()), ("Jars", [size(2024, "5"), size(2026, "6", FORECAST)])]
        for svg in (drawn(amounts_chart(series), 1).wide, drawn(amounts_chart(series), 1).narrow):
            assert "6 (2026)" in svg
            assert "(2031)" not in svg
