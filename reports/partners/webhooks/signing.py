"""Secrets and signatures of Standard Webhooks (https://www.standardwebhooks.com).

A secret is made from a random nonce of its endpoint by a keyed hash, so that a copy of the
database holds none, and yet messages can be signed.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

from reports.models.webhooks import WebhookEndpoint
from reports.partners.keys import peppers


def new_nonce() -> str:
    return secrets.token_hex(16)


def secret(nonce: str) -> str:
    """The secret as the partner gets it: ``whsec_`` and base64."""
    return f"whsec_{base64.b64encode(_key(nonce)).decode()}"


def headers(endpoint: WebhookEndpoint, event: str, body: str, now: datetime) -> dict[str, str]:
    """What goes with a message: id, timestamp, and a signature by each secret that works."""
    stamp = str(int(now.timestamp()))
    nonces = [endpoint.nonce]
    if endpoint.former_until and now < endpoint.former_until:
        nonces.append(endpoint.former_nonce)
    signed = f"{event}.{stamp}.{body}".encode()
    signatures = [hmac.new(_key(nonce), signed, hashlib.sha256).digest() for nonce in nonces]
    return {
        "webhook-id": event,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(
            f"v1,{base64.b64encode(signature).decode()}" for signature in signatures
        ),
    }


def _key(nonce: str) -> bytes:
    return hmac.new(peppers()[0], b"webhook:" + nonce.encode(), hashlib.sha256).digest()
