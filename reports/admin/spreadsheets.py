"""A report's data: as plain tables, as files to download, and back from a file after a look."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from reports import clock
from reports.admin.release_views import ReportScreen
from reports.admin.spreadsheets_tables import data_tables
from reports.models import ReportPage, SheetUpload
from reports.models.spreadsheets import KEPT
from reports.spreadsheets import uploads
from reports.spreadsheets.archive import MOST_BYTES
from reports.spreadsheets.download import csv_of, xlsx_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LOCKED = "The draft is locked or under review, so nothing can be changed in it now."
PATIENCE = 60  # seconds until a file that nobody reads is worth a word


class DataScreen(ReportScreen):
    """What the screens of a report's data share: who may edit the report may be here."""

    permission = "wagtailadmin.access_admin"
    header_icon = "table"
    page_title = "Data"

    @cached_property
    def locked(self) -> bool:
        return bool(self.report_page.permissions_for_user(self.request.user).page_locked())

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """The editor, the data, this screen."""
        items = super().get_breadcrumbs_items()
        data = {"url": reverse("reports_data", args=[self.report_page.pk]), "label": "Data"}
        last = items[-1]
        middle = [] if last["label"] == "Data" else [data]
        return [items[0], *middle, last]

    def refuse(self, reason: str, **data: Any) -> None:
        """Tell the editor why nothing was done, and the page's history too."""
        messages.error(self.request, reason)
        log(
            instance=self.report_page,
            action="reports.import_refused",
            user=self.request.user,
            data={**data, "reason": reason},
        )


class DataView(DataScreen, TemplateView):
    """The draft's data as tables, with the ways out and in."""

    template_name = "reports/admin/data.html"
    http_method_names = ["get", "post"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        document = self.draft.build().document
        return super().get_context_data(
            tables=data_tables(self.draft, document), locked=self.locked, **kwargs
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        file = request.FILES.get("file")
        name = (file.name or "file")[-200:] if file else ""
        if file is None:
            messages.error(request, "Choose a file: the workbook, or the figures as CSV.")
        elif self.locked:
            self.refuse(LOCKED, file=name)
        elif (file.size or 0) > MOST_BYTES:
            self.refuse("The file is larger than 5 MB.", file=name)
        else:
            try:
                upload = uploads.stage(self.report_page, request.user, name, file.read())
            except uploads.ImportRefused as problem:
                self.refuse(str(problem), file=name)
            else:
                return redirect("reports_data_difference", self.report_page.pk, upload.pk)
        return redirect("reports_data", self.report_page.pk)


class DownloadView(DataScreen, View):
    """The draft's data as a file."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kind = self.kwargs["kind"]
        if kind == "xlsx":
            response = HttpResponse(xlsx_of(self.report_page), content_type=XLSX)
        elif kind == "csv":
            response = HttpResponse(
                csv_of(self.report_page), content_type="text/csv; charset=utf-8"
            )
        else:
            raise Http404
        name = f"{self.report_page.market_page().slug}-{self.draft.edition or 'draft'}"
        safe = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in name)
        response["Content-Disposition"] = f'attachment; filename="{safe}.{kind}"'
        response["Cache-Control"] = "private, no-store"
        return response


class DifferenceView(DataScreen, TemplateView):
    """What an uploaded file would change; applies it when told to."""

    page_title = "What the file changes"
    template_name = "reports/admin/data_difference.html"
    http_method_names = ["get", "post"]

    @cached_property
    def upload(self) -> SheetUpload:
        kept = SheetUpload.objects.filter(created__gte=clock.now() - KEPT)
        return get_object_or_404(
            kept.defer("data"),
            pk=self.kwargs["upload_id"],
            page=self.report_page,
            user=self.request.user,
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.upload.state == SheetUpload.State.APPLIED:
            messages.success(request, "This file was applied.")
            return redirect("reports_data", self.report_page.pk)
        response = super().get(request, *args, **kwargs)
        if self.upload.state == SheetUpload.State.WAITING:
            response["Refresh"] = "2"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        read = self.upload.state == SheetUpload.State.READ
        age = (clock.now() - self.upload.created).total_seconds()
        return super().get_context_data(
            upload=self.upload,
            reviewed=uploads.review(self.upload) if read else None,
            late=age > PATIENCE,
            locked=self.locked,
            data_url=reverse("reports_data", args=[self.report_page.pk]),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("step") == "drop":
            self.upload.delete()
            messages.success(request, "The file was dropped. Nothing was changed.")
            return redirect("reports_data", self.report_page.pk)
        data = {"file": self.upload.name, "sha256": self.upload.sha256}
        if self.locked:
            self.refuse(LOCKED, **data)
            return redirect(request.path)
        try:
            revision, told = uploads.write(
                self.upload.pk,
                request.user,
                request.POST.get("seen", ""),
                set(request.POST.getlist("remove")),
            )
        except uploads.ImportRefused as problem:
            self.refuse(str(problem), **data)
            return redirect(request.path)
        messages.success(request, told)
        return redirect("reports_checks" if revision else "reports_data", self.report_page.pk)


def header_buttons(page: Any, user: Any, **_: Any) -> Any:
    """The way from the editor's header menu to the report's data."""
    if page.specific_class is ReportPage and page.permissions_for_user(user).can_edit():
        url = reverse("reports_data", args=[page.pk])
        yield Button("Data", url=url, icon_name="table", priority=7)
