"""Read the public site at a given moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from reports import clock
from tests.support.reports import T

Read = Callable[..., Any]


@pytest.fixture
def get(db: None) -> Read:
    """``get(path, at=…)``: an anonymous reader's request at a moment (T unless told)."""

    def read(path: str, at: datetime = T, **headers: str) -> Any:
        with clock.fixed(at):
            return Client(raise_request_exception=False).get(path, headers=headers)

    return read


@pytest.fixture
def status(get: Read) -> Read:
    return lambda path, at=T: get(path, at).status_code


@pytest.fixture
def text(get: Read) -> Read:
    return lambda path, at=T: get(path, at).content.decode()
