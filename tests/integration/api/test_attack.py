"""Whatever is sent, and by whomever: the answer is one that the contract knows."""

from __future__ import annotations

import logging
import re
from datetime import timedelta

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from reports import clock
from reports.api import contract
from reports.models import Organisation, Plan
from reports.partners import keys
from reports.releasing import change_address, withdraw
from tests.integration.api.attack import Attack
from tests.integration.api.samples import full
from tests.integration.api.test_contract import PAST, sample

# What each caller sends in the short run: every n-th of the boundary cases, from the m-th on, and
# so many at random for each operation.
CALLERS = {"anonymous": (8, 0, 0), "data": (8, 4, 12), "checks": (24, 2, 2), "revoked": (48, 3, 0)}


@pytest.fixture(params=CALLERS)
def caller(request):
    return request.param


@pytest.fixture
def headers(caller, db):
    """Those of nobody in particular, or of the holder of a key."""
    if caller == "anonymous":
        return {}
    plan = Plan.objects.create(name="Any", per_minute=10**6, per_day=10**6)
    holder = Organisation.objects.create(name="Acme", contact="it@acme.example", plan=plan)
    scopes = [caller] if caller in ("data", "checks") else ["data", "checks"]
    key, text = keys.create(holder, "Import", scopes)
    if caller == "revoked":
        keys.revoke(key)
    return {"Authorization": f"Bearer {text}"}


@pytest.fixture
def places(db, client, settings):
    """Something at every kind of address; one report that was moved, and one withdrawn."""
    settings.REPORTS_API_ANONYMOUS = {"per_minute": 10**6, "per_day": 10**6}
    sample()
    gone, moved = (full(name, at=PAST + timedelta(days=1)) for name in ("gone", "moved"))
    with clock.fixed(PAST + timedelta(days=2)):
        withdraw(gone.report, reason="Wrong")
        change_address(moved.report, market="new", edition="2024")
    found = {}
    for path in contract.document()["paths"]:
        if "{" in path:
            collection = path.partition("{")[0]
            entry = client.get(collection).json()["results"][0]
            address = entry["url"].partition("/api/v1/")[2].strip("/").split("/")[1:]
            place = dict(zip(re.findall(r"{(\w+)}", path), address, strict=True))
            others = [{**place, "market": name} for name in ("gone", "moved") if "market" in place]
            found[path] = [place, *others]
    return found


@pytest.fixture(autouse=True)
def one_connection(places):
    """For all requests, as with Django's own client for tests; and no line in a log for each."""
    log = logging.getLogger("django.request")
    level = log.level
    log.setLevel(logging.ERROR)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    log.setLevel(level)


def test_every_answer_is_as_the_contract_says(caller, headers, places):
    attack = Attack(headers, places)
    step, first, some = CALLERS[caller]
    for operation in attack.operations():
        attack.boundaries(operation, step, first)
        if some:
            attack.at_random(operation, some)
    assert not attack.faults, attack.told()
    assert attack.asked > 40
    assert {200, 301, 404, 410} <= set(attack.statuses) or caller != "data"
    assert 200 not in attack.statuses or caller != "revoked"


@pytest.mark.parametrize("caller", ["anonymous", "data"], indirect=True)
def test_one_request_too_many_is_an_answer_of_the_contract_too(headers, places, settings):
    settings.REPORTS_API_ANONYMOUS = {"per_minute": 1, "per_day": 1}
    Plan.objects.update(per_minute=1, per_day=1)
    attack = Attack(headers, {})
    for operation in attack.operations():
        attack.at_random(operation, 2)
    assert not attack.faults, attack.told()
    assert attack.statuses[429] > 20


@pytest.mark.long
def test_ten_thousand_and_more_cases(caller, headers, places):
    """From all four callers together."""
    attack = Attack(headers, places)
    for operation in attack.operations():
        attack.boundaries(operation)
        attack.at_random(operation, 60)
    print(f"{caller}: {attack.asked} cases, {dict(attack.statuses)}")
    assert not attack.faults, attack.told()
    assert attack.asked >= 2500
