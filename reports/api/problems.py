"""Errors as ``application/problem+json`` (RFC 9457), whatever went wrong."""

from __future__ import annotations

from typing import Any

from django.core import signals
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.utils.log import log_response
from rest_framework import exceptions
from rest_framework.response import Response

from reports.api import forms
from reports.api.problem_kinds import KINDS, address, kind_of

MEDIA_TYPE = "application/problem+json"

NOT_FOUND = "There is nothing at this address. /api/v1/ lists the collections."
GONE = "This report was withdrawn."


class Problem(exceptions.APIException):
    """An error to answer with. ``members`` are RFC 9457's extension members."""

    wait: int | None = None  # seconds, for a Retry-After
    kind = ""  # that of the status, unless a class has its own

    def __init__(self, status: int, detail: str, **members: str | None) -> None:
        super().__init__(detail)
        self.status_code = status
        self.headers: dict[str, str] = {}
        self.members = {name: value for name, value in members.items() if value is not None}


class ParameterProblem(Problem):
    """A 400 for a query parameter: its name, what is wrong, and perhaps what was meant."""

    kind = "parameter"

    def __init__(self, parameter: str, detail: str, suggestion: str | None = None) -> None:
        super().__init__(400, detail, parameter=parameter, suggestion=suggestion)


def exception_handler(exc: Exception, context: dict[str, Any]) -> Response:
    """The answer to an exception in a view. What nobody expected is logged, and a 500."""
    match exc:
        case Problem():
            response = problem(exc.status_code, str(exc.detail), exc.kind, **exc.members)
            for name, value in exc.headers.items():
                response[name] = value
            if exc.wait is not None:
                response["Retry-After"] = str(exc.wait)
            return response
        case Http404() | exceptions.NotFound():
            return problem(404, NOT_FOUND)
        case exceptions.MethodNotAllowed():
            allowed = ", ".join(context["view"].allowed_methods)
            return problem(405, f"This address takes {allowed}.")
        case exceptions.NotAcceptable():
            taken = ", ".join(forms.MEDIA_TYPES[form] for form in context["view"].forms)
            return problem(406, f"This address answers in {taken}.")
        case exceptions.APIException():
            return problem(exc.status_code, str(exc.detail))
        case SuspiciousOperation() | BadRequest():
            return problem(400, "The request cannot be read.")
    return _unexpected(exc, context)


def problem(status: int, detail: str, kind: str = "", /, **members: str) -> Response:
    """A problem document, of the kind that goes with the status unless another is named."""
    kind = kind or kind_of(status)
    data = {
        "type": address(kind),
        "title": KINDS[kind].title,
        "status": status,
        "detail": detail,
        **members,
    }
    return Response(data, status=status, content_type=MEDIA_TYPE)


def _unexpected(exc: Exception, context: dict[str, Any]) -> Response:
    """What Django does with an exception in a view, but for its HTML page."""
    request = getattr(context["request"], "_request", None)
    signals.got_request_exception.send(sender=None, request=request)
    if isinstance(exc, OperationalError | InterfaceError):
        response = problem(503, "The data cannot be read at the moment. Please try again.")
        response["Retry-After"] = "30"
    else:
        response = problem(500, "Something went wrong here. It was logged; please try again later.")
    log_response(
        f"{response.data['title']}: %s",
        getattr(request, "path", ""),
        response=response,
        request=request,
        exception=exc,
    )
    return response
