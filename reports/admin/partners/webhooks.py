"""The screens of webhooks: make one, see what was sent, test, send again, pause, resume."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from reports.admin.partners.screens import Inspected, PartnerScreen, shown_once
from reports.models import MarketPage, WebhookDelivery, WebhookEndpoint
from reports.partners.webhooks import endpoints, events, network

SHOWN = 100  # deliveries


class EndpointForm(WagtailAdminModelForm):
    """Where messages go, and which."""

    markets = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Addresses of markets, such as medical-second-opinion, one a line. "
        "Empty: all markets.",
    )
    events = forms.MultipleChoiceField(
        label="Tell of",
        choices=list(events.KINDS.items()),
        widget=forms.CheckboxSelectMultiple,
        initial=list(events.KINDS),
        error_messages={"required": "Choose at least one."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["markets"] = "\n".join(self.instance.markets or [])
        if self.instance.pk:
            self.fields["organisation"].disabled = True

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"].strip()
        wrong = network.problem(url)
        if wrong:
            raise forms.ValidationError(wrong)
        return url

    def clean_markets(self) -> list[str]:
        wanted = list(dict.fromkeys(self.cleaned_data["markets"].replace(",", " ").split()))
        known = set(MarketPage.objects.filter(slug__in=wanted).values_list("slug", flat=True))
        unknown = [market for market in wanted if market not in known]
        if unknown:
            raise forms.ValidationError(f"No market has this address: {', '.join(unknown)[:200]}")
        return wanted


def show_secret(request: HttpRequest, endpoint: WebhookEndpoint, secret: str) -> HttpResponse:
    """The page with the secret of an endpoint on it."""
    return shown_once(
        request,
        "The webhook’s secret",
        f"This is the secret for {endpoint.url}.",
        secret,
        "Each message is signed with it by Standard Webhooks: webhook-id, webhook-timestamp and "
        "webhook-signature.",
        reverse("webhooks:inspect", args=[endpoint.pk]),
    )


class CreateEndpointView(generic.CreateView):
    """Makes an endpoint and shows its secret."""

    secret = ""

    def save_instance(self) -> WebhookEndpoint:
        given = self.form.cleaned_data
        endpoint, self.secret = endpoints.create(
            given["organisation"],
            given["url"],
            given["markets"],
            given["events"],
            user=self.request.user,
        )
        return endpoint

    def save_action(self) -> HttpResponse:
        return show_secret(self.request, self.object, self.secret)


class EndpointInspectView(Inspected):
    """An endpoint and what was sent to it."""

    def get_markets_display_value(self) -> str:
        return ", ".join(self.object.markets) or "All"

    def get_events_display_value(self) -> str:
        return ", ".join(events.KINDS.get(kind, kind) for kind in self.object.events)

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        found = list(super().header_more_buttons)
        if self.user_has_permission("change"):
            verb = "resume" if self.object.paused_at else "pause"
            for name, icon in (("test", "success"), ("rotate", "rotate"), (verb, "history")):
                label = {"rotate": "Rotate the secret…", "test": "Send a test…"}.get(name)
                url = reverse(f"webhooks:{name}", args=[self.object.pk])
                found.append(Button(label or f"{name.capitalize()}…", url=url, icon_name=icon))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        deliveries = self.object.deliveries.all()[:SHOWN]
        may = self.user_has_permission("change")
        return super().get_context_data(deliveries=deliveries, may_change=may, **kwargs)


class EndpointScreen(PartnerScreen):
    """Does one thing to an endpoint."""

    model = WebhookEndpoint
    namespace = "webhooks"
    refusal = "reports.webhook_refuse"
    header_icon = "link-external"
    form_class = forms.Form
    done = ""

    def act(self) -> None:
        raise NotImplementedError

    def do(self, form: Any) -> HttpResponse:
        self.act()
        messages.success(self.request, self.done)
        return redirect(self.home)


class TestView(EndpointScreen):
    page_title = "Send a test"
    button = "Send a test"
    explanation = "A message of the type webhook.test goes out within the minute."
    done = "The test goes out within the minute."

    def act(self) -> None:
        endpoints.test(self.item, self.request.user)


class PauseView(EndpointScreen):
    page_title = "Pause"
    button = "Pause the webhook"
    explanation = "Nothing is sent until it is resumed; what happens meanwhile is kept for then."
    done = "It is paused."

    def act(self) -> None:
        endpoints.pause(self.item, self.request.user)


class ResumeView(EndpointScreen):
    page_title = "Resume"
    button = "Resume the webhook"
    explanation = "What was missed goes out within the minute, then what is new."
    done = "It is resumed."

    def act(self) -> None:
        endpoints.resume(self.item, self.request.user)


class RotateSecretView(EndpointScreen):
    page_title = "Rotate the secret"
    button = "Rotate the secret"
    explanation = "You see the new secret once. For a day messages are signed with both."

    def do(self, form: Any) -> HttpResponse:
        secret = endpoints.rotate(self.item, self.request.user)
        return show_secret(self.request, self.item, secret)


class ReplayView(EndpointScreen):
    page_title = "Send again"
    button = "Send it again"
    explanation = "The message goes out again within the minute, with the same webhook-id."
    done = "It goes out again within the minute."

    @cached_property
    def delivery(self) -> WebhookDelivery:
        wanted = WebhookDelivery.objects.filter(endpoint=self.item)
        return get_object_or_404(wanted, pk=self.kwargs["delivery"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(body=self.delivery.body, **kwargs)

    def act(self) -> None:
        endpoints.replay(self.delivery, self.request.user)


class WebhookViewSet(ModelViewSet):
    """Where partners are told of releases."""

    model = WebhookEndpoint
    name = "webhooks"
    icon = "link-external"
    menu_label = "Webhooks"
    copy_view_enabled = False
    inspect_view_enabled = True
    add_view_class = CreateEndpointView
    inspect_view_class = EndpointInspectView
    inspect_template_name = "reports/admin/partners/webhook.html"
    inspect_view_fields = [
        *("organisation", "url", "markets", "events", "created_at", "delivered_at"),
        *("paused_at", "paused_because"),
    ]
    list_display = [
        "url",
        Column("organisation", label="Organisation", sort_key="organisation__name"),
        DateColumn("delivered_at", label="Last delivery", sort_key="delivered_at"),
        DateColumn("paused_at", label="Paused", sort_key="paused_at"),
    ]
    list_filter = ["organisation"]
    search_fields = ["url", "organisation__name"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("organisation"),
            FieldPanel("url"),
            FieldPanel("events"),
            FieldPanel("markets"),
        ],
        base_form_class=EndpointForm,
    )

    def get_urlpatterns(self) -> list[Any]:
        views = {
            "test": TestView,
            "pause": PauseView,
            "resume": ResumeView,
            "rotate": RotateSecretView,
        }
        return [
            *super().get_urlpatterns(),
            *(path(f"{name}/<id:pk>/", view.as_view(), name=name) for name, view in views.items()),
            path("replay/<id:pk>/<id:delivery>/", ReplayView.as_view(), name="replay"),
        ]
