"""Check a text by the same rules as a report: ``POST /api/v1/checks/``. Nothing is stored."""

from __future__ import annotations

import codecs
import json
from typing import Any, ClassVar

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response

from reports import clock, intake
from reports.api import parameters, shapes
from reports.api.parameters import Reader
from reports.api.problems import Problem
from reports.api.views.base import COMMON, PublicView
from reports.consistency.text import check_text

MOST_BYTES = 200_000
LIMIT = intake.Limit("api-check", 120, 3600)


class Checks(PublicView):
    """Takes ``{"text": "…"}`` as JSON, or the bare text as ``text/plain`` or ``text/html``."""

    scope = "checks"
    shape = shapes.CheckedData
    takes: ClassVar[dict[str, Any]] = {
        "application/json": {
            "schema": {
                "type": "object",
                "properties": {"text": {"type": "string", "minLength": 1}},
                "required": ["text"],
                "additionalProperties": False,
            }
        },
        "text/plain": {"schema": {"type": "string", "minLength": 1}},
        "text/html": {"schema": {"type": "string", "minLength": 1}},
    }
    http_method_names = ["post", "options"]
    parser_classes: list[Any] = []

    def taken(self) -> dict[str, Reader]:
        return {"format": COMMON["format"]}

    def post(self, request: Request) -> HttpResponseBase:
        parameters.read(request.query_params, self.taken())
        text = self.text(request)
        counted = intake.count(LIMIT, intake.address(request._request))
        if not counted.allowed:
            problem = Problem(429, f"That was a lot. Try again in {counted.reset} seconds.")
            problem.wait = counted.reset
            raise problem
        return Response(check_text(text, clock.now().date()).as_json())

    def text(self, request: Request) -> str:
        """The text of the request's body; raises `Problem` for what is none."""
        if request.META.get("CONTENT_LENGTH") in (None, "", "0"):
            raise Problem(400, "There is no text to check.")
        kind = request.content_type.partition(";")[0].strip().lower()
        if kind not in ("application/json", "text/plain", "text/html"):
            raise Problem(415, "Send the text as application/json, text/plain or text/html.")
        charset = _parameter(request.content_type, "charset")
        if charset not in ("", "utf-8", "utf8") or request.headers.get("Content-Encoding"):
            raise Problem(415, "Send the text in UTF-8, not compressed.")
        limit = MOST_BYTES * (6 if kind == "application/json" else 1)  # \\u escapes
        body = self.body(request, limit)
        try:
            text = body.removeprefix(codecs.BOM_UTF8).decode("utf-8")
            if kind == "application/json":
                text = _member(text)
        except UnicodeDecodeError:
            raise Problem(400, "The body is not UTF-8.") from None
        except (ValueError, RecursionError):
            raise Problem(400, 'The body is not a JSON object such as {"text": "…"}.') from None
        if len(text.encode(errors="replace")) > MOST_BYTES:
            raise self.too_long()
        if not text.strip():
            raise Problem(400, "There is no text to check.")
        return text.replace("\0", "\N{REPLACEMENT CHARACTER}")

    def body(self, request: Request, limit: int) -> bytes:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length[:12]) > limit:
            raise self.too_long()
        try:
            body: bytes = request._request.body
        except RequestDataTooBig:
            raise self.too_long() from None
        return body

    def too_long(self) -> Problem:
        return Problem(413, f"A text has at most {MOST_BYTES} bytes. Send a part.")

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        response = super().options(request, *args, **kwargs)
        response["Access-Control-Allow-Methods"] = "POST, OPTIONS"
        response["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
        return response


def _parameter(content_type: str, name: str) -> str:
    """A parameter of a media type, in lower case; empty if it has none."""
    for part in content_type.lower().split(";")[1:]:
        key, _, value = part.partition("=")
        if key.strip() == name:
            return value.strip().strip('"')
    return ""


def _member(body: str) -> str:
    """The member ``text`` of a JSON object that has nothing else."""
    data = json.loads(body)
    if not isinstance(data, dict) or set(data) != {"text"} or not isinstance(data["text"], str):
        raise ValueError
    text: str = data["text"]
    text.encode("utf-8")  # no lone surrogate: it would be text that nothing can store
    return text
