"""What the public side does around its views: what may come in, and what every answer carries."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import unquote_to_bytes

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.log import log_response
from django.utils.translation import gettext as _

from reports import clock
from reports.models.origins import absolute
from reports.site.public import METHODS, NO_STORE, freshness, not_allowed, page

GetResponse = Callable[[HttpRequest], HttpResponseBase]

MAX_QUERY_BYTES = 4096
MAX_PARAMETERS = 50
UNAVAILABLE = (OperationalError, InterfaceError)
RETRY_AFTER = 30  # seconds


def in_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith(_admin(get_urlconf(), get_script_prefix()))


@cache
def _admin(urlconf: str | None, prefix: str) -> str:
    """Where the admin is on the site, in a table of addresses; kept, for it is asked several
    times in each request."""
    return reverse("wagtailadmin_home").removeprefix(prefix.rstrip("/"))


class InputGate:
    """Refuses addresses that no page has a use for, before anything reads them.

    Databases, logs and headers each choke on some of them in their own way
    (PostgreSQL takes no NUL, UTF-8 no lone surrogate); here they all end alike.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not in_admin(request):
            problem = refusal(*_raw(request))
            if problem:
                return bad_request(request, problem)
        return self.get_response(request)


def _raw(request: HttpRequest) -> tuple[bytes, bytes]:
    """Path and query string in percent escapes. Django has decoded the path already, but
    leaves bytes that are not UTF-8 as escapes; the query string is as the client sent it."""
    path = request.path_info.encode("utf-8", "surrogatepass")
    return path, str(request.META.get("QUERY_STRING", "")).encode("latin-1", "replace")


def refusal(path: bytes, query: bytes) -> str:
    """What is wrong with a path or a query string; empty if nothing is."""
    if len(query) > MAX_QUERY_BYTES:
        return _("The query string is longer than %(n)s bytes. Shorten it.") % {
            "n": MAX_QUERY_BYTES
        }
    if query.count(b"&") >= MAX_PARAMETERS:
        many = _("The query string has more than %(n)s parameters. Send fewer.")
        return many % {"n": MAX_PARAMETERS}
    for name, part in ((_("path"), path), (_("query string"), query)):
        try:
            text = unquote_to_bytes(part).decode(
                "utf-8"
            )  # strict: no lone surrogates, no overlong forms
        except UnicodeDecodeError:
            wrong = _(
                "The %(part)s is not valid UTF-8. Encode it as UTF-8, then as percent escapes."
            )
            return wrong % {"part": name}
        if any(unicodedata.category(character) == "Cc" for character in text):
            return _("The %(part)s holds a control character. Remove it.") % {"part": name}
    return ""


def bad_request(request: HttpRequest, problem: str) -> HttpResponse:
    if request.path_info.startswith("/api/"):
        kind = absolute("/api/problems/bad-request/")
        body = {"type": kind, "title": "Bad request", "status": 400, "detail": problem}
        response = HttpResponse(
            json.dumps(body), status=400, content_type="application/problem+json"
        )
        response["Cache-Control"] = NO_STORE
        response["Access-Control-Allow-Origin"] = "*"  # like every answer of the API
        return response
    return page("400.html", {"message": problem}, None, status=400)


class PublicFace:
    """Gives every public answer its Cache-Control, those of Wagtail's own pages too.

    Stands outside of sessions and CSRF, to see what they add: an answer that
    depends on a cookie is nobody else's, whatever made it so.
    """

    CACHEABLE = {200, 301, 302, 404, 410}

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if in_admin(request):
            return response
        if response.cookies or "cookie" in response.get("Vary", "").lower():
            response["Cache-Control"] = f"private, {NO_STORE}"
        elif not response.has_header("Cache-Control"):
            cacheable = response.status_code in self.CACHEABLE and request.method in METHODS
            # A view of ours has set its own. What is left was decided before any view
            # ran (no such address), or at the moment that `process_view` kept.
            now = getattr(request, "public_moment", None) or (clock.now() if cacheable else None)
            response["Cache-Control"] = freshness(now) if cacheable and now else NO_STORE
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """A database that does not answer is a 503, which says when to try again."""
        if in_admin(request) or not isinstance(exception, UNAVAILABLE):
            return None
        answer = page("503.html", {}, None, status=503)
        answer["Retry-After"] = str(RETRY_AFTER)
        log_response(
            "Service Unavailable: %s",
            request.path,
            response=answer,
            request=request,
            exception=exception,
        )
        return answer

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Pages that Wagtail serves keep the rules of `public`; they were not written by us."""
        if in_admin(request) or request.path_info.startswith("/api/"):
            return None
        if getattr(view, "public", False):
            return None
        if request.method not in METHODS:
            return not_allowed()
        # Read before the page reads anything: an answer must not outlive the minute it saw.
        request.public_moment = clock.now()  # type: ignore[attr-defined]
        return None
