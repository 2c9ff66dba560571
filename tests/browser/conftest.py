"""The real site on PostgreSQL with the demo loaded, and a Chromium in front of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.editing import MARK
from tests.browser.watching import watched
from tests.support import browser as chromium
from tests.support import postgres
from tests.support import server as site

FOLDER = Path(__file__).parent
# How long something takes says how busy the machine is: waiting ends where it would be for ever.
PATIENCE = 90_000
expect.set_options(timeout=PATIENCE)


@pytest.hookimpl(tryfirst=True)  # before -m looks at the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if FOLDER in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Environment of the site's processes: a new database, migrated, with the demo in it."""
    with postgres.database("browser") as url:
        # Partners' servers are on this machine.
        networks = {"WEBHOOK_NETWORKS": "127.0.0.0/8"}
        found = site.environment(url, tmp_path_factory.mktemp("var"), **networks)
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
        opened = found.new_context

        def patient(**options: Any) -> BrowserContext:
            context = opened(**options)
            context.set_default_timeout(PATIENCE)
            return context

        found.new_context = patient  # type: ignore[assignment]
        yield found
        found.close()


@pytest.fixture(scope="session")
def settings(address: str) -> dict[str, Any]:
    """What every browser context starts with."""
    return {
        "base_url": address,
        "locale": "en-GB",
        "timezone_id": "UTC",
        "viewport": {"width": 1280, "height": 900},
        "reduced_motion": "reduce",  # nothing is half faded in when it is looked at
    }


@pytest.fixture
def page(browser: Browser, settings: dict[str, Any]) -> Iterator[Page]:
    """A page in a new context: no cookies of an earlier test. ``goto("/…")`` is enough."""
    with browser.new_context(**settings) as context:
        yield context.new_page()


@pytest.fixture
def scriptless(browser: Browser, settings: dict[str, Any]) -> Iterator[Page]:
    """A page of a reader whose browser runs no script."""
    with browser.new_context(**settings, java_script_enabled=False) as context:
        yield context.new_page()


@pytest.fixture(scope="session")
def sign_in(
    browser: Browser, settings: dict[str, Any], surroundings: dict[str, str]
) -> Callable[[str], dict[str, Any]]:
    """The cookies of one of the demo's accounts, who signed in once for all tests."""
    accounts = Path(surroundings["VAR_DIR"], "demo-accounts.txt").read_text(encoding="utf-8")
    passwords = dict(line.split() for line in accounts.splitlines() if not line.startswith("#"))
    known: dict[str, dict[str, Any]] = {}

    def cookies(name: str) -> dict[str, Any]:
        if name not in known:
            with browser.new_context(**settings) as context:
                page = context.new_page()
                page.goto("/admin/")
                page.get_by_label("Username").fill(name)
                page.locator("input[type=password]").fill(passwords[name])
                page.get_by_role("button", name="Sign in").click()
                page.wait_for_url("**/admin/")
                known[name] = dict(context.storage_state())
        return known[name]

    return cookies


@pytest.fixture(scope="session")
def signed_in(sign_in: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    """The cookies of the demo's release manager."""
    return sign_in("manager")


@pytest.fixture
def manager(
    browser: Browser, settings: dict[str, Any], signed_in: dict[str, Any]
) -> Iterator[Page]:
    """A page of the release manager; whatever its console says fails the test."""
    with browser.new_context(**settings, storage_state=signed_in) as context:
        context.add_init_script(MARK)
        page = context.new_page()
        complaints = watched(page)
        yield page
        assert complaints == []


@pytest.fixture
def browser_of(
    browser: Browser, settings: dict[str, Any], sign_in: Callable[[str], dict[str, Any]]
) -> Iterator[Callable[[str], Page]]:
    """A page of one of the demo's accounts, in a browser of its own."""
    with ExitStack() as stack:

        def opened(name: str) -> Page:
            context = browser.new_context(**settings, storage_state=sign_in(name))
            stack.callback(context.close)
            context.add_init_script(MARK)
            return context.new_page()

        yield opened


@pytest.fixture
def database(surroundings: dict[str, str]) -> Iterator[psycopg.Connection[Any]]:
    """The site's database, to look at what was stored."""
    with psycopg.connect(surroundings["DATABASE_URL"], autocommit=True) as link:
        yield link


@pytest.fixture
def editor_of(database: psycopg.Connection[Any]) -> Callable[[str], str]:
    """The address of a report's editor, by the report's market and edition."""

    def find(report: str) -> str:
        wanted = "SELECT page_id FROM reports_report WHERE market || '/' || edition = %s"
        row = database.execute(wanted, [report]).fetchone()
        assert row, report
        return f"/admin/pages/{row[0]}/edit/"

    return find


@pytest.fixture
def draft_of(database: psycopg.Connection[Any]) -> Callable[[str], dict[str, Any]]:
    """The stored draft of a report: the content of its page's latest revision."""

    def find(report: str) -> dict[str, Any]:
        wanted = """
            SELECT revision.content FROM wagtailcore_revision AS revision
            JOIN wagtailcore_page AS page ON page.latest_revision_id = revision.id
            JOIN reports_report AS report ON report.page_id = page.id
            WHERE report.market || '/' || report.edition = %s
        """
        row = database.execute(wanted, [report]).fetchone()
        assert row, report
        content: dict[str, Any] = row[0]
        return content

    return find


@pytest.fixture
def draft_at(database: psycopg.Connection[Any]) -> Callable[[str], dict[str, Any]]:
    """The stored draft of a page that may never have been released, by its editor's address."""

    def find(editor: str) -> dict[str, Any]:
        wanted = """
            SELECT revision.content FROM wagtailcore_revision AS revision
            JOIN wagtailcore_page AS page ON page.latest_revision_id = revision.id
            WHERE page.id = %s
        """
        number = int(editor.split("/pages/")[1].split("/")[0])
        row = database.execute(wanted, [number]).fetchone()
        assert row, editor
        content: dict[str, Any] = row[0]
        return content

    return find
