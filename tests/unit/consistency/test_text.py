# ruff: noqa: E501
"""A text's own arithmetic: what contradicts itself is found and explained, the rest is left alone."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reports.consistency.text import check_text
from reports.document.findings import Severity

SIZES = (
    "The global lamp market was valued at USD {first} billion in {start} and is projected to "
    "reach USD {last} billion by {end}, growing at a CAGR of {rate}% from {start} to {end}.",
    "Lamp Market Size to Reach USD {last} Billion by {end} at a {rate}% CAGR\n\nThe lamp market "
    "stood at USD {first} billion in {start}. Forecast Period {start}-{end}",
    "Report Coverage Details Market Revenue in {start} ${first} billion Estimated Value by {end} "
    "${last} billion Growth Rate Poised to grow at a CAGR of {rate}% Forecast Period "
    "{start}–{end} Segments Covered By Type, By User",
    "The lamp market is expected to grow from US$ {first} Bn in {start} to US$ {last} Bn in {end}, "
    "at a compound annual growth rate (CAGR) of {rate} per cent.",
)
CENT = Decimal("0.01")
firsts = st.decimals("1", "900", places=2)
rates = st.decimals("2", "40", places=1)
spans = st.integers(5, 12)
templates = st.sampled_from(SIZES)


def grown(first, rate, years):
    return (first * (1 + rate / 100) ** years).quantize(CENT, ROUND_HALF_UP)


def told(template, first, last, rate, years):
    return template.format(first=first, last=last, rate=rate, start=2024, end=2024 + years)


def errors(text):
    return [item for item in check_text(text).findings if item.severity is Severity.ERROR]


def codes(text, **options):
    return {item.code for item in check_text(text, **options).findings}


@given(templates, firsts, rates, spans)
def test_a_consistent_announcement_never_gets_an_error(template, first, rate, years):
    assert errors(told(template, first, grown(first, rate, years), rate, years)) == []


@settings(max_examples=50)
@given(templates, firsts, st.decimals("6", "40", places=1), spans, st.sampled_from([-2, 2]))
def test_a_rate_of_another_number_of_years_is_explained(template, first, rate, years, off):
    last = grown(first, rate, years + off)
    assume(last > first * 2)
    (found,) = errors(told(template, first, last, rate, years))
    assert found.code == "growth.mismatch"
    assert found.remedy == "period"
    assert f"{years + off} years are counted, not {years}" in found.diagnosis


@settings(max_examples=50)
@given(templates, firsts, st.decimals("6", "40", places=1), spans)
def test_swapped_ends_are_explained(template, first, rate, years):
    (found,) = errors(told(template, grown(first, rate, years), first, rate, years))
    assert (found.code, found.remedy) == ("growth.mismatch", "swapped")


@given(st.text(max_size=600))
def test_no_text_makes_a_check_fail(text):
    checked = check_text(text)
    for finding in checked.findings:
        if finding.span:
            start, end = finding.span
            assert 0 <= start <= end <= len(text)


PLAYERS = "Key Players:\n\nLumo Group\n\nBrightwell Ltd\n\nOrion Lighting\n\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "The lamp market was worth USD 5 billion in 2024. Forecast Period: 2024-2031. The oil "
            "segment will experience the fastest growth by 2024.",
            "period.before_base",
        ),
        (
            "Historical Data: 2017-2020. Forecast Period: 2025-2031. The market reached "
            "USD 5 billion in 2024.",
            "period.gap",
        ),
        (
            "Forecast Period: 2015-2020. The market was worth USD 5 billion.",
            "period.horizon_passed",
        ),
        (
            "The market is growing at a CAGR of XX% and will reach USD XX billion.",
            "template.placeholder",
        ),
        (
            PLAYERS + "Recent Developments:\n\nIn March 2024, Zenith Glow launched a new lamp.",
            "development.company",
        ),
        (
            "Key Players:\n\nLumo Group\n\nBrightwell Lighting\n\nBrightwel Lighting\n\nOrion",
            "company.duplicate",
        ),
        (
            "The oil segment held a share of 104% of the lamp market in 2024.",
            "share.above_hundred",
        ),
        (
            "The lamp market was valued at USD 5.0 billion in 2024. North America was valued at "
            "USD 7.5 billion in 2024.",
            "sum.part_larger",
        ),
        (
            "The lamp market was valued at USD 7.12 billion in 2023. It reached USD 7.83 billion in "
            "2024, a year-on-year growth of 25% in 2024.",
            "growth.yearly",
        ),
        (
            "The lamp market was valued at USD 5.0 billion in 2024 and USD 5,300 billion in 2025.",
            "unit.jump",
        ),
        (
            "The lamp market was valued at USD 5.0 billion in 2024 and is projected to reach "
            "EUR 9.0 billion by 2031.",
            "unit.currency",
        ),
    ],
)
def test_a_known_fault_is_found(text, code):
    assert code in codes(text, at=dt.date(2025, 1, 1))


@pytest.mark.parametrize(
    "text",
    [
        # The rate is that of the years after the first value.
        "The market was worth USD 10.0 billion in 2024. It is projected to grow from USD 10.8 "
        "billion in 2025 to USD 18.5 billion by 2032, at a CAGR of 8% over 2025-2032.",
        # Rounded in the title, precise in the text.
        "Lamp Market to Hit USD 20 Billion by 2031\n\nThe lamp market, valued at USD 7.12 billion "
        "in 2024, will reach USD 20.45 billion by 2031 at a CAGR of 16.3% from 2024 to 2031.",
        # A range on both sides.
        "The market will grow from USD 10 billion in 2024 to USD 38–42 billion in 2032, a CAGR of "
        "18–20% from 2024 to 2032.",
        # The rate of a part is not that of the whole.
        "The lamp market will grow from USD 10.0 billion in 2024 to USD 17.1 billion in 2032 at a "
        "CAGR of 6.9% from 2024 to 2032. The oil segment will grow at a CAGR of 11.2% from 2024 "
        "to 2032.",
        "",
        "No market here.",
    ],
)
def test_what_is_right_is_left_alone(text):
    assert errors(text) == []


def test_claims_that_the_seed_makes_pass_and_its_faults_are_found():
    """A text like the first report's source: run together, and with its known faults."""
    text = (
        " date 2024-12-11 The global market of Lamp Opinion Market is projected to be valued at USD "
        "7.12 billion in 2024 and expected to reach USD 20.45 billion with a compound annual growth "
        "rate of 16.3% during this period.\n\nReport Coverage Details Market Revenue in 2024 $7.12 "
        "billion Estimated Value by 2031 $20.45 billion Growth Rate Poised to grow at a CAGR of "
        "16.3% Historical Data 2019–2023 Forecast Period 2024–2031 Forecast Units Value\n\nThe oil "
        "segment will experience the fastest growth by 2024. The research is growing; research "
        "matters.\n\nKey Players Insights\n\nLumo Reserch Center\n\nBrightwell\n\nOrion Lamps\n\n"
        "Recent Developments:\n\nIn October 2023, Pearl announced the approval of its lamp."
    )
    checked = check_text(text)
    assert {item.code for item in checked.findings} == {
        "period.before_base",
        "company.spelling",
        "development.company",
    }
    assert not checked.has_errors
