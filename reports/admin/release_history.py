"""The releases of a report: a screen, and a panel beside the editor."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin.ui.side_panels import BaseSidePanel

from reports.admin import permissions
from reports.admin.screens import ReportScreen
from reports.document import ReportDocument
from reports.document.diff import Change, changes
from reports.models import Approval, Release

PER_PAGE = 20
# The families of changes as an editor counts them: one word for each.
WORDS = {"figure": "value", "key player": "player", "development": "development"}


@dataclass(frozen=True)
class Entry:
    """A release with its state, and what it changed against the one before."""

    release: Release
    state: str
    values: list[Change]
    players: list[Change]
    words: list[Change]
    first: bool

    @property
    def summary(self) -> str:
        return told([*self.values, *self.players, *self.words])


def told(found: list[Change]) -> str:
    """How much changed, in a few words: "3 values, 2 texts changed"."""
    counted = Counter(WORDS.get(change.what, "text") for change in found)
    parts = [
        f"{counted[word]} {word}{'' if counted[word] == 1 else 's'}"
        for word in (*WORDS.values(), "text")
        if counted[word]
    ]
    return f"{', '.join(parts)} changed" if parts else "nothing that a reader sees changed"


class HistoryScreen(ReportScreen):
    page_title = "Releases"
    permission = "wagtailadmin.access_admin"

    def state_of(self, release: Release) -> str:
        if release.cancelled_at:
            return "Cancelled"
        if release.withdrawn_at:
            return "Withdrawn"
        if release.release_at > self.now:
            return "Pending"
        ended = release.superseded_at and release.superseded_at <= self.now
        return "Superseded" if ended else "Current"

    def may_release(self) -> bool:
        return permissions.may(self.request.user, permissions.RELEASE, self.report_page)


class ReleasesView(HistoryScreen, TemplateView):
    """Every release of a report: current, pending, past, cancelled, withdrawn."""

    template_name = "reports/admin/releases.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        releases = Release.objects.filter(report=self.record).numbered().order_by("-release_at")
        page: Any = Paginator(releases, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            entries=[self.entry(release) for release in page],
            page_of=page,
            lacking=self.lacking(),
            may_release=self.may_release(),
            **kwargs,
        )

    def entry(self, release: Release) -> Entry:
        before = self.before(release)
        earlier = before and self.document(before)
        found = changes(earlier, self.document(release)) if earlier else []
        return Entry(
            release=release,
            state=self.state_of(release),
            values=[change for change in found if change.what == "figure"],
            players=[change for change in found if WORDS.get(change.what, "value") != "value"],
            words=[change for change in found if change.what not in WORDS],
            first=before is None,
        )

    @cached_property
    def in_order(self) -> list[Release]:
        """The releases that were not cancelled, without their documents, newest first."""
        found = Release.objects.filter(report=self.record, cancelled_at=None)
        return list(found.defer("document", "checks", "card").order_by("-release_at"))

    def before(self, release: Release) -> Release | None:
        """The release that this one took over from, or was to."""
        return next((item for item in self.in_order if item.release_at < release.release_at), None)

    def document(self, release: Release) -> ReportDocument:
        """A release's document, read once."""
        known: dict[int, ReportDocument] = self.__dict__.setdefault("documents", {})
        if release.pk not in known:
            known[release.pk] = release.load_document()
        return known[release.pk]

    def lacking(self) -> list[Change]:
        """What went out after the pending release was scheduled and it does not have."""
        if self.pending is None or self.current is None:
            return []
        if self.current.release_at <= self.pending.issued_at:
            return []
        then = [item for item in self.in_order if item.release_at <= self.pending.issued_at]
        public = self.document(self.current)
        undone = {
            (change.what, change.key) for change in changes(public, self.document(self.pending))
        }
        before = self.document(then[0]) if then else None
        fixed = changes(before, public) if before else []
        return [change for change in fixed if (change.what, change.key) in undone]


@method_decorator(never_cache, name="dispatch")
class ReleasesPanelView(HistoryScreen, TemplateView):
    """The same in short, as a fragment for the panel beside the editor."""

    template_name = "reports/admin/_releases.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        newest = []
        if self.record:
            found = Release.objects.filter(report=self.record).numbered()
            newest = list(found.defer("document", "checks", "card")[:5])
        public = self.current.load_document() if self.current else None
        since = changes(public, self.draft.build().document) if public else []
        return super().get_context_data(
            newest=[(release, self.state_of(release)) for release in newest],
            since=told(since) if since else "",
            approval=Approval.objects.filter(page=self.report_page).defer("document").first(),
            may_release=self.may_release(),
            **kwargs,
        )


class ReleasesSidePanel(BaseSidePanel):
    """What is public and what is to come; fetched when the panel is needed."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = "Toggle releases"
        icon_name = "upload"
        has_counter = False

    name = "releases"
    title = "Releases"
    template_name = "reports/admin/releases_panel.html"
    order = 330

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        context["panel_url"] = reverse("reports_releases_panel", args=[self.object.pk])
        return context
