"""Segments and places for the scripts of the editor, which show them by name."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reports.admin import permissions
from reports.models import Geography, Segment


@never_cache
@require_safe
def catalogue(request: HttpRequest) -> JsonResponse:
    """All segments with their axis, and all places, in the order in which choosers show them.

    For those who write reports; Wagtail lets in nobody who may not enter the admin.
    """
    if not permissions.may_write(request.user):
        raise PermissionDenied
    segments = [
        {"id": segment.pk, "name": segment.name, "axis": segment.axis.name}
        for segment in Segment.objects.all()
    ]
    places = [{"id": place.pk, "name": place.name} for place in Geography.objects.all()]
    return JsonResponse({"segments": segments, "geographies": places})
