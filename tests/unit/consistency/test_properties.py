"""Documents made consistent have no error; one known fault in them is found and explained."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reports.consistency import acceptable, check, samples
from reports.consistency.names import Vocabulary, alike, misspelt
from reports.consistency.record import record
from reports.consistency.rule import Context
from reports.document import schema
from reports.document.findings import Severity
from reports.document.schema import Period

OIL, GAS, COAL = (samples.part("By type", name) for name in ("Oil", "Gas", "Coal"))
CENT = Decimal("0.01")
firsts = st.decimals("1", "900", places=2)
rates = st.decimals("0.5", "40", places=1)
spans = st.integers(3, 12)


def grown(first, rate, years):
    return (first * (1 + rate / 100) ** years).quantize(CENT, ROUND_HALF_UP)


def report(first, last, printed, years, **fields):
    """A market of two ends and a stated rate, from 2024."""
    end = 2024 + years
    return samples.document(
        samples.figure(str(first), 2024),
        samples.figure(str(last), end),
        samples.figure(str(printed), (2024, end), "cagr"),
        *fields.pop("more", ()),
        forecast=Period(start=2024, end=end),
        title="Lamp market (sample data)",
        **fields,
    )


def errors(document):
    return [item for item in check(document) if item.severity is Severity.ERROR]


@st.composite
def shares(draw):
    """Three whole percentages that come to a hundred."""
    one = draw(st.integers(1, 97))
    two = draw(st.integers(1, 98 - one))
    return one, two, 100 - one - two


@given(firsts, rates, spans, shares())
def test_a_consistent_document_never_gets_an_error(first, rate, years, parts):
    last = grown(first, rate, years)
    cut = [
        samples.figure(str(share), 2024, "share", segments=[part])
        for share, part in zip(parts, (OIL, GAS, COAL), strict=True)
    ]
    # Values of the parts as a publisher would print them: each rounded for itself.
    cut += [
        samples.figure(str((first * share / 100).quantize(CENT)), 2024, segments=[part])
        for share, part in zip(parts, (OIL, GAS, COAL), strict=True)
        if first * share / 100 >= Decimal("0.5")
    ]
    axes = (samples.axis("By type", "Oil", "Gas", "Coal"),)
    assert errors(report(first, last, rate, years, more=cut, axes=axes)) == []


@given(firsts, st.decimals("4", "40", places=1), st.integers(5, 12), st.sampled_from([-2, 2]))
def test_a_rate_of_another_number_of_years_is_found_with_that_number(first, rate, years, off):
    """The rate belongs to a period two years longer or shorter than the stated one."""
    last = grown(first, rate, years + off)
    assume(last > first * 2)  # else the digits do not tell one period from the next
    found = errors(report(first, last, rate, years))
    assert [item.code for item in found] == ["growth.mismatch"]
    assert found[0].remedy == "period"
    assert f"{years + off} years are counted, not {years}" in found[0].diagnosis


@given(firsts, st.decimals("4", "40", places=1), spans)
def test_swapped_ends_are_found_as_swapped(first, rate, years):
    last = grown(first, rate, years)
    found = errors(report(last, first, rate, years))
    assert [item.code for item in found] == ["growth.mismatch"]
    assert found[0].remedy == "swapped"


@given(firsts, st.decimals("4", "40", places=1), st.integers(3, 9))
def test_a_million_printed_for_a_billion_is_found_as_a_slip_of_scale(first, rate, years):
    last = grown(first, rate, years)
    figures = (
        samples.figure(str(first), 2024, multiplier=9),
        samples.figure(str(last), 2024 + years, multiplier=6),
        samples.figure(str(rate), (2024, 2024 + years), "cagr"),
    )
    document = samples.document(*figures, forecast=Period(start=2024, end=2024 + years))
    found = errors(document)
    assert [item.code for item in found] == ["growth.mismatch"]
    assert found[0].remedy == "scale"


@given(shares(), st.integers(4, 40))
def test_shares_that_come_to_more_than_the_whole_are_found(parts, more):
    one, two, three = parts
    cut = [
        samples.figure(str(share), 2024, "share", segments=[part])
        for share, part in zip((one, two, three + more), (OIL, GAS, COAL), strict=True)
    ]
    codes = {item.code for item in check(samples.document(*cut, title="Lamps"))}
    assert codes & {"sum.shares", "share.above_hundred"}


@given(st.text(max_size=400))
def test_no_text_makes_a_rule_fail(text):
    document = samples.document(
        samples.figure("7.12"),
        standfirst=text,
        sections=(samples.section(f"<p>{text}</p>"),),
        key_players=(samples.player(text or "x"),),
    )
    for finding in check(document):
        assert finding.message


def test_an_error_that_rests_on_one_of_our_own_figures_cannot_be_accepted():
    figures = (
        samples.figure("7.12", 2024, claim="own"),
        samples.figure("20.45", 2031),
        samples.figure("12.4", (2024, 2031), "cagr"),
    )
    document = samples.document(*figures)
    (found,) = errors(document)
    assert found.code == "growth.mismatch"
    assert not acceptable(found, document)
    cited = samples.document(samples.figure("7.12", 2024), *figures[1:])
    assert acceptable(errors(cited)[0], cited)


def test_an_acceptance_lapses_when_the_number_behind_it_changes():
    one, other = (
        next(item for item in check(samples.document(samples.figure(value))) if item.key)
        for value in ("-5", "-5000")
    )
    assert one.code == other.code == "unit.negative"
    assert one.fingerprint != other.fingerprint


def test_what_another_edition_said_is_not_kept_for_readers():
    """It may be corrected or withdrawn while the release stands."""
    earlier = samples.document(samples.figure("6.66", 2023), edition="2023")
    document = samples.document(samples.figure("7.77", 2023), samples.figure("8.88"))
    findings = check(document, Context(earlier=earlier))
    assert "edition.value" in {item.code for item in findings}
    assert "6.66" not in record(document, findings, {}).model_dump_json()


@pytest.mark.parametrize(
    "parts",
    [
        [
            ("60", "Oil", "Europe"),
            ("40", "Gas", "Europe"),
            ("55", "Oil", "Asia"),
            ("45", "Gas", "Asia"),
        ],
        [("80", "Oil", "World"), ("45", "Gas", "World"), ("20", "Coal", "World")],
    ],
)
def test_shares_inside_regions_and_nested_parts_are_no_errors(parts):
    figures = [
        samples.figure(value, 2024, "share", segments=[samples.part("By type", name)], place=place)
        for value, name, place in parts
    ]
    regions = tuple(schema.Region(geography=samples.PLACES[name]) for name in ("Europe", "Asia"))
    axes = (samples.axis("By type", "Oil", "Gas"),)
    document = samples.document(samples.figure("10"), *figures, regions=regions, axes=axes)
    assert errors(document) == []


def test_values_beyond_all_reason_make_no_rule_fail():
    huge = "90000000000000000000"
    parts = [samples.figure(huge, segments=[OIL]), samples.figure(huge, segments=[GAS])]
    document = samples.document(samples.figure(f"{huge}.00000001"), *parts)
    assert "sum.parts" in {item.code for item in check(document)}


def test_a_name_tells_companies_of_different_countries_apart():
    assert not alike("Merck KGaA", "Merck & Co., Inc.")
    assert not alike("Philips", "Phillips 66")
    assert misspelt("Dassault Systèmes", Vocabulary(Counter())) is None
