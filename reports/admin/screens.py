"""What all screens of a report share: its page, its releases, and who may be there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from reports import clock, releasing
from reports.admin import permissions
from reports.models import Release, Report, ReportPage
from reports.releasing.issuing import announce_refusal


def held_draft(pk: int) -> ReportPage:
    """The newest draft of a page that is locked until the transaction ends, so that nothing
    which somebody saves meanwhile is overwritten unseen."""
    Page.objects.select_for_update().get(pk=pk)
    draft: ReportPage = ReportPage.objects.get(pk=pk).get_latest_revision_as_object()
    return draft


class ReportScreen(WagtailAdminTemplateMixin):
    """What all screens share: the report page from the address, and who may be here."""

    permission = permissions.RELEASE
    header_icon = "upload"
    page_title = ""
    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not permissions.may(request.user, self.permission, self.report_page):
            self.note_refusal()
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def note_refusal(self) -> None:
        """Who wanted more than they may stands in the audit log."""
        reason = f"not permitted: {self.page_title or type(self).__name__}"
        announce_refusal(self.report_page, self.request.user, releasing.Refused(reason))

    @cached_property
    def report_page(self) -> ReportPage:
        return get_object_or_404(ReportPage, pk=self.kwargs["page_id"])

    @cached_property
    def record(self) -> Report | None:
        return getattr(self.report_page, "record", None)

    @cached_property
    def draft(self) -> ReportPage:
        return self.report_page.get_latest_revision_as_object()

    @cached_property
    def now(self) -> datetime:
        return clock.now()

    @cached_property
    def current(self) -> Release | None:
        found = Release.objects.filter(report=self.record).released(self.now)
        return found.numbered().first() if self.record else None

    @cached_property
    def pending(self) -> Release | None:
        found = Release.objects.filter(report=self.record).pending(self.now)
        return found.first() if self.record else None

    def get_page_title(self) -> str:
        return f"{self.page_title}: {self.draft.title}"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {
                "url": reverse("wagtailadmin_pages:edit", args=[self.report_page.pk]),
                "label": str(self.draft.title),
            },
            {
                "url": reverse("reports_releases", args=[self.report_page.pk]),
                "label": "Releases",
            },
            {"url": "", "label": self.page_title, "sublabel": ""},
        ]

    def back(self) -> HttpResponse:
        return redirect("reports_releases", self.report_page.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{
                "report_page": self.report_page,
                "draft": self.draft,
                "record": self.record,
                "current": self.current,
                "pending": self.pending,
                "now": self.now,
                "edit_url": reverse("wagtailadmin_pages:edit", args=[self.report_page.pk]),
                "may_schedule": permissions.may(
                    self.request.user, permissions.SCHEDULE, self.report_page
                ),
                "may_withdraw": permissions.may(
                    self.request.user, permissions.WITHDRAW, self.report_page
                ),
                **kwargs,
            }
        )
