"""Cells are inert, and come back as they went, whatever they hold."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.exports.cells import alike, carried, csv_text, guarded, number_text, unguarded
from reports.exports.columns import FIGURES
from reports.exports.workbook import workbook
from reports.spreadsheets.cellvalues import text_of
from reports.spreadsheets.plaintext import formatted, plain, rich
from reports.spreadsheets.reader import read

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
numbers = st.decimals(
    min_value=Decimal("-9999999.99999999"), max_value=Decimal("9999999.99999999"), places=8
) | st.builds(
    lambda digits, places, sign: Decimal(digits).scaleb(-places) * sign,
    st.integers(0, 10**15 - 1),
    st.integers(0, 8),
    st.sampled_from([1, -1]),
)
VALUE, NOTE = FIGURES.column("value"), FIGURES.column("note")


def there_and_back(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    sheets = read("xlsx", workbook("Lamps", {"figures": rows}, {}))["sheets"]
    head, *found = [cells for _, cells in sheets["Figures"]]
    titles = {column.title: column for column in FIGURES.columns}
    return [
        {
            titles[title].name: text_of(cell, titles[title])
            for title, cell in zip(head, cells, strict=False)
        }
        for cells in found
    ]


@settings(max_examples=40)
@given(st.lists(numbers, min_size=1, max_size=40))
def test_a_number_comes_back_from_a_workbook_with_all_its_decimals(values):
    texts = [f"{value:f}" for value in values]
    wanted = [number_text(text) for text in texts]
    rows = [{"id": str(place), "value": text or ""} for place, text in enumerate(wanted)]
    assert [row["value"] for row in there_and_back(rows)] == wanted
    assert None not in wanted


@settings(max_examples=40)
@given(st.lists(st.text(max_size=80) | st.sampled_from(RISKY).map(lambda s: s + "1"), min_size=1))
def test_text_comes_back_from_a_workbook_and_is_never_a_formula(texts):
    rows = [{"id": str(place), "note": text} for place, text in enumerate(texts)]
    for text, row in zip(texts, there_and_back(rows), strict=True):
        assert alike(row.get("note", ""), text)


@given(st.text() | st.sampled_from(RISKY).flatmap(lambda s: st.text().map(lambda t: s + t)))
def test_guarded_text_is_no_formula_and_comes_back(text):
    cell = guarded(text)
    assert unguarded(cell) == text
    assert not cell.startswith(RISKY) or number_text(cell) or Decimal(cell) is not None


@pytest.mark.parametrize("number", ["-3.5", "+7", "-0.00000001", "-9999999999"])
def test_a_negative_number_stays_a_number_in_csv(number):
    assert guarded(number) == number


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=2, max_size=2
        )
    )
)
def test_csv_comes_back(rows):
    text = csv_text(rows).removeprefix("\ufeff")
    found = list(csv.reader(io.StringIO(text, newline="")))
    assert [[unguarded(cell) for cell in row] for row in found] == rows


@pytest.mark.parametrize(
    "text", ["", "1e5", "1,234", "NaN", "7.", "0x1", "1" * 16, "0.123456789", "--1"]
)
def test_what_no_figure_can_hold_is_no_number(text):
    assert number_text(text) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(".5", "0.5"), ("+7", "7"), ("007", "7"), ("-0.00", "0.00"), ("7.10", "7.10")],
)
def test_a_number_is_told_in_plain_digits(typed, kept):
    assert number_text(typed) == kept


def test_a_text_too_long_for_a_cell_is_cut_and_still_known_again():
    text = "word " * 10_000
    (row,) = there_and_back([{"id": "1", "note": text}])
    assert len(row["note"]) < 32_767
    assert alike(row["note"], text)
    assert carried(text).endswith("…")


@pytest.mark.parametrize(
    ("html", "words", "has_format"),
    [
        ("<p>One.</p><p>Two &amp; three.</p>", "One.\nTwo & three.", False),
        ('<p data-block-key="a1">One.</p>', "One.", False),
        ("<p>It is <b>small</b>.</p>", "It is small.", True),
        ('<p>Was <embed embedtype="figure" key="size"/>.</p>', "Was [size].", True),
        ("<ul><li>One</li><li>Two</li></ul>", "• One\n• Two", True),
        ("<p>One<br/>two</p>", "One\ntwo", True),
        ('<p><a linktype="page" id="3">There</a></p>', "There", True),
        ("", "", False),
    ],
)
def test_rich_text_is_told_as_its_words(html, words, has_format):
    assert (plain(html), formatted(html)) == (words, has_format)


def test_words_become_paragraphs_and_no_markup():
    assert rich("One <b>\n\n Two ") == "<p>One &lt;b&gt;</p><p>Two</p>"
