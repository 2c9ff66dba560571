"""After a change of reference data: which released reports say something else, and release
them again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.views.generic import FormView
from wagtail.admin import messages

from reports import clock, releasing
from reports.admin import permissions
from reports.admin.reference.usage import ReferenceScreen, usage_of
from reports.document import stored
from reports.document.diff import changes
from reports.models import Release, ReportPage
from reports.models.uses import Uses
from reports.releasing.again import rebuilt
from reports.releasing.issuing import announce_refusal

AT_ONCE = 40  # reports that one press releases; each takes some tenths of a second


class AgainForm(forms.Form):
    """Which reports, as what, and why."""

    releases = forms.TypedMultipleChoiceField(
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one report.",
            "invalid_choice": "One of the reports has another current release by now. Look again.",
        },
    )
    kind = forms.ChoiceField(
        choices=[
            (Release.Kind.UPDATE.value, "Update: a name or a detail is new"),
            (Release.Kind.CORRECTION.value, "Correction: it was wrong"),
        ],
        widget=forms.RadioSelect,
        initial=Release.Kind.UPDATE.value,
    )
    reason = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Readers see it with each release, e.g. “Acme is called Acme Health now.”",
        error_messages={"required": "Say why, in a sentence for readers."},
    )

    def __init__(self, *args: Any, offered: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["releases"]
        field.choices = [(row["release"].pk, row["title"]) for row in offered]
        field.initial = [row["release"].pk for row in offered][:AT_ONCE]

    @property
    def data_chosen(self) -> list[str]:
        """What was ticked when the form comes back with an error."""
        return list(self.data.getlist("releases")) if self.is_bound else []  # type: ignore[attr-defined]

    def clean_releases(self) -> list[int]:
        chosen: list[int] = self.cleaned_data["releases"]
        if len(chosen) > AT_ONCE:
            raise forms.ValidationError(f"Release at most {AT_ONCE} at a time.")
        return chosen


class ReleaseAgainView(ReferenceScreen, FormView):
    """Lists the current releases that say something else than the data; releases those chosen."""

    page_title = "Release again"
    header_icon = "upload"
    template_name = "reports/admin/reference/again.html"
    form_class = AgainForm

    def allowed(self) -> bool:
        return bool(self.request.user.has_perm(permissions.RELEASE))

    @cached_property
    def uses(self) -> Uses:
        return usage_of(self.request).of(self.item)

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The reports that differ, each with what would change and what stands in the way."""
        pages = [report.page for report in self.uses.released]
        pending = {report.page: report for report in self.uses.pending}
        found = []
        current = (
            Release.objects.released(clock.now())
            .filter(report__page__in=pages)
            .select_related("report", "revision")
            .order_by("report__market", "report__edition")
        )
        owners = ReportPage.objects.in_bulk(pages)
        for release in current:
            page = owners[release.report.page_id]
            try:
                document = rebuilt(release)
            except Exception:  # one text that cannot be read must not hide the others
                found.append(self.row(release, page, [], None))
                continue
            if stored.content_hash(stored.dump(document)) == release.content_hash:
                continue
            differences = changes(release.load_document(), document)
            found.append(self.row(release, page, differences, pending.get(page.pk)))
        return found

    def row(self, release: Release, page: ReportPage, found: Any, pending: Any) -> dict[str, Any]:
        return {
            "release": release,
            "page": page,
            "title": release.load_card().title,
            "changes": found[:5],
            "more": max(0, len(found) - 5),
            "pending": pending,
            "allowed": permissions.may(self.request.user, permissions.RELEASE, page),
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        offered = [row for row in self.rows if row["allowed"]]
        return {**super().get_form_kwargs(), "offered": offered}

    def form_valid(self, form: AgainForm) -> HttpResponse:
        by_key = {row["release"].pk: row for row in self.rows}
        results = [
            self.release(by_key[key], form.cleaned_data) for key in form.cleaned_data["releases"]
        ]
        done = sum(1 for result in results if result["released"])
        if done:
            noun = "report was" if done == 1 else "reports were"
            messages.success(self.request, f"{done} {noun} released again.")
        if done < len(results):
            left = len(results) - done
            messages.error(self.request, f"{left} could not be released; the table says why.")
        return self.render_to_response(self.get_context_data(form=None, results=results))

    def release(self, row: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
        """Release one report; a refusal is told, and holds the others up no longer."""
        try:
            releasing.release_again(
                row["release"], kind=data["kind"], reason=data["reason"], user=self.request.user
            )
        except releasing.Refused as refused:
            announce_refusal(row["page"], self.request.user, refused)
            return {**row, "released": False, "why": str(refused)}
        return {**row, "released": True, "why": ""}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{"rows": self.rows, "uses": self.uses, "most": AT_ONCE, **kwargs}
        )
