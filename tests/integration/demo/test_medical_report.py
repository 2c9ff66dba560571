"""The first report holds every fact of its source; docs/demo-facts.md lists them."""

from __future__ import annotations

import datetime as dt
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from reports.document import ReportDocument
from reports.models import Company, KeyPlayer, Release

AXES = {
    "by-condition": ["cancer", "neurological-disorders"],
    "by-service-provider": ["physicians"],
}
PLAYERS = [
    "M|O|C Cancer Care & Research Center",
    "Mayo Clinic",
    "Cleveland Clinic",
    "Johns Hopkins Hospital",
    "Apollo Hospitals",
    "Fortis Hospitals Group",
    "Medanta Hospital",
    "University Hospital Tuebingen",
]


@pytest.fixture
def document(medical: list[ReportDocument]) -> ReportDocument:
    return medical[-1]


@pytest.mark.parametrize(
    ("key", "value", "multiplier", "unit", "status", "period"),
    [
        ("market-size-2024", "7.12", 9, "USD", "estimate", (2024, 2024)),
        ("market-size-2031", "20.45", 9, "USD", "forecast", (2031, 2031)),
        ("cagr-2024-2031", "16.3", 0, "percent", "forecast", (2024, 2031)),
        ("chronic-disease-deaths-share-2021", "60", 0, "percent", "actual", (2021, 2021)),
        ("market-size-2025", "8.28", 9, "USD", "calculated", (2025, 2025)),
        ("market-size-2030", "17.59", 9, "USD", "calculated", (2030, 2030)),
    ],
)
def test_figures_are_as_printed_or_calculated(
    document, key, value, multiplier, unit, status, period
):
    figure = document.figure(key)
    assert str(figure.value) == value
    assert (figure.multiplier, figure.unit, figure.status) == (multiplier, unit, status)
    assert (figure.period.start, figure.period.end) == period
    assert figure.geography.code == "001"
    assert (figure.claim == "derived") is (status == "calculated")


def test_there_are_no_other_figures(document):
    assert len(document.figures) == 4 + 6
    assert [headline.figure for headline in document.headlines] == [
        "market-size-2024",
        "market-size-2031",
        "cagr-2024-2031",
    ]


def test_the_share_of_deaths_is_second_hand_and_says_so(document):
    figure = document.figure("chronic-disease-deaths-share-2021")
    assert figure.statistic == "Deaths from chronic disease, share of all deaths"
    assert figure.approximate
    assert figure.claim == "cited"
    assert "World Health Organization" in figure.attribution
    assert "not verified" in figure.attribution


def test_periods_units_and_coverage_are_the_sources(document):
    assert document.base_year == 2024
    assert str(document.history) == "2019 to 2023"
    assert str(document.forecast) == "2024 to 2031"
    assert (document.currency, document.units) == ("USD", "USD million/billion")
    for item in ("revenue forecast", "competitive landscape", "growth factors", "trends"):
        assert item in document.coverage.lower()


def test_axes_and_regions_are_those_that_it_names(document):
    assert {
        axis.slug: [segment.slug for segment in axis.segments] for axis in document.axes
    } == AXES
    assert [(region.geography.code, region.geography.name) for region in document.regions] == [
        ("003", "North America"),
        ("150", "Europe"),
        ("asia-pacific", "Asia Pacific"),
        ("rest-of-world", "Rest of World"),
    ]


def test_every_superlative_is_an_outlook(document):
    found = {
        (item.kind, item.subject): item.period and str(item.period) for item in document.outlooks
    }
    assert found == {
        ("largest", "Cancer"): "2024 to 2031",
        ("fastest_growing", "Neurological disorders"): "2024 to 2031",
        ("largest", "Physicians"): None,
        ("leading", "Physicians"): None,
        ("leading", "North America"): None,
    }


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("driver", ["accurate diagnosis", "whole person", "chronic", "specialists", "critical"]),
        ("restraint", ["do not know"]),
        ("challenge", ["expensive"]),
        ("opportunity", ["prevalent", "ageing", "first choice"]),
        ("trend", ["COVID-19", "earlier diagnostic reports"]),
    ],
)
def test_each_factor_is_there(document, kind, words):
    factors = document.factors_of(kind)
    assert len(factors) == len(words)
    for factor, word in zip(factors, words, strict=True):
        assert word in factor.html
        assert factor.source


