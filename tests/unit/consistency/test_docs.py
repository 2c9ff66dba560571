"""The page on checks names every rule and every code."""

from pathlib import Path

import pytest

from reports.consistency import RULES

PAGE = Path(__file__).parents[3].joinpath("docs", "checks.md").read_text()


@pytest.mark.parametrize("name", RULES)
def test_the_page_on_checks_names_a_rule_with_its_codes(name):
    (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{name}` |")]
    assert RULES[name].title in row
    for code, meaning in RULES[name].codes.items():
        assert f"`{code}` {meaning}" in row
