"""Addresses of the release screens, below ``/admin/``."""

from __future__ import annotations

from django.urls import path

from reports.admin import check_views
from reports.admin import release_views as views

urlpatterns = [
    path("reports/<int:page_id>/releases/", views.ReleasesView.as_view(), name="reports_releases"),
    path("reports/<int:page_id>/release/", views.ReleaseView.as_view(), name="reports_release"),
    path(
        "reports/<int:page_id>/releases/<int:release_id>/reschedule/",
        views.RescheduleView.as_view(),
        name="reports_reschedule",
    ),
    path(
        "reports/<int:page_id>/releases/<int:release_id>/cancel/",
        views.CancelView.as_view(),
        name="reports_cancel",
    ),
    path(
        "reports/<int:page_id>/checks/",
        check_views.ChecksView.as_view(),
        name="reports_checks",
    ),
    path(
        "reports/<int:page_id>/checks/panel/",
        check_views.ChecksPanelView.as_view(),
        name="reports_checks_panel",
    ),
    path(
        "reports/<int:page_id>/checks/accept/",
        check_views.AcceptView.as_view(),
        name="reports_accept",
    ),
    path("reports/<int:page_id>/fix/", views.FixView.as_view(), name="reports_fix"),
    path("reports/<int:page_id>/withdraw/", views.WithdrawView.as_view(), name="reports_withdraw"),
    path("reports/<int:page_id>/address/", views.AddressView.as_view(), name="reports_address"),
]
