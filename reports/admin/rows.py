"""Figures, key players and developments as lists of released rows.

Nothing is edited here: a row's Edit opens the report's draft at its block.
"""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import path, reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.listing import ListingViewSetMixin

from reports import clock
from reports.models import Development, Figure, KeyPlayer

STATES = [("pending", "Pending"), ("superseded", "Superseded"), ("all", "All")]


class RowFilterSet(WagtailFilterSet):
    """Filters that all rows share. Without a state, the current releases are listed."""

    state = django_filters.ChoiceFilter(
        label="Release", choices=STATES, method="in_state", empty_label="Current"
    )

    def in_state(self, queryset: Any, name: str, value: str) -> Any:
        return queryset  # `filter_queryset` decides, since no choice means the current ones

    def filter_queryset(self, queryset: Any) -> Any:
        rows = super().filter_queryset(queryset)
        now = clock.now()
        state = self.form.cleaned_data.get("state")
        kept = rows.filter(release__cancelled_at=None, release__withdrawn_at=None)
        if state == "all":
            return kept
        if state == "pending":
            return kept.filter(release__release_at__gt=now)
        if state == "superseded":
            return kept.filter(release__superseded_at__lte=now)
        return rows.released(now)


class FigureFilterSet(RowFilterSet):
    """By year: a figure of several years is found by any of them."""

    year_from = django_filters.NumberFilter(
        label="Year from", field_name="period_end", lookup_expr="gte", min_value=0, max_value=9999
    )
    year_to = django_filters.NumberFilter(
        label="Year to", field_name="period_start", lookup_expr="lte", min_value=0, max_value=9999
    )
    unit = django_filters.AllValuesFilter(label="Unit")
    calculated = django_filters.ChoiceFilter(
        label="Calculated", choices=[("yes", "Yes"), ("no", "No")], method="by_rule"
    )

    class Meta:
        model = Figure
        fields = ["market", "edition", "measure", "status", "geography_name"]

    def by_rule(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.exclude(rule="") if value == "yes" else queryset.filter(rule="")


class KeyPlayerFilterSet(RowFilterSet):
    class Meta:
        model = KeyPlayer
        fields = ["market", "edition"]


class DevelopmentFilterSet(RowFilterSet):
    class Meta:
        model = Development
        fields = ["market", "edition", "kind", "company_name"]


def edit_url(row: Any) -> str:
    """The draft of the row's report, open at its block."""
    page = reverse("wagtailadmin_pages:edit", args=[row.release.report.page_id])
    return f"{page}#block-{row.block}-section" if row.block else page


class RowIndexView(IndexView):
    """A list of rows, with the links that lead to where they are edited."""

    permission_policy = None
    any_permission_required = None

    def get_base_queryset(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.model.objects.select_related("release__report")
        return rows

    def get_edit_url(self, instance: Any) -> str:
        return edit_url(instance)

    def get_add_url(self) -> None:
        return None

    def filter_queryset(self, queryset: Any) -> Any:
        filtered = super().filter_queryset(queryset)
        if not self.filters or not self.filters.is_valid():
            return queryset.released(clock.now())
        return filtered


class RowViewSet(ListingViewSetMixin, ViewSet):
    """A list in the admin menu, with filters and export."""

    model: Any = None
    add_to_admin_menu = True
    list_per_page = 50
    search_fields: list[str] = []
    columns: list[Column] = []

    def _view(self, **kwargs: Any) -> Any:
        return self.construct_view(
            RowIndexView,
            **self.get_index_view_kwargs(
                model=self.model,
                columns=self.columns,
                header_icon=self.icon,
                page_title=self.menu_label,
                search_fields=self.search_fields,
                index_url_name=self.get_url_name("index"),
                index_results_url_name=self.get_url_name("index_results"),
                **kwargs,
            ),
        )

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self._view(), name="index"),
            path("results/", self._view(results_only=True), name="index_results"),
        ]


def title(name: str, label: str) -> TitleColumn:
    return TitleColumn(name, label=label, get_url=edit_url, sort_key=name)


def years(figure: Any) -> str:
    """The year of a figure, or its first and last."""
    first, last = figure.period_start, figure.period_end
    return str(first) if first == last else f"{first} to {last}"


class FigureViewSet(RowViewSet):
    name = "reports_figures"
    url_prefix = "figures"
    model = Figure
    icon = "decimal"
    menu_label = "Figures"
    menu_order = 210
    filterset_class = FigureFilterSet
    search_fields = ["label", "key", "market"]
    ordering = ("market", "edition", "position")
    columns = [
        title("label", "Figure"),
        Column("text", label="Value", sort_key="amount"),
        Column("years", label="Years", sort_key="period_start", accessor=years),
        Column("unit", label="Unit", sort_key="unit"),
        Column("get_status_display", label="Status", sort_key="status"),
        Column("market", label="Market", sort_key="market"),
        Column("edition", label="Edition", sort_key="edition"),
        Column("key", label="Key", sort_key="key"),
        Column("source_publisher", label="Source"),
    ]
    list_export = [
        *("market", "edition", "key", "label", "measure", "statistic", "segments", "geography"),
        *("period_start", "period_end", "value", "multiplier", "unit", "amount", "status"),
        *("approximate", "claim", "source", "attribution", "note", "rule", "formula"),
    ]
    export_filename = "figures"


class KeyPlayerViewSet(RowViewSet):
    name = "reports_key_players"
    url_prefix = "key-players"
    model = KeyPlayer
    icon = "group"
    menu_label = "Key players"
    menu_order = 220
    filterset_class = KeyPlayerFilterSet
    search_fields = ["name", "market"]
    ordering = ("market", "edition", "position")
    columns = [
        title("name", "Company"),
        Column("market", label="Market", sort_key="market"),
        Column("edition", label="Edition", sort_key="edition"),
    ]
    list_export = ["market", "edition", "company", "name", "source"]
    export_filename = "key-players"


class DevelopmentViewSet(RowViewSet):
    name = "reports_developments"
    url_prefix = "developments"
    model = Development
    icon = "date"
    menu_label = "Developments"
    menu_order = 230
    filterset_class = DevelopmentFilterSet
    search_fields = ["title", "company_name", "market"]
    ordering = ("-date", "market", "edition", "key")
    columns = [
        title("title", "Development"),
        Column("when", label="Date", sort_key="date"),
        Column("company_name", label="Company", sort_key="company_name"),
        Column("kind", label="Kind", sort_key="kind"),
        Column("market", label="Market", sort_key="market"),
        Column("edition", label="Edition", sort_key="edition"),
    ]
    list_export = [
        *("market", "edition", "key", "date", "precision", "company", "company_name"),
        *("kind", "title", "source"),
    ]
    export_filename = "developments"
