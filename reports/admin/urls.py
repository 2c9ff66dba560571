"""Addresses of the release screens, below ``/admin/``."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from reports.admin import (
    binding,
    catalogue,
    check_views,
    editions,
    live_figures,
    press_release,
    release_actions,
    release_history,
    release_preview,
    release_views,
    spreadsheets,
)
from reports.admin.reference import again, merging, usage


class IdConverter(IntConverter):
    """A database id, never too large for a database."""

    regex = "[0-9]{1,18}"


register_converter(IdConverter, "id")

urlpatterns = [
    path("reference/<slug:kind>/<id:pk>/used/", usage.UsedInView.as_view(), name="reports_used"),
    path(
        "reference/<slug:kind>/<id:pk>/again/",
        again.ReleaseAgainView.as_view(),
        name="reports_again",
    ),
    path(
        "reference/<slug:kind>/<id:pk>/merge/",
        merging.ChooseDuplicateView.as_view(),
        name="reports_merge",
    ),
    path(
        "reference/<slug:kind>/<id:pk>/unmerge/",
        merging.UnmergeView.as_view(),
        name="reports_unmerge",
    ),
    path("reports/catalogue/", catalogue.catalogue, name="reports_catalogue"),
    path("reports/figures/", live_figures.live_figures, name="reports_live_figures"),
    path(
        "reports/<id:page_id>/releases/",
        release_history.ReleasesView.as_view(),
        name="reports_releases",
    ),
    path(
        "reports/<id:page_id>/release/", release_views.ReleaseView.as_view(), name="reports_release"
    ),
    path(
        "reports/<id:page_id>/releases/<id:release_id>/reschedule/",
        release_actions.RescheduleView.as_view(),
        name="reports_reschedule",
    ),
    path(
        "reports/<id:page_id>/releases/<id:release_id>/cancel/",
        release_actions.CancelView.as_view(),
        name="reports_cancel",
    ),
    path(
        "reports/<id:page_id>/checks/",
        check_views.ChecksView.as_view(),
        name="reports_checks",
    ),
    path(
        "reports/<id:page_id>/checks/panel/",
        check_views.ChecksPanelView.as_view(),
        name="reports_checks_panel",
    ),
    path(
        "reports/<id:page_id>/checks/accept/",
        check_views.AcceptView.as_view(),
        name="reports_accept",
    ),
    path("reports/<id:page_id>/data/", spreadsheets.DataView.as_view(), name="reports_data"),
    path(
        "reports/<id:page_id>/data/download/<str:kind>/",
        spreadsheets.DownloadView.as_view(),
        name="reports_data_download",
    ),
    path(
        "reports/<id:page_id>/data/<id:upload_id>/",
        spreadsheets.DifferenceView.as_view(),
        name="reports_data_difference",
    ),
    path("reports/<id:page_id>/checks/bind/", binding.BindView.as_view(), name="reports_bind"),
    path(
        "reports/<id:page_id>/new-edition/",
        editions.NewEditionView.as_view(),
        name="reports_new_edition",
    ),
    path("reports/<id:page_id>/carried/", editions.CarriedView.as_view(), name="reports_carried"),
    path(
        "reports/<id:page_id>/releases/panel/",
        release_history.ReleasesPanelView.as_view(),
        name="reports_releases_panel",
    ),
    path(
        "reports/<id:page_id>/releases/<id:release_id>/preview/",
        release_preview.PendingPreviewView.as_view(),
        name="reports_pending_preview",
    ),
    path(
        "reports/<id:page_id>/preview/",
        release_preview.DraftPreviewView.as_view(),
        name="reports_draft_preview",
    ),
    path("reports/<id:page_id>/renew/", release_actions.RenewView.as_view(), name="reports_renew"),
    path("reports/<id:page_id>/fix/", release_actions.FixView.as_view(), name="reports_fix"),
    path(
        "reports/<id:page_id>/withdraw/",
        release_actions.WithdrawView.as_view(),
        name="reports_withdraw",
    ),
    path(
        "reports/<id:page_id>/address/",
        release_actions.AddressView.as_view(),
        name="reports_address",
    ),
    path(
        "reports/press-release/",
        press_release.PressReleaseView.as_view(),
        name="reports_press_release",
    ),
    path(
        "reports/<id:page_id>/texts/",
        press_release.SourceTextsView.as_view(),
        name="reports_source_texts",
    ),
    path(
        "reports/<id:page_id>/texts/<int:text_id>/",
        press_release.SourceTextsView.as_view(),
        name="reports_source_text",
    ),
]
