"""The screens of organisations: who is mailed, and what they have."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import ProtectedError, Q
from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views import generic

from reports import clock
from reports.admin.partners.screens import Inspected
from reports.models import ApiKey, Plan, WebhookEndpoint
from reports.models.authorship import name_of
from reports.partners import usage


class MembersField(forms.ModelMultipleChoiceField):
    """Accounts by the names of their people, with the address that mail goes to."""

    def label_from_instance(self, user: Any) -> str:
        return f"{name_of(user)} ({user.email or 'no e-mail address'})"


class OrganisationForm(WagtailAdminModelForm):
    """Begins with the default plan."""

    members = MembersField(
        queryset=get_user_model()._default_manager.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Accounts of its people on this site, if they have any; they get the mail too.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = Q(is_active=True)
        if self.instance.pk:
            wanted |= Q(organisations=self.instance.pk)
        else:
            self.fields["plan"].initial = Plan.objects.filter(is_default=True).first()
        users = get_user_model()._default_manager.filter(wanted).distinct()
        members: Any = self.fields["members"]
        members.queryset = users.order_by("last_name", "first_name", "username")


class OrganisationInspectView(Inspected):
    """An organisation with its people, keys and webhooks."""

    def get_members_display_value(self) -> str:
        members = self.object.members.order_by("last_name", "first_name", "username")
        return ", ".join(name_of(user) for user in members) or "None"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = clock.now()
        keys = list(ApiKey.objects.filter(organisation=self.object).select_related("organisation"))
        used = usage.last_used(keys)
        return super().get_context_data(
            mailed=self.object.mailed(),
            keys=[(key, key.state(now), used.get(key.pk)) for key in keys],
            webhooks=WebhookEndpoint.objects.filter(organisation=self.object),
            **kwargs,
        )


class DeletePlanView(generic.DeleteView):
    """A plan that organisations have stays."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ProtectedError:
            messages.error(self.request, f"“{self.object}” is the plan of an organisation.")
            return redirect(self.get_success_url())
