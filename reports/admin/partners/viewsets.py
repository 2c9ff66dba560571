"""The lists and forms of organisations, plans and API keys."""

from __future__ import annotations

from typing import Any

from django.urls import path
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from reports.admin.partners import keys, organisations
from reports.admin.partners.webhooks import WebhookViewSet
from reports.models import ApiKey, Organisation, Plan, WebhookEndpoint


class NobodyDeletes(ModelPermissionPolicy):
    """Organisations are suspended and keys revoked, so that it is known who used what."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return super().user_has_any_permission(user, set(actions) - {"delete"})


register_permission_policy(Organisation, NobodyDeletes(Organisation))
register_permission_policy(ApiKey, NobodyDeletes(ApiKey))
register_permission_policy(WebhookEndpoint, NobodyDeletes(WebhookEndpoint))


class OrganisationViewSet(ModelViewSet):
    """Who uses the partner API."""

    model = Organisation
    name = "organisations"
    icon = "group"
    menu_label = "Organisations"
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = organisations.OrganisationInspectView
    inspect_template_name = "reports/admin/partners/organisation.html"
    inspect_view_fields = ["name", "plan", "suspended", "members", "note"]
    list_display = ["name", "contact", "plan", BooleanColumn("suspended", label="Suspended")]
    list_filter = ["plan", "suspended"]
    search_fields = ["name", "contact", "note"]
    search_backend_name = None
    ordering = "name"
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("contact"), FieldPanel("plan")]),
            FieldPanel("members"),
            FieldPanel("suspended"),
            FieldPanel("note"),
        ],
        base_form_class=organisations.OrganisationForm,
    )


class PlanViewSet(ModelViewSet):
    """How much a key may ask."""

    model = Plan
    name = "plans"
    icon = "sliders"
    menu_label = "Plans"
    delete_view_class = organisations.DeletePlanView
    copy_view_enabled = False
    list_display = [
        "name",
        Column("per_minute", label="A minute", sort_key="per_minute"),
        Column("per_day", label="A day", sort_key="per_day"),
        BooleanColumn("is_default", label="Default"),
    ]
    ordering = "per_minute"
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("per_minute"), FieldPanel("per_day")]),
        FieldPanel("is_default"),
    ]


class ApiKeyViewSet(ModelViewSet):
    """Keys: shown once when they are made, rotated, revoked; never deleted."""

    model = ApiKey
    name = "api_keys"
    icon = "key"
    menu_label = "API keys"
    copy_view_enabled = False
    inspect_view_enabled = True
    add_view_class = keys.CreateKeyView
    edit_view_class = keys.EditKeyView
    index_view_class = keys.KeyIndexView
    inspect_view_class = keys.KeyInspectView
    inspect_template_name = "reports/admin/partners/key.html"
    inspect_view_fields = [
        *("organisation", "name", "prefix", "scopes", "expires_at"),
        *("created_at", "rotated_at", "former_until", "revoked_at"),
    ]
    list_display = [
        "name",
        Column("organisation", label="Organisation", sort_key="organisation__name"),
        Column("prefix", label="Begins with", accessor=lambda key: f"msr_{key.prefix}"),
        Column("state", label="State", accessor="state_now"),
        DateColumn("used_at", label="Last used"),
        DateColumn("expires_at", label="Expires", sort_key="expires_at"),
    ]
    list_filter = ["organisation"]
    search_fields = ["name", "prefix", "former_prefix", "organisation__name"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("organisation"),
            FieldPanel("name"),
            FieldPanel("scopes"),
            FieldPanel("expires_at"),
        ],
        base_form_class=keys.KeyForm,
    )

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("rotate/<id:pk>/", keys.RotateView.as_view(), name="rotate"),
            path("revoke/<id:pk>/", keys.RevokeView.as_view(), name="revoke"),
        ]


class PartnersGroup(ModelViewSetGroup):
    """The menu of partner managers."""

    items = (OrganisationViewSet, ApiKeyViewSet, WebhookViewSet, PlanViewSet)
    menu_label = "Partners"
    menu_icon = "group"
    menu_order = 270
