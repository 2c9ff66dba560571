"""What the API refuses, and why: one exception for each thing that a caller can act on."""

from __future__ import annotations

from typing import Any

import httpx


class ApiError(Exception):
    """An answer that is an error. ``problem`` is its RFC 9457 document, empty if it had none."""

    def __init__(self, status: int, problem: dict[str, Any], url: str) -> None:
        self.status = status
        self.problem = problem
        self.url = url
        self.detail = str(problem.get("detail") or problem.get("title") or "")
        super().__init__(f"{status} {self.detail} ({url})")


class BadParameter(ApiError):
    """400: ``parameter`` is wrong; ``suggestion`` is what was perhaps meant."""

    @property
    def parameter(self) -> str | None:
        return self.problem.get("parameter")

    @property
    def suggestion(self) -> str | None:
        return self.problem.get("suggestion")


class Unauthorized(ApiError):
    """401: the key is not known, has expired or was revoked."""


class NotFound(ApiError):
    """404: there is no such thing, or there was none yet at that moment."""


class Withdrawn(ApiError):
    """410: the report was withdrawn."""


class TooManyRequests(ApiError):
    """429, and still so after the last try: ``retry_after`` says how many seconds to wait."""

    retry_after: float | None = None


class Unavailable(ApiError):
    """5xx, and still so after the last try."""


KNOWN: dict[int, type[ApiError]] = {
    400: BadParameter,
    401: Unauthorized,
    404: NotFound,
    410: Withdrawn,
    429: TooManyRequests,
}


def error_of(response: httpx.Response) -> ApiError:
    """The exception for an answer of 400 and above."""
    try:
        body = response.json()
    except ValueError:
        body = None
    problem = body if isinstance(body, dict) else {}
    default = Unavailable if response.status_code >= 500 else ApiError
    error = KNOWN.get(response.status_code, default)(
        response.status_code, problem, str(response.url)
    )
    if isinstance(error, TooManyRequests):
        error.retry_after = seconds(response)
    return error


def seconds(response: httpx.Response) -> float | None:
    """What ``Retry-After`` says, if it says a number."""
    try:
        return max(0.0, float(response.headers["Retry-After"]))
    except (KeyError, ValueError):
        return None
