"""Lists fall into their items, commas in numbers and brackets aside."""

import pytest

from reports.pressrelease.companies import names
from reports.pressrelease.lists import bullets, items, texts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A, B, and C", ["A", "B", "C"]),
        ("A, B and C", ["A", "B", "C"]),
        ("A (B, C), D", ["A (B, C)", "D"]),
        ("A; B, C; and D", ["A", "B, C", "D"]),
        ("A, B, among others.", ["A", "B"]),
        ("A, B, etc.", ["A", "B"]),
        ("up to 1,000 kW, above 1,000 kW", ["up to 1,000 kW", "above 1,000 kW"]),
        ("A (B, C", ["A (B", "C"]),
    ],
)
def test_items_are_split_outside_brackets(text: str, parts: list[str]) -> None:
    assert texts(text, items(text, 0, len(text))) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("• A • B", ["A", "B"]),
        ("- A\n- B", ["A", "B"]),
        ("1. A 2. B 3. C", ["A", "B", "C"]),
        ("- A - B", ["A", "B"]),
        ("A - B", []),
    ],
)
def test_bullets_and_numbers_mark_items(text: str, parts: list[str]) -> None:
    assert texts(text, bullets(text, 0, len(text))) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Foo, Inc., Bar Co., Ltd., Baz", ["Foo, Inc.", "Bar Co., Ltd.", "Baz"]),
        ("Foo LLC and Bar Inc.", ["Foo LLC", "Bar Inc."]),
        ("Brandt, Keller and Company, Foo", ["Brandt, Keller and Company", "Foo"]),
        ("Foo, Inc. and Bar", ["Foo, Inc.", "Bar"]),
        ("Siemens AG, Germany; Philips N.V., Netherlands", ["Siemens AG", "Philips N.V."]),
        ("Foo (a subsidiary of Bar), Baz", ["Foo", "Baz"]),
    ],
)
def test_legal_forms_stay_with_their_names(text: str, parts: list[str]) -> None:
    assert texts(text, names(text, 0, len(text))) == parts
