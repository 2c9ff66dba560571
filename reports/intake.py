"""The one module through which the public writes: saved checks, enquiries, and
tallies for limits.

It appends to tables of its own and reads nothing else, so that the public
face can later run under a role that may do just this.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest

from reports import clock
from reports.models.intake import Enquiry, SavedCheck, Tally

TOKEN_BYTES = 16
COUNT = """
INSERT INTO reports_tally (what, who, span, count) VALUES (%s, %s, %s, 1)
ON CONFLICT (what, who, span) DO UPDATE SET count = reports_tally.count + 1
RETURNING count
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``most`` times in ``seconds``, counted in whole spans of that length."""

    what: str
    most: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Count:
    """Whether one more is allowed, how many are left, and the seconds until the count is new."""

    allowed: bool
    left: int
    reset: int


def count(limit: Limit, who: str) -> Count:
    """Count one more of something, in one atomic statement: of any number at the same time,
    exactly ``limit.most`` pass, over all processes."""
    now = int(clock.now().timestamp())
    span = now // limit.seconds
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(COUNT, [limit.what, hidden(who), span])
        counted: int = cursor.fetchone()[0]
    if counted == 1:
        Tally.objects.filter(what=limit.what, span__lt=span - 1).delete()
    reset = (span + 1) * limit.seconds - now
    return Count(counted <= limit.most, max(0, limit.most - counted), reset)


def address(request: HttpRequest) -> str:
    """The visitor's network address, behind the fixed number of proxies that the settings name.

    What a visitor adds to ``X-Forwarded-For`` stands further left and is never read.
    """
    proxies: int = settings.REPORTS_PROXIES
    told = str(request.META.get("REMOTE_ADDR", ""))
    if proxies:
        hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
        if len(hops) >= proxies and hops[-proxies]:
            told = hops[-proxies]
    return network(told)


def network(told: str) -> str:
    """Whom an address stands for: itself without a port, or the /64 of an IPv6 address, since
    a visitor has one of those to choose from."""
    bare = told.removeprefix("[").partition("]")[0] if told.startswith("[") else told
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ip_address(bare)
    except ValueError:
        return told
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ip_network((found, 64), strict=False))
    return str(found)


def keep_check(text: str, result: dict[str, Any]) -> str:
    """Keep a checked text; gives the token of its address (128 random bits)."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    SavedCheck.objects.create(token=token, text=text, result=result, at=clock.now())
    return token


def kept_check(token: str) -> SavedCheck | None:
    """A check that was kept, by its token."""
    return SavedCheck.objects.filter(token=token).first()


def keep_enquiry(**fields: str) -> Enquiry:
    """Keep what somebody wrote by a form; ``fields`` are those of `Enquiry`."""
    return Enquiry.objects.create(at=clock.now(), **fields)


def hidden(who: str) -> str:
    """A keyed hash of somebody, so that no address of the network is stored."""
    return hmac.new(settings.SECRET_KEY.encode(), who.encode(), hashlib.sha256).hexdigest()
