"""What all views of the API share: one moment, strict parameters, one form of answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpResponseBase, HttpResponsePermanentRedirect
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.mediatypes import media_type_matches
from rest_framework.views import APIView

from reports import clock
from reports.api import parameters
from reports.api.addresses import Addresses
from reports.api.parameters import Reader
from reports.api.problems import ParameterProblem, exception_handler
from reports.asof import AsOfError, Moment

# Shared by all addresses. ``format`` is there because people try it.
COMMON: Mapping[str, Reader] = {
    "as_of": parameters.as_of,
    "format": parameters.choice(["json"]),
}
FRESH = (200, 301, 404, 410)


class JsonAlone(DefaultContentNegotiation):
    """Whoever takes JSON gets the same bytes; all others get a 406.

    The framework's own choice would also look at ``?format=`` and indent as ``Accept`` says.
    """

    def select_renderer(
        self, request: Request, renderers: Iterable[Any], format_suffix: str | None = None
    ) -> tuple[Any, str]:
        (renderer,) = renderers
        accepted = self.get_accept_list(request) if request.headers.get("accept") else ["*/*"]
        if not any(media_type_matches(renderer.media_type, wanted) for wanted in accepted):
            raise NotAcceptable
        return renderer, renderer.media_type


class PublicView(APIView):
    """A view whose answer depends on the address, the query string and the moment alone.

    Subclasses define `answer`, and the ``readers`` of the parameters they take besides
    the common ones.
    """

    public = True
    http_method_names = ["get", "head", "options"]
    content_negotiation_class = JsonAlone
    readers: Mapping[str, Reader] = {}
    now: datetime | None = None

    def get(self, request: Request, **coordinates: str) -> HttpResponseBase:
        given = parameters.read(request.query_params, {**self.readers, **COMMON})
        self.now = clock.now()
        self.addresses = Addresses(request._request)
        at = self.moment(given, self.now)
        return self.answer(at, given, **coordinates)

    def answer(self, at: datetime, given: dict[str, Any], **coordinates: str) -> HttpResponseBase:
        """The answer as of ``at``; ``given`` holds the parameters by name."""
        raise NotImplementedError

    def moment(self, given: dict[str, Any], now: datetime) -> datetime:
        """The moment asked about, by a clock that was read once."""
        wanted: Moment = given.get("as_of", Moment())
        try:
            return wanted.at(now)
        except AsOfError as error:
            raise ParameterProblem("as_of", str(error)) from None

    def get_exception_handler(self) -> Any:
        return exception_handler

    def moved_to(self, address: str) -> HttpResponseBase:
        """A redirect for good, with the query string of the request."""
        query = self.request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """What may be asked, the same for every address: it reads nothing."""
        response = Response(status=204)
        response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response["Access-Control-Allow-Headers"] = "If-None-Match"
        response["Access-Control-Max-Age"] = "86400"
        return response

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Everybody may read; answers are fresh until the next whole minute, errors are not kept.

        The minute ends for all answers alike, so that it tells nothing of what is to come.
        """
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link"
        if self.now and response.status_code in FRESH:
            left = clock.next_minute(self.now) - self.now
            response["Cache-Control"] = f"public, max-age={int(left.total_seconds())}"
        else:
            response["Cache-Control"] = "no-store"
        return response
