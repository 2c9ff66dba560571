"""Partner managers keep organisations, plans and keys; nobody else does."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from reports import clock
from reports.models import ApiKey, Organisation, Plan
from reports.partners import keys
from tests.integration.api.conftest import NOW
from tests.support.reports import user

TEXT = re.compile(r"msr_[a-z2-7]{8}_[a-z2-7]{39}")


@pytest.fixture
def manager(db) -> Client:
    client = Client()
    client.force_login(user("petra", "Partner managers"))
    return client


def url(name: str, *args: object) -> str:
    return reverse(f"api_keys:{name}", args=args)


def new_key(organisation: Organisation, **more: object) -> dict[str, object]:
    return {"organisation": organisation.pk, "name": "Nightly", "scopes": ["data"], **more}


def test_a_new_key_is_shown_once_and_works(manager, organisation, ask):
    assert manager.get(url("add")).status_code == 200
    made = manager.post(url("add"), new_key(organisation))
    assert made.status_code == 200
    assert "no-store" in made["Cache-Control"]
    (text,) = set(TEXT.findall(made.content.decode()))
    key = ApiKey.objects.get()
    assert keys.recognise(text) == key
    assert manager.get("/api/v1/figures/").status_code == 200
    for address in (
        url("index"),
        url("inspect", key.pk),
        url("edit", key.pk),
        url("history", key.pk),
    ):
        answer = manager.get(address)
        assert answer.status_code == 200
        assert not TEXT.search(answer.content.decode())


def test_the_form_names_what_is_wrong(manager, organisation):
    for field, value in (("scopes", []), ("scopes", ["root"]), ("expires_at", "2001-01-01 00:00")):
        answer = manager.post(url("add"), new_key(organisation, **{field: value}))
        assert field in answer.context["form"].errors
    assert not ApiKey.objects.exists()


def test_a_key_keeps_its_organisation(manager, made, organisation, plan):
    other = Organisation.objects.create(name="Other", contact="a@b.example", plan=plan)
    manager.post(url("edit", made[0].pk), new_key(other, name="Renamed"))
    key = ApiKey.objects.get()
    assert (key.name, key.organisation, key.digest) == ("Renamed", organisation, made[0].digest)


def test_rotating_shows_the_new_key_and_revoking_ends_both(manager, made):
    key, first = made
    assert b"Rotate the key" in manager.get(url("rotate", key.pk)).content
    shown = manager.post(url("rotate", key.pk), {"overlap": "24"})
    (second,) = set(TEXT.findall(shown.content.decode()))
    assert keys.recognise(first)
    assert keys.recognise(second)
    answer = manager.post(url("revoke", key.pk), {"reason": ""})
    assert answer.context["form"].errors["reason"] == ["Say why."]
    assert manager.post(url("revoke", key.pk), {"reason": "Leaked."}).status_code == 302
    assert not keys.recognise(first)
    assert not keys.recognise(second)
    again = manager.post(url("revoke", key.pk), {"reason": "Again."})
    assert "revoked already" in again.content.decode()
    actions = list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True))
    assert actions[-3:] == ["reports.key_rotate", "reports.key_revoke", "reports.key_refuse"]


@pytest.mark.parametrize("overlap", ["-1", "100000", "x", ""])
def test_no_other_overlap_is_taken(manager, made, overlap):
    manager.post(url("rotate", made[0].pk), {"overlap": overlap})
    assert ApiKey.objects.get().rotated_at is None


def test_the_use_of_a_key_is_shown_by_day(manager, made, ask):
    for _ in range(6):
        ask("markets/", made[1])
    with clock.fixed(NOW):
        page = manager.get(url("inspect", made[0].pk)).content.decode()
    assert re.search(r"<td>5</td><td>1</td>", page)
    assert "5 requests a minute" in page


def test_nobody_deletes_a_key_or_an_organisation(made, organisation):
    client = Client()
    client.force_login(user("root", superuser=True))
    client.post(url("delete", made[0].pk))
    client.post(reverse("organisations:delete", args=[organisation.pk]))
    assert ApiKey.objects.exists()
    assert Organisation.objects.exists()


def test_a_plan_in_use_stays_and_another_goes(manager, organisation, plan):
    manager.post(reverse("plans:delete", args=[plan.pk]))
    assert Plan.objects.filter(pk=plan.pk).exists()
    idle = Plan.objects.create(name="Idle", per_minute=1, per_day=1)
    manager.post(reverse("plans:delete", args=[idle.pk]))
    assert not Plan.objects.filter(pk=idle.pk).exists()


def test_an_organisation_begins_with_the_default_plan(manager):
    page = manager.get(reverse("organisations:add"))
    assert page.context["form"]["plan"].initial.name == "Standard"
    plan = Plan.objects.get(is_default=True)
    data = {"name": "Newco", "contact": "it@newco.example", "plan": plan.pk, "note": ""}
    assert manager.post(reverse("organisations:add"), data).status_code == 302
    assert Organisation.objects.get().plan == plan


@pytest.mark.parametrize("limit", ["0", "-1", "", "99999999999999999999"])
def test_a_plan_of_nothing_is_refused_at_its_field(manager, limit):
    data = {"name": "None", "per_minute": limit, "per_day": "5"}
    answer = manager.post(reverse("plans:add"), data)
    assert "per_minute" in answer.context["form"].errors


def test_one_plan_is_the_default(manager):
    data = {"name": "Second", "per_minute": "5", "per_day": "5", "is_default": "on"}
    answer = manager.post(reverse("plans:add"), data)
    assert "Another plan is the default" in answer.content.decode()


@pytest.mark.parametrize("group", ["Writers", "Editors", "Release managers"])
def test_others_are_refused_everywhere_and_it_is_noted(made, organisation, group):
    client = Client()
    client.force_login(user("wanda", group))
    key = made[0].pk
    refused = [url("index"), url("add"), url("edit", key), url("inspect", key)]
    refused += [url("rotate", key), url("revoke", key), url("history", key)]
    refused += [reverse("organisations:index"), reverse("plans:add")]
    for address in refused:
        for answer in (client.get(address), client.post(address, {"reason": "x", "overlap": "0"})):
            assert answer.status_code in (302, 403, 405), address
            assert answer.get("Location", "/admin/") == "/admin/"
    stored = ApiKey.objects.get()
    assert stored.revoked_at is None
    assert stored.digest == made[0].digest
    assert ModelLogEntry.objects.filter(action="reports.key_refuse").count() == 4
    assert "Partners" not in client.get("/admin/").content.decode()


def test_unknown_keys_are_a_404(manager):
    for name in ("rotate", "revoke", "inspect"):
        assert manager.get(url(name, 999)).status_code == 404
