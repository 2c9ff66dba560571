"""Words as search compares them."""

from __future__ import annotations

import pytest

from reports.document.words import amounts, folded, in_order, indexed, matches, snippet, terms


def found(query: str, text: str) -> bool:
    return bool(terms(query)) and matches(terms(query), indexed(text))


@pytest.mark.parametrize(
    "query",
    ["20.45 billion", "$20.45bn", "USD 20.45 billion", "20.450 bn", "20,450 million", "usd 20.45b"],
)
def test_an_amount_is_found_however_it_is_written(query):
    assert found(
        query, "Market size, World, 2031: USD\N{NO-BREAK SPACE}20.45\N{NO-BREAK SPACE}billion"
    )
    assert not found(query, "USD 20.46 billion in 2031")
    assert not found(query, "USD 20.45 million in 2031")


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("tubingen", "University Hospital Tübingen"),
        ("TÜBINGEN", "University Hospital Tubingen"),
        ("strasse", "Straße"),
        ("lamps", "the lamp market"),
        ("lamp", "two lamps"),
        ("second-opinion", "a second opinion"),
        ("16.3%", "a growth of 16.3 percent"),
        ("20.45", "USD 20.45 billion"),
        ("the lamps of the world", "World lamp market"),
        ("€5m", "EUR 5 million"),
        ("covid19", "after COVID19"),
    ],
)
def test_words_are_found_without_capitals_accents_and_plurals(query, text):
    assert found(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [("20", "2024"), ("20.4", "20.45"), ("amp", "lamp"), ("lamp chair", "lamp"), ("€5m", "USD 5m")],
)
def test_what_is_not_there_is_not_found(query, text):
    assert not found(query, text)


@pytest.mark.parametrize("query", ["", " ", "'", '"', "&|!():*", "\\", "%", "_", "--", "…", "\0"])
def test_signs_alone_ask_for_nothing(query):
    assert terms(query) == []


@pytest.mark.parametrize("piece", ["1", "a", "1,", "1.1.", "1-b ", "((", "$", "é", "9 bn"])
def test_a_long_query_asks_for_a_few_terms(piece):
    assert len(terms(piece * 4000)) <= 12
    assert all(" " not in term.text and "'" not in term.text for term in terms(piece * 4000))


def test_amounts_of_a_query_keep_percentages_apart():
    assert [(str(item.value), item.percent) for item in amounts("16.3% of $7.12bn")] == [
        ("16.3", True),
        ("7120000000", False),
    ]


def test_a_passage_marks_the_words_as_they_are_printed():
    text = "Before it. " * 20 + "In Tübingen the market was USD 7.12 billion." + " After it." * 30
    pieces = snippet(text, terms("tubingen 7.12bn"))
    assert [piece for piece, marked in pieces if marked] == ["Tübingen", "7.12 billion"]
    assert "".join(piece for piece, _ in pieces).strip("… ") in text
    assert len("".join(piece for piece, _ in pieces)) < 300
    assert snippet(text, terms("absent")) == []


def test_folding_is_stable():
    assert folded(folded(" Ä  İ ß ")) == folded(" Ä  İ ß ")
    assert in_order("Lamps, 7.10 bn") == "lamps 7.1 bn =7100000000"
