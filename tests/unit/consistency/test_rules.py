"""Every rule finds what its examples say, and nothing else."""

import pytest

from reports.consistency import RULES, rules
from reports.document.findings import Finding
from reports.document.stored import dump, load

EXAMPLES = [
    pytest.param(rule, example, id=f"{name}: {example.says}")
    for name, rule in RULES.items()
    for example in rule.examples
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_rule_finds_exactly_what_its_example_says(rule, example):
    found = [finding.code for finding in rule.check(example.document, example.context)]
    assert sorted(found) == sorted(example.finds)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_examples_are_documents_that_could_be_stored(rule, example):
    assert load(dump(example.document)) == example.document


@pytest.mark.parametrize("name", RULES)
def test_a_rule_declares_its_codes_and_shows_each_in_an_example(name):
    rule = RULES[name]
    shown = {code for example in rule.examples for code in example.finds}
    assert shown == set(rule.codes)
    assert any(not example.finds for example in rule.examples), "no example of what is right"


def test_every_file_among_the_rules_is_a_rule_with_a_docstring():
    from pathlib import Path

    files = {path.stem for path in Path(rules.__path__[0]).glob("*.py")} - {"__init__"}
    assert files == set(RULES)
    for name in files:
        module = __import__(f"{rules.__name__}.{name}", fromlist=["RULE"])
        assert module.__doc__


def test_no_two_rules_share_a_code():
    codes = [code for rule in RULES.values() for code in rule.codes]
    assert len(codes) == len(set(codes))


def test_every_finding_of_an_example_tells_a_whole_sentence():
    for rule in RULES.values():
        for example in rule.examples:
            for finding in rule.check(example.document, example.context):
                assert isinstance(finding, Finding)
                assert finding.message[-1] in ".?"
                assert finding.place.field
