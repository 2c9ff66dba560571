"""The demo, loaded once for each file of tests and rolled back after it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from reports.document import ReportDocument

from .released import documents


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the demo keeps its accounts."""
    folder = tmp_path_factory.mktemp("var")
    with override_settings(VAR_DIR=folder):
        yield folder


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, files: Path) -> Iterator[str]:
    """The demo in the database; gives what the command printed."""
    output = io.StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", stdout=output)
        yield output.getvalue()
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded: str, db: None) -> str:
    """The loaded demo, and the database to ask about it."""
    return loaded


@pytest.fixture
def medical(demo: str) -> list[ReportDocument]:
    """The documents of the first report's releases, oldest first."""
    return documents("medical-second-opinion", "2024")
