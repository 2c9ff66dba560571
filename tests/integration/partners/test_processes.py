"""Limits and revocations hold over several server processes."""

from __future__ import annotations

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from django.db import connection

from reports.models import ApiUsage, Organisation, Plan
from reports.partners import keys
from tests.support.postgres import maintenance
from tests.support.server import environment, run

LIMIT, REQUESTS = 40, 200


def database_url() -> str:
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "postgresql":
        return maintenance(os.environ["DATABASE_URL"], name)
    return f"sqlite:///{name}"


@pytest.mark.django_db(transaction=True)
def test_of_many_requests_to_two_servers_exactly_the_limit_passes(tmp_path: Path):
    plan = Plan.objects.create(name="Forty", per_minute=1000, per_day=LIMIT)
    acme = Organisation.objects.create(name="Acme", contact="it@acme.example", plan=plan)
    key, text = keys.create(acme, "Import", ["data"])
    surroundings = environment(
        database_url(), tmp_path, API_ANONYMOUS_PER_MINUTE="1000", API_ANONYMOUS_PER_DAY="5"
    )
    known = {"Authorization": f"Bearer {text}"}
    with ExitStack() as stack:
        sites = [stack.enter_context(run(surroundings)) for _ in range(2)]
        client = stack.enter_context(httpx.Client(timeout=60))

        def ask(number: int, headers: dict[str, str]) -> httpx.Response:
            return client.get(f"{sites[number % 2]}/api/v1/", headers=headers)

        with ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(lambda number: ask(number, known), range(REQUESTS)))
            spoofed = list(
                pool.map(
                    lambda number: ask(number, {"X-Forwarded-For": f"10.0.0.{number}"}), range(40)
                )
            )
        assert Counter(answer.status_code for answer in answers) == {
            200: LIMIT,
            429: REQUESTS - LIMIT,
        }
        assert Counter(answer.status_code for answer in spoofed) == {200: 5, 429: 35}
        assert all(int(answer.headers["Retry-After"]) > 0 for answer in answers[-5:])
        row = ApiUsage.objects.get(who=key.counted_as)
        assert (row.passed, row.refused) == (LIMIT, REQUESTS - LIMIT)

        keys.revoke(key)
        assert [ask(number, known).status_code for number in range(4)] == [401] * 4
