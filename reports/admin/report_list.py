"""The list of reports: what state each is in, what the checks say, when to look again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import F, Q
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Revision

from reports import clock
from reports.admin.reference.usage import sees_pages
from reports.models import MarketPage, Release, ReportPage
from reports.models.checked import refresh, with_open_findings
from reports.models.states import STATES, in_state, with_moments

SECONDS = 1.5  # for examining drafts anew while a list is made
SOON = 30  # days in which a review is due soon


class ReportFilterSet(PageFilterSet):
    """What editors ask of the list."""

    state = django_filters.ChoiceFilter(label="State", choices=STATES, method="by_state")
    market = django_filters.MultipleChoiceFilter(
        label="Market",
        choices=lambda: [
            (str(pk), title)
            for pk, title in MarketPage.objects.order_by("title").values_list("pk", "title")
        ],
        method="by_market",
        widget=CheckboxSelectMultiple,
    )
    sector = django_filters.ChoiceFilter(
        label="Sector", choices=lambda: _sectors(), method="by_sector"
    )
    findings = django_filters.ChoiceFilter(
        label="Findings",
        choices=[("errors", "Errors"), ("open", "Open findings"), ("none", "None open")],
        method="by_findings",
    )
    review = django_filters.ChoiceFilter(
        label="Next review",
        choices=[("overdue", "Overdue"), ("soon", f"Due within {SOON} days"), ("none", "Not set")],
        method="by_review",
    )
    mine = django_filters.ChoiceFilter(
        label="Whose", choices=[("mine", "Mine")], method="by_owner", empty_label="Everybody's"
    )
    sample = django_filters.ChoiceFilter(
        label="Sample data", choices=[("yes", "Yes"), ("no", "No")], method="by_sample"
    )

    class Meta:
        model = ReportPage
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("site", "has_child_pages"):
            del self.filters[name]

    def by_state(self, pages: Any, name: str, value: str) -> Any:
        return in_state(pages, value, clock.now())

    def by_market(self, pages: Any, name: str, value: Any) -> Any:
        return below(pages, MarketPage.objects.filter(pk__in=value)) if value else pages

    def by_sector(self, pages: Any, name: str, value: str) -> Any:
        return below(pages, MarketPage.objects.filter(sector=value))

    def by_findings(self, pages: Any, name: str, value: str) -> Any:
        if value == "errors":
            return pages.filter(checked_draft__errors__gt=0)
        if value == "none":
            return pages.filter(checked_draft__errors=0, checked_draft__warnings=0)
        return pages.filter(with_open_findings())

    def by_review(self, pages: Any, name: str, value: str) -> Any:
        today = localdate()
        if value == "overdue":
            return pages.filter(review__lt=today.isoformat())
        if value == "soon":
            return pages.filter(review__lte=(today + timedelta(SOON)).isoformat())
        return pages.filter(review=None)

    def by_owner(self, pages: Any, name: str, value: str) -> Any:
        return pages.filter(owner=self.request.user)

    def by_sample(self, pages: Any, name: str, value: str) -> Any:
        return pages.filter(sample=value == "yes")


def below(pages: Any, markets: Any) -> Any:
    """Those of the pages that are editions of these markets."""
    wanted = Q(pk=None)
    for path in markets.values_list("path", flat=True):
        wanted |= Q(path__startswith=path)
    return pages.filter(wanted)


def _sectors() -> list[tuple[str, str]]:
    found = MarketPage.objects.exclude(sector="").order_by("sector")
    return [(name, name) for name in found.values_list("sector", flat=True).distinct()]


def when(moment: Any) -> str:
    """A moment in the editor's time zone: "4 May 2031, 09:30 UTC"."""
    local = localtime(moment)
    return f"{date_format(local, 'j F Y, H:i')} {local.tzname()}"


class FindingsColumn(StatusTagColumn):
    """What is open in the draft; said to be old where it could not be examined anew."""

    cell_template_name = "reports/admin/findings_cell.html"


