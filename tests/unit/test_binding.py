"""A typed number becomes the inline figure: the right one, and nothing around it changes."""

from __future__ import annotations

import pytest

from reports.richtext.binding import bind

EMBED = '<embed embedtype="figure" key="size"/>'


@pytest.mark.parametrize(
    ("source", "typed", "occurrence", "bound"),
    [
        ("<p>It was USD 7.12 billion.</p>", "USD 7.12 billion", 1, f"<p>It was {EMBED}.</p>"),
        ("<p>USD\N{NO-BREAK SPACE}7.12 billion</p>", "USD 7.12 billion", 1, f"<p>{EMBED}</p>"),
        ("<p>5% and 5% again</p>", "5%", 2, f"<p>5% and {EMBED} again</p>"),
        ("<p>A &amp; B: 5% &lt; 6%</p>", "5%", 1, f"<p>A &amp; B: {EMBED} &lt; 6%</p>"),
        ('<p><a href="/5%/">x</a> 5%</p>', "5%", 1, f'<p><a href="/5%/">x</a> {EMBED}</p>'),
    ],
)
def test_the_number_is_replaced_and_nothing_else(source, typed, occurrence, bound):
    assert bind([source], typed, occurrence, "size") == [bound]


def test_occurrences_are_counted_over_all_passages():
    assert bind(["<p>5%</p>", "<p>5%, 5%</p>"], "5%", 3, "size") == [
        "<p>5%</p>",
        f"<p>5%, {EMBED}</p>",
    ]


@pytest.mark.parametrize(
    ("source", "typed"), [("<p>7</p>", "8"), ("<p><b>7</b> billion</p>", "7 billion")]
)
def test_what_is_not_there_or_cut_by_formatting_is_left_to_the_editor(source, typed):
    assert bind([source], typed, 1, "size") is None
