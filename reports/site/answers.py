"""Answers that are files rather than pages."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse

from reports.site.public import freshness


def file(
    content: bytes | str,
    media_type: str,
    now: datetime,
    *,
    name: str = "",
    links: str = "",
    noindex: bool = False,
) -> HttpResponse:
    """A file of the public site, fresh as of ``now``; saved under ``name`` if it has one."""
    response = HttpResponse(content, content_type=media_type)
    response["Cache-Control"] = freshness(now)
    if name:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    if links:
        response["Link"] = links
    if noindex:
        response["X-Robots-Tag"] = "noindex"
    return response
