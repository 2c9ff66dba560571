"""Readers who compare at a moment."""

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
    """``get(address, at=…)``: an anonymous reader's request at a moment."""

    def read(address: str, at: Any = T) -> Any:
        with clock.fixed(at):
            return Client(raise_request_exception=False).get(address)

    return read


@pytest.fixture
def text(get: Read) -> Read:
    return lambda address, at=T: get(address, at).content.decode()
