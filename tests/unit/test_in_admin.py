"""Which addresses are the admin's: other rules hold there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import RequestFactory
from django.urls import set_script_prefix

from reports.site.middleware import in_admin


@pytest.fixture(params=["", "/app"])
def prefix(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where the server has the site: at its root, or in a folder."""
    set_script_prefix(f"{request.param}/")
    yield request.param
    set_script_prefix("/")


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/admin/", True), ("/admin/pages/1/edit/", True), ("/administration/", False), ("/", False)],
)
def test_the_admin_is_known_wherever_the_site_is(prefix: str, path: str, expected: bool) -> None:
    assert in_admin(RequestFactory().get(path, SCRIPT_NAME=prefix)) is expected
