"""The sample reports: plainly invented, and right in themselves."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest

from reports.document import ReportDocument
from reports.document.calculations import implied_cagr

from .released import documents

SAMPLES = [
    (market, edition)
    for market in ("pocket-lighthouses", "moonlight-jars")
    for edition in ("2024", "2025")
]


@pytest.fixture(params=SAMPLES, ids="/".join)
def releases(demo, request) -> list[ReportDocument]:
    return documents(*request.param)


def sizes(document: ReportDocument) -> dict[str, dict[int, Decimal]]:
    """Market sizes by year, by segment path or geography code; "" is the total."""
    found: dict[str, dict[int, Decimal]] = defaultdict(dict)
    for figure in document.figures:
        if figure.measure == "market_size":
            world = figure.geography.code == "001"
            series = figure.segment_path if world else figure.geography.code
            found[series][figure.period.start] = figure.value
    return found


def growth(document: ReportDocument, series: str) -> Decimal:
    values = sizes(document)[series]
    first, last = document.forecast.start, document.forecast.end
    first = 2024 if document.edition == "2024" else first
    return implied_cagr(values[first], values[last], last - first) * 100


def test_samples_say_so(releases):
    for document in releases:
        assert document.sample
        for text in (document.title, document.market.title, document.coverage):
            assert "sample data" in text.lower()
        assert document.standfirst.startswith("Sample data.")
        texts = [*document.factors, *document.regions, *document.outlooks]
        texts += [segment for axis in document.axes for segment in axis.segments]
        assert all("Sample data." in item.html for item in texts)
        assert all("invented" in player.html.lower() for player in document.key_players)
        assert all(event.title.startswith("Sample data:") for event in document.developments)
        assert all("invented" in source.publisher for source in document.sources)


def test_segments_sum_to_the_total_in_every_year_and_regions_where_they_are_given(releases):
    for document in releases:
        found = sizes(document)
        segments = [series for name, series in found.items() if ":" in name]
        regions = [series for name, series in found.items() if name and ":" not in name]
        assert len(segments) == 3
        assert len(found[""]) == len(segments[0])
        for year, total in found[""].items():
            assert sum(series[year] for series in segments) == total
        for year in regions[0]:
            assert sum(series[year] for series in regions) == found[""][year]


def test_shares_sum_to_a_hundred_and_agree_with_the_values(releases):
    for document in releases:
        shares = [figure for figure in document.figures if figure.measure == "share"]
        found = sizes(document)
        assert not shares or sum(figure.value for figure in shares) == 100
        for figure in shares:
            year = figure.period.start
            share = found[figure.segment_path][year] / found[""][year] * 100
            assert round(share, -figure.value.as_tuple().exponent) == figure.value


def test_the_published_growth_rate_agrees_with_its_end_values(releases):
    for document in releases:
        (rate,) = [
            figure
            for figure in document.figures
            if figure.measure == "cagr" and not figure.calculation
        ]
        assert round(growth(document, ""), 1) == rate.value


def test_outlooks_agree_with_the_numbers(releases):
    for document in releases:
        found = sizes(document)
        segments = [name for name in found if ":" in name]
        regions = [name for name in found if name and ":" not in name]
        outlooks = {item.kind: item for item in document.outlooks}
        assert set(outlooks) == {"largest", "fastest_growing", "leading"}
        largest = outlooks["largest"]
        for year in range(largest.period.start, largest.period.end + 1):
            assert max(segments, key=lambda name: found[name][year]) == largest.segment.path
        fastest = max(segments, key=lambda name: growth(document, name))
        assert fastest == outlooks["fastest_growing"].segment.path
        leading = outlooks["leading"]
        for year in (leading.period.start, leading.period.end):
            top = max(regions, key=lambda name: found[name][year])
            assert top == leading.geography.code


def test_statuses_follow_the_base_year(releases):
    for document in releases:
        for figure in document.figures:
            if figure.measure == "market_size":
                year = figure.period.start
                expected = "actual" if year <= document.base_year else "forecast"
                assert figure.status in (expected, "estimate")
                assert (figure.status == "estimate") is (
                    year == document.base_year + 1 and not _regional(figure)
                )


@pytest.mark.parametrize("market", ["pocket-lighthouses", "moonlight-jars"])
def test_a_new_edition_moves_the_base_year_and_revises(demo, market):
    (before,) = documents(market, "2024")
    after, *_ = documents(market, "2025")
    assert after.base_year == before.base_year + 1 == 2024
    old, new = sizes(before), sizes(after)
    assert any(old[name][2023] != new[name][2023] for name in old if 2023 in new[name])
    assert after.figure("market-size-2024").status == "actual"
    assert before.figure("market-size-2024").status == "estimate"


def _regional(figure) -> bool:
    return figure.geography.code != "001"
