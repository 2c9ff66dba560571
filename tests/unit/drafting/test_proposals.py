"""What an announcement proposes for a draft: each fact once, and nothing that is not there."""

from __future__ import annotations

import pytest

from reports.drafting.entries import problems
from reports.drafting.figures import scaled, status
from reports.drafting.proposals import Proposal, State
from reports.drafting.proposing import MOST, propose
from reports.pressrelease.claims import Claim, Confidence, Kind, Reading


def claim(kind: Kind, value: str, at: int = 0, **fields) -> Claim:
    return Claim(kind, (at, at + 4), value, value, **fields)


def size(value: str, year: int | None = 2024, at: int = 0, **fields) -> Claim:
    values = {"unit": "USD", "multiplier": 9, "year": year, **fields}
    return claim(Kind.MARKET_SIZE, value, at, **values)


def proposed(*claims: Claim, field: str = "figures") -> list[Proposal]:
    found, _ = propose(Reading("x" * 100, claims))
    return [proposal for proposal in found if proposal.field == field]


def left_out(*claims: Claim) -> list[str]:
    return [item.why for item in propose(Reading("x" * 100, claims))[1]]


OIL = claim(Kind.SEGMENT, "Oil", axis="Fuel")


class TestRepeatedFacts:
    def test_a_value_that_is_told_three_times_is_proposed_once_with_all_its_places(self):
        (figure,) = proposed(size("7.12"), size("7.12", at=20), size("7.12", at=40))
        assert figure.spans == ((0, 4), (20, 24), (40, 44))
        assert figure.ticked

    def test_the_mention_with_most_digits_is_the_one_proposed(self):
        (figure,) = proposed(size("7.1"), size("7.12", at=20), size("7120", multiplier=6, at=40))
        assert figure.values["value"] == "7120"
        assert len(figure.spans) == 3

    def test_a_fact_is_as_sure_as_its_surest_mention(self):
        (figure,) = proposed(size("7.12", confidence=Confidence.LOW), size("7.12", at=20))
        assert figure.confidence is Confidence.HIGH

    def test_an_id_does_not_depend_on_where_a_fact_stands(self):
        (here,), (there,) = proposed(size("7.12")), proposed(size("7.12", at=50))
        assert here.id == there.id


class TestConflicts:
    def test_two_values_for_one_year_are_a_conflict_and_neither_is_taken(self):
        one, two = proposed(size("7.12"), size("8.4", at=20))
        assert {one.state, two.state} == {State.CONFLICT}
        assert not one.ticked
        assert not two.ticked
        assert "7.12 billion USD" in " ".join((*one.notes, *two.notes))

    def test_a_value_read_with_little_confidence_does_not_unseat_a_sure_one(self):
        sure, unsure = proposed(size("7.12"), size("8.4", at=20, confidence=Confidence.LOW))
        assert (sure.state, sure.ticked) == (State.NEW, True)
        assert (unsure.state, unsure.ticked) == (State.CONFLICT, False)

    def test_values_in_two_currencies_are_no_conflict(self):
        figures = proposed(size("7.12"), size("20.4", 2031), size("6.4", unit="EUR", at=20))
        assert [figure.state for figure in figures] == [State.NEW, State.NEW]
        assert left_out(size("7.12"), size("20.4", 2031), size("6.4", unit="EUR")) == [
            "the text's other values are in USD"
        ]

    def test_two_forecast_periods_are_shown_and_neither_is_taken(self):
        periods = [
            claim(Kind.FORECAST_PERIOD, f"{start}-2031", start=start, end=2031)
            for start in (2024, 2025)
        ]
        assert [item.ticked for item in proposed(*periods, field="forecast")] == [False, False]


class TestWhatCannotBeUsed:
    @pytest.mark.parametrize(
        ("item", "why"),
        [
            (size("7.12", None), "it has no year"),
            (size("7.12", 21024), "it has no year"),
            (claim(Kind.CAGR, "16.3", unit="percent"), "it has no period"),
            (claim(Kind.CAGR, "16.3", unit="percent", start=2024), "it has no period"),
            (claim(Kind.SHARE, "46", unit="percent", year=2024), "whose share"),
            (size("1" * 40), "more digits"),
            (size("7.1234567890123"), "more digits"),
            (claim(Kind.GROWTH, "9", unit="USD", year=2024), "no field"),
            (claim(Kind.STATISTIC, "60", unit="percent", year=2021), "what was counted"),
            (claim(Kind.DEVELOPMENT, "Something happened"), "it has no year"),
        ],
    )
    def test_a_claim_that_lacks_what_its_field_needs_is_listed_with_the_reason(self, item, why):
        assert [reason for reason in left_out(item) if why in reason]
        assert not proposed(item, field="segments")

    def test_a_low_confidence_claim_is_shown_but_not_ticked(self):
        (figure,) = proposed(size("7.12", confidence=Confidence.LOW))
        assert not figure.ticked

    @pytest.mark.parametrize(
        ("item", "field"),
        [
            (size("7.12", subject="left-handed oil"), "figures"),
            (claim(Kind.SEGMENT, "left-handed oil"), "segments"),
            (claim(Kind.OUTLOOK, "x", subject="left-handed oil", qualifier="leading"), "outlooks"),
        ],
    )
    def test_a_part_that_the_text_does_not_list_waits_for_its_axis(self, item, field):
        (found,) = proposed(item, field=field)
        assert (found.values["segment"], found.values["axis"]) == ("Left-handed oil", "")
        assert not found.ticked
        assert "name" in found.notes[0]
        assert set(problems(field, found.values, {})) == {"axis"}

    def test_a_text_with_thousands_of_claims_is_cut_off_and_says_so(self):
        claims = [claim(Kind.KEY_PLAYER, f"Company {number}") for number in range(MOST + 40)]
        found, left = propose(Reading("x", tuple(claims)))
        assert len(found) == MOST
        assert len(left) == 40


