"""The public claim checker: paste an announcement, see what its own arithmetic says.

Nothing is stored unless the visitor asks for a permanent link.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from reports import clock, intake
from reports.consistency.text import check_text
from reports.consistency.text.marking import groups, marked
from reports.models.origins import absolute
from reports.site.posting import Unreadable, posted
from reports.site.public import NO_STORE, page, public, public_form

MOST_BYTES = 200_000
MOST_POSTED = 7 * MOST_BYTES  # a form in percent escapes is up to three times as long
CHECKS = intake.Limit("check", 60, 3600)
KEPT = intake.Limit("keep-check", 20, 86400)


@public_form
def check(request: HttpRequest) -> HttpResponse:
    """The form, and the result for what was sent with it."""
    if request.method != "POST":
        context = {"nav": "check", "most": MOST_BYTES // 1000}
        context["canonical"] = absolute(reverse("check"))
        return page("reports/check.html", context, clock.now())
    try:
        form = posted(request, MOST_POSTED, too_long())
    except Unreadable as problem:
        return refused("", problem.status, problem.message)
    text = form.get("text", "")
    keep = "keep" in form
    if not text.strip():
        return refused(text, 400, _("Paste the text of an announcement."))
    if len(text.encode(errors="replace")) > MOST_BYTES:
        return refused("", 413, too_long())
    counted = intake.count(KEPT if keep else CHECKS, intake.address(request))
    if not counted.allowed:
        minutes = counted.reset // 60 + 1
        lot = _("That was a lot. Please try again in %(n)s minutes.")
        again = refused(text, 429, lot % {"n": minutes})
        again["Retry-After"] = str(counted.reset)
        return again
    text = text.replace("\r\n", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}")
    result = check_text(text, clock.now().date()).as_json()
    if keep:
        token = intake.keep_check(text, result)
        response: HttpResponse = HttpResponseRedirect(reverse("kept-check", args=[token]))
        response.status_code = 303
        response["Cache-Control"] = NO_STORE
        return response
    return page("reports/check.html", shown(text, result), None, noindex=True)


@public
def kept(request: HttpRequest, token: str) -> HttpResponse:
    """A check that somebody kept, as it was on its day."""
    found = intake.kept_check(token)
    if found is None:
        return page("404.html", {}, clock.now(), status=404)
    context = {**shown(found.text, found.result), "kept_at": found.at}
    return page("reports/check.html", context, clock.now(), noindex=True)


def shown(text: str, result: dict[str, Any]) -> dict[str, Any]:
    """The context of a result: the text with its claims marked, findings, claims by kind."""
    return {
        "nav": "check",
        "most": MOST_BYTES // 1000,
        "text": text,
        "result": result,
        "marked": marked(text, result),
        "groups": groups(result),
        "errors": sum(item["severity"] == "error" for item in result["findings"]),
    }


def refused(text: str, status: int, problem: str) -> HttpResponse:
    context = {"nav": "check", "most": MOST_BYTES // 1000, "text": text, "problem": problem}
    return page("reports/check.html", context, None, status=status, noindex=True)


def too_long() -> str:
    return _("The text is longer than %(n)s KB. Send a part.") % {"n": MOST_BYTES // 1000}
