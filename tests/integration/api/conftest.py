"""What the tests of the API ask with: a client, and a moment to ask at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from reports import clock
from tests.support.reports import T

ROOT = "/api/v1/"
# Half a minute after T: an answer is then fresh for 30 seconds.
NOW = T + timedelta(seconds=30)

Ask = Callable[..., Any]


@pytest.fixture
def ask(db, client: Client) -> Ask:
    """Ask an address below /api/v1/ at a moment, as ``ask("figures/", at=NOW, year=2024)``."""

    def get(path: str, at: datetime = NOW, **query: Any) -> Any:
        with clock.fixed(at):
            return client.get(f"{ROOT}{path}", query)

    return get


@pytest.fixture
def results(ask: Ask) -> Callable[..., list[dict[str, Any]]]:
    """The results of a list; anything but a 200 is an error."""

    def get(path: str, at: datetime = NOW, **query: Any) -> list[dict[str, Any]]:
        answer = ask(path, at, **query)
        assert answer.status_code == 200, answer.content
        return answer.json()["results"]

    return get


@pytest.fixture
def refused(ask: Ask) -> Callable[..., dict[str, Any]]:
    """The problem document of a 400."""

    def get(path: str, at: datetime = NOW, **query: Any) -> dict[str, Any]:
        answer = ask(path, at, **query)
        assert answer.status_code == 400, answer.content
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["Cache-Control"] == "no-store"
        return answer.json()

    return get
