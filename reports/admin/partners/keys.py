"""The screens of API keys: make one, see its use, rotate it, revoke it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from reports import clock
from reports.admin.partners.screens import Inspected, PartnerScreen, shown_once, told
from reports.models import ApiKey
from reports.partners import keys, usage

OVERLAPS = [(0, "At once"), (1, "In an hour"), (24, "In a day"), (168, "In a week")]


class KeyForm(WagtailAdminModelForm):
    """What a key is for. Whose it is stays as it was made."""

    scopes = forms.MultipleChoiceField(
        choices=ApiKey.Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[ApiKey.Scope.DATA.value],
        error_messages={"required": "Choose at least one scope."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["organisation"].disabled = True

    def clean_expires_at(self) -> Any:
        wanted = self.cleaned_data["expires_at"]
        if wanted and "expires_at" in self.changed_data and wanted <= clock.now():
            raise forms.ValidationError("This moment is over. Choose one to come, or revoke it.")
        return wanted


def show_key(request: HttpRequest, key: ApiKey, text: str, page_title: str) -> HttpResponse:
    """The page with a key on it."""
    return shown_once(
        request,
        page_title,
        f"This is the key “{key.name}” of {key.organisation}.",
        text,
        f"It is sent with each request, never in the address: "
        f"Authorization: Bearer msr_{key.prefix}_…",
        reverse("api_keys:inspect", args=[key.pk]),
    )


class CreateKeyView(generic.CreateView):
    """Makes a key and shows it."""

    text = ""

    def save_instance(self) -> ApiKey:
        given = self.form.cleaned_data
        key, self.text = keys.create(
            given["organisation"],
            given["name"],
            given["scopes"],
            given["expires_at"],
            user=self.request.user,
        )
        return key

    def save_action(self) -> HttpResponse:
        return show_key(self.request, self.object, self.text, "The new API key")


def key_buttons(key: ApiKey) -> list[Button]:
    """What can be done with a key that works."""
    if key.revoked_at:
        return []
    return [
        Button("Rotate…", url=reverse("api_keys:rotate", args=[key.pk]), icon_name="rotate"),
        Button("Revoke…", url=reverse("api_keys:revoke", args=[key.pk]), icon_name="cross"),
    ]


class EditKeyView(generic.EditView):
    """The name, the scopes, the end. The key itself is not to be seen again."""

    def get_usage_url(self) -> None:
        return None

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return [*super().header_more_buttons, *key_buttons(self.object)]


class KeyIndexView(generic.IndexView):
    """All keys, with their state and when they were last used."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("organisation")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        now, found = clock.now(), list(context["object_list"])
        used = usage.last_used(found)
        for key in context["object_list"]:
            key.state_now, key.used_at = key.state(now).capitalize(), used.get(key.pk)
        return context


class KeyInspectView(Inspected):
    """A key without its secret, and its use by day."""

    labels: ClassVar = {
        "prefix": "Begins with",
        "former_until": "The key before it works until",
    }

    def get_scopes_display_value(self) -> str:
        named = dict(ApiKey.Scope.choices)
        return ", ".join(str(named.get(scope, scope)) for scope in self.object.scopes)

    def get_expires_at_display_value(self) -> str:
        return told(self.object.expires_at) or "Never"

    def get_prefix_display_value(self) -> str:
        return f"msr_{self.object.prefix}…"

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        may = self.user_has_permission("change")
        return [*super().header_more_buttons, *(key_buttons(self.object) if may else [])]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = clock.now()
        plan = self.object.organisation.plan
        return super().get_context_data(
            state=self.object.state(now), plan=plan, days=usage.recent(self.object, now), **kwargs
        )


class RotateForm(forms.Form):
    """How long the former key works."""

    overlap = forms.TypedChoiceField(
        label="When the present key ends",
        coerce=int,
        choices=OVERLAPS,
        initial=24,
        help_text="Until then both work, so that nothing stands still while it is exchanged.",
    )


class RevokeForm(forms.Form):
    """Why a key ends."""

    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kept in the history of the key.",
        error_messages={"required": "Say why."},
    )


class KeyScreen(PartnerScreen):
    """Does one thing to a key."""

    model = ApiKey
    namespace = "api_keys"
    refusal = "reports.key_refuse"
    header_icon = "key"


class RotateView(KeyScreen):
    page_title = "Rotate"
    form_class = RotateForm
    button = "Rotate the key"
    explanation = (
        "A new key takes the place of this one, with the same limits and scopes; you see it "
        "once. A key that was rotated before and still works ends at once."
    )

    def do(self, form: RotateForm) -> HttpResponse:
        overlap = timedelta(hours=form.cleaned_data["overlap"])
        text = keys.rotate(self.item, overlap, user=self.request.user)
        key = ApiKey.objects.select_related("organisation").get(pk=self.item.pk)
        return show_key(self.request, key, text, "The rotated API key")


class RevokeView(KeyScreen):
    page_title = "Revoke"
    form_class = RevokeForm
    button = "Revoke the key"
    explanation = "From the next request on the key is refused. This cannot be taken back."

    def do(self, form: RevokeForm) -> HttpResponse:
        keys.revoke(self.item, form.cleaned_data["reason"], user=self.request.user)
        messages.success(self.request, f"The key “{self.item.name}” works no longer.")
        return redirect("api_keys:inspect", self.item.pk)
