"""Merge duplicates among reference data, and undo it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property, classproperty
from django.utils.http import urlencode
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.widgets import AdminSnippetChooser

from reports.admin.reference.usage import ReferenceScreen, edit_url, usage_of, used_url
from reports.models import Company, Geography, Segment, Source
from reports.models.merging import MergeRefused, merge, unmerge
from reports.models.uses import kind_of

MERGEABLE = (Company, Source, Segment, Geography)
KINDS = ("company", "source", "segment", "geography")
MOST = 20


def merge_url(*items: Any) -> str:
    """The screen that merges these."""
    options = items[0]._meta
    path = reverse("wagtail_bulk_action", args=[options.app_label, options.model_name, "merge"])
    chosen = urlencode([("id", item.pk) for item in items])
    return f"{path}?{chosen}&{urlencode({'next': edit_url(items[0])})}"


class KeepForm(forms.Form):
    """Which of the chosen ones is kept."""

    keep = forms.TypedChoiceField(
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the one to keep.",
            "invalid_choice": "Choose one of those that are listed.",
        },
    )

    def __init__(self, *args: Any, offered: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["keep"]
        field.choices = [(item.pk, str(item)) for item in offered]


class MergeBulkAction(SnippetBulkAction):
    """Choose which of several is kept; the others point to it from then on."""

    display_name = "Merge…"
    action_type = "merge"
    aria_label = "Merge the selected duplicates"
    template_name = "reports/admin/reference/merge.html"
    action_priority = 20
    form_class = KeepForm

    @classproperty
    def models(cls) -> list[Any]:
        return list(MERGEABLE)

    @classmethod
    def get_queryset(cls, model: Any, object_ids: list[str]) -> Any:
        keys = [key for key in object_ids if str(key).isdecimal() and len(str(key)) < 19]
        return super().get_queryset(model, keys)

    def check_perm(self, item: Any) -> bool:
        return bool(
            self.permission_policy.user_has_permission_for_instance(
                self.request.user, "change", item
            )
        )

    @cached_property
    def chosen(self) -> list[Any]:
        return list(self.get_actionable_objects()[0])

    def obstacle(self, without_access: Any = ()) -> str:
        """Why these cannot be merged, in words; empty if they can."""
        if without_access:
            return "You may not change all of them."
        if not 2 <= len(self.chosen) <= MOST:
            return f"Choose two to {MOST} that are one."
        merged = [item for item in self.chosen if item.merged_into_id]
        if merged:
            return f"“{merged[0]}” was merged already."
        first = self.chosen[0]
        unlike = [item for item in self.chosen if not item.may_be(first)]
        return f"“{unlike[0]}” and “{first}” cannot be one: {first.likeness}" if unlike else ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "offered": self.chosen}

    def object_context(self, item: Any) -> dict[str, Any]:
        return {
            **super().object_context(item),
            "uses": usage_of(self.request).of(item),
            "used_url": used_url(item),
            "known_as": getattr(item, item.identity),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["obstacle"] = self.obstacle(context["items_with_no_access"])
        return context

    def prepare_action(self, objects: Any, objects_without_access: Any) -> HttpResponse | None:
        """Merge: all of it happens here, so that a refusal is told in words."""
        without_access = objects_without_access.get("items_with_no_access")
        why = self.obstacle(without_access)
        wanted = self.cleaned_form.cleaned_data["keep"]
        kept = next((item for item in self.chosen if item.pk == wanted), None)
        others = [item for item in self.chosen if item.pk != wanted]
        try:
            if why or kept is None:
                raise MergeRefused(why or "Choose the one to keep.")
            with transaction.atomic():
                merge(kept, others)
                for item in others:
                    self.note(item, "reports.merge", f"{item} into {kept}")
                names = ", ".join(map(str, others))
                self.note(kept, "reports.merge", f"{names} into {kept}")
        except MergeRefused as refused:
            for item in self.chosen:
                self.note(item, "reports.refuse_merge", str(refused))
            messages.error(self.request, str(refused))
            return redirect(self.next_url)
        names = "”, “".join(map(str, others))
        again = reverse("reports_again", args=[kind_of(kept), kept.pk])
        buttons = [messages.button(edit_url(kept), "Edit")]
        if usage_of(self.request).of(kept).released or any(
            usage_of(self.request).of(item).released for item in others
        ):
            buttons.append(messages.button(again, "Release again…"))
        messages.success(self.request, f"“{names}” merged into “{kept}”.", buttons=buttons)
        return redirect(kept.snippet_viewset.get_url_name("list"))

    def note(self, item: Any, action: str, what: str) -> None:
        log(instance=item, action=action, user=self.request.user, data={"reason": what})

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        return 0, 0  # `prepare_action` has done it


class ChooseDuplicateView(ReferenceScreen, FormView):
    """From the edit view: choose the other one, then go on to the merge."""

    kinds = KINDS
    page_title = "Merge"
    template_name = "reports/admin/reference/choose_duplicate.html"

    def get_form_class(self) -> type[forms.Form]:
        model = type(self.item)
        candidates = model.objects.filter(merged_into=None).exclude(pk=self.item.pk)
        other = forms.ModelChoiceField(
            candidates,
            label="The same as",
            widget=AdminSnippetChooser(model),
            error_messages={
                "required": "Choose the other one.",
                "invalid_choice": "Choose another one that was not merged.",
            },
        )
        return type("DuplicateForm", (forms.Form,), {"other": other})

    def form_valid(self, form: Any) -> HttpResponse:
        return redirect(merge_url(self.item, form.cleaned_data["other"]))


class UnmergeView(ReferenceScreen, FormView):
    """Let a merged one stand for itself again."""

    kinds = KINDS
    page_title = "Undo the merge"
    template_name = "reports/admin/reference/unmerge.html"
    form_class = forms.Form

    def form_valid(self, form: Any) -> HttpResponse:
        kept = self.item.kept
        try:
            with transaction.atomic():
                unmerge(self.item)
                for item in (self.item, kept):
                    data = {"reason": f"{self.item} from {kept}"}
                    log(item, "reports.unmerge", user=self.request.user, data=data)
        except MergeRefused as refused:
            data = {"reason": str(refused)}
            log(self.item, "reports.refuse_merge", user=self.request.user, data=data)
            messages.error(self.request, str(refused))
            return redirect(edit_url(kept))
        messages.success(self.request, f"“{self.item}” stands for itself again.")
        return redirect(edit_url(self.item))
