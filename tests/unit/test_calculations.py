"""Calculated figures follow their declared rule."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.document.calculations import implied_cagr, on_growth_path, rounded

D = Decimal
values = st.decimals(min_value="0.01", max_value="100000", places=2)


def test_the_rate_that_leads_from_7_12_to_20_45_in_seven_years():
    assert rounded(implied_cagr(D("7.12"), D("20.45"), 7) * 100, 2) == D("16.27")


def test_the_value_that_the_path_passes_in_2030():
    assert rounded(on_growth_path(D("7.12"), D("20.45"), 7, 6), 2) == D("17.59")


@given(values, values, st.integers(min_value=1, max_value=30))
def test_the_path_ends_where_the_series_ends(first, last, years):
    assert abs(on_growth_path(first, last, years, years) - last) < D("0.000001") * last


@pytest.mark.parametrize(("first", "last", "years"), [("0", "1", 1), ("1", "-1", 1), ("1", "2", 0)])
def test_what_has_no_rate_is_refused(first, last, years):
    with pytest.raises(ValueError, match="growth rate"):
        implied_cagr(D(first), D(last), years)


def test_halves_round_away_from_zero_as_printed_tables_do():
    assert rounded(D("2.345"), 2) == D("2.35")
    assert rounded(D("-2.345"), 2) == D("-2.35")
