"""Whatever comes in at an address ends as an answer that a reader understands, never as a 500."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.reports import T, released

pytestmark = pytest.mark.django_db

REPORT = "/markets/lamps/2024/"
WRONG = ["%00", "a%00b", "%FF", "%C3", "%ED%A0%80", "%C0%80", "%F5%80%80%80", "%01", "%1B", "%7F"]
WRONG += ["%0D%0A", "%C2%80", "%09"]
ODD = ["%F0%9F%92%A1", "%E2%80%AE", "%", "%zz", "%25", "..%2F", "'", '"', "<b>", "\\", "{{x}}"]
ODD += ["-1", "0", "1e20", "1" * 30, "9" * 400, "NaN", "2024-13-45", "%2500"]
PLACES = ["/{}/", "/markets/{}/", "/markets/lamps/{}/", "/markets/lamps/2024/{}/"]
PLACES += [f"{REPORT}releases/{{}}/", "/markets/?page={}", f"{REPORT}?as_of={{}}"]
PLACES += [f"{REPORT}releases/?page={{}}"]


@pytest.fixture(autouse=True)
def report(db):
    return released()


@pytest.mark.parametrize(
    "path", ["/{}/", "/markets/{}/", "/markets/lamps/{}/", REPORT + "releases/{}/", "/static/{}"]
)
def test_bytes_that_are_no_text_are_refused_in_a_path(get, path):
    for junk in WRONG:
        answer = get(path.format(junk))
        assert (junk, answer.status_code) == (junk, 400)
        assert answer["Cache-Control"] == "no-store"
        assert "We could not read this address" in answer.content.decode()


@pytest.mark.parametrize("query", ["as_of={}", "page={}", "{}", "unknown={}", "{}=1"])
def test_bytes_that_are_no_text_are_refused_in_a_query(status, query):
    for path in ("/markets/", REPORT, "/nothing/"):
        for junk in WRONG:
            assert (junk, status(f"{path}?{query.format(junk)}")) == (junk, 400)


@pytest.mark.parametrize("path", PLACES)
def test_odd_values_are_not_found_or_refused(status, path):
    for junk in ODD:
        assert (junk, status(path.format(junk)) in (301, 400, 404)) == (junk, True)


@pytest.mark.parametrize("path", ["/", "/markets/", REPORT, f"{REPORT}releases/"])
def test_parameters_that_a_page_does_not_know_are_ignored(status, path):
    for junk in ODD:
        assert (junk, status(f"{path}?unknown={junk}&{junk}=1")) == (junk, 200)


@pytest.mark.parametrize("number", ["0", "01", "99999999999999999999", "1" * 5000])
def test_a_number_that_no_release_has_is_not_found(status, number):
    assert status(f"{REPORT}releases/{number}/") == 404


def test_a_query_has_a_largest_size(status):
    assert status("/markets/?x=" + "a" * 4094) == 200
    assert status("/markets/?x=" + "a" * 4095) == 400


def test_a_query_has_a_largest_number_of_parameters(status):
    assert status("/markets/?" + "&".join(["x=1"] * 50)) == 200
    assert status("/markets/?" + "&".join(["x=1"] * 51)) == 400


@pytest.mark.parametrize("path", ["/api/v1/%00/", "/api/v1/?x=%FF", "/api/?" + "&" * 60])
def test_under_the_api_a_refusal_is_a_problem_document(get, path):
    answer = get(path)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    problem = answer.json()
    assert problem["type"] == "http://127.0.0.1:8000/api/problems/bad-request/"
    assert problem["status"] == 400
    assert problem["title"]
    assert problem["detail"]


def test_the_gate_does_not_stand_before_the_admin():
    # Wagtail's forms may post and ask what they like.
    assert Client().get("/admin/login/?next=%0A" + "&x=1" * 60).status_code == 200


def test_a_refusal_does_not_echo_what_was_asked(get):
    assert b"echo-me" not in get("/markets/?x=echo-me%00").content
    assert b"echo-me" not in get("/echo-me/").content


def test_an_unknown_host_is_refused(get):
    answer = get("/markets/", T, Host="elsewhere.example")
    assert (answer.status_code, answer["Cache-Control"]) == (400, "no-store")
