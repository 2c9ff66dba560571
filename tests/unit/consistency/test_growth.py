"""A growth rate is wrong only if no numbers behind the printed ones agree; and we say why."""

from decimal import Decimal

import pytest

from reports.consistency.growth import Point, Stated, judge
from reports.consistency.intervals import Interval, place_of, rate, stated


def point(year, value, power=9, **options):
    return Point(year, stated(Decimal(value), **options).scaled(power), f"USD {value} billion")


def claim(value, start, end, low=None, high=None):
    bounds = [Decimal(item) if item else None for item in (low, high)]
    return Stated(stated(Decimal(value), *bounds).scaled(-2), f"{value}%", start, end)


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [("7.12", "7.115", "7.125"), ("16.3", "16.25", "16.35"), ("400", "399.5", "400.5")],
)
def test_a_printed_number_means_all_that_rounds_to_it(value, low, high):
    assert stated(Decimal(value)) == Interval(Decimal(low), Decimal(high))


def test_a_range_means_all_between_its_ends():
    assert stated(Decimal(40), Decimal(38), Decimal(42)) == Interval(
        Decimal("37.5"), Decimal("42.5")
    )
    assert stated(Decimal(40), Decimal(42), Decimal(38)) == stated(
        Decimal(40), Decimal(38), Decimal(42)
    )


def test_about_sixty_may_be_fifty_to_seventy():
    assert stated(Decimal(60), approximate=True) == Interval(Decimal(50), Decimal(70))
    assert stated(Decimal("7.1"), approximate=True) == Interval(Decimal("7.0"), Decimal("7.2"))


def test_no_rate_leads_from_nothing_or_in_no_years():
    some, none = stated(Decimal(7)), stated(Decimal(0))
    assert rate(none, some, 7) is None
    assert rate(some, none, 7) is None
    assert rate(some, some, 0) is None
    assert place_of(Decimal("NaN")) == 0


def test_the_seeds_rate_agrees():
    verdict = judge(claim("16.3", 2024, 2031), point(2024, "7.12"), point(2031, "20.45"))
    assert verdict.agrees
    assert verdict.implied.low < Decimal("0.1627") < verdict.implied.high


@pytest.mark.parametrize(
    ("first", "last", "years", "printed", "kind", "words"),
    [
        # 7.12 → 20.45 in nine years is 12.4% a year
        ("7.12", "20.45", 7, "12.4", "period", "9 years are counted, not 7"),
        # the larger value printed first
        ("20.45", "7.12", 7, "16.3", "swapped", "swapped"),
        # swapped, and nine years
        ("20.45", "7.12", 7, "12.4", "swapped", "swapped and 9 years"),
        # million printed for billion: 0.00712 → 20.45
        ("0.00712", "20.45", 7, "16.3", "scale", "thousandfold larger"),
        # the whole growth: 187%
        ("7.12", "20.45", 7, "187", "other_base", "growth over the whole period"),
        # the plain average of it: 26.7%
        ("7.12", "20.45", 7, "26.7", "other_base", "divided by the years"),
    ],
)
def test_the_diagnosis_names_the_one_change_that_fits(first, last, years, printed, kind, words):
    verdict = judge(
        claim(printed, 2024, 2024 + years), point(2024, first), point(2024 + years, last)
    )
    assert not verdict.agrees
    assert verdict.diagnosis.kind == kind
    assert words in verdict.diagnosis.sentence


def test_six_percent_fits_if_the_base_year_is_2021():
    verdict = judge(
        claim("6", 2023, 2030),
        point(2023, "53.0"),
        point(2030, "84.5"),
        [point(2021, "50.0"), point(2023, "53.0")],
    )
    assert verdict.diagnosis.kind == "base_year"
    assert verdict.diagnosis.sentence == "6% fits if the base year is 2021, not 2023."


def test_rates_that_changed_places_are_told():
    other = claim("16.3", 2020, 2024)
    verdict = judge(
        claim("40", 2024, 2031), point(2024, "7.12"), point(2031, "20.45"), rates=[other]
    )
    assert verdict.diagnosis.kind == "other_rate"
    assert "16.3%" in verdict.diagnosis.sentence


def test_what_no_single_change_explains_has_no_diagnosis():
    verdict = judge(claim("55.5", 2024, 2031), point(2024, "7.12"), point(2031, "20.45"))
    assert not verdict.agrees
    assert verdict.diagnosis is None


def test_rates_given_as_a_range_agree_if_any_of_them_does():
    ends = point(2024, "7.12"), point(2031, "20.45")
    assert judge(claim("17", 2024, 2031, "16", "18"), *ends).agrees
    assert not judge(claim("19", 2024, 2031, "18", "20"), *ends).agrees


@pytest.mark.parametrize("value", ["1", "10", "100"])
def test_about_one_is_never_nothing(value):
    assert stated(Decimal(value), approximate=True).low > 0
    first = point(2023, value, approximate=True)
    last = Point(2030, stated(Decimal(value) * Decimal("2.4")).scaled(9))
    assert judge(claim("13.3", 2023, 2030), first, last).agrees


def test_an_end_of_zero_leaves_nothing_to_judge_by():
    assert judge(claim("13.3", 2023, 2030), point(2023, "0"), point(2030, "5")).agrees


def test_a_series_of_many_years_is_explained_without_trying_all_of_them():
    series = [point(1700 + year, f"{3 + year}.17") for year in range(300)]
    verdict = judge(claim("55.5", 1700, 1999), series[0], series[-1], series)
    assert not verdict.agrees
