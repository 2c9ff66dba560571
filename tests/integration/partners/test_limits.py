"""Limits hold exactly, say the truth about themselves, and cost next to nothing."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports import clock
from reports.models import ApiUsage
from reports.partners import keys, limits
from tests.integration.api.conftest import NOW, ROOT

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
CLOCK = 1 if connection.vendor == "postgresql" else 0


def rates(answer) -> dict[str, tuple[int, int]]:
    """What is left, and when it is new, by the name of the policy."""
    found = re.findall(r'"(\w+)";r=(\d+);t=(\d+)', answer["RateLimit"])
    return {name: (int(left), int(reset)) for name, left, reset in found}


def structured_list(text: str) -> list[tuple[str, dict[str, int]]]:
    """A list of RFC 9651 whose members are strings with integer parameters; else an error."""
    parameter = r"(?:; *[a-z*][a-z0-9_.*-]*=-?[0-9]{1,15})*"
    member = re.compile(rf'"([\x20-\x21\x23-\x5b\x5d-\x7e]*)"({parameter})')
    found, rest = [], text
    while True:
        one = member.match(rest)
        assert one, rest
        pairs = [part.strip().split("=") for part in one[2].split(";")[1:]]
        found.append((one[1], {name: int(value) for name, value in pairs}))
        rest = rest[one.end() :]
        if not rest:
            return found
        comma = re.match(r"[ \t]*,[ \t]*(?=[^ \t])", rest)
        assert comma, rest
        rest = rest[comma.end() :]


@pytest.fixture
def visitors(settings):
    settings.REPORTS_API_ANONYMOUS = {"per_minute": 3, "per_day": 7}


def test_exactly_as_many_pass_as_the_plan_allows_and_the_headers_count_along(ask, made):
    for left in (4, 3, 2, 1, 0):
        answer = ask(key=made[1])
        assert answer.status_code == 200
        assert answer["RateLimit-Policy"] == '"minute";q=5;w=60, "day";q=12;w=86400'
        assert rates(answer)["minute"] == (left, 30)
        assert rates(answer)["day"][0] == left + 7
    refused = ask(key=made[1])
    assert refused.status_code == 429
    assert refused["Content-Type"] == "application/problem+json"
    assert refused["Retry-After"] == "30"
    assert refused["Cache-Control"] == "no-store"
    assert rates(refused)["minute"] == (0, 30)
    assert rates(refused)["day"][0] == 7


def test_the_fields_are_lists_as_the_draft_has_them(ask, made):
    """draft-ietf-httpapi-ratelimit-headers-10: each policy by its name, with a quota of one at
    least; of each what remains and after how many seconds it is new; in a 429 as well."""
    for _ in range(6):
        answer = ask(key=made[1])
        policies = dict(structured_list(answer["RateLimit-Policy"]))
        left = dict(structured_list(answer["RateLimit"]))
        assert policies == {"minute": {"q": 5, "w": 60}, "day": {"q": 12, "w": 86400}}
        assert left.keys() == policies.keys()
        for name, values in left.items():
            assert values.keys() == {"r", "t"}
            assert 0 <= values["r"] < policies[name]["q"]
            assert 0 < values["t"] <= policies[name]["w"]
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) >= left["minute"]["t"]


def test_retry_after_is_true_to_the_second(ask, made):
    for _ in range(6):
        ask(key=made[1])
    assert ask(key=made[1], at=NOW + timedelta(seconds=29)).status_code == 429
    assert ask(key=made[1], at=NOW + timedelta(seconds=30)).status_code == 200


def test_what_is_refused_uses_up_nothing_of_the_day(ask, made):
    for _ in range(20):
        ask(key=made[1])
    later = [ask(key=made[1], at=NOW + n * MINUTE).status_code for n in (1, 1, 1, 1, 1, 2, 2, 2)]
    assert later == [200] * 7 + [429]
    over = ask(key=made[1], at=NOW + 2 * MINUTE)
    midnight = int(over["Retry-After"])
    assert midnight == rates(over)["day"][1] > 60
    next_day = NOW + 2 * MINUTE + timedelta(seconds=midnight)
    assert ask(key=made[1], at=next_day).status_code == 200


def test_both_secrets_of_a_rotated_key_count_as_one(ask, made):
    with clock.fixed(NOW):
        second = keys.rotate(made[0], timedelta(hours=1))
    answers = [ask(key=text).status_code for text in [made[1], second] * 3]
    assert answers == [200] * 5 + [429]


def test_every_answer_counts_a_304_a_404_and_a_400_too(ask, made):
    tag = ask(key=made[1])["ETag"]
    assert ask(key=made[1], **{"If-None-Match": tag}).status_code == 304
    assert ask("nothing/", made[1]).status_code == 404
    answer = ask("figures/?zzz=1", made[1])
    assert answer.status_code == 400
    assert rates(answer)["minute"] == (1, 30)


def test_a_visitor_without_a_key_has_a_lower_limit_by_address(ask, visitors):
    codes = [ask().status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]
    assert "A key allows more" in ask().json()["detail"]


def test_a_visitor_cannot_choose_another_address(ask, visitors):
    for number in range(3):
        ask(**{"X-Forwarded-For": f"10.0.0.{number}"})
    assert ask(**{"X-Forwarded-For": "10.9.9.9"}).status_code == 429


def test_behind_our_proxies_their_hop_counts_and_nothing_left_of_it(ask, visitors, settings):
    settings.REPORTS_PROXIES = 1
    for number in range(3):
        assert ask(**{"X-Forwarded-For": f"10.0.0.{number}, 192.0.2.1"}).status_code == 200
    assert ask(**{"X-Forwarded-For": "10.9.9.9, 192.0.2.1"}).status_code == 429
    assert ask(**{"X-Forwarded-For": "192.0.2.2"}).status_code == 200


def test_the_holder_of_a_key_is_not_counted_as_a_visitor(ask, made, visitors):
    for _ in range(5):
        ask(key=made[1])
    assert ask().status_code == 200


def test_addresses_are_not_stored_and_forgotten_after_a_day(ask, made, visitors):
    ask(key=made[1])
    ask()
    rows = ApiUsage.objects.exclude(who=made[0].counted_as)
    assert rows.get().who != "127.0.0.1"
    assert re.fullmatch("[0-9a-f]{64}", rows.get().who)
    ask(at=NOW + 2 * DAY)
    assert rows.count() == 1
    assert ApiUsage.objects.filter(who=made[0].counted_as).exists()


def test_a_preflight_of_a_browser_is_not_counted(client, made, visitors):
    for _ in range(9):
        assert client.options(f"{ROOT}figures/").status_code == 204
    assert not ApiUsage.objects.exists()


def test_a_request_takes_at_most_two_queries_more(ask, made, visitors):
    def asked(**more: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert ask(**more).status_code == 200
        return len(queries)

    asked(key=made[1])
    asked()
    with_key, visitor = asked(key=made[1]), asked()
    assert with_key == 4  # the key, the count, whether anything changed, the figures
    assert visitor == 3


def test_a_lowered_plan_holds_at_once(ask, made, plan):
    for _ in range(3):
        ask(key=made[1])
    plan.per_minute = 2
    plan.save()
    refused = ask(key=made[1])
    assert refused.status_code == 429
    assert rates(refused)["minute"][0] == 0


def test_a_request_that_waited_counts_to_the_minute_of_the_row(made):
    with clock.fixed(NOW + MINUTE):
        for _ in range(5):
            assert limits.count_key(made[0]).admitted
    with clock.fixed(NOW):
        assert not limits.count_key(made[0]).admitted


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_exactly_the_limit_passes(made):
    def one(_: int) -> bool:
        try:
            with clock.fixed(NOW):
                return limits.count_key(made[0]).admitted
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        passed = list(pool.map(one, range(120)))
    assert sum(passed) == 5
    row = ApiUsage.objects.get()
    assert (row.passed, row.refused) == (5, 115)


class TestUsage:
    def test_the_holder_sees_the_days_of_its_key_alone(self, ask, made, organisation):
        for _ in range(6):
            ask(key=made[1])
        with clock.fixed(NOW):
            _, other = keys.create(organisation, "Other", ["checks"])
        tomorrow = ask("usage/", made[1], at=NOW + DAY)
        assert tomorrow.status_code == 200
        assert "no-store" in tomorrow["Cache-Control"]
        told = tomorrow.json()
        assert told["limits"] == {"per_minute": 5, "per_day": 12}
        assert told["key"]["prefix"] == f"msr_{made[0].prefix}"
        day = NOW.date()
        assert told["days"] == [
            {"date": (day + DAY).isoformat(), "requests": 1, "refused": 0},
            {"date": day.isoformat(), "requests": 5, "refused": 1},
        ]
        assert [row["requests"] for row in ask("usage/", other).json()["days"]] == [1]

    def test_nobody_sees_it_without_a_key(self, ask):
        answer = ask("usage/")
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == 'Bearer realm="api"'

    def test_the_days_can_be_chosen_and_nonsense_is_a_400(self, ask, made):
        ask(key=made[1])
        none = ask("usage/?until=2020-01-01", made[1])
        assert none.json()["days"] == []
        for query in ("since=x", "since=2030-01-02&until=2030-01-01", "day=1"):
            assert ask(f"usage/?{query}", made[1]).status_code == 400
        assert ask("usage/?until=0001-01-01", made[1]).status_code in (200, 429)


def test_the_client_of_another_person_is_another_row(made, visitors):
    with clock.fixed(NOW):
        for address in ("192.0.2.1", "192.0.2.2"):
            for _ in range(3):
                answer = Client(REMOTE_ADDR=address).get(f"{ROOT}figures/")
                assert answer.status_code == 200
