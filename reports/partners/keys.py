"""API keys: made, rotated, revoked, and recognised.

``msr_<prefix>_<secret><checksum>``: the prefix finds the row, the secret has 160 random
bits, the checksum tells a mistyped key without asking the database. Stored are the prefix
and a keyed hash of the whole, so that a copy of the database holds no usable key. Each
request asks the database anew, so a revoked key works nowhere from its next request on.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import zlib
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.encoding import force_bytes
from wagtail.log_actions import log

from reports import clock
from reports.models import ApiKey, Organisation

FORM = re.compile(r"msr_([a-z2-7]{8})_([a-z2-7]{32})([a-z2-7]{7})")
LOOKS_LIKE_ONE = re.compile(r"msr_[a-z2-7]")
LONGEST_OVERLAP = timedelta(days=30)


class KeyRefused(Exception):
    """Something cannot be done with a key; the text says why."""


def create(
    organisation: Organisation,
    name: str,
    scopes: list[str],
    expires_at: datetime | None = None,
    user: Any = None,
) -> tuple[ApiKey, str]:
    """A new key and its text, which is nowhere else from then on."""
    now = clock.now()
    if expires_at is not None and expires_at <= now:
        raise KeyRefused("The key would have expired already.")
    prefix, text = _new()
    with transaction.atomic():
        key = ApiKey.objects.create(
            organisation=organisation,
            name=name,
            scopes=list(scopes),
            expires_at=expires_at,
            prefix=prefix,
            digest=_digests(text)[0],
            created_at=now,
        )
        log(key, "reports.key_create", user=user, data={"reason": f"{name}, msr_{prefix}…"})
    return key, text


def rotate(key: ApiKey, overlap: timedelta, user: Any = None) -> str:
    """A new secret for a key; the one before works for ``overlap`` longer, and one that was
    still within its own overlap ends at once."""
    if not timedelta(0) <= overlap <= LONGEST_OVERLAP:
        raise KeyRefused(f"The former key may work for {LONGEST_OVERLAP.days} days at most.")
    with transaction.atomic():
        key = _held(key)
        now = clock.now()
        if key.revoked_at:
            raise KeyRefused("The key was revoked. Make a new one.")
        former = key.prefix
        prefix, text = _new()
        key.former_prefix, key.former_digest = key.prefix, key.digest
        key.former_until = now + overlap
        key.prefix, key.digest, key.rotated_at = prefix, _digests(text)[0], now
        key.save()
        reason = f"msr_{former}… ends {key.former_until:%Y-%m-%d %H:%M} UTC, msr_{prefix}… begins"
        log(key, "reports.key_rotate", user=user, data={"reason": reason})
    return text


def revoke(key: ApiKey, reason: str = "", user: Any = None) -> None:
    """End a key for good, with its former secret."""
    with transaction.atomic():
        key = _held(key)
        if key.revoked_at:
            raise KeyRefused("The key was revoked already.")
        key.revoked_at = clock.now()
        key.save(update_fields=["revoked_at"])
        log(key, "reports.key_revoke", user=user, data={"reason": reason})


def recognise(text: str) -> ApiKey | None:
    """The key that works now with this text, with its organisation and plan; in one query."""
    found = FORM.fullmatch(text)
    if not found or not hmac.compare_digest(_checksum(text[: -len(found[3])]), found[3]):
        return None
    prefix = found[1]
    rows = (
        ApiKey.objects.filter(Q(prefix=prefix) | Q(former_prefix=prefix))
        .select_related("organisation__plan")
        .annotate(asked_at=clock.sql_now())
    )
    digests = _digests(text)
    for key in rows:
        now = key.asked_at
        if key.state(now) == "active" and (
            _same(key.digest, digests)
            or (key.former_until and now < key.former_until and _same(key.former_digest, digests))
        ):
            return key
    return None


def _held(key: ApiKey) -> ApiKey:
    return ApiKey.objects.select_for_update(of=("self",)).get(pk=key.pk)


def _new() -> tuple[str, str]:
    prefix = _letters(secrets.token_bytes(5))
    begin = f"msr_{prefix}_{_letters(secrets.token_bytes(20))}"
    return prefix, begin + _checksum(begin)


def _checksum(text: str) -> str:
    return _letters(zlib.crc32(text.encode()).to_bytes(4, "big"))


def _letters(data: bytes) -> str:
    return base64.b32encode(data).decode().rstrip("=").lower()


def _same(stored: str, digests: list[str]) -> bool:
    return any(hmac.compare_digest(stored, digest) for digest in digests)


def _digests(text: str) -> list[str]:
    """The hashes that a key may be stored by; the first is the one for new keys."""
    return [hmac.new(pepper, text.encode(), hashlib.sha256).hexdigest() for pepper in peppers()]


def peppers() -> list[bytes]:
    """The setting's own, or those made from SECRET_KEY and the keys before it."""
    if settings.REPORTS_API_KEY_PEPPER:
        return [settings.REPORTS_API_KEY_PEPPER.encode()]
    bases = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [
        hashlib.sha256(b"reports.partners.keys:" + force_bytes(base)).digest() for base in bases
    ]
