"""Reference data in the menu."""

from __future__ import annotations

from typing import Any

from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from reports.admin.reference.usage import UsesColumn
from reports.admin.reference.views import (
    ReferenceEditView,
    ReferenceFilterSet,
    ReferenceIndexView,
    ReferenceReorderView,
    ReferenceUsageView,
    StandingChooserViewSet,
)
from reports.models import Axis, Company, Geography, Segment, Source

USES = [
    UsesColumn("released_uses", label="Current releases"),
    UsesColumn("draft_uses", label="Drafts"),
]


class AxisIndexView(ReferenceIndexView):
    """Axes are not merged: their segments would have to be, one by one."""

    def filter_queryset(self, queryset: Any) -> Any:
        return queryset


class ReferenceViewSet(SnippetViewSet):
    """What all reference data have in common."""

    index_view_class = ReferenceIndexView
    edit_view_class = ReferenceEditView
    usage_view_class = ReferenceUsageView
    reorder_view_class = ReferenceReorderView
    chooser_viewset_class = StandingChooserViewSet


class CompanyFilterSet(ReferenceFilterSet):
    class Meta:
        model = Company
        fields: list[str] = []


class SourceFilterSet(ReferenceFilterSet):
    class Meta:
        model = Source
        fields = ["publisher"]


class SegmentFilterSet(ReferenceFilterSet):
    class Meta:
        model = Segment
        fields = ["axis"]


class GeographyFilterSet(ReferenceFilterSet):
    class Meta:
        model = Geography
        fields = ["kind"]


class CompanyViewSet(ReferenceViewSet):
    model = Company
    icon = "group"
    menu_label = "Companies"
    menu_order = 240
    add_to_admin_menu = True
    list_display = ["name", "slug", *USES, "ror", "wikidata", "lei"]
    filterset_class = CompanyFilterSet
    search_fields = ["name", "slug"]
    list_export = [
        *("name", "slug", "website", "ror", "wikidata", "lei", "merged_into"),
        *("released_uses", "draft_uses"),
    ]
    export_filename = "companies"


class SourceViewSet(ReferenceViewSet):
    model = Source
    icon = "link"
    menu_label = "Sources"
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["title", "publisher", "published", *USES, "doi", "slug"]
    filterset_class = SourceFilterSet
    search_fields = ["title", "publisher"]
    list_export = [
        *("title", "slug", "publisher", "url", "doi", "published", "licence", "note"),
        *("merged_into", "released_uses", "draft_uses"),
    ]
    export_filename = "sources"


class AxisViewSet(ReferenceViewSet):
    model = Axis
    icon = "list-ul"
    menu_label = "Axes"
    index_view_class = AxisIndexView
    chooser_viewset_class = SnippetViewSet.chooser_viewset_class
    list_display = ["name", "slug", *USES]
    search_fields = ["name"]


class SegmentViewSet(ReferenceViewSet):
    model = Segment
    icon = "tag"
    menu_label = "Segments"
    list_display = ["name", "axis", "slug", *USES]
    filterset_class = SegmentFilterSet
    search_fields = ["name"]


class GeographyViewSet(ReferenceViewSet):
    model = Geography
    icon = "globe"
    menu_label = "Geographies"
    list_display = ["name", "code", "kind", *USES]
    filterset_class = GeographyFilterSet
    search_fields = ["name", "code"]


class ReferenceViewSetGroup(SnippetViewSetGroup):
    items = (AxisViewSet, SegmentViewSet, GeographyViewSet)
    menu_label = "Reference data"
    menu_icon = "snippet"
    menu_order = 260
