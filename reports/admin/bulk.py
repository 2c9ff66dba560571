"""Wagtail's bulk actions on pages, for who has to do with pages.

Wagtail's own confirmation names every page that an address gives, also those that the user may
not see; its check of permissions decides only what is done with them.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from wagtail.admin.views.pages.bulk_actions import (
    DeleteBulkAction,
    MoveBulkAction,
    PublishBulkAction,
    UnpublishBulkAction,
)
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction

from reports.admin.reference.usage import seen_pages, sees_pages


class OfSeenPages(PageBulkAction):
    """An action that names no page which the user does not see."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not sees_pages(request.user):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, Any]]:
        objects, rest = super().get_actionable_objects()
        refused = rest["items_with_no_access"]
        keys = [page.pk for page in refused]
        seen = set(seen_pages(self.request.user).filter(pk__in=keys).values_list("pk", flat=True))
        return objects, {"items_with_no_access": [page for page in refused if page.pk in seen]}


class Delete(OfSeenPages, DeleteBulkAction):
    pass


class Move(OfSeenPages, MoveBulkAction):
    pass


class Publish(OfSeenPages, PublishBulkAction):
    pass


class Unpublish(OfSeenPages, UnpublishBulkAction):
    pass


STOCK = (Delete, Move, Publish, Unpublish)
