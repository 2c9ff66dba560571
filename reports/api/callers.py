"""Who asks: the holder of a key, or nobody in particular; and how often they may.

The answers are the same bytes for all. ``Vary: Authorization`` keeps them apart in shared
caches all the same: a wrong or revoked key must reach us to be refused, and what a key
holder gets is ``private``, so that it is counted and carries the holder's own numbers.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.utils.cache import patch_vary_headers
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from reports.api.problems import Problem
from reports.models import ApiKey
from reports.partners import keys, limits

# Where keys are put by habit; ``key`` itself is a filter of the figures.
IN_QUERY = {"api_key", "apikey", "api-key", "access_token", "authorization", "token"}
REALM = 'Bearer realm="api"'


class Unauthorised(Problem):
    """A 401: never an anonymous answer to somebody who meant to be known."""

    def __init__(self, detail: str, error: str = "") -> None:
        super().__init__(401, detail)
        self.headers = {"WWW-Authenticate": f'{REALM}, error="{error}"' if error else REALM}


class BearerKey(BaseAuthentication):
    """``Authorization: Bearer msr_…``. Without the header nobody is asked who they are."""

    def authenticate(self, request: Request) -> tuple[None, ApiKey] | None:
        _refuse_in_query(request)
        given = request.META.get("HTTP_AUTHORIZATION")
        if given is None or request.method == "OPTIONS":
            return None
        scheme, _, text = given.strip().partition(" ")
        if scheme.lower() != "bearer":
            raise Unauthorised("Send the key as Authorization: Bearer, or no key at all.")
        key = keys.recognise(text.strip())
        if key is None:
            raise Unauthorised("This key is not one of ours, or works no longer.", "invalid_token")
        request.partner_key = key  # type: ignore[attr-defined]
        return None, key

    def authenticate_header(self, request: Request) -> str:
        return REALM


class WithinLimits(BaseThrottle):
    """Counts the request; one too many is a 429. Preflights of browsers carry no key."""

    def allow_request(self, request: Request, view: Any) -> bool:
        if request.method == "OPTIONS":
            return True
        key = holder(request)
        if key is not None and view.scope and view.scope not in key.scopes:
            raise Problem(403, f"This key lacks the scope {view.scope}.")
        counted = limits.count_key(key) if key else limits.count_visitor(request._request)
        request.counted = counted  # type: ignore[attr-defined]
        if counted is None or counted.admitted:
            return True
        span = "day" if not counted.day_left else "minute"
        most = counted.limits.day if span == "day" else counted.limits.minute
        hint = "" if key else " A key allows more."
        problem = Problem(
            429, f"That was more than {most} requests a {span}. Wait {counted.wait} s.{hint}"
        )
        problem.wait = counted.wait
        raise problem


def holder(request: Any) -> ApiKey | None:
    """The key that the request was sent with."""
    return getattr(request, "partner_key", None)


def finish(request: Any, response: HttpResponseBase) -> None:
    """What every answer says of who asked: how much is left, and who may keep it."""
    patch_vary_headers(response, ["Authorization"])
    if holder(request) is not None:
        kept = str(response.headers.get("Cache-Control", ""))
        response["Cache-Control"] = kept.replace("public", "private")
    counted = getattr(request, "counted", None)
    if counted is not None:
        for name, value in counted.headers().items():
            response[name] = value


def _refuse_in_query(request: Request) -> None:
    """A key in an address ends up in logs, histories and referrers; the value is not repeated."""
    for name, values in request.query_params.lists():
        if name.lower() in IN_QUERY or any(map(keys.LOOKS_LIKE_ONE.search, values)):
            raise Problem(
                400,
                "A key does not belong into the address, where others can read it. Send it as "
                "Authorization: Bearer, and have a key that was sent like this rotated.",
            )
