"""The index, and what answers below it where nothing else does."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NoReturn

from django.http import Http404, HttpResponseBase
from django.urls import Resolver404, resolve
from rest_framework.request import Request
from rest_framework.response import Response

from reports import clock
from reports.api.addresses import Addresses
from reports.api.views.base import PublicView

COLLECTIONS = (
    *("markets", "reports", "releases", "figures", "series", "key-players", "companies"),
    *("developments", "segments", "geographies", "sources", "search", "changes"),
)
OTHERS = {"checks": "checks", "usage": "usage", "openapi": "contract"}  # by route


class Index(PublicView):
    """What there is, and where."""

    def answer(self, at: datetime, given: dict[str, Any], **coordinates: Any) -> Response:
        routes = {**{name: name for name in COLLECTIONS}, **OTHERS}
        return Response({name: self.addresses.collection(to) for name, to in routes.items()})


class Unknown(PublicView):
    """An address that is not there: a 404 whatever the method, unless only its slash is missing."""

    in_contract = False
    http_method_names = ["get", "head", "options", "post", "put", "patch", "delete", "trace"]
    allowed_methods = ["GET", "HEAD", "OPTIONS"]

    def get(self, request: Request, **coordinates: Any) -> HttpResponseBase:
        self.now = clock.now()
        self.addresses = Addresses(request._request)
        try:
            match = resolve(f"{request.path_info}/")
        except Resolver404:
            raise Http404 from None
        if getattr(match.func, "cls", None) is type(self):
            raise Http404
        return self.moved_to(self.request.build_absolute_uri(f"{request.path}/"))

    def options(self, request: Any, *args: Any, **kwargs: Any) -> NoReturn:
        self.now = clock.now()
        raise Http404

    post = put = patch = delete = trace = options
