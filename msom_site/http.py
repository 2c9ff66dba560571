"""Small matters of HTTP that Django leaves to the server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.http import parse_http_date_safe


class Conditional(ConditionalGetMiddleware):
    """Django's, which tags answers to GET, for HEAD too: its answers have the same headers."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        if request.method != "HEAD":
            return super().process_response(request, response)
        if self.needs_etag(response) and not response.has_header("ETag"):
            set_response_etag(response)
        etag, changed = response.get("ETag"), response.get("Last-Modified")
        moment = parse_http_date_safe(changed) if changed else None
        if etag or moment:
            return get_conditional_response(request, etag, moment, response)
        return response


class BodilessHead:
    """Drop the body of answers to HEAD; gunicorn logs a warning for each one it must drop itself.

    Length and tag stay those of the answer to GET: the middleware below has set them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "HEAD" and isinstance(response, HttpResponse):
            response.content = b""
        return response
