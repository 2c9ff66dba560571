"""The figures of the form that is open in the editor, before anything is saved."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from reports.admin import permissions
from reports.blocks import memory
from reports.document.figure_builder import FigureBuilder
from reports.models import ReportPage


@never_cache
@require_POST
def live_figures(request: HttpRequest) -> JsonResponse:
    """What each figure block of the posted form says: ``{"figures": [{key, label, text, …}]}``.

    Takes the fields of the form whose names begin with ``figures-``. Blocks that
    lack something are left out, as they are of the document.
    """
    if not permissions.may_write(request.user):
        raise PermissionDenied
    block = ReportPage._meta.get_field("figures").stream_block
    try:
        with memory.remembered():
            stream = block.value_from_datadict(request.POST, request.FILES, "figures")
            found = FigureBuilder().make_figures(stream)
    except (KeyError, ValueError, TypeError):
        return JsonResponse({"message": "The figures of the form could not be read."}, status=400)
    return JsonResponse({"figures": [entry(figure) for figure in found]})


def entry(figure: Any) -> dict[str, Any]:
    return {
        "key": figure.key,
        "label": figure.label,
        "text": figure.text,
        "status": figure.status.value,
        "block": figure.block,
    }
