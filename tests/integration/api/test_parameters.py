"""What the API says to parameters that it does not know or cannot read; and never a 500."""

from __future__ import annotations

from itertools import product

import pytest
from django.test import Client

from reports import clock
from tests.integration.api.conftest import NOW, ROOT
from tests.integration.api.samples import ADDRESSES, DETAILS, LISTS, full

PARAMETERS = {
    "figures/": [
        *("market", "edition", "key", "measure", "statistic", "segment", "geography", "year"),
        *("period_start", "period_end", "unit", "status", "claim", "approximate"),
    ],
    "key-players/": ["market", "edition", "company"],
    "developments/": ["market", "edition", "company", "kind", "since", "until"],
    "reports/": ["market", "edition", "sector", "sample"],
    "markets/": ["sector"],
}
PAIRS = [
    (path, name)
    for path, names in PARAMETERS.items()
    for name in [*names, "limit", "cursor", "as_of", "format"]
]
HOSTILE = [
    *("", "%00", "a%00b", "%FF", "%C3%28", "%ED%A0%80", "%F0%9F%92%A1", "%E2%80%AE", "%0d%0aX:1"),
    *("1e20", "-1", "NaN", "Infinity", "0", "00", "9" * 30, "9" * 4000, "0x10", "1_0", "+1", "1.0"),
    *("%D9%A1%D9%A2", "null", "true", "True", "[]", "{}", "[" * 1000, "(" * 500, "a" * 8192),
    *("'", "%22", "%25", "_", "%5C", ";--", "$gt", "..%2F..%2Fetc", "a:b:c", ":", "|", "a|b"),
    *("2024-02-30", "2024-13-01", "0000-01-01", "2024-W01-1", "99999-01-01", "2024-01-01T25:00Z"),
    *("2024-01-01T00:00%2B99:00", "0001-01-01T00:00%2B14:00", "9999-12-31T23:59-14:00"),
]


@pytest.fixture
def raw(db, client: Client):
    """Ask with a query string as it stands."""
    full()

    def get(path: str, query: str):
        with clock.fixed(NOW):
            return client.generic("GET", f"{ROOT}{path}", QUERY_STRING=query)

    return get


def test_no_value_of_any_parameter_is_too_much(raw):
    for (path, name), value in product(PAIRS, HOSTILE):
        answer = raw(path, f"{name}={value}")
        assert answer.status_code in (200, 400), (path, name, value)
        assert len(answer.content) < 8000
        if answer.status_code == 400:
            assert answer["Content-Type"] == "application/problem+json"
            assert answer["Cache-Control"] == "no-store"


def test_no_name_of_a_parameter_is_too_much(raw):
    for path, name in product(ADDRESSES, [value for value in HOSTILE if value]):
        answer = raw(path, f"{name}=1")
        assert answer.status_code == 400, (path, name)
        assert len(answer.content) < 1000


def test_no_path_is_too_much(raw):
    for start, value in product(["", "markets/", "figures/lamps/2024/", "reports/"], HOSTILE):
        for end in ("", "/"):
            answer = raw(f"{start}{value}{end}", "")
            assert answer.status_code in (200, 301, 400, 404), value
            if answer.status_code in (400, 404):
                assert answer["Content-Type"] == "application/problem+json"


def test_no_query_string_is_too_much(raw):
    queries = ["&" * 3000, "=" * 3000, "=&=", "year", "&".join(f"p{n}=1" for n in range(20_000))]
    queries += ["a[b][c][d]=1" * 300, "\xff=\xff", "?" * 100, "#", "year=2024;year=2025"]
    for path, query in product(["", "figures/", DETAILS["figures"], "nothing/"], queries):
        assert raw(path, query).status_code in (200, 400, 404)


MALFORMED = [
    ("figures/", "market", "Not a slug"),
    ("figures/", "edition", "24"),
    ("figures/", "key", "Market Size"),
    ("figures/", "geography", "the world"),
    ("figures/", "segment", "cancer"),
    ("figures/", "statistic", "x" * 121),
    ("figures/", "unit", "x" * 41),
    ("figures/", "year", "99"),
    ("figures/", "year", "12024"),
    ("figures/", "period_start", "2024.0"),
    ("figures/", "period_end", "-2024"),
    ("figures/", "approximate", "yes"),
    ("figures/", "approximate", "1"),
    ("reports/", "sample", "TRUE"),
    ("reports/", "sector", ""),
    ("key-players/", "company", "a" * 101),
    ("developments/", "since", "2024-1-1"),
    ("developments/", "until", "2024-02-30"),
    ("developments/", "since", "20240131"),
    ("figures/", "limit", "0"),
    ("figures/", "limit", "201"),
    ("figures/", "limit", "٥"),
    ("figures/", "limit", "1e2"),
    ("figures/", "as_of", "yesterday"),
    ("figures/", "as_of", "2031-05-04T09:30"),
    ("figures/", "as_of", ""),
    ("figures/", "format", "xml"),
]


def test_a_malformed_value_is_named_with_what_it_should_be(refused):
    for path, name, value in MALFORMED:
        problem = refused(path, **{name: value})
        assert problem["parameter"] == name
        assert problem["status"] == 400
        assert name in problem["detail"]


def test_a_near_value_is_suggested(refused):
    problem = refused("figures/", status="forcast")
    assert problem == {
        "type": "http://127.0.0.1:8000/api/problems/parameter/",
        "title": "Wrong parameter",
        "status": 400,
        "detail": "The parameter status takes one of actual, estimate, forecast, calculated.",
        "parameter": "status",
        "suggestion": "forecast",
    }
    assert refused("figures/", measure="CAGR")["suggestion"] == "cagr"
    assert refused("developments/", kind="aproval")["suggestion"] == "approval"
    assert "suggestion" not in refused("figures/", status="zzz")


def test_an_unknown_parameter_is_named_and_the_nearest_known_one_suggested(refused):
    for path, wrong, right in [
        ("figures/", "mesure", "measure"),
        ("figures/", "Year", "year"),
        ("figures/", "asof", "as_of"),
        ("figures/", "period-start", "period_start"),
        ("developments/", "sinse", "since"),
        ("markets/", "sectors", "sector"),
        ("", "as-of", "as_of"),
        (DETAILS["figures"], "asOf", "as_of"),
    ]:
        problem = refused(path, **{wrong: "1"})
        assert (problem["parameter"], problem["suggestion"]) == (wrong, right)
        assert f"Did you mean {right}?" in problem["detail"]


def test_what_one_collection_filters_by_another_need_not_know(refused):
    assert refused("key-players/", year="2024")["parameter"] == "year"
    assert refused(DETAILS["figures"], market="lamps")["parameter"] == "market"
    problem = refused("markets/", offset="5")
    assert problem["detail"].endswith(
        "There are: sector, limit, cursor, ordering, after, as_of, format, fields."
    )


def test_a_repeated_parameter_is_refused_even_when_both_agree(raw):
    for path, name in PAIRS:
        problem = raw(path, f"{name}=2024&{name}=2024")
        assert problem.status_code == 400
        assert problem.json()["parameter"] == name
        assert "more than once" in problem.json()["detail"]


def test_a_plus_in_as_of_that_arrives_as_a_space_is_read_as_a_plus(raw):
    assert raw("figures/", "as_of=2031-05-04T11:30+02:00").status_code == 200


def test_format_json_is_taken_for_what_it_is(ask):
    full()
    for path in ADDRESSES:
        assert ask(path, format="json").status_code == 200
    for path in [*LISTS, *DETAILS.values()]:
        assert ask(path, format="xml").json()["parameter"] == "format"
