"""What the demo's texts may say: figures from the data, sentences of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from reports.demo import reading

EDITIONS = list(reading.editions())
MEDICAL = [edition for edition in EDITIONS if edition.market == "medical-second-opinion"]

# The source is not kept here. These phrases are its most distinctive ones.
PHRASES = [
    "lion’s share",
    "lion's share",
    "poised to grow",
    "is projected to be valued",
    "primarily driven by",
    "increasing incidences of",
    "accounted for approximately",
    "boosting the demand",
    "may restrain the market growth",
    "remote access to top medical experts",
    "offers convenience to both doctors",
    "thoroughly review",
    "organize and share medical records",
    "custom treatment plans",
    "holistic and collaborative care models",
    "anticipated to hold the largest share",
    "significant number of deaths",
    "unnecessary tests and treatments",
    "optimize therapy management",
    "highest CAGR",
    "comprehensive evaluation",
    "personalized care plans",
    "most suitable line of treatment",
    "aging global population",
    "renowned physicians",
    "resolve diagnostic dilemmas",
    "clarify treatment responses",
    "preferred choice",
    "high disease incidence",
    "increasing disease burden",
    "leading position due to",
    "specialized clinical skills",
    "continue dominating",
    "high healthcare expenditures",
    "looking for a second opinion",
]


def texts(content: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text with its path, but for what is quoted."""
    if isinstance(content, dict):
        for key, value in content.items():
            if key != "printed":
                yield from texts(value, f"{path}/{key}")
    elif isinstance(content, list):
        for number, value in enumerate(content):
            yield from texts(value, f"{path}/{number}")
    elif isinstance(content, str):
        yield path, content


def written(edition: reading.Edition) -> list[tuple[str, str]]:
    """The texts that we wrote: of the market, of every state and of every reason."""
    found = list(texts(edition.market_fields()))
    for state in edition.states():
        found += [*texts(state.content), ("/reason", state.reason)]
    return found


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.address)
def test_no_text_types_a_number_that_is_a_figure(edition):
    for state in edition.states():
        values = {str(item["value"]) for item in state.content["figures"] if "value" in item}
        values |= {"7.12", "20.45", "16.3"}
        pattern = re.compile(
            r"(?<![\d.])(?:" + "|".join(map(re.escape, values)) + r")(?![\d]|\.\d)"
        )
        narrative = {key: value for key, value in state.content.items() if key != "figures"}
        for path, text in texts(narrative):
            bare = re.sub(r"<embed[^>]*/>", "", text)
            assert not pattern.search(bare), f"{path}: {text}"


@pytest.mark.parametrize("edition", MEDICAL, ids=lambda edition: edition.address)
@pytest.mark.parametrize("phrase", PHRASES)
def test_our_sentences_are_not_those_of_the_source(edition, phrase):
    for path, text in written(edition):
        assert phrase.lower() not in " ".join(text.split()).lower(), path


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.address)
def test_standfirsts_fit_and_forecasts_are_not_stated_as_facts(edition):
    for state in edition.states():
        assert len(state.content["standfirst"]) <= 220
    for path, text in written(edition):
        assert not re.search(r"\bwill\b", text), f"{path}: {text}"


def test_numbers_are_read_as_they_are_written():
    (state, *_) = MEDICAL[0].states()
    values = {item.get("key"): item.get("value") for item in state.content["figures"]}
    assert values["market-size-2031"] == "20.45"


def test_tables_become_figures_with_the_status_of_their_year():
    table = {
        "measure": "market_size",
        "columns": {
            "years": [2023, 2024, 2025],
            "actual": 2023,
            "estimate": 2024,
            "forecast": 2025,
        },
        "rows": [{"key": "market-size", "values": ["7.10", "7.20", "7.30"]}],
    }
    found = reading.figures({"table": table})
    assert [(item["key"], item["value"], item["status"]) for item in found] == [
        ("market-size-2023", "7.10", "actual"),
        ("market-size-2024", "7.20", "estimate"),
        ("market-size-2025", "7.30", "forecast"),
    ]
