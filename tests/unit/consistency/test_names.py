"""Names of one company in two spellings are found, and misprints; other names are left alone."""

from collections import Counter

import pytest

from reports.consistency.names import Vocabulary, alike, duplicates, misspelt


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lumo Corp.", "Lumo Corporation"),
        ("LUMO, Inc.", "Lumo"),
        ("Brightwell Lighting", "Brightwel Lighting"),
        ("Lumo (Germany)", "Lumo GmbH"),
    ],
)
def test_two_spellings_of_one_company_are_alike(one, other):
    assert alike(one, other)
    assert list(duplicates([one, "Somebody Else", other])) == [(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Apollo Hospitals", "Fortis Hospitals Group"),
        ("North Lamps", "South Lamps"),
        ("ABB", "ABC"),
        ("Mayo Clinic", "Cleveland Clinic"),
        ("Lumo 1", "Orion 1"),
    ],
)
def test_different_companies_are_not(one, other):
    assert not alike(one, other)


def words(**counts):
    return Vocabulary(Counter(counts))


def test_a_word_next_to_one_of_the_trade_is_a_misprint():
    assert misspelt("M|O|C Caner Care & research Center", words(cancer=5)) == (
        "Caner",
        "cancer",
    )
    assert misspelt("Brightwell Reserch Institute", words()) == (
        "Reserch",
        "research",
    )


@pytest.mark.parametrize(
    "name",
    [
        "Caterpillar",
        "Medanta Hospital",
        "Genentech",
        "Hospitals of Hope",
        "Industrias Sol",
        "Laboratorios Mar",
        "Denso",
        "Glazer Foods",
    ],
)
def test_names_that_are_merely_names_are_not(name):
    assert misspelt(name, words()) is None


def test_a_word_that_the_text_uses_elsewhere_is_taken_as_right():
    assert misspelt("Caner Care", words(cancer=5, caner=3)) is None
