"""Who may do what, exactly as docs/roles.md says it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from reports.models import AcceptedFinding, Approval, Release, ReportPage
from tests.integration.admin.forms import fields
from tests.integration.admin.posting import draft_data, edit_url
from tests.support.reports import T, fresh, issue, user, with_value

DOC = Path(__file__).parents[3] / "docs" / "roles.md"
TABLE = [
    [cell.strip() for cell in line.strip().strip("|").split("|")]
    for line in DOC.read_text(encoding="utf-8").split("\n## ")[0].splitlines()
    if line.startswith("|") and not line.startswith("|---")
]
ROLES = TABLE[0][1:]
CASES = [
    (row[0], role, answer) for row in TABLE[1:] for role, answer in zip(ROLES, row[1:], strict=True)
]


def url(name: str, page: ReportPage, *more: int) -> str:
    return reverse(f"reports_{name}", args=[page.pk, *more])


class Scene:
    """A report with a public and a pending release, its draft in review."""

    def __init__(self, page: ReportPage) -> None:
        self.page = page
        self.pending = issue(with_value(page, "8.00"), T)
        fresh(page).get_workflow().start(fresh(page), user("author"))
        self.state = ReportPage.objects.get(pk=page.pk).current_workflow_task_state

    def write(self, client: Client) -> bool:
        page = self.page
        ReportPage.objects.get(pk=page.pk).current_workflow_state.cancel()
        data = draft_data(page, standfirst="New.", **{"action-submit": "action-submit"})
        client.post(edit_url(page), data)
        submitted = ReportPage.objects.get(pk=page.pk).current_workflow_state is not None
        return fresh(page).standfirst == "New." and submitted

    def see(self, client: Client) -> bool:
        names = ("releases", "releases_panel", "checks")
        return {client.get(url(name, self.page)).status_code for name in names} == {200}

    def preview(self, client: Client) -> bool:
        pending = client.get(url("pending_preview", self.page, self.pending.pk)).status_code
        draft = client.get(url("draft_preview", self.page), {"at": "2031-05-05 09:30"})
        assert pending == draft.status_code
        return pending == 200

    def approve(self, client: Client) -> bool:
        args = [self.page.pk, "approve", self.state.pk]
        client.post(reverse("wagtailadmin_pages:workflow_action", args=args))
        return Approval.objects.exists()

    def accept(self, client: Client) -> bool:
        findings = fresh(self.page).examine().findings
        fingerprint = next(iter(findings)).fingerprint if findings else "0" * 16
        data = {"fingerprint": fingerprint, "reason": "So it is printed."}
        response = client.post(url("accept", self.page), data)
        assert not AcceptedFinding.objects.exclude(user_name="Somebody").exists()
        return response["Location"] == url("checks", self.page)

    def release(self, client: Client) -> bool:
        data = {"when": "now", "kind": "update", "reason": "New data."}
        return self.posted(client, "release", data, fill=True)

    def schedule(self, client: Client) -> bool:
        data = {"when": "later", "kind": "update", "reason": "New.", "moment": "2031-06-01 09:30"}
        self.posted(client, "release", data, fill=True)
        return Release.objects.filter(release_at__month=6).exists()

    def posted(self, client: Client, name: str, data: dict[str, str], fill: bool = False) -> bool:
        more = [self.pending.pk] if name in ("reschedule", "cancel") else []
        address = url(name, self.page, *more)
        shown = client.get(address)
        given = fields(shown) if fill and shown.status_code == 200 else {}
        entries = PageLogEntry.objects.exclude(action="reports.refuse").count()
        response = client.post(address, given | data)
        done = response.status_code == 302 and "/login" not in response["Location"]
        done = done and PageLogEntry.objects.exclude(action="reports.refuse").count() > entries
        assert done == (shown.status_code == 200)
        return done


ACTIONS = {
    "write a draft, submit it for review": Scene.write,
    "see releases and checks": Scene.see,
    "preview what is to come": Scene.preview,
    "approve, or request changes": Scene.approve,
    "accept a finding": Scene.accept,
    "release now": Scene.release,
    "schedule": Scene.schedule,
    "fix the current release": lambda scene, client: scene.posted(client, "fix", {}),
    "renew the pending release": lambda scene, client: scene.posted(client, "renew", {}),
    "reschedule": lambda scene, client: scene.posted(
        client, "reschedule", {"moment": "2031-06-01 09:30"}
    ),
    "cancel": lambda scene, client: scene.posted(client, "cancel", {}),
    "withdraw": lambda scene, client: scene.posted(client, "withdraw", {"reason": "Wrong."}),
    "change the address": lambda scene, client: scene.posted(
        client, "address", {"market": "lanterns", "edition": "2024"}
    ),
}


def test_the_table_names_every_action():
    assert {row[0] for row in TABLE[1:]} == set(ACTIONS)
    assert ROLES == ["Writers", "Editors", "Release managers", "Partner managers"]


@pytest.mark.parametrize(("action", "role", "answer"), CASES)
def test_a_role_may_do_what_the_table_says_and_no_more(page, action, role, answer):
    scene = Scene(page)
    client = Client()
    client.force_login(user("somebody", role))
    assert ACTIONS[action](scene, client) == (answer == "yes")


def test_a_refused_screen_stands_in_the_audit_log(client, page):
    client.force_login(user("wanda", "Writers"))
    assert client.post(url("withdraw", page), {"reason": "x"}).status_code in (302, 403)
    entry = PageLogEntry.objects.get(action="reports.refuse")
    assert entry.user == user("wanda")
    assert "Withdraw" in entry.data["reason"]
