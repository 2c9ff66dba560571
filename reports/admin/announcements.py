"""The calendar's entries, in the admin."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from reports.models import Announcement, MarketPage


class AnnouncementForm(WagtailAdminModelForm):
    """Refuses a market that there is none of: its link would lead nowhere for good."""

    def clean_market(self) -> Any:
        market = self.cleaned_data["market"]
        if market and not MarketPage.objects.filter(slug=market).exists():
            self.add_error("market", "No market has this address. Leave it empty if it is to come.")
        return market


class AnnouncementViewSet(ModelViewSet):
    """Public as soon as it is saved."""

    model = Announcement
    name = "announcements"
    icon = "calendar-alt"
    menu_label = "Calendar"
    menu_order = 250
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = [
        "title",
        Column("market", label="Market", sort_key="market"),
        DateColumn("at", label="Expected", sort_key="at"),
    ]
    list_filter = ["market", "at"]
    search_fields = ["title", "market", "note"]
    search_backend_name = None
    list_export = ["title", "market", "at", "day_only", "note"]
    export_filename = "announcements"
    ordering = "-at"
    edit_handler = ObjectList(
        [
            HelpPanel(
                "<p>An entry is public as soon as it is saved. It is no release: nothing happens "
                "at its moment, and moving a release does not move it.</p>"
            ),
            FieldPanel("title"),
            FieldPanel("market"),
            FieldRowPanel([FieldPanel("at"), FieldPanel("day_only")]),
            FieldPanel("note"),
        ],
        base_form_class=AnnouncementForm,
    )
