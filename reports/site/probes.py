"""Whether the site lives, and whether it can answer: for those who operate it."""

from __future__ import annotations

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse

from reports.site.public import NO_STORE, public


@public
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers; the database is not asked."""
    return _plain("ok", 200)


@public
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers too; 503 if it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return _plain("The database does not answer.", 503)
    return _plain("ok", 200)


def _plain(text: str, status: int) -> HttpResponse:
    response = HttpResponse(f"{text}\n", status=status, content_type="text/plain")
    response["Cache-Control"] = NO_STORE
    return response
