"""What a key was used for: ``/api/v1/usage/``, for its holder alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response

from reports import clock
from reports.api import parameters, shapes
from reports.api.callers import Unauthorised, holder
from reports.api.parameters import Reader
from reports.api.problems import ParameterProblem
from reports.api.views.base import COMMON, PublicView
from reports.partners import usage

READERS = {"since": parameters.date, "until": parameters.date, "format": COMMON["format"]}


class Usage(PublicView):
    """Requests by day, newest first; the last thirty days unless others are asked for."""

    scope = ""
    shape = shapes.UsageData
    keyed = True

    def taken(self) -> dict[str, Reader]:
        return dict(READERS)

    def get(self, request: Request, **coordinates: str) -> HttpResponseBase:
        key = holder(request)
        if key is None:
            raise Unauthorised("Usage is told to the holder of a key: send it.")
        given: dict[str, Any] = parameters.read(request.query_params, self.taken())
        until = given.get("until", clock.now().date())
        since = given.get("since", until - timedelta(days=min(29, until.toordinal() - 1)))
        if since > until:
            raise ParameterProblem("since", "The parameter since lies after until.")
        plan = key.organisation.plan
        return Response(
            {
                "organisation": key.organisation.name,
                "key": {
                    "name": key.name,
                    "prefix": f"msr_{key.prefix}",
                    "scopes": key.scopes,
                    "expires_at": key.expires_at and f"{key.expires_at:%Y-%m-%dT%H:%M:%SZ}",
                },
                "limits": {"per_minute": plan.per_minute, "per_day": plan.per_day},
                "days": [
                    {"date": row.date.isoformat(), "requests": row.passed, "refused": row.refused}
                    for row in usage.by_day(key, since, until)
                ],
            }
        )
