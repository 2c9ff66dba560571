"""The real site on PostgreSQL with the demo loaded, and a Chromium in front of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support import browser as chromium
from tests.support import postgres
from tests.support import server as site

FOLDER = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)  # before -m looks at the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if FOLDER in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Environment of the site's processes: a new database, migrated, with the demo in it."""
    with postgres.database("browser") as url:
        found = site.environment(url, tmp_path_factory.mktemp("var"))
        site.manage(found, "migrate", "--verbosity=0")
        site.manage(found, "load_demo")
        yield found


@pytest.fixture(scope="session")
def address(surroundings: dict[str, str]) -> Iterator[str]:
    """Where the site answers, without a slash at the end."""
    with site.run(surroundings) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=chromium.find(), args=chromium.launch_arguments()
        )
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page in a new context: no cookies of an earlier test. ``goto("/…")`` is enough."""
    with browser.new_context(base_url=address, locale="en-GB", timezone_id="UTC") as context:
        yield context.new_page()
