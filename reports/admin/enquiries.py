"""The list of what visitors wrote: read, answered by mail, marked; exported without formulas."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from reports.models import Enquiry


class NobodyAdds(ModelPermissionPolicy):
    """Enquiries come from the public forms alone."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return super().user_has_any_permission(user, set(actions) - {"add"})


register_permission_policy(Enquiry, NobodyAdds(Enquiry))


class EnquiryViewSet(ModelViewSet):
    """Everything but the state and the note is as the sender wrote it."""

    model = Enquiry
    name = "enquiries"
    icon = "mail"
    menu_label = "Enquiries"
    menu_order = 260
    add_to_admin_menu = True
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = [
        "name",
        Column("get_kind_display", label="Kind", sort_key="kind"),
        "organisation",
        Column("about", label="About"),
        Column("get_state_display", label="State", sort_key="state"),
        DateColumn("at", label="Sent", sort_key="at", width="12%"),
    ]
    list_filter = ["state", "kind", "at"]
    search_fields = ["name", "organisation", "email", "message", "about"]
    search_backend_name = None
    list_export = [
        *("at", "kind", "state", "name", "organisation", "email", "about", "message"),
        *("consent", "note"),
    ]
    export_filename = "enquiries"
    ordering = "-at"
    panels = [
        FieldRowPanel([FieldPanel("state"), FieldPanel("at", read_only=True)]),
        FieldPanel("note"),
        FieldPanel("message", read_only=True),
        FieldRowPanel(
            [FieldPanel("name", read_only=True), FieldPanel("organisation", read_only=True)]
        ),
        FieldRowPanel([FieldPanel("email", read_only=True), FieldPanel("about", read_only=True)]),
        FieldPanel("consent", read_only=True),
    ]
