"""Small matters of HTTP that Django leaves to the server."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase


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
