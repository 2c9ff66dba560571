"""Endpoints: made, their secret rotated, paused and resumed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from reports import clock
from reports.models import Organisation
from reports.models.webhooks import WebhookDelivery, WebhookEndpoint
from reports.partners.webhooks import events, sending, signing, tasks

OVERLAP = timedelta(days=1)


def create(
    organisation: Organisation, url: str, markets: list[str], kinds: list[str], user: Any = None
) -> tuple[WebhookEndpoint, str]:
    """A new endpoint and its secret. It is told of what happens from now on."""
    with transaction.atomic():
        endpoint = WebhookEndpoint.objects.create(
            organisation=organisation,
            url=url,
            markets=markets,
            events=kinds,
            nonce=signing.new_nonce(),
            created_at=clock.now(),
        )
        log(endpoint, "reports.webhook_create", user=user, data={"reason": url})
    return endpoint, signing.secret(endpoint.nonce)


def rotate(endpoint: WebhookEndpoint, user: Any = None) -> str:
    """A new secret; for a day messages are signed by the former one too."""
    with transaction.atomic():
        endpoint = WebhookEndpoint.objects.select_for_update().get(pk=endpoint.pk)
        endpoint.former_nonce, endpoint.nonce = endpoint.nonce, signing.new_nonce()
        endpoint.former_until = clock.now() + OVERLAP
        endpoint.save(update_fields=["nonce", "former_nonce", "former_until"])
        log(endpoint, "reports.webhook_rotate", user=user)
    return signing.secret(endpoint.nonce)


def pause(endpoint: WebhookEndpoint, user: Any) -> None:
    sending.pause(endpoint, "It was paused in the admin.")
    log(endpoint, "reports.webhook_pause", user=user)


def resume(endpoint: WebhookEndpoint, user: Any) -> None:
    sending.resume(endpoint)
    log(endpoint, "reports.webhook_resume", user=user)
    tasks.order_next()


def test(endpoint: WebhookEndpoint, user: Any) -> None:
    events.put_test(endpoint)
    log(endpoint, "reports.webhook_test", user=user)
    tasks.order_next()


def replay(delivery: WebhookDelivery, user: Any) -> None:
    sending.replay(delivery)
    data = {"reason": delivery.event}
    log(delivery.endpoint, "reports.webhook_replay", user=user, data=data)
    tasks.order_next()
