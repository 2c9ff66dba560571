"""The contract as a file, and the pages that explain the API and its errors to people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from rest_framework.response import Response

from reports import clock
from reports.api import contract, deprecation
from reports.api.contract.examples import code
from reports.api.problem_kinds import KINDS
from reports.api.views.base import PublicView
from reports.models.origins import absolute, licence

METHODS = ("GET", "HEAD")


class Contract(PublicView):
    """The description of this API as OpenAPI 3.1."""

    in_contract = False
    timed = False

    def answer(self, at: datetime, given: dict[str, Any], **coordinates: Any) -> HttpResponseBase:
        return Response(contract.document())


def documentation(request: HttpRequest) -> HttpResponse:
    """How to use the API: the page at ``/api/``."""
    described = contract.document()
    collections = []
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            query = [item for item in operation["parameters"] if item["in"] == "query"]
            collections.append(
                {
                    "path": path,
                    "method": method.upper(),
                    "summary": operation["summary"],
                    "parameters": query,
                    "forms": list(operation["responses"]["200"]["content"]),
                }
            )
    context = {
        "site": absolute(""),
        "name": settings.WAGTAIL_SITE_NAME,
        "collections": collections,
        "statuses": [
            {"name": name, "kind": kind, "path": reverse("api-problem", args=[name])}
            for name, kind in KINDS.items()
        ],
        "code": code(),
        "licence": licence(),
        "version": described["info"]["version"],
        "going": list(deprecation.listed(described)),
        "contract": reverse("api:contract"),
        "canonical": absolute(reverse("api-documentation")),
        "nav": "api",
    }
    return _page(request, "api/documentation.html", context)


def problem(request: HttpRequest, kind: str) -> HttpResponse:
    """What an error means that names this page as its type."""
    known = KINDS.get(kind)
    if known is None:
        return _page(request, "404.html", {}, status=404)
    context = {"kind": known, "canonical": absolute(request.path), "nav": "api"}
    return _page(request, "api/problem.html", context)


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    if request.method not in METHODS:
        response = HttpResponse(status=405, content_type="text/plain")
        response["Allow"] = ", ".join(METHODS)
        response["Cache-Control"] = "no-store"
        return response
    now = clock.now()
    response = HttpResponse(render_to_string(template, context), status=status)
    left = int((clock.next_minute(now) - now).total_seconds())
    response["Cache-Control"] = f"public, max-age={left}"
    return response


documentation.public = problem.public = True  # type: ignore[attr-defined]
