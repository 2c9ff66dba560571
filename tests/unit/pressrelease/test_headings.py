"""Headings and field labels are recognised, boilerplate is left out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.pressrelease import developments, factors, geographies, outlooks, players, segments
from reports.pressrelease.headings import Part, part_of_heading
from reports.pressrelease.layout import layout, sentences
from reports.pressrelease.source import passage

PIECES = [
    *("Key Players:", "By Type (", ")", "•", "\n", "In March 2024,", "launched", "Foo Inc.", "and"),
    *("market", "is driven by", "the x segment", "largest share", "Europe", ",", ";", "|"),
    *("\ud800", "\0", "٣"),
]
FINDERS = (segments, geographies, factors, outlooks, players, developments)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Key Players Insights", Part.PLAYERS),
        ("## 3. KEY PLAYERS:", Part.PLAYERS),
        ("Who are the key players in the widget market?", Part.PLAYERS),
        ("Recent Developments:", Part.DEVELOPMENTS),
        ("KEY INDUSTRY DEVELOPMENTS", Part.DEVELOPMENTS),
        ("Widget Market Report Coverage", Part.OTHER),
        ("By Product", Part.SEGMENTS),
        ("By Region:", Part.GEOGRAPHIES),
        ("Market Drivers", Part.DRIVERS),
        ("Restraints/Challenges", Part.RESTRAINTS),
        ("About Us", Part.BOILERPLATE),
        ("Mayo Clinic", None),
        ("Apollo Hospitals", None),
        ("The market grew last year.", None),
    ],
)
def test_a_line_announces_its_part(line: str, part: Part | None) -> None:
    assert part_of_heading(line) is part


@pytest.mark.parametrize(
    "tail",
    [
        "About Us:\nKey Players: Foo Inc., Bar AG\n",
        "Contact Us: Foo Inc.\nKey Players: Foo Inc., Bar AG\n",
        "Request a sample of the key players Foo Inc. and Bar AG @ https://foo.example/sample\n",
    ],
)
def test_boilerplate_is_not_read(tail: str) -> None:
    text = passage(f"The market is large.\n\n{tail}")
    assert [claim for finder in FINDERS for claim in finder.find(text)] == []


def test_a_body_keeps_every_offset() -> None:
    text = "One.\n\nBuy now at https://foo.example/a\n\nTwo.\n\nAbout Us\nThree."
    body = layout(text).body
    assert len(body) == len(text)
    assert body.index("Two") == text.index("Two")
    assert "Three" not in body


def test_abbreviations_do_not_end_sentences() -> None:
    text = "Foo Inc. (US) and F. Hoffmann Ltd. met in the U.S. market. They left."
    assert len(list(sentences(text, 0, len(text)))) == 2


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(PIECES) | st.text(max_size=8),
        max_size=40,
    )
)
def test_no_text_raises_and_every_span_lies_in_it(pieces: list[str]) -> None:
    text = passage(" ".join(pieces))
    for finder in FINDERS:
        for claim in finder.find(text):
            start, end = claim.span
            assert 0 <= start < end <= len(text.plain)
