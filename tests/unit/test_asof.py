"""The ``as_of`` parameter says one moment, or is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import clock
from reports.asof import AsOfError, parse

NOW = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-01-31", datetime(2025, 1, 31, 23, 59, 59, 999999, UTC)),
        ("2025-01-31T09:30Z", datetime(2025, 1, 31, 9, 30, tzinfo=UTC)),
        ("2025-01-31T09:30:15+02:00", datetime(2025, 1, 31, 7, 30, 15, tzinfo=UTC)),
        ("2025-01-31T09:30:15 02:00", datetime(2025, 1, 31, 7, 30, 15, tzinfo=UTC)),
        ("2025-01-31T09:30-0500", datetime(2025, 1, 31, 14, 30, tzinfo=UTC)),
        ("2031-05-04", NOW),
        ("2031-05-04T09:30Z", NOW),
    ],
)
def test_a_date_means_its_end_and_today_means_now(text, moment):
    with clock.fixed(NOW):
        assert parse(text).resolve() == moment


@pytest.mark.parametrize("text", ["2031-05-05", "2031-05-04T09:31Z", "9999-12-31"])
def test_the_future_is_refused(text):
    with clock.fixed(NOW), pytest.raises(AsOfError, match="future"):
        parse(text).resolve()


@pytest.mark.parametrize(
    "text",
    [
        *("", "yesterday", "2025", "2025-13-01", "2025-02-30", "2025-01-31T09:30", "20250131"),
        *("2025-01-31T25:00Z", "0000-01-01", "2025-01-31T09:30+99:00", "２０２５-01-31", "\x00"),
        *("2025-01-31Z", " 2025-01-31", "0001-01-01T00:00+14:00", "1e20", "2025-01-31T9:30Z"),
    ],
)
def test_anything_else_is_refused_with_a_sentence_that_helps(text):
    with pytest.raises(AsOfError, match="such as"):
        parse(text)


@given(st.text())
def test_no_text_breaks_it(text):
    try:
        parse(text)
    except AsOfError:
        return
    assert len(text) >= 10


def test_scheduled_moments_are_rounded_up_to_whole_minutes():
    assert clock.whole_minute(NOW) == NOW
    assert clock.whole_minute(NOW.replace(microsecond=1)) == NOW.replace(minute=31)
    assert clock.next_minute(NOW) == NOW.replace(minute=31)
