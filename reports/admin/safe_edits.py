"""No lost edits: whoever saves an outdated form is told first what somebody else has saved.

Wagtail refuses only autosaves of an outdated form; an explicit save would overwrite.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from reports.admin.moments import when
from reports.document.diff import Change, changes
from reports.models import ReportPage
from reports.models.authorship import name_of

PARAGRAPH_ID = re.compile(r' data-block-key="[^"]*"')
NOT_SAVED = "Nothing was saved: the draft has changed since you opened it."


@dataclass(frozen=True)
class Conflict:
    """What stands between a form and the newest draft."""

    by: str
    at: datetime
    # What was saved in the meantime; None if what this form began with was overwritten.
    theirs: list[Change] | None
    apart: list[Change]
    fields: list[str]
    compare_url: str


class SafeEdits(EditView):
    """For the editor and for going back to a revision: a form that began with an older draft
    than the newest is shown again with what differs; pressed again, it is saved."""

    conflict: Conflict | None = None
    real_page_record: Any
    latest_revision: Any

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            self.hold()
            if self.is_out_of_date and self.expects_json_response:
                if self.repeats_newest():
                    return self.not_saved()
            elif self.is_out_of_date:
                refusal = self.refuse_outdated()
                if refusal is not None:
                    return refusal
            response: HttpResponse = super().post(request, *args, **kwargs)
            return response

    def hold(self) -> None:
        """Lock the page, and see what was saved while this request waited for it."""
        latest = Page.objects.select_for_update().get(pk=self.real_page_record.pk)
        revision = Revision.objects.filter(pk=latest.latest_revision_id).first()
        seen = self.latest_revision
        if revision and seen and (revision.pk, revision.created_at) != (seen.pk, seen.created_at):
            self.real_page_record = Page.objects.prefetch_workflow_states().get(pk=latest.pk)
            self.started_anew()

    def started_anew(self) -> None:
        """Begin again with the draft as it is stored, after something was saved or undone."""
        self.latest_revision = self.real_page_record.get_latest_revision()
        self.page = self.get_object()
        self.__dict__.pop("latest_revision_created_at", None)

    @cached_property
    def is_out_of_date(self) -> bool:
        """Whether the form began with another draft than the newest. One that does not say
        with which it began is taken for an old one."""
        if not self.latest_revision:
            return False
        overwritten = self.request.POST.get("overwrite_revision_id")
        newest = str(self.latest_revision.pk)
        if overwritten and overwritten != newest:
            return True
        if overwritten and self.expects_json_response:
            return False  # an autosave after the first: nobody else has this revision
        began = self.request.POST.get("loaded_revision_id")
        moment = self.request.POST.get("loaded_revision_created_at", "")
        return (began, moment) != (newest, self.latest_revision_created_at)

    def repeats_newest(self) -> bool:
        """Whether the form is valid and says what the newest draft says: an autosave that was
        overtaken by the same person's press of "Save draft" has nothing to complain about."""
        return self.read_typed() and self.changes_nothing()

    def read_typed(self) -> bool:
        """Make the form of what was typed; whether it is valid as a draft."""
        self.form = self.typed_form()
        self.form.defer_required_fields()
        valid: bool = self.form.is_valid()
        self.form.restore_required_fields()
        return valid

    def refuse_outdated(self) -> HttpResponse | None:
        """The form again, with what differs; None if it would change nothing that is new."""
        valid = self.read_typed()
        newest: ReportPage = self.latest_revision.as_object()
        fields = differing(newest, self.form.instance, list(self.form.fields))
        if valid and not fields:
            # Pressed twice, or just saved by itself: the newest draft is what was typed.
            data = self.request.POST.copy()
            data.pop("overwrite_revision_id", None)
            self.request.POST = data
            self.page = self.get_object()
            return None
        self.conflict = self.conflict_with(newest, fields)
        self.autosave_enabled = False  # only an informed press may replace the newer draft
        self.note_outdated()
        return self.shown_again(NOT_SAVED)

    def typed_form(self) -> Any:
        return self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )

    def shown_again(self, message: str) -> HttpResponse:
        """The editor with what was typed. A workflow is cancelled if that was asked for."""
        if self.is_cancelling_workflow:
            response: HttpResponse = self.form_invalid(self.form)
            return response
        messages.error(self.request, message)
        self.has_unsaved_changes = True
        shown: HttpResponse = self.render_to_response(self.get_context_data())
        return shown

    def conflict_with(self, newest: ReportPage, fields: list[str]) -> Conflict:
        latest = self.latest_revision
        loaded = self.request.POST.get("loaded_revision_id", "")
        before = None
        if loaded.isdecimal():
            before = self.real_page_record.revisions.filter(pk=loaded[:18]).first()
            moment = self.request.POST.get("loaded_revision_created_at")
            if before and before.created_at.isoformat() != moment:
                before = None
        stored = newest.build().document
        compare_url = ""
        if before and before.pk != latest.pk:
            pages = [self.real_page_record.pk, before.pk, latest.pk]
            compare_url = reverse("wagtailadmin_pages:revisions_compare", args=pages)
        return Conflict(
            by=name_of(latest.user) or "the site itself",
            at=latest.created_at,
            theirs=changes(before.as_object().build().document, stored) if before else None,
            apart=changes(stored, self.form.instance.build().document),
            fields=fields,
            compare_url=compare_url,
        )

    def note_outdated(self) -> None:
        newest = self.latest_revision
        reason = f"{name_of(newest.user) or 'the site'} had saved at {when(newest.created_at)}"
        log(
            instance=self.real_page_record.specific,
            action="reports.outdated",
            user=self.request.user,
            data={"reason": reason},
        )

    def save_action(self) -> HttpResponse:
        """As Wagtail's; an autosave tells the form with which draft it goes on from there."""
        if self.expects_json_response and self.changes_nothing():
            return self.not_saved()
        response: HttpResponse = super().save_action()
        if isinstance(response, JsonResponse):
            data = json.loads(response.content)
            if data.get("success"):
                data["field_updates"] |= {
                    "loaded_revision_id": str(data["revision_id"]),
                    "loaded_revision_created_at": data["revision_created_at"],
                }
                return JsonResponse(data)
        return response

    def changes_nothing(self) -> bool:
        """Whether the form says what the newest draft says. Rich text fields write their values
        anew as they load, so an editor saves by itself when somebody only looks."""
        if not self.latest_revision or self.is_reverting:
            return False
        if any(formset.has_changed() for formset in self.form.formsets.values()):
            return False
        newest = self.latest_revision.as_object()
        return not differing(newest, self.form.instance, list(self.form.fields))

    def not_saved(self) -> JsonResponse:
        """The answer to an autosave that has nothing to save: no revision, so none of somebody
        else's that the next autosave would try to overwrite."""
        self.subscription.save()
        return JsonResponse(
            {
                "success": True,
                "pk": self.page.pk,
                "field_updates": dict(self.form.get_field_updates_for_resave()),
                "comments": self.form.serialize_comments(self.request.user),
                "html": self.render_partials(),
            }
        )

    def get_template_names(self) -> list[str]:
        if self.conflict:
            return ["reports/admin/outdated.html"]
        names: list[str] = super().get_template_names()
        return names

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "conflict": self.conflict}


def differing(one: ReportPage, other: ReportPage, names: list[str]) -> list[str]:
    """The fields, by the names that people know, in which two drafts differ."""
    found = []
    for name in names:
        try:
            field = one._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if _value(one, field) != _value(other, field):
            found.append(str(capfirst(field.verbose_name)))
    return found


def _value(page: ReportPage, field: Any) -> Any:
    if isinstance(field, StreamField):
        return _without_ids(json.loads(field.value_to_string(page)))  # as it is stored
    return field.value_from_object(page)


def _without_ids(value: Any) -> Any:
    """Blocks without their ids, and paragraphs without theirs: new ones get them with a save."""
    if isinstance(value, dict):
        return {key: _without_ids(item) for key, item in value.items() if key != "id"}
    if isinstance(value, list):
        return [_without_ids(item) for item in value]
    return PARAGRAPH_ID.sub("", value) if isinstance(value, str) else value
