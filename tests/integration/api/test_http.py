"""Methods, statuses, headers: what any client of HTTP relies on."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.urls import URLPattern

from reports import clock
from reports.api import contract, queries
from reports.api.urls import urlpatterns
from reports.models import Figure, FormerAddress
from reports.models.immutable import writing
from reports.partners import keys
from reports.releasing import change_address, withdraw
from reports.releasing.verify import repair
from tests.integration.api.conftest import NOW, ROOT
from tests.integration.api.samples import ADDRESSES, DETAILS, LISTS, full, player
from tests.support.reports import T, issue

SITE = "http://testserver"
SECOND = timedelta(seconds=1)
KEY = keys._new()[1]  # well formed, so that the database is asked for it
UNKNOWN = ["nothing/", "nothing", "figures/lamps/", "figures/a/b/c/d/", "reports/lamps/"]


@pytest.fixture
def send(db, client: Client):
    def request(method: str, path: str, **headers: str):
        with clock.fixed(NOW):
            return client.generic(method, f"{ROOT}{path}", headers=headers)

    return request


def test_every_view_says_that_it_is_public():
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        assert pattern.callback.cls.public is True


def test_every_answer_may_be_read_from_anywhere_and_leaves_no_cookie(ask):
    full()
    missing = ["figures/no/2024/no/", "nothing/", "figures/?zzz=1", "figures/?year=%00", "usage/"]
    for path in [*ADDRESSES, *missing]:
        answer = ask(path)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert not answer.cookies
        assert "cookie" not in answer.get("Vary", "").lower()
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_an_unchanged_answer_is_a_304(send):
    full()
    for path in ADDRESSES:
        first = send("GET", path)
        again = send("GET", path, **{"If-None-Match": first["ETag"]})
        assert again.status_code == 304
        assert again["Cache-Control"] == first["Cache-Control"]


def test_a_304_ends_with_a_repair_that_changed_something(send):
    full()
    addresses = [path for path in ADDRESSES if path]
    tags = {path: send("GET", path)["ETag"] for path in addresses}
    with clock.fixed(NOW):
        repair()
    unchanged = [send("GET", path, **{"If-None-Match": tags[path]}) for path in addresses]
    assert {answer.status_code for answer in unchanged} == {304}
    with writing("repair"):
        Figure.objects.all().delete()
    with clock.fixed(NOW):
        repair()
    answers = [send("GET", path, **{"If-None-Match": tags[path]}) for path in addresses]
    assert {answer.status_code for answer in answers} == {200}


def test_head_is_get_without_its_body(send):
    full()
    for path in [*ADDRESSES, "nothing/", "figures/no/2024/no/"]:
        get, head = send("GET", path), send("HEAD", path)
        assert head.content == b""
        assert head.status_code == get.status_code
        for name in ("Content-Type", "Cache-Control", "Content-Length", "ETag", "Last-Modified"):
            assert head.get(name) == get.get(name)
        assert head["ETag"]


def test_options_says_what_may_be_asked_and_reads_nothing(send, django_assert_num_queries):
    for path in ADDRESSES:  # of a report that is not there
        with django_assert_num_queries(0):
            answer = send("OPTIONS", path)
        assert answer.status_code == 204
        assert answer["Allow"] == "GET, HEAD, OPTIONS"
        assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Authorization, If-None-Match" in answer["Access-Control-Allow-Headers"]
        assert answer.content == b""


def test_a_script_may_read_every_header_that_the_contract_names(ask):
    free = {"Cache-Control", "Location"}  # by the rules of browsers; they follow Location
    named = set()
    described = contract.document()
    for operations in described["paths"].values():
        for operation in operations.values():
            named |= set(operation["responses"]["200"]["headers"])
    for response in described["components"]["responses"].values():
        named |= set(response["headers"])
    readable = set(ask("figures/")["Access-Control-Expose-Headers"].split(", "))
    assert named - free <= readable
    assert {"Deprecation", "Sunset"} <= readable


def test_nothing_can_be_written(send):
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"):
        for path in ADDRESSES:
            answer = send(method, path)
            assert answer.status_code == 405
            assert answer["Allow"] == "GET, HEAD, OPTIONS"
            assert answer["Cache-Control"] == "no-store"
            assert answer["Content-Type"] == "application/problem+json"
            assert answer.json()["title"] == "Method not allowed"


def test_an_unknown_address_is_a_404_of_the_api_whatever_the_method(send):
    for path in UNKNOWN:
        for method in ("GET", "POST", "DELETE", "OPTIONS"):
            answer = send(method, path)
            assert answer.status_code == 404, (method, path)
            assert answer["Content-Type"] == "application/problem+json"
            assert answer["Cache-Control"] == "public, max-age=30"
            assert answer["Allow"] == "GET, HEAD, OPTIONS"
            assert answer.json() == {
                "type": "http://127.0.0.1:8000/api/problems/not-found/",
                "title": "Not found",
                "status": 404,
                "detail": "There is nothing at this address. /api/v1/ lists the collections.",
            }


def test_a_missing_slash_is_added(send):
    for path in [*LISTS, *DETAILS.values()]:
        answer = send("GET", path.rstrip("/") + "?as_of=2031-05-04")
        assert answer.status_code == 301
        assert answer["Location"] == f"{SITE}{ROOT}{path}?as_of=2031-05-04"


class TestAccept:
    @pytest.mark.parametrize(
        "accept",
        [
            *("*/*", "application/json", "application/*", "text/html, */*;q=0.1", ""),
            *("application/json; indent=8", "application/problem+json, application/json"),
        ],
    )
    def test_whoever_takes_json_gets_the_same_bytes(self, send, accept):
        full()
        plain = send("GET", "figures/")
        answer = send("GET", "figures/", Accept=accept)
        assert answer["Content-Type"] == "application/json"
        assert answer.content == plain.content

    @pytest.mark.parametrize(
        "accept", ["text/html", "text/plain", "application/xml", "json", "/", ";;;,,=", "a" * 9000]
    )
    def test_all_others_get_a_406(self, send, accept):
        answer = send("GET", "figures/", Accept=accept)
        assert answer.status_code == 406
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["Cache-Control"] == "no-store"
        assert answer.json()["title"] == "No such form"


class TestWithdrawn:
    @pytest.mark.parametrize("path", DETAILS.values())
    def test_a_withdrawn_report_is_gone_at_every_moment_since_its_release(self, ask, path):
        release = full()
        with clock.fixed(T + SECOND):
            withdraw(release.report, reason="A private reason")
        for answer in (ask(path), ask(path, as_of="2031-05-04T09:30Z")):
            assert answer.status_code == 410
            assert answer["Cache-Control"] == "public, max-age=30"
            assert answer["Content-Type"] == "application/problem+json"
            assert answer.json()["title"] == "Withdrawn"
            assert b"private" not in answer.content
        assert ask(path, as_of="2031-05-04T09:29Z").status_code == 404

    def test_it_is_in_no_list(self, results):
        release = full()
        with clock.fixed(T + SECOND):
            withdraw(release.report, reason="Wrong")
        for path in LISTS:
            assert results(path) == []
            assert results(path, as_of="2031-05-04T09:30Z") == []

    def test_a_new_release_opens_the_history_with_the_next_number(self, ask):
        release = full()
        with clock.fixed(T + SECOND):
            withdraw(release.report, reason="Wrong")
        with clock.fixed(T + 2 * SECOND):
            issue(release.report.page.get_latest_revision())
        assert ask(DETAILS["figures"]).json()["release"]["number"] == 2
        assert ask("figures/lamps/2024/never-there/").status_code == 404
        assert ask(DETAILS["figures"], as_of="2031-05-04T09:30Z").status_code == 410

    def test_a_market_is_not_gone_while_one_of_its_reports_is_there(self, ask):
        other = full(edition="2023")
        full(at=T + SECOND)
        with clock.fixed(T + 2 * SECOND):
            withdraw(other.report, reason="Wrong")
        answer = ask(DETAILS["markets"]).json()
        assert [edition["edition"] for edition in answer["editions"]] == ["2024"]


class TestMoved:
    @pytest.fixture
    def moved(self, db):
        release = full(key_players=[player()])
        with clock.fixed(T + SECOND):
            return change_address(release.report, market="lights", edition="2024-b")

    @pytest.mark.parametrize("name", DETAILS)
    def test_a_former_address_leads_to_the_present_one(self, moved, ask, name):
        answer = ask(DETAILS[name], as_of="2031-05-04")
        present = DETAILS[name].replace("lamps", "lights").replace("/2024/", "/2024-b/")
        assert answer.status_code == 301
        assert answer["Location"] == f"{SITE}{ROOT}{present}?as_of=2031-05-04"
        assert answer["Cache-Control"] == "public, max-age=30"
        assert ask(present).status_code == 200

    def test_only_while_the_present_one_is_visible(self, moved, ask):
        assert ask(DETAILS["reports"], as_of="2031-05-04T09:29Z").status_code == 404
        with clock.fixed(T + 2 * SECOND):
            withdraw(moved, reason="Wrong")
        for path in DETAILS.values():
            assert ask(path).status_code == 404

    def test_only_to_what_is_there(self, moved, ask):
        assert ask("figures/lamps/2024/never-there/").status_code == 404

    def test_a_report_at_the_former_address_of_another_goes_before(self, ask):
        full()
        other = full("chairs", "2023", at=T + SECOND)
        FormerAddress.objects.create(report=other.report, market="lamps", edition="2024", until=T)
        for path in DETAILS.values():
            assert ask(path).status_code == 200


class TestFailure:
    def test_an_unexpected_error_is_a_500_of_the_api_and_logged(self, ask, monkeypatch, caplog):
        def fail(at):
            raise RuntimeError("the inside of the machine")

        monkeypatch.setattr(queries, "report", lambda *given: fail(given))
        client = Client(raise_request_exception=False)
        with caplog.at_level(logging.ERROR, "django.request"):
            answer = client.get(f"{ROOT}{DETAILS['reports']}")
        assert answer.status_code == 500
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["Cache-Control"] == "no-store"
        assert b"machine" not in answer.content
        assert "the inside of the machine" in caplog.text

    @pytest.mark.parametrize("headers", [{}, {"Authorization": f"Bearer {KEY}"}])
    def test_a_database_that_is_down_is_a_503_that_says_when_to_come_back(
        self, db, monkeypatch, settings, headers
    ):
        settings.REPORTS_API_ANONYMOUS = {"per_minute": 10, "per_day": 10}
        client = Client(raise_request_exception=False)

        def down(*given):
            raise OperationalError("connection refused at 10.0.0.7")

        for path in ("figures/", "changes/", DETAILS["reports"], "usage/"):
            with monkeypatch.context() as patched:
                patched.setattr(BaseDatabaseWrapper, "cursor", down)
                answer = client.get(f"{ROOT}{path}", headers=headers)
            assert answer.status_code == 503
            assert answer["Content-Type"] == "application/problem+json"
            assert answer["Retry-After"] == "30"
            assert answer["Cache-Control"] == "no-store"
            assert answer["Access-Control-Allow-Origin"] == "*"
            assert answer.json()["type"].endswith("/api/problems/unavailable/")
            assert b"10.0.0.7" not in answer.content

    def test_a_suspicious_request_is_a_400(self, ask, monkeypatch):
        def suspect(*given):
            raise SuspiciousOperation("whatever it was")

        monkeypatch.setattr(queries, "report", suspect)
        answer = ask(DETAILS["reports"])
        assert answer.status_code == 400
        assert answer["Content-Type"] == "application/problem+json"
        assert b"whatever" not in answer.content
