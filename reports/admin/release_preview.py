"""Previews of what is to come: for editors alone, marked as such, and stored nowhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.views.generic import View
from wagtail.admin import messages

from reports.admin.forms import PreviewForm
from reports.admin.moments import when
from reports.admin.screens import ReportScreen
from reports.consistency.presentation import present_checks
from reports.consistency.record import Checks
from reports.document import ReportDocument
from reports.document.presentation import present
from reports.languages import site_language
from reports.models import Release
from reports.models.charts import drafted


class PreviewScreen(ReportScreen, View):
    """A document in the public template, with the links that will work at a moment."""

    page_title = "Preview"
    permission = "wagtailadmin.access_admin"
    http_method_names = ["get", "head"]

    def shown(
        self, document: ReportDocument, checks: Checks | None, at: datetime, what: str
    ) -> HttpResponse:
        links = Release.objects.released(at).addresses(document.links)
        context: dict[str, Any] = {
            **present(document, links, charts=drafted(document), **present_checks(checks)),
            "preview": True,
            "preview_of": f"{what} as it will be at {when(at)}.",
            "address": {"market": self.market, "edition": document.edition},
            "noindex": True,
        }
        # Rendered without the request: no user bar, nothing of the session.
        with site_language():
            response = HttpResponse(render_to_string("reports/report.html", context))
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex"
        return response

    @cached_property
    def market(self) -> str:
        return self.record.market if self.record else str(self.report_page.market_page().slug)


class PendingPreviewView(PreviewScreen):
    """The pending release at its moment."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.record is None:
            raise Http404
        wanted = Release.objects.filter(report=self.record).pending(self.now)
        release = get_object_or_404(wanted, pk=self.kwargs["release_id"])
        document = release.load_document()
        what = "Preview of the pending release,"
        return self.shown(document, release.load_checks(), release.release_at, what)


class DraftPreviewView(PreviewScreen):
    """The draft at a moment that the editor chooses."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = PreviewForm(request.GET)
        if not form.is_valid():
            messages.error(request, form.errors["at"][0])
            return redirect("reports_release", self.report_page.pk)
        at = form.cleaned_data["at"]
        if at <= self.now:
            messages.error(request, "That moment has passed. Choose one to come.")
            return redirect("reports_release", self.report_page.pk)
        examination = self.draft.examine(at)
        what = "Preview of the draft,"
        return self.shown(examination.document, examination.checks(), at, what)
