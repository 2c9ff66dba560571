"""Clean text from plain text, HTML pastes and PDF copies, with a way back to the source."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.pressrelease import passage, read

HOSTILE = st.text(
    st.sampled_from(
        "<>&;/\"'!- \n\t\x00\u00ad\u202e\ud800\ufb01$%€.,:()|•0123456789aAbBuUsSdDpPliItT²٣"
    )
    | st.characters(),
    max_size=300,
)


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("USD\u00a07.12\u2009billion", "USD 7.12 billion"),
        ("Johnson &amp; Johnson", "Johnson & Johnson"),
        ("a &bogus; b &#8211; c", "a &bogus; b – c"),
        ("speci\u00adalist o\ufb03ce", "specialist office"),
        ("tele-\nmedicine and long-\nterm care", "telemedicine and long-term care"),
        ("from 2024-\n2031", "from 2024-2031"),
        ("a < b & c > d", "a < b & c > d"),
        ("<p>One</p><p>Two</p>", "\n\nOne\n\nTwo\n\n"),
        ("<p>Valued at <b>USD&nbsp;7.12</b>\nbillion</p>", "\n\nValued at USD 7.12 billion\n\n"),
        ("<ul><li>One<ul><li>In</li></ul></li><li>Two</li></ul>", "\n\n• One\n  • In\n• Two\n\n"),
        ("<tr><td>Base year</td><td><p>2024</p></td></tr>", "\nBase year | 2024"),
        ("x<script>var a = '<p>';</script>y<!-- no -->z<br>w", "x yz\nw"),
        ("\r\none\r\n\r\n\r\n\r\ntwo", "\none\n\ntwo"),
    ],
)
def test_the_clean_text_is_what_a_reader_sees(source: str, plain: str) -> None:
    assert passage(source).plain.strip("\n") == plain.strip("\n")


def test_a_wrapped_paragraph_is_one_line_and_a_list_is_not() -> None:
    prose = (
        "The market for second opinions is expected to grow as more patients ask\n"
        "North American specialists for advice on rare diseases and on their own\n"
        "treatment plans.\n\nKey Players\nMayo Clinic\nCleveland Clinic"
    )
    lines = passage(prose).plain.split("\n")
    assert lines[0].endswith("treatment plans.")
    assert lines[-3:] == ["Key Players", "Mayo Clinic", "Cleveland Clinic"]


def test_a_span_leads_back_to_the_characters_of_the_source() -> None:
    given_text = passage("<p>Valued at <b>USD&nbsp;7.12</b> bil\u00adlion in 2024</p>")
    start = given_text.plain.index("USD")
    span = given_text.span(start, start + len("USD 7.12 billion"))
    assert given_text.source[slice(*span)] == "USD&nbsp;7.12</b> bil\u00adlion"


@given(HOSTILE)
@settings(max_examples=150, deadline=None)
def test_no_text_is_too_odd_and_spans_stay_inside_it(text: str) -> None:
    clean = passage(text)
    assert len(clean.plain) == len(clean.starts) == len(clean.ends)
    assert list(clean.starts) == sorted(clean.starts)
    for claim in (*read(text).claims, *read(text).unread):
        start, end = claim.span
        assert 0 <= start <= end <= len(text)
        assert text[start:end] == claim.text


@given(
    st.lists(
        st.sampled_from(
            [
                "The global tea market",
                "was valued at",
                "USD 7.12 billion",
                "in 2024",
                "CAGR of 16.3%",
                "and",
                "from",
                "2024–2031",
                "<td>",
                "</p>",
                "share of 38%",
                "According to the WHO,",
                "60% of",
                "$",
                "XX%",
                ".",
                "\n",
                "by 2031",
                "is expected to reach",
                "₹ 4,500 crore",
                "Base Year",
                "North America",
                "segment",
                "(",
                "&amp;",
                "December 11, 2024",
                "99/99/2024",
                "2024-99-99",
                "9" * 400,
                "1,2,3,4",
                "٣٤%",
                "\x00",
                "\ud83d",
            ]
        ),
        max_size=30,
    )
)
@settings(max_examples=150, deadline=None)
def test_words_of_the_genre_in_any_order_are_read_without_error(words: list[str]) -> None:
    text = " ".join(words)
    reading = read(text)
    assert all(text[slice(*claim.span)] == claim.text for claim in reading.claims)


@pytest.mark.parametrize(
    "text",
    [
        "<" * 5000,
        "<!--" * 2000,
        "&" * 5000,
        "$" * 5000,
        "1" * 5000,
        "<a '" * 2000,
        "\ud800" * 500,
        "USD 9" + "9" * 3000 + " billion",
        "<script>" * 500,
        "",
    ],
)
def test_floods_of_one_sign_are_read(text: str) -> None:
    assert read(text).source == text
