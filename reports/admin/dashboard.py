"""The dashboard: what is pending, what is wrong, what is due, what changed this week."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from wagtail.admin.site_summary import PagesSummaryItem, SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import RecentEditsPanel
from wagtail.models import PageLogEntry

from reports import clock
from reports.admin.reference.usage import sees_pages, visible_pages
from reports.admin.report_list import SOON, review_words, when
from reports.models import (
    CheckedDraft,
    Company,
    Figure,
    Organisation,
    Release,
    ReportPage,
    WebhookEndpoint,
)
from reports.models.checked import refresh
from reports.models.states import with_review

ROWS = 5
SECONDS = 0.5  # for examining what changed since it was examined last
WEEK = timedelta(days=7)
SHOWN = {
    "reports.release": "Released",
    "reports.schedule": "Scheduled",
    "reports.withdraw": "Withdrawn",
    "wagtail.edit": "Draft saved",
    "wagtail.create": "Created",
}


class Desk:
    """What the panels of one request share: the reports that the user may see."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def now(self) -> datetime:
        return clock.now()

    @cached_property
    def keys(self) -> set[int] | None:
        return visible_pages(self.request.user)

    def mine(self, queryset: Any, path: str) -> Any:
        """Only what belongs to reports that the user may see."""
        return queryset if self.keys is None else queryset.filter(**{f"{path}__in": self.keys})

    open = 0  # findings; counted with `checked`

    @cached_property
    def checked(self) -> tuple[list[CheckedDraft], int]:
        """Drafts with errors, and how many could not be examined since their last change."""
        pages = list(
            self.mine(
                ReportPage.objects.defer_streamfields().prefetch_related(None), "pk"
            ).order_by("-latest_revision_created_at")
        )
        fresh = refresh(pages, SECONDS)
        by_key = {page.pk: page for page in pages}
        found = [item for item in fresh.values() if item.errors]
        for item in found:
            item.page = by_key[item.page_id]
        self.open = sum(item.errors + item.warnings for item in fresh.values())
        return sorted(found, key=lambda item: -item.errors), len(pages) - len(fresh)


def desk_of(request: HttpRequest) -> Desk:
    kept: Any = request
    if not hasattr(kept, "reports_desk"):
        kept.reports_desk = Desk(request)
    found: Desk = kept.reports_desk
    return found


class Panel(Component):
    """One list of the dashboard: a few rows, and the way to all of them."""

    template_name = "reports/admin/dashboard_panel.html"
    name = heading = empty = query = ""
    listing, what = "reports_listing:index", "reports"
    order = 100

    def __init__(self, request: HttpRequest) -> None:
        self.desk = desk_of(request)

    def rows(self) -> list[dict[str, Any]]:
        raise NotImplementedError

    def note(self) -> str:
        return ""

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        rows = self.rows()
        listing = reverse(self.listing)
        return {
            "panel": self,
            "rows": rows[:ROWS],
            "note": self.note(),
            "all_url": f"{listing}?{self.query}" if self.query else listing,
        }


class PendingPanel(Panel):
    name, heading, order = "reports-pending", "Pending", 110
    empty, query = "No release is pending.", "state=pending"

    def rows(self) -> list[dict[str, Any]]:
        found = self.desk.mine(
            Release.objects.pending(self.desk.now).select_related("report"), "report__page"
        ).defer("document", "checks")
        return [
            {
                "title": f"{release.card['title']}, {release.report.edition}",
                "url": reverse("reports_releases", args=[release.report.page_id]),
                "words": ", ".join(
                    (when(release.release_at), countdown(release.release_at, self.desk.now))
                ),
            }
            for release in found.order_by("release_at")[:ROWS]
        ]


class ErrorsPanel(Panel):
    name, heading, order = "reports-errors", "Has errors", 120
    empty, query = "No draft has errors that stop a release.", "findings=errors"

    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "title": item.page.draft_title,
                "url": reverse("reports_checks", args=[item.page_id]),
                "words": item.words,
            }
            for item in self.desk.checked[0][:ROWS]
        ]

    def note(self) -> str:
        left = self.desk.checked[1]
        return f"{left} not checked since the last change." if left else ""


class ReviewPanel(Panel):
    name, heading, order = "reports-review", "Due for review", 130
    empty, query = f"No review is due within {SOON} days.", "review=soon&ordering=review"

    def rows(self) -> list[dict[str, Any]]:
        today = localdate()
        until = (today + timedelta(SOON)).isoformat()
        pages = with_review(ReportPage.objects.prefetch_related(None)).filter(review__lte=until)
        found = self.desk.mine(pages, "pk").order_by("review", "pk")
        return [
            {
                "title": title,
                "url": reverse("wagtailadmin_pages:edit", args=[pk]),
                "words": review_words(parse_date(day), today),
            }
            for pk, title, day in found.values_list("pk", "draft_title", "review")[:ROWS]
        ]


