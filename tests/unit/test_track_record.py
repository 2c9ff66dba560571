"""What editions said of a year, held against what came. Worked examples."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reports.document import schema
from reports.document.track_record import Off, Record, track_records
from tests.support.charts import ACTUAL, CALCULATED, ESTIMATE, FORECAST, size

ASIA = schema.Geography(code="142", name="Asia", kind="region")


def edition(
    label: str, *figures: schema.Figure, description: str = "Lamps sold."
) -> schema.ReportDocument:
    return schema.ReportDocument(
        market=schema.Market(title="Lamps", description=description),
        edition=label,
        title=f"Lamps {label}",
        figures=figures,
    )


def told(record: Record, label: str) -> dict[int, str]:
    """How far an edition was off, by year, where it was held against an outcome."""
    place = record.editions.index(label)
    cells = {row.year: row.cells[place] for row in record.years}
    return {year: cell.off.words for year, cell in cells.items() if cell and cell.off}


def score(record: Record, label: str) -> str:
    return next(score.words for score in record.scores if score.edition == label)


class TestWords:
    @pytest.mark.parametrize(
        ("percent", "words"),
        [
            ("3.24", "3.2% too high"),
            ("-3.25", "3.3% too low"),  # halves go away from zero
            ("0", "exact"),
            ("0.04", "less than 0.1% too high"),
            ("-0.0001", "less than 0.1% too low"),
            ("1234.5", "1,234.5% too high"),
        ],
    )
    def test_how_far_off_in_words(self, percent, words):
        assert Off(Decimal(percent)).words == words


class TestOutcome:
    def test_a_forecast_is_held_against_the_actual_value_of_a_later_edition(self):
        (record,) = track_records(
            [
                edition("2023", size(2024, "9.68", FORECAST)),
                edition("2025", size(2024, "10.00", ACTUAL)),
            ]
        )
        assert record.years[0].outcome.edition == "2025"
        assert record.years[0].outcome.figure.status is ACTUAL
        assert told(record, "2023") == {2024: "3.2% too low"}
        assert told(record, "2025") == {}

    def test_an_estimate_is_the_outcome_only_while_no_edition_has_an_actual_value(self):
        early = edition("2023", size(2024, "12", FORECAST), size(2025, "12", FORECAST))
        later = edition("2024", size(2024, "8", ACTUAL), size(2025, "10", ESTIMATE))
        last = edition("2025", size(2024, "9", ESTIMATE))
        (record,) = track_records([last, early, later])
        assert record.editions == ("2023", "2024", "2025")
        outcomes = {
            row.year: (row.outcome.edition, row.outcome.figure.status) for row in record.years
        }
        assert outcomes == {2024: ("2024", ACTUAL), 2025: ("2024", ESTIMATE)}
        assert told(record, "2023") == {2024: "50.0% too high", 2025: "20.0% too high"}
        # What came after the outcome foretold nothing.
        assert told(record, "2025") == {}

    def test_the_latest_edition_has_the_last_word_and_a_revised_actual_is_no_error(self):
        (record,) = track_records(
            [
                edition("2023", size(2022, "11", ESTIMATE)),
                edition("2024", size(2022, "9.9", ACTUAL)),
                edition("2025", size(2022, "10", ACTUAL)),
            ]
        )
        assert told(record, "2023") == {2022: "10.0% too high"}
        assert told(record, "2024") == {}
        assert record.years[0].cells[1].note == "Revised since"

    def test_a_year_without_a_later_word_has_no_outcome(self):
        (record,) = track_records(
            [edition("2023", size(2030, "5", FORECAST)), edition("2024", size(2030, "6", FORECAST))]
        )
        assert record.years[0].outcome is None
        assert record.outcomes == 0

    def test_calculated_values_are_shown_but_are_neither_outcome_nor_error(self):
        (record,) = track_records(
            [
                edition("2023", size(2024, "5", CALCULATED), size(2025, "5", FORECAST)),
                edition("2024", size(2024, "6", ACTUAL), size(2025, "6", CALCULATED)),
            ]
        )
        first, second = record.years
        assert first.cells[0].figure.status is CALCULATED
        assert first.cells[0].off is None
        assert second.outcome is None
        assert second.cells[0].off is None

    def test_values_are_held_against_each_other_whatever_their_multiplier(self):
        (record,) = track_records(
            [
                edition("2023", size(2024, "990", FORECAST, multiplier=6)),
                edition("2024", size(2024, "1.00", ACTUAL, multiplier=9)),
            ]
        )
        assert told(record, "2023") == {2024: "1.0% too low"}

    def test_a_published_range_says_whether_it_held_the_outcome(self):
        ranged = {"low": Decimal(9), "high": Decimal(13)}
        (record,) = track_records(
            [
                edition("2023", size(2024, "11", FORECAST, **ranged)),
                edition("2024", size(2024, "10", ACTUAL)),
            ]
        )
        assert record.years[0].cells[0].note == "within its range"

    @pytest.mark.parametrize("outcome", ["0", "-1"])
    def test_no_percentage_of_nothing(self, outcome):
        (record,) = track_records(
            [edition("2023", size(2024, "5", FORECAST)), edition("2024", size(2024, outcome))]
        )
        assert told(record, "2023") == {}
        assert "not above zero" in record.years[0].cells[0].note

    def test_absurd_values_are_shown_and_not_compared(self):
        (record,) = track_records(
            [
                edition("2023", size(2024, "9" * 15, FORECAST, multiplier=12)),
                edition("2024", size(2024, "0.00000001", multiplier=0)),
            ]
        )
        assert "too far" in record.years[0].cells[0].note


class TestMean:
    def test_the_mean_is_of_distances_so_high_and_low_do_not_cancel_out(self):
        (record,) = track_records(
            [
                edition("2022", size(2023, "102", FORECAST), size(2024, "96", FORECAST)),
                edition("2025", size(2023, "100"), size(2024, "100")),
            ]
        )
        assert told(record, "2022") == {2023: "2.0% too high", 2024: "4.0% too low"}
        assert score(record, "2022") == "3.0%"

    def test_one_outcome_makes_no_mean(self):
        (record,) = track_records(
            [edition("2022", size(2023, "102", FORECAST)), edition("2025", size(2023, "100"))]
        )
        assert score(record, "2022") == "Too few outcomes yet"


class TestApart:
    def test_other_units_are_not_compared_and_words_say_so(self):
        (record,) = track_records(
            [
                edition("2022", size(2023, "9", FORECAST, unit="EUR"), size(2024, "9", FORECAST)),
                edition("2024", size(2023, "10"), size(2024, "10")),
            ]
        )
        assert told(record, "2022") == {2024: "10.0% too low"}
        assert record.years[0].cells[0].note == "Not compared: in EUR"
        assert any("in EUR are not compared" in text for text in record.apart)

    def test_another_definition_is_not_compared_and_gives_no_outcome(self):
        (record,) = track_records(
            [
                edition("2022", size(2023, "9", ACTUAL), description="Lamps and candles sold."),
                edition("2023", size(2023, "12", FORECAST)),
                edition("2024", size(2024, "10"), description=" lamps  sold"),
            ]
        )
        assert record.years[0].outcome is None
        assert [text for text in record.apart if "Edition 2022" in text]
        assert not [text for text in record.apart if "Edition 2023" in text]

    def test_an_edition_that_defines_nothing_is_compared_and_words_say_so(self):
        (record,) = track_records(
            [
                edition("2022", size(2023, "9", FORECAST), description=""),
                edition("2023", size(2023, "10")),
            ]
        )
        assert told(record, "2022") == {2023: "10.0% too low"}
        assert record.apart == ("Edition 2022 does not say what it counts.",)


class TestSeries:
    def test_the_whole_market_comes_first_and_parts_follow_once_they_have_outcomes(self):
        first = edition(
            "2023",
            size(2024, "3", FORECAST, name="Amber"),
            size(2024, "2", FORECAST, name="Violet"),
            size(2024, "9", FORECAST),
            size(2024, "5", FORECAST, geography=ASIA, key="asia"),
        )
        later = edition("2024", size(2024, "2", name="Amber"), size(2024, "10"))
        assert [record.name for record in track_records([first, later])] == [
            "Market size, World",
            "Market size, Amber, World",
        ]

    def test_one_edition_or_none_has_no_record(self):
        assert track_records([]) == []
        assert track_records([edition("2024", size(2024, "9"))]) == []
        assert track_records([edition("2023"), edition("2024")]) == []
