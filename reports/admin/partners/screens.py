"""What the screens of keys and webhooks share: a confirmation, and a secret shown once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView
from wagtail.admin.views import generic
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from reports.partners.keys import KeyRefused


def shown_once(
    request: HttpRequest, page_title: str, what: str, text: str, how: str, back: str
) -> HttpResponse:
    """The page with a secret on it: the only answer that ever holds it."""
    context = {
        "page_title": page_title,
        "header_icon": "key",
        "what": what,
        "text": text,
        "how": how,
        "back": back,
    }
    response = TemplateResponse(request, "reports/admin/partners/shown_once.html", context)
    response["Cache-Control"] = "no-store"
    return response


def told(value: Any) -> Any:
    """A value as the screens show it: moments in UTC, as partners see them."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else value


class Inspected(generic.InspectView):
    """What something of a partner's is; what does not apply is left out."""

    labels: ClassVar[dict[str, str]] = {}

    def get_field_label(self, field_name: str, field: Any) -> str:
        return self.labels.get(field_name) or super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        return told(super().get_field_display_value(field_name, field))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["fields"] = [shown for shown in context["fields"] if shown["value"] != ""]
        return context


class PartnerScreen(WagtailAdminTemplateMixin, FormView):
    """Does one thing to something of a partner's, after a confirmation."""

    model: type[Model]
    namespace = ""
    refusal = ""
    template_name = "reports/admin/partners/confirm.html"
    explanation = ""
    button = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policy_registry.get_by_type(self.model).user_has_permission(request.user, "change"):
            self.note_refusal(f"not permitted: {self.page_title}")
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def item(self) -> Any:
        return get_object_or_404(self.model, pk=self.kwargs["pk"])

    @property
    def home(self) -> str:
        return reverse(f"{self.namespace}:inspect", args=[self.item.pk])

    def note_refusal(self, reason: str) -> None:
        log(self.item, self.refusal, user=self.request.user, data={"reason": reason})

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        plural = str(self.model._meta.verbose_name_plural)
        return [
            {
                "url": reverse(f"{self.namespace}:index"),
                "label": plural[:1].upper() + plural[1:],
            },
            {"url": self.home, "label": str(self.item)},
            {"url": "", "label": str(self.page_title)},
        ]

    def do(self, form: Any) -> HttpResponse:
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return self.do(form)
        except KeyRefused as refused:
            self.note_refusal(str(refused))
            form.add_error(None, str(refused))
            return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {
            "item": self.item,
            "home": self.home,
            "explanation": self.explanation,
            "button": self.button,
        }
        return super().get_context_data(**context, **kwargs)
