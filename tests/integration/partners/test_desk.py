"""What a partner manager finds in the admin: every link leads somewhere, and no draft is named."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from reports import clock
from reports.models import Organisation
from reports.partners import keys
from reports.partners.webhooks import endpoints
from tests.integration.api.conftest import NOW
from tests.support.reports import report_page, user

LINK = re.compile(r'href=\\?"(/admin/[^"\\#]*)')
ACTIONS = ["delete", "move", "publish", "unpublish", "mark-reviewed", "export-list"]


@pytest.fixture
def manager(db) -> Client:
    client = Client()
    client.force_login(user("petra", "Partner managers"))
    return client


def bulk(action: str, page) -> str:
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?id={page.pk}"


def test_every_link_of_the_dashboard_leads_somewhere_and_paused_webhooks_are_named(
    manager, organisation
):
    report_page("tides")
    hook, _ = endpoints.create(organisation, "https://acme.example/hook", [], ["report.released"])
    endpoints.pause(hook, None)
    home = manager.get(reverse("wagtailadmin_home")).content.decode()
    assert "https://acme.example/hook" in home
    links = set(LINK.findall(home)) | set(re.findall(r'"url": "(/admin/[^"]+)"', home))
    assert reverse("organisations:index") in links
    assert reverse("reports_listing:index") not in links
    followed = {link: manager.get(link).status_code for link in links if "logout" not in link}
    assert {link: code for link, code in followed.items() if code != 200} == {}


@pytest.mark.parametrize("action", ACTIONS)
def test_a_bulk_action_names_no_draft_to_who_has_nothing_to_do_with_pages(manager, action):
    page = report_page("tides")
    page.title = page.draft_title = "A secret plan"
    page.save()
    for answer in (manager.get(bulk(action, page)), manager.post(bulk(action, page))):
        assert answer.status_code == 302
        assert answer.url == reverse("wagtailadmin_home")
    assert "secret" not in manager.get(reverse("wagtailadmin_home")).content.decode()


def test_who_keeps_pages_still_sees_what_cannot_be_done(db, client):
    page = report_page("tides")
    client.force_login(user("will", "Writers"))
    answer = client.get(bulk("publish", page))
    assert answer.status_code == 200
    assert page.title in answer.content.decode()


def test_an_organisation_shows_its_people_who_is_mailed_and_what_it_has(manager, organisation):
    people = {"mia": "mia@acme.example", "gone": "gone@acme.example", "silent": ""}
    for name, address in people.items():
        member = user(name)
        member.email, member.is_active = address, name != "gone"
        member.save()
        organisation.members.add(member)
    with clock.fixed(NOW):
        keys.create(organisation, "Nightly import", ["data"])
        endpoints.create(organisation, "https://acme.example/hook", [], ["report.released"])
    shown = manager.get(reverse("organisations:inspect", args=[organisation.pk])).content.decode()
    for text in ("Nightly import", "https://acme.example/hook", "Gone", "Silent"):
        assert text in shown
    assert "it@acme.example, mia@acme.example</dd>" in shown
    form = manager.get(reverse("organisations:edit", args=[organisation.pk])).content.decode()
    assert "Mia (mia@acme.example)" in form
    assert "Silent (no e-mail address)" in form
    # An account that was closed stays a member until it is taken away.
    answer = manager.post(
        reverse("organisations:edit", args=[organisation.pk]),
        {
            "name": "Acme",
            "contact": "it@acme.example",
            "plan": organisation.plan_id,
            "members": list(organisation.members.values_list("pk", flat=True)),
        },
    )
    assert answer.status_code == 302
    assert Organisation.objects.get().members.count() == 3
