"""Registers with Wagtail; what is registered lives in ``admin/`` and ``richtext/``."""

from __future__ import annotations

from typing import Any

from django.urls import include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from reports.admin import (
    announcements,
    audit,
    bulk,
    dashboard,
    enquiries,
    guards,
    press_release,
    report_actions,
    report_list,
    reports,
    review,
    rows,
    safe_exports,
    spreadsheets,
    theme,
    urls,
)
from reports.admin.partners import viewsets as partners
from reports.admin.reference import merging, views, viewsets
from reports.richtext import figure, links

register_snippet(viewsets.CompanyViewSet)
register_snippet(viewsets.SourceViewSet)
register_snippet(viewsets.ReferenceViewSetGroup)

safe_exports.make_exports_safe()

hooks.register("register_bulk_action", merging.MergeBulkAction)
for action in bulk.STOCK:
    hooks.register("register_bulk_action", action, order=1000)  # in the place of Wagtail's own
hooks.register("register_bulk_action", report_actions.MarkReviewedBulkAction)
hooks.register("register_bulk_action", report_actions.ExportBulkAction)
hooks.register("construct_homepage_panels", dashboard.panels)
hooks.register("construct_homepage_summary_items", dashboard.summary, order=1000)
hooks.register("register_log_actions", audit.register)
hooks.register("register_rich_text_features", figure.register)


@hooks.register("register_rich_text_features", order=10)
def register_links(features: Any) -> None:
    features.register_link_type(links.PublicPageLinkHandler)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [
        reports.ReportPageViewSet("reports_pages"),
        report_list.ReportListingViewSet(),
        rows.FigureViewSet(),
        rows.KeyPlayerViewSet(),
        rows.DevelopmentViewSet(),
        announcements.AnnouncementViewSet(),
        enquiries.EnquiryViewSet(),
        partners.PartnersGroup(),
    ]


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    return [path("", include(urls))]


hooks.register("insert_global_admin_css", theme.styles)
hooks.register("insert_editor_js", reports.editor_script)
hooks.register("construct_main_menu", reports.name_site_reports)
hooks.register("register_admin_menu_item", press_release.menu_item)
hooks.register("register_page_header_buttons", press_release.header_buttons)
hooks.register("register_page_header_buttons", spreadsheets.header_buttons)
hooks.register("register_page_action_menu_item", reports.ReleaseMenuItem)
hooks.register("construct_page_action_menu", review.name_approvals)
hooks.register("register_page_header_buttons", reports.release_buttons)
hooks.register("register_page_listing_buttons", report_list.listing_buttons)
hooks.register("before_delete_page", guards.keep_released_pages)
hooks.register("before_bulk_action", guards.keep_released_in_bulk)
hooks.register("before_delete_snippet", guards.keep_released_snippets)
hooks.register("before_delete_user", guards.keep_named_users)
hooks.register("before_copy_page", guards.need_a_destination)
hooks.register("before_edit_page", guards.follow_releases)
hooks.register("after_publish_page", views.tell_market_uses)