class ReportIndexView(IndexView):
    """All reports, with their state. A fixed number of queries, whatever their number."""

    base_filterset_class = ReportFilterSet
    list_export = [
        *("title", "edition", "state_words", "findings_words", "current_since", "pending_at"),
        *("age_words", "review", "latest_revision_created_at", "updated_by"),
    ]
    export_headings = {
        "state_words": "State",
        "findings_words": "Findings",
        "age_words": "Age",
        "updated_by": "Updated by",
    }
    export_filename = "reports"

    def get_base_queryset(self) -> Any:
        """All reports, or for the bulk action those that were chosen."""
        pages = super().get_base_queryset()
        chosen = [key for key in self.request.GET.getlist("chosen") if key.isdecimal()]
        keys = [int(key) for key in chosen if len(key) < 19]
        return pages.filter(pk__in=keys) if "chosen" in self.request.GET else pages

    def annotate_queryset(self, pages: Any) -> Any:
        found = super().annotate_queryset(pages)
        return with_moments(found, clock.now()).prefetch_related("checked_draft")

    def order_queryset(self, queryset: Any) -> Any:
        for name in ("current_since", "review", "pending_at"):
            if self.ordering == name:
                return queryset.order_by(F(name).asc(nulls_last=True), "pk")
            if self.ordering == f"-{name}":
                return queryset.order_by(F(name).desc(nulls_last=True), "pk")
        return super().order_queryset(queryset)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        describe(list(context["object_list"]), 0 if self.is_export else SECONDS)
        return context


def describe(pages: list[Any], seconds: float) -> None:
    """Give each listed page the words of its columns."""
    now, today = clock.now(), localdate()
    releases: dict[int, list[Release]] = {}
    open_ones = Q(superseded_at=None) | Q(superseded_at__gt=now)
    for release in (
        Release.objects.filter(open_ones, cancelled_at=None)
        .filter(report__page_id__in=[page.pk for page in pages])
        .select_related("report")
        .defer("document", "checks", "card")
        .order_by("release_at")
    ):
        releases.setdefault(release.report.page_id, []).append(release)
    savers = dict(
        Revision.objects.filter(pk__in=[page.latest_revision_id for page in pages]).values_list(
            "pk", "user__username"
        )
    )
    fresh = refresh(pages, seconds)
    for page in pages:
        page.state_words = state_words(releases.get(page.pk, []), now)
        checked = fresh.get(page.pk)
        page.findings_open = bool(checked and checked.errors)
        page.findings_words = checked.words if checked else "Not checked since the last change"
        since = getattr(page, "current_since", None)
        page.age_words = days(now - since) if since else "Not released"
        page.review_words = review_words(parse_date(page.review or ""), today)
        page.updated_by = savers.get(page.latest_revision_id) or ""
        page.updated_words = (
            when(page.latest_revision_created_at) if page.latest_revision_created_at else ""
        ) + (f" by {page.updated_by}" if page.updated_by else "")


def state_words(releases: list[Release], now: Any) -> str:
    """For example "current, pending for 4 May 2031, 09:30 UTC"."""
    shown = []
    for release in releases:
        if release.withdrawn_at:
            shown.append("withdrawn")
        elif release.release_at > now:
            shown.append(f"pending for {when(release.release_at)}")
        elif release.kind == Release.Kind.CORRECTION:
            shown.append("current, corrected")
        else:
            shown.append("current")
    if "current" in shown or "current, corrected" in shown:
        shown = [word for word in shown if word != "withdrawn"]
    return ", ".join(dict.fromkeys(shown)) or "draft"


def days(age: timedelta) -> str:
    return "today" if age.days < 1 else f"{age.days} day{'' if age.days == 1 else 's'}"


def review_words(day: Any, today: Any) -> str:
    if day is None:
        return "Not set"
    shown = date_format(day, "j F Y")
    if day < today:
        return f"{shown}: overdue by {days(today - day)}"
    return f"{shown}: due soon" if day <= today + timedelta(SOON) else shown


class ReportsMenuItem(MenuItem):
    """In the menu of who may open it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return sees_pages(request.user)


class ReportListingViewSet(PageListingViewSet):
    """The list of reports in the menu."""

    name = "reports_listing"
    url_prefix = "report-list"
    model = ReportPage
    icon = "doc-full"
    menu_label = "Reports"
    menu_name = "market-reports"
    menu_order = 200
    add_to_admin_menu = True
    menu_item_class = ReportsMenuItem
    index_view_class = ReportIndexView
    filterset_class = ReportFilterSet
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Title", sort_key="title", classname="title"),
        Column("edition", label="Edition", sort_key="edition"),
        Column("state_words", label="State", sort_key="pending_at"),
        FindingsColumn("findings_words", label="Findings"),
        Column("age_words", label="Age", sort_key="current_since"),
        Column("review_words", label="Next review", sort_key="review"),
        Column("updated_words", label="Updated", sort_key="latest_revision_created_at"),
    ]


def listing_buttons(page: Any, user: Any, **_: Any) -> Any:
    """The same below a title in a list, where an icon would take the row's whole height."""
    if page.specific_class is ReportPage:
        yield Button("Releases", url=reverse("reports_releases", args=[page.pk]), priority=5)