class TestFigures:
    def test_a_number_about_a_segment_carries_its_axis(self):
        (figure,) = proposed(OIL, size("3.1", subject="oil"))
        assert (figure.values["segment"], figure.values["axis"]) == ("Oil", "By fuel")

    def test_a_segment_is_known_with_a_word_behind_it_but_not_with_a_place(self):
        about = proposed(OIL, size("3.1", subject="Oil lamps"))[0].values["segment"]
        assert about == "Oil"
        (figure,) = proposed(OIL, size("3.1", subject="Oil in Norway"))
        assert (figure.values["segment"], figure.values["axis"]) == ("Oil in Norway", "")

    def test_a_number_about_a_place_has_that_place(self):
        (figure,) = proposed(size("3.1", subject="North America"))
        assert figure.values["geography"] == "North America"
        assert figure.values["segment"] == ""

    def test_a_national_market_is_not_taken_for_the_world(self):
        market = claim(Kind.MARKET, "India Lantern")
        place = claim(Kind.GEOGRAPHY, "India", qualifier="country")
        assert proposed(market, place, size("3.1"))[0].values["geography"] == "India"
        # A name alone is no place: china clay is not a market of China.
        clay = claim(Kind.MARKET, "China Clay")
        assert proposed(clay, size("3.1"))[0].values["geography"] == "World"

    def test_a_statistic_names_whose_number_it_is(self):
        (figure,) = proposed(
            claim(
                Kind.STATISTIC,
                "60",
                unit="percent",
                year=2021,
                subject="global deaths",
                source="World Health Organization",
                approximate=True,
            )
        )
        values = figure.values
        assert values["attribution"] == "World Health Organization"
        assert values["statistic"] == "Global deaths"
        assert values["approximate"] == "yes"
        assert figure.ticked

    def test_a_statistic_without_a_place_is_left_to_the_editor(self):
        told = {"unit": "people", "year": 2021, "subject": "adults with insomnia"}
        (figure,) = proposed(claim(Kind.STATISTIC, "70", multiplier=6, **told))
        assert not figure.ticked
        assert "the world is assumed" in figure.notes[0]

    @pytest.mark.parametrize(
        ("value", "power", "expected"),
        [
            ("7.12", 9, ("7.12", 9)),
            ("1234", 7, ("12.34", 9)),
            ("45", 5, ("4.5", 6)),
            ("3", 13, ("30", 12)),
        ],
    )
    def test_crore_and_lakh_become_billion_and_million_without_a_digit_more(
        self, value, power, expected
    ):
        assert scaled(value, power) == expected

    @pytest.mark.parametrize(
        ("year", "base", "published", "expected"),
        [
            (2022, 2023, 2024, "actual"),
            (2023, 2023, 2024, "actual"),
            (2024, 2023, 2024, "estimate"),
            (2024, 2024, 2024, "estimate"),
            (2024, 2023, 2025, "estimate"),
            (2031, 2024, 2024, "forecast"),
            (2024, 2024, None, "estimate"),
            (2031, None, None, "forecast"),
        ],
    )
    def test_how_firm_a_value_is_follows_from_base_year_and_publication(
        self, year, base, published, expected
    ):
        assert status(year, base, published) == expected


class TestOtherFields:
    def test_the_base_year_is_taken_from_the_first_value_if_the_text_names_none(self):
        (base,) = proposed(size("7.12"), size("20.45", 2031, at=20), field="base_year")
        assert base.values == {"year": "2024"}
        assert base.confidence is Confidence.MEDIUM
        assert "names no base year" in base.notes[0]

    def test_the_forecast_period_is_that_of_the_growth_rate_if_the_text_names_none(self):
        rate = claim(Kind.CAGR, "16.3", 20, unit="percent", start=2024, end=2031)
        past = claim(Kind.CAGR, "9", 40, unit="percent", start=2019, end=2023)
        (period,) = proposed(size("7.12"), rate, past, field="forecast")
        assert period.values == {"start": "2024", "end": "2031"}
        assert "names no forecast period" in period.notes[0]

    def test_a_title_is_made_of_the_market_and_the_years(self):
        period = claim(Kind.FORECAST_PERIOD, "2024-2031", start=2024, end=2031)
        (title,) = proposed(claim(Kind.MARKET, "Lantern"), period, field="title")
        assert title.values == {"title": "Lantern market, 2024 to 2031"}

    def test_an_outlook_said_twice_is_one_even_if_one_mention_names_a_year(self):
        told = {"subject": "Oil", "axis": "Fuel", "qualifier": "fastest_growing"}
        (outlook,) = proposed(
            OIL,
            claim(Kind.OUTLOOK, "Oil", **told),
            claim(Kind.OUTLOOK, "Oil", 20, end=2024, **told),
            field="outlooks",
        )
        assert outlook.values["end"] == ""
        assert "by 2024" in outlook.notes[0]

    def test_a_long_factor_has_a_short_title_and_the_whole_as_text(self):
        sentence = "rising " * 30 + "demand"
        (factor,) = proposed(claim(Kind.DRIVER, sentence), field="factors")
        assert len(factor.values["title"]) <= 120
        assert factor.values["title"].endswith("rising…")
        assert factor.values["text"] == sentence.capitalize()
