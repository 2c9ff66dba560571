"""Nothing public tells that something is pending.

The same history is made twice, once with pending releases and once without;
every public answer is the same to the byte, headers included.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from reports import clock
from reports.models import ReportPage
from reports.models.release import Report
from reports.releasing import cancel, fix_draft, reschedule, withdraw
from tests.integration.public_addresses import addresses
from tests.support.reports import (
    T,
    company,
    figure,
    fresh,
    issue,
    report_page,
    saved,
    source,
    user,
    with_value,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
NOW = T + 20 * HOUR - timedelta(seconds=1)  # one second before the first of what is pending
CANARY = "CanaryOfWhatIsPending"
LINK = re.compile(r'href="(/[^"#]*)"')


def contents(title: str) -> dict[str, Any]:
    """Something in every collection."""
    return {
        "title": title,
        "figures": [figure(), figure("9.00", start=2025, status="forecast")],
        "key_players": [("key_player", {"company": company("Sample Lamps").pk, "text": ""})],
        "developments": [
            (
                "development",
                {
                    "year": 2023,
                    "month": 10,
                    "kind": "launch",
                    "title": "A lamp",
                    "company": company("Sample Lamps").pk,
                    "source": source().pk,
                    "text": "",
                },
            )
        ],
    }


def at(hours: float) -> Any:
    return clock.fixed(T + hours * HOUR)


def page_of(market: str) -> ReportPage:
    return ReportPage.objects.get(slug=f"{market}-2024")


def history(pending: bool) -> None:
    """Releases, a correction and a withdrawal; with ``pending``, more to come between them."""
    with at(0):
        issue(report_page("lamps", **contents("Lamps")).save_revision())
    with at(0.5):
        issue(report_page("gone", **contents("Gone")).save_revision())
    if pending:
        with at(1):
            issue(with_value(page_of("lamps"), "8.00", title=CANARY), T + 20 * HOUR)
            issue(with_value(page_of("gone"), "8.00", title=CANARY), T + 21 * HOUR)
            hidden = contents(CANARY)
            issue(report_page("tides", "2024", **hidden).save_revision(), T + 22 * HOUR)
            sister = report_page("lamps", "2030", **contents(CANARY))
            issue(sister.save_revision(), T + 23 * HOUR)
            extra = {"company": company(f"{CANARY} Company").pk, "text": ""}
            later = report_page("waves", key_players=[("key_player", extra)])
            cancelled = issue(later.save_revision(), T + 24 * HOUR)
        with at(2):
            fix_draft(page_of("lamps"))
            cancel(cancelled)
    with at(3):
        issue(with_value(page_of("lamps"), "7.13"), kind="correction", reason="A misprint.")
        withdraw(Report.objects.get(market="gone"), reason="The wrong market.")
    if pending:
        with at(4):
            release = Report.objects.get(market="tides").releases.get()
            reschedule(release, T + 30 * HOUR)
            back = issue(with_value(page_of("gone"), "9.00", title=CANARY), T + 25 * HOUR)
            assert back.pk
            saved(fresh(page_of("lamps")), title=CANARY)


def answers(client: Client, moment: datetime, where: list[str]) -> dict[str, bytes]:
    """Status, headers and body of every address."""
    found = {}
    for address in where:
        with clock.fixed(moment):
            response = client.get(address)
        headers = "\n".join(f"{name}: {value}" for name, value in sorted(response.items()))
        body = b"".join(response.streaming_content) if response.streaming else response.content
        found[address] = f"{response.status_code}\n{headers}\n\n".encode() + body
    return found


def linked(found: dict[str, bytes]) -> list[str]:
    """The addresses on the site that the answers link to and that were not asked yet."""
    links = {
        link for body in found.values() for link in LINK.findall(body.decode(errors="replace"))
    }
    links |= {
        link.removeprefix("http://testserver")
        for body in found.values()
        for link in re.findall(r'"(http://testserver/[^"#]*)"', body.decode(errors="replace"))
    }
    return sorted(link for link in links if link not in found and not link.startswith("/static/"))


def everything(make: Callable[[], None], client: Client, moment: datetime) -> dict[str, bytes]:
    """Every public answer of a history, which is undone again."""
    with transaction.atomic():
        make()
        found = answers(client, moment, addresses())
        found |= answers(client, moment, linked(found))
        # Filters link to each other in every combination: those of plain pages are enough.
        while more := [link for link in linked(found) if "?" not in link]:
            found |= answers(client, moment, more)
        transaction.set_rollback(True)
    return found


@pytest.mark.early
def test_a_pending_release_changes_no_byte_of_any_public_answer(client):
    without = everything(lambda: history(pending=False), client, NOW)
    with_pending = everything(lambda: history(pending=True), client, NOW)
    assert with_pending.keys() == without.keys()
    differing = [address for address in without if without[address] != with_pending[address]]
    assert differing == []
    assert not [address for address, body in with_pending.items() if CANARY.encode() in body]
    assert b"7.13" in without["/markets/lamps/2024/"]


def test_what_was_pending_is_everywhere_at_its_second_with_no_command_run(client):
    history(pending=True)
    before = answers(client, T + 30 * HOUR - timedelta(seconds=1), ["/markets/", "/"])
    after = answers(client, T + 30 * HOUR, ["/markets/", "/", "/api/v1/figures/?market=tides"])
    assert b"/markets/tides/" not in b"".join(before.values())
    assert all(b"tides" in body for body in after.values())


def test_an_editor_who_is_signed_in_gets_the_same_bytes(client):
    history(pending=True)
    where = ["/", "/markets/", "/markets/lamps/", "/markets/lamps/2024/", "/markets/tides/2024/"]
    public = answers(client, NOW, where)
    editor = Client()
    editor.force_login(user("root", superuser=True))
    assert answers(editor, NOW, where) == public
    assert not [body for body in public.values() if b"Set-Cookie" in body or b"Cookie\n" in body]


def test_the_comparison_would_notice_a_difference(client):
    history(pending=True)
    for address in ("/", "/markets/", "/markets/lamps/", "/api/v1/reports/", "/api/v1/figures/"):
        assert answers(client, NOW, [address]) != answers(client, T + 23 * HOUR, [address])
