"""Partner managers keep webhooks, and see what was sent."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from reports import clock
from reports.models import WebhookDelivery, WebhookEndpoint
from reports.partners.webhooks import endpoints, events, signing
from tests.integration.api.conftest import NOW
from tests.support.reports import T, report_page, user

SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]{40,}")
ADDRESS = "https://hooks.acme.example/reports"


@pytest.fixture
def manager(db) -> Client:
    client = Client()
    client.force_login(user("petra", "Partner managers"))
    return client


@pytest.fixture
def hook(organisation) -> WebhookEndpoint:
    with clock.fixed(T):
        return endpoints.create(organisation, ADDRESS, [], list(events.KINDS))[0]


def url(name: str, *args: object) -> str:
    return reverse(f"webhooks:{name}", args=args)


def new(organisation, **more: object) -> dict[str, object]:
    given = {"organisation": organisation.pk, "url": ADDRESS, "events": list(events.KINDS)}
    return {**given, "markets": "", **more}


def test_a_new_webhook_shows_its_secret_once(manager, organisation):
    report_page("lamps")
    assert manager.get(url("add")).status_code == 200
    made = manager.post(url("add"), new(organisation, markets="lamps"))
    hook = WebhookEndpoint.objects.get()
    assert hook.markets == ["lamps"]
    assert signing.secret(hook.nonce) in SECRET.findall(
        made.content.decode().replace("&#x3D;", "=")
    )
    for address in (url("index"), url("inspect", hook.pk), url("edit", hook.pk)):
        assert b"whsec_" not in manager.get(address).content


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("url", "http://acme.example/"), ("url", "https://127.0.0.1/"), ("url", "x")),
        *(("events", []), ("events", ["report.pending"]), ("markets", "nowhere")),
    ],
)
def test_the_form_names_what_is_wrong(manager, organisation, field, value):
    answer = manager.post(url("add"), new(organisation, **{field: value}))
    assert field in answer.context["form"].errors
    assert not WebhookEndpoint.objects.exists()


def test_editing_keeps_the_secret_and_the_organisation(manager, hook, organisation):
    report_page("lamps")
    page = manager.get(url("edit", hook.pk))
    assert page.status_code == 200
    answer = manager.post(url("edit", hook.pk), new(organisation, markets="lamps"))
    assert answer.status_code == 302
    edited = WebhookEndpoint.objects.get()
    assert (edited.markets, edited.nonce) == (["lamps"], hook.nonce)
    assert "lamps" in manager.get(url("edit", hook.pk)).content.decode()


def test_each_screen_does_what_it_says_after_a_confirmation(manager, hook):
    with clock.fixed(NOW):
        for name in ("test", "pause", "resume", "rotate"):
            assert manager.get(url(name, hook.pk)).status_code == 200
        assert not WebhookDelivery.objects.exists()
        assert manager.post(url("test", hook.pk)).status_code == 302
        delivery = WebhookDelivery.objects.get()
        assert delivery.kind == "webhook.test"
        manager.post(url("pause", hook.pk))
        assert WebhookEndpoint.objects.get().paused_at == NOW
        assert b"Resume" in manager.get(url("inspect", hook.pk)).content
        manager.post(url("resume", hook.pk))
        assert WebhookEndpoint.objects.get().paused_at is None
        shown = manager.post(url("rotate", hook.pk))
        assert SECRET.search(shown.content.decode())
        assert WebhookEndpoint.objects.get().former_nonce == hook.nonce
        delivery.due_at, delivery.attempts, delivery.answer = None, 10, "<script>alert(1)</script>"
        delivery.save()
        page = manager.get(url("inspect", hook.pk)).content.decode()
        assert "Given up" in page
        assert "<script>alert(1)" not in page
        assert delivery.body[:10] in manager.get(
            url("replay", hook.pk, delivery.pk)
        ).content.decode().replace("&quot;", '"')
        manager.post(url("replay", hook.pk, delivery.pk))
        assert WebhookDelivery.objects.get().due_at == NOW
    actions = set(ModelLogEntry.objects.values_list("action", flat=True))
    names = ("create", "test", "pause", "resume", "rotate", "replay")
    assert actions >= {f"reports.webhook_{name}" for name in names}


def test_others_are_refused_and_it_is_noted(hook):
    client = Client()
    client.force_login(user("wanda", "Editors"))
    for name in ("inspect", "edit", "test", "pause", "rotate"):
        assert client.post(url(name, hook.pk)).status_code in (302, 403, 405)
    assert client.get(url("index")).status_code in (302, 403)
    stored = WebhookEndpoint.objects.get()
    assert (stored.nonce, stored.paused_at) == (hook.nonce, None)
    assert not WebhookDelivery.objects.exists()
    assert ModelLogEntry.objects.filter(action="reports.webhook_refuse").count() == 3


def test_a_message_of_another_endpoint_is_a_404(manager, hook, organisation):
    with clock.fixed(T):
        other, _ = endpoints.create(organisation, ADDRESS, [], ["report.released"])
        delivery = events.put_test(other)
    assert manager.get(url("replay", hook.pk, delivery.pk)).status_code == 404
    assert manager.get(url("replay", hook.pk, 99999)).status_code == 404
