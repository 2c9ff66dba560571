"""Some markets to find, and readers who look for them at a moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from reports import clock
from tests.support.reports import T

Read = Callable[..., Any]


@pytest.fixture
def get(db: None) -> Read:
    """``get(path, at=…, **query)``: an anonymous reader's request at a moment."""

    def read(path: str, at: Any = T, **query: Any) -> Any:
        with clock.fixed(at):
            return Client(raise_request_exception=False).get(path, query)

    return read


@pytest.fixture
def text(get: Read) -> Read:
    return lambda path, at=T, **query: get(path, at, **query).content.decode()
