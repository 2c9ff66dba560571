"""Reading what a visitor posts, before anything is done with it."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _


class Unreadable(Exception):
    """A posted form that is not taken; ``status`` is the answer's, ``message`` says why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def posted(request: HttpRequest, most: int, too_long: str) -> QueryDict:
    """The fields of a form of at most ``most`` bytes; files are not read. Raises `Unreadable`."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdecimal() or int(length[:12]) > most:
        raise Unreadable(413, too_long)
    request.upload_handlers = []
    try:
        return request.POST
    except (RequestDataTooBig, TooManyFieldsSent):
        raise Unreadable(413, too_long) from None
    except (LookupError, ValueError):  # an encoding that is none
        raise Unreadable(400, _("The form cannot be read. Send it as UTF-8.")) from None
