"""The peers that the API is measured against: the same figures by the framework's own means."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils import timezone
from rest_framework.generics import ListAPIView
from rest_framework.pagination import CursorPagination
from rest_framework.renderers import JSONRenderer
from rest_framework.serializers import ModelSerializer

from msom_site.urls import urlpatterns as own
from reports.models import Figure, Release


class ReleaseSerializer(ModelSerializer[Release]):
    class Meta:
        model = Release
        fields = ("release_at", "kind")


class FigureSerializer(ModelSerializer[Figure]):
    """The columns that the API shows, as they are stored; no number, no address, no page."""

    release = ReleaseSerializer()

    class Meta:
        model = Figure
        fields = (
            *("market", "edition", "key", "release", "label", "text", "measure", "statistic"),
            *("segments", "segment_names", "geography", "geography_name", "period_start"),
            *("period_end", "value", "unit", "multiplier", "amount", "low", "high", "status"),
            *("approximate", "claim", "source", "source_title", "source_publisher"),
            *("attribution", "note", "rule", "formula"),
        )


class Pages(CursorPagination):
    page_size = 20
    ordering = ("market", "edition", "key")


class StockFigures(ListAPIView[Figure]):
    """The list as a newcomer to the framework would write it: no limits, no keys, no ETag."""

    serializer_class = FigureSerializer
    pagination_class = Pages
    renderer_classes = [JSONRenderer]
    authentication_classes = ()
    permission_classes = ()

    def list(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super().list(request, *args, **kwargs)
        answer["Cache-Control"] = "no-store"  # or this site's middleware would look at its clock
        return answer

    def get_queryset(self) -> Any:
        return (
            Figure.objects.released(timezone.now())
            .select_related("release")
            .defer("release__document", "release__checks", "release__card")
        )


urlpatterns = [path("api/stock/figures/", StockFigures.as_view()), *own]
