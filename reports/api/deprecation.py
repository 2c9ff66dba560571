"""What is to go: announced in headers, in OpenAPI and in the changelog of the manual.

A view declares it: ``going = (Going(date(2031, 5, 1), date(2032, 5, 1), "Use figures/."),)``
for its address, with ``parameter=`` or ``field=`` for one of those. A field that several views
show is declared in each of them. Nothing else is to be done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.http import HttpResponseBase
from django.utils.http import http_date
from rest_framework.request import Request

from reports.models.origins import absolute

NOTICE = timedelta(days=365)
CHANGELOG = "/api/#h-changelog"
HEADERS = {
    "Deprecation": "Since when this is not to be used any more (RFC 9745).",
    "Sunset": "From when on it will be gone (RFC 8594).",
}
KEPT = 400  # statuses below this one speak of what was asked for


@dataclass(frozen=True, slots=True)
class Going:
    """Deprecated ``since`` a day, gone from the day ``until`` on; ``instead`` says what to do.
    A whole address, unless a parameter or a field is named."""

    since: date
    until: date
    instead: str
    parameter: str = ""
    field: str = ""

    def __post_init__(self) -> None:
        if self.until - self.since < NOTICE:
            raise ValueError("Whatever goes is announced twelve months ahead.")
        if self.parameter and self.field:
            raise ValueError("Name a parameter or a field, not both.")

    def concerns(self, request: Request) -> bool:
        """Whether a request uses it."""
        if self.parameter:
            return self.parameter in request.query_params
        wanted = request.query_params.get("fields")
        return not self.field or wanted is None or self.field in wanted.split(",")

    def described(self) -> dict[str, str]:
        """It, for OpenAPI and the manual."""
        what = f"parameter {self.parameter}" if self.parameter else f"field {self.field}"
        return {
            "what": what if self.parameter or self.field else "address",
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "instead": self.instead,
        }


def announce(view: Any, request: Any, response: HttpResponseBase) -> None:
    """Say in the headers that something which was used is to go; the earliest dates, if several."""
    if not view.going or response.status_code >= KEPT or not isinstance(request, Request):
        return
    used = [going for going in view.going if going.concerns(request)]
    if not used:
        return
    response["Deprecation"] = f"@{_seconds(min(going.since for going in used))}"
    response["Sunset"] = http_date(_seconds(min(going.until for going in used)))
    link = f'<{absolute(CHANGELOG)}>; rel="deprecation"; type="text/html"'
    response["Link"] = ", ".join(filter(None, (response.get("Link"), link)))


def mark(view: Any, operation: dict[str, Any]) -> None:
    """The same in the description of a view's operation."""
    if not view.going:
        return
    if any(not going.parameter and not going.field for going in view.going):
        operation["deprecated"] = True
    named = {going.parameter for going in view.going}
    for parameter in operation["parameters"]:
        if parameter["name"] in named:
            parameter["deprecated"] = True
    operation["x-deprecations"] = [going.described() for going in view.going]
    headers = operation["responses"]["200"]["headers"]
    for name, text in HEADERS.items():
        headers[name] = {"description": text, "schema": {"type": "string"}}


def mark_fields(view: Any, properties: Mapping[str, dict[str, Any]]) -> None:
    """The same in the description of what it shows."""
    for going in view.going:
        if going.field:
            properties[going.field]["deprecated"] = True


def listed(contract: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """All that is to go, by the contract: for the changelog."""
    for path, operations in contract["paths"].items():
        for operation in operations.values():
            for told in operation.get("x-deprecations", ()):
                yield {"path": path, **told}


def _seconds(day: date) -> int:
    return int(datetime.combine(day, time.min, UTC).timestamp())
