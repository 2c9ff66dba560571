"""What many tests of a file only look at: made once, and not before each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

import pytest
from django.db import connection, transaction


def made_once(make: Callable[[], Any]) -> Any:
    """A fixture of a file: what ``make`` stores stays until the file's last test.

    Each test is undone as ever: it changes what it likes. None of the file may need
    transactions of its own (``transaction=True``).
    """

    @pytest.fixture(scope="module")
    def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
        # Django closes the connection after each test, which would end the transaction.
        with (
            mock.patch.object(connection, "close"),
            django_db_blocker.unblock(),
            transaction.atomic(),
        ):
            found = make()
            with django_db_blocker.block():
                yield found
            transaction.set_rollback(True)
        connection.close()

    return made
