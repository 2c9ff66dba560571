"""A partner with a key, and a way to ask with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from reports import clock
from reports.models import Organisation, Plan
from reports.partners import keys
from tests.integration.api.conftest import NOW, ROOT

Ask = Callable[..., Any]


@pytest.fixture
def plan(db) -> Plan:
    return Plan.objects.create(name="Small", per_minute=5, per_day=12)


@pytest.fixture
def organisation(plan: Plan) -> Organisation:
    return Organisation.objects.create(name="Acme", contact="it@acme.example", plan=plan)


@pytest.fixture
def made(organisation: Organisation):
    """A key and its text, made at the moment of the tests."""
    with clock.fixed(NOW):
        return keys.create(organisation, "Import", ["data"])


@pytest.fixture
def ask(db, client: Client) -> Ask:
    def get(path: str = "figures/", key: str = "", at: datetime = NOW, **headers: str) -> Any:
        if key:
            headers["Authorization"] = f"Bearer {key}"
        with clock.fixed(at):
            return client.get(f"{ROOT}{path}", headers=headers)

    return get
