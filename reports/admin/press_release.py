"""A new report from a press release: paste or upload, review, and a draft is written.

Nothing is stored between the screens: the text travels with the form and is
read again, so a form can be left, sent twice or come back late.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.permissions import page_permission_policy

from reports.admin.press_release_forms import ImportForm, SourceForm
from reports.admin.press_release_rows import groups, runs
from reports.admin.screens import ReportScreen
from reports.consistency.text import Checked, check_text
from reports.consistency.text.marking import marked
from reports.drafting.decisions import Decision, as_proposed, decided
from reports.drafting.review import Review, review
from reports.drafting.scene import Scene
from reports.drafting.target import DraftingError, Target, find_target
from reports.drafting.writing import write
from reports.models import ImportedText, MarketIndexPage, ReportPage

UNREADABLE = (
    "Nothing could be read in this text. The reader knows announcements of market reports, "
    "in English."
)


class PressReleaseView(WagtailAdminTemplateMixin, TemplateView):
    """The two screens of an import at one address."""

    template_name = "reports/admin/press_release_form.html"
    page_title = "New report from a press release"
    header_icon = "clipboard-list"
    http_method_names = ["get", "post"]
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        reports = {"url": reverse("reports_listing:index"), "label": "Reports"}
        return [reports, {"url": "", "label": self.page_title, "sublabel": ""}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.ask(ImportForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ImportForm(request.POST, request.FILES)
        if request.POST.get("step") == "back":
            return self.ask(ImportForm(initial=request.POST.dict()))
        if not form.is_valid():
            return self.ask(form)
        checked = check_text(form.cleaned_data["text"])
        if not checked.reading.claims:
            form.add_error("text", UNREADABLE)
            return self.ask(form)
        try:
            target = self.target(form.cleaned_data, checked)
        except DraftingError as problem:
            form.add_error(None, str(problem))
            return self.ask(form)
        reviewed = review(form.cleaned_data["text"], target, checked)
        if request.POST.get("step") == "write":
            return self.write(reviewed)
        source = SourceForm(initial=SourceForm.initial_of(reviewed.announcement))
        return self.show(reviewed, as_proposed(reviewed.proposals), source)

    def target(self, data: dict[str, Any], checked: Checked) -> Target:
        """The report that the form names, filled up from the text; refused if not allowed."""
        scene = Scene(checked.reading)
        edition = data["edition"].strip() or str(scene.base_year or "")
        if not edition:
            raise DraftingError("The text gives no base year. Give the edition.")
        name = data["market_name"] or (scene.market.value if scene.market else "")
        target = find_target(edition, data["market"], name)
        refusal = refused(self.request.user, target)
        if refusal:
            raise DraftingError(refusal)
        return target

    def write(self, reviewed: Review) -> HttpResponse:
        posted = self.request.POST
        source = SourceForm(posted)
        decisions = decided(reviewed.proposals, posted.dict())
        wrong = any(decision.problems for decision in decisions)
        if not source.is_valid() or wrong:
            problem = "Nothing was written yet: some fields need another look."
            return self.show(reviewed, decisions, source, problem)
        accepted = [decision.accepted for decision in decisions if decision.taken]
        if not accepted and reviewed.target.page is None:
            return self.show(reviewed, decisions, source, "Accept at least one proposal.")
        digits = posted.get("seen", "")[:18]
        seen = int(digits) if digits.isascii() and digits.isdecimal() else 0
        try:
            written = write(reviewed, accepted, source.announcement, self.request.user, seen)
        except DraftingError as problem:
            return self.show(reviewed, decisions, source, str(problem))
        messages.success(self.request, f"The draft of “{written.page.title}”: {written.sentence}.")
        return redirect("wagtailadmin_pages:edit", written.page.pk)

    def ask(self, form: ImportForm) -> HttpResponse:
        """The first screen."""
        return self.render_to_response(self.get_context_data(form=form))

    def show(
        self,
        reviewed: Review,
        decisions: Iterable[Decision],
        source: SourceForm,
        problem: str = "",
    ) -> HttpResponse:
        """The review screen."""
        target = reviewed.target
        self.template_name = "reports/admin/press_release_review.html"
        context = self.get_context_data(
            reviewed=reviewed,
            target=target,
            groups=groups(reviewed, decisions),
            runs=runs(reviewed),
            source=source,
            problem=problem,
            media=source.media,
        )
        return self.render_to_response(context)


class SourceTextsView(ReportScreen, TemplateView):
    """The texts that a draft was made from, one of them in full."""

    page_title = "Source texts"
    permission = "wagtailadmin.access_admin"
    header_icon = "doc-full"
    template_name = "reports/admin/press_release_texts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        texts = ImportedText.objects.filter(page=self.report_page).select_related("source")
        wanted = self.kwargs.get("text_id")
        shown = get_object_or_404(texts, pk=wanted) if wanted else texts.first()
        read = {"claims": shown.claims, "findings": []} if shown else {}
        return super().get_context_data(
            texts=texts.defer("text", "claims", "offered"),
            shown=shown,
            runs=marked(shown.text, read) if shown else [],
            **kwargs,
        )


def may_import(user: Any) -> bool:
    """Whether a user may add pages somewhere; what each import needs is asked by `refused`."""
    return bool(page_permission_policy.user_has_permission(user, "add"))


def refused(user: Any, target: Target) -> str:
    """Why a user may not import into a target; empty if they may."""
    if target.page is not None:
        permissions = target.page.permissions_for_user(user)
        if not permissions.can_edit():
            return "You may not edit this report."
        locked = "The draft is locked or under review, so nothing can be added to it now."
        return locked if permissions.page_locked() else ""
    parent = target.market or MarketIndexPage.objects.first()
    if parent is None:
        return "There is no page that holds the markets. Add it below the home page."
    return "" if parent.permissions_for_user(user).can_add_subpage() else "You may not add it here."


class PressReleaseMenuItem(MenuItem):
    """Below Reports, for those who may add one."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_import(request.user)


def menu_item() -> PressReleaseMenuItem:
    return PressReleaseMenuItem(
        "Press release",
        reverse("reports_press_release"),
        name="press-release",
        icon_name="clipboard-list",
        order=205,
    )


def header_buttons(page: Any, user: Any, **_: Any) -> Any:
    """The way from the editor's header menu to the texts that the draft was made from."""
    if page.specific_class is ReportPage and ImportedText.objects.filter(page=page.pk).exists():
        url = reverse("reports_source_texts", args=[page.pk])
        yield Button("Source texts", url=url, icon_name="doc-full", priority=6)
