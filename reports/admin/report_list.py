"""The list of reports: what state each is in."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import Button

from reports import clock
from reports.models import Release, ReportPage


class StateColumn(Column):
    """What the public sees of a report, and whether something is pending."""

    def get_value(self, instance: Any) -> str:
        releases = getattr(instance, "listed_releases", [])
        now = clock.now()
        shown = []
        for release in releases:
            if release.release_at > now:
                shown.append(f"pending for {release.release_at:%-d %B %Y, %H:%M} UTC")
            elif release.withdrawn_at:
                shown.append("withdrawn")
            else:
                shown.append("released")
        return ", ".join(dict.fromkeys(shown)) or "draft"


class ReportIndexView(IndexView):
    """All reports, with their state."""

    def annotate_queryset(self, pages: Any) -> Any:
        return super().annotate_queryset(pages)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        listed = list(context["object_list"])
        by_page: dict[int, list[Release]] = {}
        for release in (
            Release.objects.filter(report__page_id__in=[page.pk for page in listed])
            .filter(cancelled_at=None, superseded_at=None)
            .select_related("report")
            .defer("document", "checks")
        ):
            by_page.setdefault(release.report.page_id, []).append(release)
        for page in listed:
            page.listed_releases = by_page.get(page.pk, [])
        return context


class ReportListingViewSet(PageListingViewSet):
    """The list of reports in the menu."""

    name = "reports_listing"
    url_prefix = "report-list"
    model = ReportPage
    icon = "doc-full"
    menu_label = "Reports"
    menu_name = "market-reports"
    menu_order = 200
    add_to_admin_menu = True
    index_view_class = ReportIndexView
    columns = [
        PageTitleColumn("title", label="Title", sort_key="title", classname="title"),
        Column("edition", label="Edition", sort_key="edition"),
        Column(
            "latest_revision_created_at", label="Updated", sort_key="latest_revision_created_at"
        ),
        StateColumn("state", label="State"),
    ]


def listing_buttons(page: Any, user: Any, **_: Any) -> Any:
    """The same below a title in a list, where an icon would take the row's whole height."""
    if page.specific_class is ReportPage:
        yield Button("Releases", url=reverse("reports_releases", args=[page.pk]), priority=5)
