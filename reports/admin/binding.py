"""Bind a number that was typed into the text to the figure that has it: one press, one revision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import View
from wagtail.admin import messages
from wagtail.log_actions import log

from reports.admin.screens import ReportScreen, held_draft
from reports.document.findings import Finding
from reports.models import ReportPage
from reports.richtext.binding import bind

PLAIN_FIELDS = ("title", "standfirst")  # they hold no inline figures


def bindable(finding: Finding) -> bool:
    """Whether a finding can be mended by binding."""
    return finding.code == "narrative.unbound" and finding.place.field not in PLAIN_FIELDS


class BindView(ReportScreen, View):
    """Binds one typed number in the newest draft, without its editor being open."""

    permission = "wagtailadmin.access_admin"
    http_method_names = ["post"]

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tester = self.report_page.permissions_for_user(request.user)
        if not tester.can_edit() or tester.page_locked():
            raise PermissionDenied
        back = redirect("reports_checks", self.report_page.pk)
        draft = held_draft(self.report_page.pk)
        wanted = request.POST.get("fingerprint", "")
        found = [f for f in draft.examine().findings if f.fingerprint == wanted and bindable(f)]
        if not found:
            messages.error(request, "The draft has changed: this finding is not there any more.")
        elif not bind_in(draft, found[0]):
            text = "The number is cut by formatting. Open the editor and bind it there."
            messages.error(request, text)
        else:
            draft.save_revision(user=request.user, log_action=True, changed=True)
            data = {"finding": found[0].message, "key": found[0].key}
            log(instance=self.report_page, action="reports.bind", user=request.user, data=data)
            messages.success(request, "Bound. The text now follows the figure.")
        return back


def bind_in(draft: ReportPage, finding: Finding) -> bool:
    """Bind the number of a finding in a draft (unsaved); whether it could be done."""
    stream = getattr(draft, finding.place.field)
    raw = list(stream.raw_data)
    texts: list[str] = []
    setters: list[Callable[[str], None]] = []
    for item in raw:
        if not finding.place.block or item.get("id") == finding.place.block:
            _collect(item, "value", texts, setters)
    changed = bind(texts, finding.numbers["typed"], int(finding.numbers["occurrence"]), finding.key)
    if changed is None:
        return False
    for put, text in zip(setters, changed, strict=True):
        put(text)
    setattr(draft, finding.place.field, raw)
    return True


def _collect(
    holder: dict[str, Any], name: str, texts: list[str], setters: list[Callable[[str], None]]
) -> None:
    """The rich texts in a block's raw value, in the order in which readers meet them."""
    value = holder[name]
    if isinstance(value, str):  # a takeaway
        texts.append(value)
        setters.append(lambda text: holder.__setitem__(name, text))
    elif isinstance(value, dict):
        if isinstance(value.get("text"), str):
            _collect(value, "text", texts, setters)
        for item in value.get("segments") or ():
            if isinstance(item, dict) and (item.get("value") or {}).get("segment"):
                _collect(item, "value", texts, setters)