class ChangesPanel(Panel):
    name, heading, order = "reports-changes", "Changed this week", 140
    empty, query = "Nothing changed in the last seven days.", "ordering=-latest_revision_created_at"

    def rows(self) -> list[dict[str, Any]]:
        entries = PageLogEntry.objects.filter(
            Q(content_type__app_label="reports", content_type__model="reportpage"),
            timestamp__gt=self.desk.now - WEEK,
            action__in=SHOWN,
        ).select_related("user")
        found: dict[tuple[int, str], dict[str, Any]] = {}
        # Saves of one report count once; a busy afternoon must not hide the rest of the week.
        for entry in self.desk.mine(entries, "page").order_by("-timestamp")[:200]:
            word = SHOWN[entry.action]
            if entry.action == "reports.release" and entry.data.get("kind") == "correction":
                word = "Corrected"
            who = f" by {entry.user.get_full_name() or entry.user}" if entry.user else ""
            found.setdefault(
                (entry.page_id, word),
                {
                    "title": entry.label,
                    "url": reverse("wagtailadmin_pages:edit", args=[entry.page_id]),
                    "words": f"{word}{who}, {when(entry.timestamp)}",
                },
            )
        return list(found.values())


class PausedPanel(Panel):
    name, heading, order = "reports-paused", "Paused webhooks", 150
    empty, listing, what = "No webhook is paused.", "webhooks:index", "webhooks"

    def rows(self) -> list[dict[str, Any]]:
        found = WebhookEndpoint.objects.exclude(paused_at=None).select_related("organisation")
        return [
            {
                "title": str(endpoint),
                "url": reverse("webhooks:inspect", args=[endpoint.pk]),
                "words": f"{when(endpoint.paused_at)}. {endpoint.paused_because}",
            }
            for endpoint in found.order_by("-paused_at")[:ROWS]
        ]


def countdown(moment: datetime, now: datetime) -> str:
    """How long it is until a moment: "in 3 days", "in 5 hours", "in 12 minutes"."""
    minutes = max(1, round((moment - now).total_seconds() / 60))
    for size, word in ((24 * 60, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            number = minutes // size
            return f"in {number} {word}{'' if number == 1 else 's'}"
    return "in 1 minute"


class Count(SummaryItem):
    """A number at the top of the dashboard, with the way to its list."""

    template_name = "reports/admin/summary_item.html"
    note = ""

    def __init__(self, request: Any, label: str, number: int, url: str, icon: str) -> None:
        super().__init__(request)
        self.label, self.number, self.url, self.icon = label, number, url, icon

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"item": self}


def panels(request: HttpRequest, found: list[Any]) -> None:
    """Our panels, with Wagtail's for workflows and locks; its list of edits says less."""
    found[:] = [panel for panel in found if not isinstance(panel, RecentEditsPanel)]
    ours: list[type[Panel]] = []
    if sees_pages(request.user):
        ours += [PendingPanel, ErrorsPanel, ReviewPanel, ChangesPanel]
    if request.user.has_perm("reports.change_webhookendpoint"):
        ours.append(PausedPanel)
    found += [kind(request) for kind in ours]


def summary(request: HttpRequest, items: list[Any]) -> None:
    """Reports, released figures, companies, open findings, instead of the number of pages;
    for who has nothing to do with pages, what else there is."""
    desk = desk_of(request)
    pages = sees_pages(request.user)
    unchecked = desk.checked[1] if pages else 0
    listing = reverse("reports_listing:index")
    items[:] = [item for item in items if not isinstance(item, PagesSummaryItem)]
    figures = Figure.objects.released(desk.now).count()
    companies = Company.objects.filter(merged_into=None).count()
    counts = [("Released figure", figures, reverse("reports_figures:index"), "decimal")]
    if pages:
        reports = desk.mine(ReportPage.objects, "pk").count()
        counts.insert(0, ("Report", reports, listing, "doc-full"))
    elif request.user.has_perm("reports.change_organisation"):
        number = Organisation.objects.count()
        counts.append(("Organisation", number, reverse("organisations:index"), "group"))
    if request.user.has_perms(["reports.change_company"]):
        url = reverse("wagtailsnippets_reports_company:list")
        counts.append(("Company", companies, url, "group"))
    if pages:
        counts.append(("Open finding", desk.open, f"{listing}?findings=open", "tasks"))
    for order, (label, number, url, icon) in enumerate(counts):
        item = Count(request, label, number, url, icon)
        item.order = order
        items.append(item)
    if unchecked:
        items[-1].note = f"({unchecked} not checked since the last change)"
