"""Which charts a document gives, and what they say."""

from __future__ import annotations

import pytest

from reports.charts import charts_of
from reports.document import schema, stored
from tests.support.charts import (
    CALCULATED,
    ESTIMATE,
    FORECAST,
    document,
    every_status,
    growing,
    share,
    size,
)

HUES = ("Silver", "Amber", "Violet")


def only(*figures, **fields):
    charts = charts_of(document(*figures, **fields))
    assert len(charts) == 1
    return charts[0]


class TestChoice:
    def test_one_series_of_a_few_years_makes_columns(self):
        chart = only(*growing())
        assert (chart.key, chart.kind) == ("market-size", "columns")
        assert [value.year for value in chart.values] == list(range(2024, 2032))

    def test_a_series_of_more_than_fifteen_years_makes_a_line(self):
        assert only(*(size(2000 + n, f"{n + 1}.0") for n in range(16))).kind == "line"
        assert only(*(size(2000 + n, f"{n + 1}.0") for n in range(15))).kind == "columns"

    def test_segments_by_year_make_one_line_chart_of_named_series(self):
        rows = [
            size(y, str(n + y - 2020), name=hue)
            for n, hue in enumerate(HUES, 1)
            for y in (2020, 2021)
        ]
        chart = only(*rows)
        assert (chart.key, chart.kind) == ("market-size-by-hue", "line")
        assert set(chart.names) == set(HUES)

    def test_shares_of_one_year_make_bars_the_largest_first(self):
        chart = only(share("11", "Violet"), share("49", "Silver"), share("40", "Amber"))
        assert (chart.key, chart.kind) == ("share-by-hue", "bars")
        assert [(value.name, value.printed) for value in chart.values] == [
            ("Silver", "49"),
            ("Amber", "40"),
            ("Violet", "11"),
        ]

    def test_no_chart_is_made_of_one_value_or_of_none(self):
        assert charts_of(document()) == []
        assert charts_of(document(size(2024, "7.12"), share("40", "Amber"))) == []

    def test_values_of_segments_years_apart_make_bars_and_not_a_line_between_them(self):
        rows = [size(y, str(n), name=hue) for n, hue in enumerate(HUES, 1) for y in (2023, 2030)]
        chart = only(*rows, base_year=2023)
        assert chart.kind == "bars"
        assert {value.year for value in chart.values} == {2023}

    def test_missing_years_stay_missing_and_join_nothing(self):
        chart = only(size(2020, "1.0"), size(2021, "2.0"), size(2024, "3.0"))
        assert [value.year for value in chart.values] == [2020, 2021, 2024]
        assert [[v.year for v in run] for run in chart.runs("")] == [[2020, 2021], [2024]]
        assert "no values for 2022, 2023" in chart.description


class TestWords:
    def test_title_subtitle_description_and_source_of_a_forecast(self):
        chart = only(*growing())
        assert chart.title == "The market is forecast to almost triple between 2024 and 2031"
        assert chart.subtitle == "Market size, World, USD billion"
        assert chart.source == (
            "Source: Sample Publisher, December 2024 (2024, 2031); our calculation (2025 to 2030)"
        )
        plain = chart.description.replace("\N{NO-BREAK SPACE}", " ")
        assert (
            "an estimated USD 7.12 billion in 2024 to a forecast USD 20.45 billion in 2031" in plain
        )
        assert "2025 to 2030 are not published; they are calculated" in plain

    @pytest.mark.parametrize(
        ("first", "last", "status", "said"),
        [
            ("10", "20", FORECAST, "is forecast to double"),
            ("10", "19", FORECAST, "is forecast to almost double"),
            ("10", "22", ESTIMATE, "more than doubled"),
            ("10", "12.3", FORECAST, "is forecast to grow by 23%"),
            ("10", "9", FORECAST, "is forecast to shrink by 10%"),
            ("10", "10.01", schema.Status.ACTUAL, "stayed level"),
            ("10", "47", FORECAST, "is forecast to grow 4.7-fold"),
        ],
    )
    def test_a_title_says_no_more_than_the_values(self, first, last, status, said):
        assert said in only(size(2024, first), size(2025, last, status)).title

    def test_a_title_claims_nothing_that_only_we_calculated(self):
        title = only(size(2024, "10"), size(2025, "20", CALCULATED)).title
        assert title == "From 2024 to 2025, year by year"

    def test_a_tie_has_no_leader(self):
        assert only(share("40", "Amber"), share("40", "Silver")).title == "2 parts compared, 2023"

    def test_words_stay_within_their_length_however_long_the_names(self):
        rows = [share(str(50 - n), f"Name{n} " + "very long " * 12) for n in range(9)]
        chart = only(*rows)
        assert 0 < len(chart.title) <= 70
        assert 0 < len(chart.description) <= 300


class TestEditors:
    def choice(self, **fields):
        given = {"key": "own", "figures": ("market-size-2024",), "description": "Told.", **fields}
        return schema.ChartChoice(**given)

    def test_an_editors_charts_take_the_place_of_the_others_with_their_words(self):
        chart = only(
            *growing(),
            share("40", "Amber"),
            share("60", "Silver"),
            charts=(self.choice(title="It grows"),),
        )
        assert (chart.key, chart.title, chart.description) == ("own", "It grows", "Told.")
        assert chart.kind == "columns"

    def test_several_keys_are_several_lines_or_those_bars(self):
        rows = [
            size(y, str(n + y - 2020), name=hue)
            for n, hue in enumerate(HUES, 1)
            for y in (2020, 2021)
        ]
        keys = ("market-size-silver-2020", "market-size-amber-2020")
        lines = only(*rows, charts=(self.choice(figures=keys),))
        assert (lines.kind, lines.names) == ("line", ("Silver", "Amber"))
        bars = only(*rows, charts=(self.choice(figures=keys, kind="bars"),))
        assert [(value.name, value.year) for value in bars.values] == [
            ("Amber", 2020),
            ("Silver", 2020),
        ]


class TestOldDocuments:
    def test_a_document_from_before_there_were_charts_reads_and_keeps_its_hash(self):
        data = stored.dump(document(*growing()))
        assert "charts" not in data
        loaded = stored.load(data)
        assert loaded.charts == ()
        assert stored.content_hash(stored.dump(loaded)) == stored.content_hash(data)

    def test_a_chosen_chart_is_part_of_the_document(self):
        choice = schema.ChartChoice(key="own", figures=("market-size-2024",), description="Told.")
        made = document(*growing(), charts=(choice,))
        assert stored.load(stored.dump(made)).charts == (choice,)
        assert stored.dump(made) != stored.dump(document(*growing()))


def test_every_status_is_in_the_chart_of_all_of_them():
    assert [status.value for status in only(*every_status()).statuses] == [
        *("actual", "estimate", "forecast", "calculated")
    ]
