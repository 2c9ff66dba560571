"""What every public view keeps: reading only, no session, fresh until the next whole minute."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponsePermanentRedirect,
)
from django.template.loader import render_to_string
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from reports import clock
from reports.asof import AsOfError
from reports.site.lookup import Gone, Moved, NotVisible

View = Callable[..., HttpResponse]
METHODS = ["GET", "HEAD"]
NO_STORE = "no-store"


def freshness(now: datetime) -> str:
    """The Cache-Control of an answer given at ``now``: fresh until the next whole minute.

    Releases come at whole minutes, so caches turn with them; and since this is
    so whether or not one is pending, the lifetime tells nothing.
    """
    seconds = int((clock.next_minute(now) - now).total_seconds())
    return f"public, max-age={seconds}"


def page(
    template: str,
    context: Mapping[str, Any],
    now: datetime | None,
    *,
    status: int = 200,
    noindex: bool = False,
) -> HttpResponse:
    """A page of the public site, fresh as of ``now``; never stored when that is None.

    Rendered without the request, so that no template can reach session or user.
    """
    content = render_to_string(template, {**context, "noindex": noindex})
    response = HttpResponse(content, status=status)
    response["Cache-Control"] = freshness(now) if now else NO_STORE
    if noindex:
        response["X-Robots-Tag"] = "noindex"
    return response


def public(view: View) -> View:
    """Mark a view as public: GET and HEAD only, and every outcome in the same form."""

    return _public(view, METHODS)


def public_form(view: View) -> View:
    """Mark a public view that takes a form. It keeps no session, so there is no token either:
    a form that another site sends is told by what the browser says of its origin."""
    return _public(view, [*METHODS, "POST"])


def from_elsewhere(request: HttpRequest) -> bool:
    """Whether a browser says that another site made this request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    try:
        return origin is not None and urlsplit(origin).netloc != request.get_host()
    except ValueError:  # no address at all
        return True


def _public(view: View, methods: list[str]) -> View:
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in methods:
            return not_allowed(methods)
        if request.method == "POST" and from_elsewhere(request):
            message = _("This form was sent from another site. Send it from its own page.")
            return page("400.html", {"message": message}, None, status=403)
        try:
            return view(request, *args, **kwargs)
        except AsOfError as error:
            return page("400.html", {"message": str(error)}, None, status=400)
        except Moved as found:
            return moved(request, found)
        except Gone as absence:
            return page("410.html", {"since": absence.since}, absence.now, status=410)
        except NotVisible as absence:
            return page("404.html", {}, absence.now, status=404)

    # No cookie stands for anybody here, so there is nothing to forge: see `from_elsewhere`.
    wrapped.csrf_exempt = True  # type: ignore[attr-defined]
    wrapped.public = True  # type: ignore[attr-defined]
    return wrapped


def moved(request: HttpRequest, found: Moved) -> HttpResponse:
    """The same page at the report's present address, with the query as it came."""
    match = resolve(request.path_info)
    kwargs = {name: found.address.get(name, value) for name, value in match.kwargs.items()}
    path = reverse(match.view_name, kwargs=kwargs)
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
    response["Cache-Control"] = freshness(found.now)
    return response


def not_allowed(methods: list[str] = METHODS) -> HttpResponse:
    text = "This address can only be read: send GET or HEAD.\n"
    response = HttpResponseNotAllowed(methods, text, content_type="text/plain")
    response["Cache-Control"] = NO_STORE
    return response
