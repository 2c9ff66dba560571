"""Base year, historical and forecast period, market, publisher and date."""

# ruff: noqa: E501 -- the phrases are easier to read on one line

from __future__ import annotations

import pytest

from reports.pressrelease import Kind, read

RUN_ON = "Base Year 2023 Historical Data 2019–2022 Forecast Period 2024–2031 Forecast Units USD"


def test_a_table_without_layout_gives_its_periods() -> None:
    reading = read(RUN_ON)
    kinds = (Kind.BASE_YEAR, Kind.HISTORICAL_PERIOD, Kind.FORECAST_PERIOD)
    values = [claim.value for kind in kinds for claim in reading.of(kind)]
    assert values == ["2023", "2019-2022", "2024-2031"]


@pytest.mark.parametrize(
    "text",
    ["Forecast Period: 2024 – 2031", "during the forecast years (2024-31)", "the 2024–2031 forecast period", "Forecast Period | 2024 to 2031", "forecast period from 2024 to 2031", "Segment Forecasts, 2024 - 2031"],
)  # fmt: skip
def test_ways_to_state_a_forecast_period(text: str) -> None:
    assert [claim.value for claim in read(text).of(Kind.FORECAST_PERIOD)] == ["2024-2031"]


@pytest.mark.parametrize(
    "text",
    ["Base Year 2024", "base year considered for the study is 2024", "with 2024 as the base year", "Base year for estimation: 2024"],
)  # fmt: skip
def test_ways_to_state_a_base_year(text: str) -> None:
    assert [claim.value for claim in read(text).of(Kind.BASE_YEAR)] == ["2024"]


def test_a_study_period_is_no_forecast_period() -> None:
    text = "Study Period | 2019-2031\nForecast Period | 2025-2031"
    assert [claim.value for claim in read(text).of(Kind.FORECAST_PERIOD)] == ["2025-2031"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("date 2024-12-11 The market grows.", "2024-12-11"),
        ("Portland, Dec. 11, 2024 (GLOBE NEWSWIRE) -- The market", "2024-12-11"),
        ("PUNE, India, 11 Dec 2024 /PRNewswire/ The market", "2024-12-11"),
        ("NEW YORK, December 11, 2024 -- The market", "2024-12-11"),
        ("Published on 25/12/2024", "2024-12-25"),
    ],
)
def test_dates_of_publication(text: str, value: str) -> None:
    assert [claim.value for claim in read(text).of(Kind.PUBLICATION_DATE)] == [value]


def test_a_date_that_can_be_read_in_two_ways_is_left_unread() -> None:
    reading = read("Published on 03/04/2024")
    assert not reading.of(Kind.PUBLICATION_DATE)
    assert "Day and month" in reading.unread[0].why


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The global market of Smoked Tea Market is projected to be valued at USD 7 billion.",
            "Smoked Tea",
        ),
        ("Smoked Tea Market Size, Share & Trends Analysis Report By Leaf", "Smoked Tea"),
        ("The global smoked tea market is expected to grow.", "smoked tea"),
        ("The global market for smoked tea is expected to grow.", "smoked tea"),
        ("The quantum key leasing market was worth USD 7 billion.", "quantum key leasing"),
    ],
)
def test_the_name_of_the_market(text: str, name: str) -> None:
    assert [claim.value for claim in read(text).of(Kind.MARKET)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "This information is according to the report of Alder & Finch Research.",
        "Alder & Finch Research published a report on tea.",
        "The tea market will grow, according to a new report by Alder & Finch Research.",
        "The market is big, says Alder & Finch Research.",
    ],
)
def test_the_publisher(text: str) -> None:
    assert [claim.value for claim in read(text).of(Kind.PUBLISHER)] == ["Alder & Finch Research"]