@pytest.mark.parametrize(
    "disease", ["Parkinson’s", "Alzheimer’s", "multiple sclerosis", "epilepsy", "stroke"]
)
def test_the_five_neurological_disorders_are_named(document, disease):
    assert disease in document.axes[0].segments[1].html


def test_the_eight_key_players_are_there_in_the_sources_order(document):
    assert [player.name for player in document.key_players] == PLAYERS
    assert all(player.html == "" for player in document.key_players)


def test_both_developments_are_there_to_the_month(document):
    assert [
        (event.iso, event.precision, event.company_name, event.kind)
        for event in document.developments
    ] == [
        ("2023-10", "month", "Pearl", "approval"),
        ("2023-07", "month", "MDView", "launch"),
    ]


def test_the_one_source_is_dated_and_named_neutrally(document):
    (source,) = document.sources
    assert source.publisher == "Coherent Market Insights Inc."
    assert source.published == dt.date(2024, 12, 11)
    assert "no title" in source.note
    for item in (*document.figures, *document.outlooks, *document.developments):
        assert item.source == source.key or item.claim == "derived"


def test_nothing_is_added_about_a_real_company(demo):
    assert set(Company.objects.values_list("website", flat=True)) == {""}


def test_the_printed_rate_is_the_rounded_rate_of_the_two_values(document):
    first, last = document.figure("market-size-2024"), document.figure("market-size-2031")
    rate = ((last.value / first.value) ** (Decimal(1) / 7) - 1) * 100
    assert round(rate, 2) == Decimal("16.27")
    assert round(rate, 1) == document.figure("cagr-2024-2031").value


@pytest.mark.parametrize(
    "printed",
    [
        "by 2024",
        "2019–2023",
        "Million/Billion",
        "during this period",
        "lion’s share",
        "Market of Medical",
        "World Health Organization",
        "projected to be valued",
        "By Service Providers",
        "TMMDA",
        "dental",
        "Lack of specialized expertise",
        "post COVID-19",
        "continue dominating",
        "Rest of World",
        "Restraints & Challenges",
        "M|O|C Caner",
    ],
)
def test_gaps_and_conflicts_of_the_source_have_a_data_note(document, printed):
    assert any(printed.lower() in note.printed.lower() for note in document.data_notes)


def test_the_first_release_repeats_the_misprint_and_the_correction_mends_it(medical):
    first, second = medical
    assert first.key_players[0].name == "M|O|C Caner Care & research Center"
    assert second.key_players[0].name == "M|O|C Cancer Care & Research Center"
    assert first.key_players[0].slug == second.key_players[0].slug
    assert not any("misspelt" in note.topic for note in first.data_notes)
    assert second.data_notes[:-1] == first.data_notes
    assert "misspelt" in second.data_notes[-1].topic
    changed = {"key_players", "data_notes"}
    assert first.model_dump(exclude=changed) == second.model_dump(exclude=changed)


def test_the_public_saw_the_first_release_until_the_correction(demo):
    releases = Release.objects.of("medical-second-opinion", "2024")
    assert not releases.released(datetime(2024, 12, 10, tzinfo=UTC)).exists()
    first = releases.released(datetime(2024, 12, 12, tzinfo=UTC)).get()
    assert first.release_at == datetime(2024, 12, 11, tzinfo=UTC)
    assert first.kind == "first"
    assert "Caner" in KeyPlayer.objects.get(release=first, position=0).name
    second = releases.released(datetime(2024, 12, 13, tzinfo=UTC)).get()
    assert second.kind == "correction"
    assert "“M|O|C Caner Care & research Center”" in second.reason
    assert "“M|O|C Cancer Care & Research Center”" in second.reason
