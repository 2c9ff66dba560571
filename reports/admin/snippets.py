"""Reference data in the admin: companies, sources, axes, segments, geographies."""

from __future__ import annotations

from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from reports.models import Axis, Company, Geography, Segment, Source


class CompanyViewSet(SnippetViewSet):
    model = Company
    icon = "group"
    menu_label = "Companies"
    menu_order = 240
    add_to_admin_menu = True
    list_display = ["name", "slug", "website"]
    search_fields = ["name", "slug"]
    list_export = ["name", "slug", "website"]
    export_filename = "companies"


class SourceViewSet(SnippetViewSet):
    model = Source
    icon = "link"
    menu_label = "Sources"
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["title", "publisher", "published", "slug"]
    list_filter = ["publisher"]
    search_fields = ["title", "publisher"]
    list_export = ["title", "slug", "publisher", "url", "published", "licence", "note"]
    export_filename = "sources"


class AxisViewSet(SnippetViewSet):
    model = Axis
    icon = "list-ul"
    menu_label = "Axes"
    list_display = ["name", "slug"]
    search_fields = ["name"]


class SegmentViewSet(SnippetViewSet):
    model = Segment
    icon = "tag"
    menu_label = "Segments"
    list_display = ["name", "axis", "slug"]
    list_filter = ["axis"]
    search_fields = ["name"]


class GeographyViewSet(SnippetViewSet):
    model = Geography
    icon = "globe"
    menu_label = "Geographies"
    list_display = ["name", "code", "kind"]
    list_filter = ["kind"]
    search_fields = ["name", "code"]


class ReferenceViewSetGroup(SnippetViewSetGroup):
    items = (AxisViewSet, SegmentViewSet, GeographyViewSet)
    menu_label = "Reference data"
    menu_icon = "snippet"
    menu_order = 260
