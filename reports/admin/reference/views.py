"""The views of reference data: lists that say where each is used, and the editor."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.snippets.views import chooser, snippets

from reports.admin import permissions
from reports.admin.reference.usage import edit_url, usage_of, used_url
from reports.models import MarketPage
from reports.models.uses import kind_of


class ReferenceFilterSet(WagtailFilterSet):
    """Those that were merged are listed only when they are asked for."""

    merged = django_filters.ChoiceFilter(
        label="Duplicates", choices=[("yes", "Merged")], method="by_merge", empty_label="Not merged"
    )

    def by_merge(self, queryset: Any, name: str, value: str) -> Any:
        return queryset  # `filter_queryset` decides, since no choice means those not merged

    def filter_queryset(self, queryset: Any) -> Any:
        merged = self.form.cleaned_data.get("merged") == "yes"
        found = super().filter_queryset(queryset)
        return found.filter(merged_into__isnull=not merged)


class ReferenceIndexView(snippets.IndexView):
    """A list with the number of current releases and drafts that name each row."""

    def filter_queryset(self, queryset: Any) -> Any:
        if self.filters is not None and not self.filters.is_valid():
            return queryset.filter(merged_into=None)
        return super().filter_queryset(queryset)

    def order_queryset(self, queryset: Any) -> Any:
        if self.show_ordering_column:
            return queryset.order_by(*self.model._meta.ordering)
        return super().order_queryset(queryset)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        usage = usage_of(self.request)
        for item in context["object_list"]:
            uses = usage.of(item)
            item.released_uses, item.draft_uses = len(uses.released), len(uses.drafts)
        return context

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        if getattr(instance, "merged_into_id", None):
            undo = reverse("reports_unmerge", args=[kind_of(instance), instance.pk])
            return [MenuItem("Undo the merge…", url=undo, icon_name="undo", priority=10)]
        found: list[Any] = super().get_list_more_buttons(instance)
        found.append(MenuItem("Used in", url=used_url(instance), icon_name="link", priority=40))
        return found


class ReferenceEditView(snippets.EditView):
    """The editor. A merged one leads to the one that was kept; a change says where it shows."""

    kept_to_release: tuple[str, ...] = ()

    def run_before_hook(self) -> Any:
        if getattr(self.object, "merged_into_id", None):
            kept = self.object.kept
            undo = reverse("reports_unmerge", args=[kind_of(self.object), self.object.pk])
            messages.warning(
                self.request,
                f"“{self.object}” was merged into “{kept}”, which you see here.",
                buttons=[messages.button(undo, "Undo the merge…")],
            )
            return redirect(edit_url(kept))
        return super().run_before_hook()

    def get_usage_url(self) -> None:
        """Wagtail's count knows no drafts; “Used in” stands in the header instead."""
        return None

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons: list[Any] = list(super().header_more_buttons)
        buttons.append(Button("Used in", url=used_url(self.object), icon_name="link", priority=15))
        if hasattr(self.object, "merged_into_id"):
            kind = kind_of(self.object)
            url = reverse("reports_merge", args=[kind, self.object.pk])
            buttons.append(Button("Merge…", url=url, icon_name="copy", priority=16))
        return buttons

    def save_action(self) -> HttpResponse:
        response: HttpResponse = super().save_action()
        if self.form.changed_data and not self.expects_json_response:
            tell_uses(self.request, self.object)
        return response


def tell_uses(request: Any, item: Any) -> None:
    """Say in how many released reports a changed item is named, and offer to release them."""
    uses = usage_of(request).of(item)
    number = len(uses.released)
    if not number:
        return
    verb = "it shows" if number == 1 else "they show"
    noun = "report" if number == 1 else "reports"
    buttons = []
    if request.user.has_perm(permissions.RELEASE):
        again = reverse("reports_again", args=[kind_of(item), item.pk])
        label = "Release it again…" if number == 1 else "Release them again…"
        buttons.append(messages.button(again, label))
    text = f"Used in {number} released {noun}; {verb} the change at the next release."
    messages.info(request, text, buttons=buttons)


def tell_market_uses(request: Any, page: Any) -> None:
    """After a market page was published: releases take its title, description and sector."""
    if isinstance(page, MarketPage) and request.method == "POST":
        tell_uses(request, page)


class ReferenceUsageView(snippets.UsageView):
    """Wagtail's address for usage leads to ours, which knows drafts and releases."""

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return redirect(used_url(self.object))


class ReferenceReorderView(snippets.ReorderView):
    """Moves one row among its siblings: a segment stays within its axis."""

    def post(self, request: Any, *args: Any, **kwargs: Any) -> JsonResponse:
        item = get_object_or_404(self.model, pk=unquote(str(kwargs.get("pk"))))
        position = request.GET.get("position", "")
        with transaction.atomic():
            listed = list(
                self.model._base_manager.filter(**self.listed())
                .select_for_update(of=("self",))
                .order_by(*self.model._meta.ordering)
            )
            place = int(position) if position.isdecimal() and len(position) < 7 else len(listed)
            rest = [row for row in listed if row.pk != item.pk]
            rest.insert(min(place, len(rest)), item)
            siblings = set(item.siblings().values_list("pk", flat=True))
            ordered = [row for row in rest if row.pk in siblings]
            for number, row in enumerate(ordered, 1):
                row.sort_order = number
            self.model._base_manager.bulk_update(ordered, ["sort_order"])
            log(item, "reports.order", user=request.user)
        return JsonResponse({"success": True})

    def listed(self) -> dict[str, Any]:
        """What the list shows that is being put in order."""
        return {"merged_into": None} if hasattr(self.model, "merged_into") else {}


class StandingOnly:
    """Choosers offer what stands for itself, not what was merged."""

    def get_object_list(self) -> Any:
        found = super().get_object_list()  # type: ignore[misc]
        return found.filter(merged_into=None)


class ChooseView(StandingOnly, chooser.ChooseView):
    pass


class ChooseResultsView(StandingOnly, chooser.ChooseResultsView):
    pass


class StandingChooserViewSet(chooser.SnippetChooserViewSet):
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
