"""What all views of the API share: one moment, strict parameters, one form of answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.http import HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_etags, parse_http_date_safe
from rest_framework.exceptions import NotAcceptable
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from reports import clock
from reports.api import callers, deprecation, forms, parameters
from reports.api.addresses import Addresses
from reports.api.deprecation import Going
from reports.api.parameters import Reader
from reports.api.problems import ParameterProblem, exception_handler
from reports.api.standing import present
from reports.asof import AsOfError, Moment

FRESH = (200, 301, 304, 404, 410)
EXPOSED = ", ".join(
    (
        *("ETag", "Last-Modified", "Link", "Content-Disposition", "As-Of", "Retry-After"),
        *("RateLimit", "RateLimit-Policy", "Deprecation", "Sunset", "WWW-Authenticate"),
    )
)
# What a browser may send besides what it always may.
TAKEN = "Authorization, If-None-Match, If-Modified-Since"
# Shared by all addresses that take no other form than JSON.
COMMON: Mapping[str, Reader] = {
    "as_of": parameters.as_of,
    "format": parameters.choice([forms.JSON]),
}


class PublicView(APIView):
    """A view whose answer depends on the address, the query string and the moment alone.

    Subclasses define `answer`, and the ``readers`` of the parameters they take besides
    the common ones; ``shape`` names the fields that ``fields`` chooses from, ``forms`` the
    forms that there are. ``form`` is the one that was asked for.
    """

    public = True
    http_method_names = ["get", "head", "options"]
    authentication_classes = [callers.BearerKey]
    throttle_classes = [callers.WithinLimits]
    scope = "data"  # what a key must be good for; empty: any key will do
    readers: Mapping[str, Reader] = {}
    forms: ClassVar[tuple[str, ...]] = (forms.JSON,)
    shape: ClassVar[Any] = None
    listed = False  # whether it answers a page of many
    required: ClassVar[tuple[str, ...]] = ()  # parameters that it cannot do without
    keyed = False  # whether it answers the holder of a key alone
    going: ClassVar[tuple[Going, ...]] = ()  # what of it is deprecated
    timed = True  # whether all that changes its answers has a moment
    now: datetime | None = None
    form = "json"

    def get(self, request: Request, **coordinates: Any) -> HttpResponseBase:
        given = parameters.read(request.query_params, self.taken())
        self.form = given.get("format", self.form)
        self.now, state = present()
        self.addresses = Addresses(request._request)
        at = self.moment(given, self.now)
        tag = state.tag(request.build_absolute_uri(), self.form, *self.parts(at))
        changed = state.last_modified(self.now) if self.timed else None
        response: Any = self.unchanged(tag, changed)
        if response is None:
            response = self.answer(at, given, **coordinates)
            if isinstance(response, Response):
                data = forms.encode(response.data)
                headers = {**response.headers, "Content-Type": forms.MEDIA_TYPES[forms.JSON]}
                response = HttpResponse(data, headers=headers)
            response = forms.compressed(request._request, response)
        if response.status_code in (200, 304):
            response["ETag"] = tag
            if changed:
                response["Last-Modified"] = http_date(changed.timestamp())
        found: HttpResponseBase = response
        return found

    def taken(self) -> dict[str, Reader]:
        """Every parameter, with its reader."""
        taken = {**self.readers, **COMMON, "format": parameters.choice(self.forms)}
        if self.shape is not None:
            taken["fields"] = parameters.names(self.shape.__annotations__)
        return taken

    def parts(self, at: datetime) -> Iterable[object]:
        """What else the answer rests on."""
        return ()

    def unchanged(self, tag: str, changed: datetime | None) -> HttpResponse | None:
        """A 304 for who has this answer already, before anything of it is read."""
        had = self.request.headers.get("If-None-Match")
        since = self.request.headers.get("If-Modified-Since")
        if had is not None:
            same = tag.removeprefix("W/") in [
                known.removeprefix("W/") for known in parse_etags(had)
            ]
        else:
            moment = parse_http_date_safe(since) if since else None
            same = bool(moment and changed and changed.timestamp() <= moment)
        return HttpResponse(status=304) if same else None

    def chosen(self, data: Any, given: Mapping[str, Any]) -> Any:
        """The fields that were asked for, in the order in which they always are."""
        if "fields" not in given:
            return data
        return {name: value for name, value in data.items() if name in given["fields"]}

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """One form for who takes it, whatever the framework would make of ``Accept``."""
        if "format" not in request.query_params:
            try:
                self.form = forms.negotiated(request._request, self.forms)
            except NotAcceptable:
                if not force:
                    raise
        return JSONRenderer(), JSONRenderer.media_type

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
        response["Access-Control-Allow-Headers"] = TAKEN
        response["Access-Control-Max-Age"] = "86400"
        return response

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Everybody may read; answers are fresh until the next whole minute, errors are not kept.

        The minute ends for all answers alike, so that it tells nothing of what is to come.
        """
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED
        patch_vary_headers(response, ["Accept", "Accept-Encoding"])
        if self.now and response.status_code in FRESH:
            left = clock.next_minute(self.now) - self.now
            response["Cache-Control"] = f"public, max-age={int(left.total_seconds())}"
        else:
            response["Cache-Control"] = "no-store"
        deprecation.announce(self, request, response)
        callers.finish(request, response)
        return response
