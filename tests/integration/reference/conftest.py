"""Fixtures of the admin tests: who is signed in, and a report to work on."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.reports import T, released, user


@pytest.fixture
def admin(db, client: Client) -> Client:
    """A superuser's browser: if even this one cannot, nobody can."""
    client.force_login(user("root", superuser=True))
    return client


@pytest.fixture
def page(db):
    """The page of a report with one public release."""
    return released(at=T.replace(year=2020)).report.page
