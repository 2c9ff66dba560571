"""Public addresses. Whatever does not look like one of them is a 404 before any look-up."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import IntConverter, StringConverter

from reports.site import calendar, check, contact, probes, views


class EditionConverter(StringConverter):
    """An edition's label: it begins with a four-digit year."""

    regex = "[0-9]{4}(?:-[a-z0-9]+)*"


class ReleaseNumberConverter(IntConverter):
    """A release's number, in one way of writing it, and never too large for a database."""

    regex = "[1-9][0-9]{0,5}"


class TokenConverter(StringConverter):
    """What cannot be guessed: 128 random bits."""

    regex = "[A-Za-z0-9_-]{22}"


register_converter(TokenConverter, "token")
register_converter(EditionConverter, "edition")
register_converter(ReleaseNumberConverter, "number")

report = "markets/<slug:market>/<edition:edition>/"

urlpatterns = [
    path("markets/", views.markets, name="markets"),
    path("markets/<slug:market>/", views.market, name="market"),
    path(report, views.report, name="report"),
    path(f"{report}releases/", views.releases, name="releases"),
    path(f"{report}releases/<number:number>/", views.release, name="release"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("check/", check.check, name="check"),
    path("check/<token:token>/", check.kept, name="kept-check"),
    path("contact/", contact.index, name="contacts"),
    path("contact/<slug:kind>/", contact.contact, name="contact"),
    path("contact/<slug:kind>/sent/", contact.sent, name="contact-sent"),
    path("livez", probes.livez, name="livez"),
    path("readyz", probes.readyz, name="readyz"),
]
