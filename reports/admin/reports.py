"""Report pages in the admin: their list, and the editor with its way to a release."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html_join
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import Button

from reports.admin import permissions
from reports.admin.check_views import ConsistencySidePanel
from reports.admin.light_edits import LightEdits
from reports.admin.release_history import ReleasesSidePanel
from reports.admin.review import ReportWorkflowActionView, ReviewedEdits
from reports.admin.safe_edits import SafeEdits
from reports.models import ReportPage

ACTION = "action-release"


class ReleaseMenuItem(ActionMenuItem):
    """Saves the draft and goes on to the Release screen, or shows what is missing."""

    name = ACTION
    label = "Save and release…"
    icon_name = "upload"

    def is_shown(self, context: Any) -> bool:
        page = context.get("page")
        if not isinstance(page, ReportPage) or context["view"] != "edit":
            return False
        user = context["request"].user
        return not context["locked_for_user"] and permissions.may(user, permissions.RELEASE, page)


class ReportEditView(LightEdits, ReviewedEdits):
    """Wagtail's editor; asked to release, it saves the draft and checks it at its fields."""

    def save_action(self) -> HttpResponse:
        response: HttpResponse = super().save_action()
        saved = response.status_code == 302
        if not saved or self.expects_json_response or ACTION not in self.request.POST:
            return response
        return self.to_release()

    def to_release(self) -> HttpResponse:
        self.real_page_record.refresh_from_db()
        self.started_anew()
        self.form = self.typed_form()
        self.form.defer_required_fields()
        valid = self.form.is_valid()
        self.form.restore_required_fields()
        found = self.form.instance.examine().refusing if valid else []
        if not found:
            return redirect("reports_release", self.page.pk)
        self.form.show(found)
        count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
        text = f"The draft was saved. It cannot be released yet: {count}, shown at the fields."
        messages.validation_error(self.request, text, self.form)
        return self.render_to_response(self.get_context_data())

    def get_side_panels(self) -> Any:
        panels = super().get_side_panels()
        if not self.expects_json_response and not self.hydrate_create_view:
            panels.append(ConsistencySidePanel(self.page, self.request))
            panels.append(ReleasesSidePanel(self.page, self.request))
        return MediaContainer(sorted(panels, key=lambda panel: panel.order))


class ReportRevertView(SafeEdits, RevisionsRevertView):
    """Going back to a revision replaces the newest draft, so it must have been seen."""


class ReportPageViewSet(PageViewSet):
    """The views of report pages."""

    model = ReportPage
    edit_view_class = ReportEditView
    revisions_revert_view_class = ReportRevertView
    workflow_action_view_class = ReportWorkflowActionView


def release_buttons(page: Any, user: Any, **_: Any) -> Any:
    """The way to a report's releases from the editor's header menu."""
    if page.specific_class is ReportPage:
        url = reverse("reports_releases", args=[page.pk])
        yield Button("Releases", url=url, icon_name="history", priority=5)
        url = reverse("reports_checks", args=[page.pk])
        yield Button("Checks", url=url, icon_name="tasks", priority=6)
        url = reverse("reports_new_edition", args=[page.pk])
        yield Button("New edition", url=url, icon_name="copy", priority=7)
        url = reverse("reports_carried", args=[page.pk])
        yield Button("Not yet updated", url=url, icon_name="decimal", priority=8)


def editor_script() -> str:
    """The scripts of the report editor: a watch over autosave, the figures of the open form and
    where they are used, binding, findings beside the editor, opening it at a named place."""
    names = (
        "reports/autosave.js",
        "reports/figure-store.js",
        "reports/figure-uses.js",
        "reports/figure-bind.js",
        "reports/open-at-place.js",
        "reports/text-names.js",
        "reports/checks-panel.js",
        "reports/releases-panel.js",
        "reports/countdown.js",
    )
    url = reverse("reports_live_figures")
    scripts = [(versioned_static(name), url) for name in names]
    return format_html_join("", '<script src="{}" data-figures-url="{}"></script>', scripts)


def name_site_reports(request: Any, menu_items: list[Any]) -> None:
    """Wagtail calls its own lists "Reports" too; here that word belongs to market reports."""
    for item in menu_items:
        if item.name == "reports":
            item.label = "Site activity"
