"""Where reference data is used, as one request sees it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import policy_registry

from reports import clock
from reports.models import MarketPage, ReportPage
from reports.models.uses import REFERENCE, Usage, kind_of

MODELS: dict[str, Any] = {**REFERENCE, "market": MarketPage}


def visible_pages(user: Any) -> set[int] | None:
    """The reports whose drafts a user may see; None for all of them."""
    if user.is_superuser:
        return None
    pages = seen_pages(user).values("pk")
    return set(ReportPage.objects.filter(pk__in=pages).values_list("pk", flat=True))


def seen_pages(user: Any) -> Any:
    """The pages that a user may see in the admin."""
    return policy_registry.get_by_type(Page).explorable_instances(user)


def sees_pages(user: Any) -> bool:
    """Whether a user has to do with pages at all; partner managers have not."""
    return policy_registry.get_by_type(Page).explorable_root_instance(user) is not None


def usage_of(request: HttpRequest) -> Usage:
    """All uses, worked out once per request."""
    kept: Any = request
    if not hasattr(kept, "reports_usage"):
        kept.reports_usage = Usage(clock.now(), visible_pages(request.user))
    found: Usage = kept.reports_usage
    return found


def used_url(item: Any) -> str:
    return reverse("reports_used", args=[kind_of(item), item.pk])


def edit_url(item: Any) -> str:
    """Where a piece of reference data, or a market, is edited."""
    if isinstance(item, MarketPage):
        return reverse("wagtailadmin_pages:edit", args=[item.pk])
    return reverse(item.snippet_viewset.get_url_name("edit"), args=[item.pk])


def list_url(item: Any) -> str:
    if isinstance(item, MarketPage):
        return reverse("wagtailadmin_explore", args=[item.pk])
    return reverse(item.snippet_viewset.get_url_name("list"))


class UsesColumn(Column):
    """In how many current releases, or drafts, a row is named; leads to their list."""

    cell_template_name = "reports/admin/reference/uses_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        context["url"] = used_url(instance)
        return context


class ReferenceScreen(WagtailAdminTemplateMixin):
    """What screens about one piece of reference data share: which one, and who may be here."""

    kinds: tuple[str, ...] = tuple(MODELS)
    needs_change = True
    page_title = ""
    header_icon = "snippet"
    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def allowed(self) -> bool:
        if isinstance(self.item, MarketPage):
            return bool(self.item.permissions_for_user(self.request.user).can_edit())
        policy = policy_registry.get_by_type(type(self.item))
        wanted = ["change"] if self.needs_change else ["add", "change", "delete", "view"]
        return bool(policy.user_has_any_permission(self.request.user, wanted))

    @cached_property
    def item(self) -> Any:
        kind = self.kwargs["kind"]
        if kind not in self.kinds:
            raise Http404
        return get_object_or_404(MODELS[kind], pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return f"{self.page_title}: {self.item}"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        plural = str(self.item._meta.verbose_name_plural).capitalize()
        return [
            {"url": list_url(self.item), "label": plural},
            {"url": edit_url(self.item), "label": str(self.item)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(
            **{"item": self.item, "edit_url": edit_url(self.item), **kwargs}
        )
        return context


class UsedInView(ReferenceScreen, TemplateView):
    """The reports that name something, each with the way to the block that does."""

    page_title = "Used in"
    needs_change = False
    template_name = "reports/admin/reference/used_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        usage = usage_of(self.request)
        uses = usage.of(self.item)
        may_see = usage.pages
        rows: dict[int, dict[str, Any]] = {}
        for way in ("released", "pending", "drafts"):
            for report in getattr(uses, way):
                row = rows.setdefault(report.page, {"report": report})
                row[way] = report
        for page, row in rows.items():
            row["url"] = (
                reverse("wagtailadmin_pages:edit", args=[page])
                if may_see is None or page in may_see
                else ""
            )
        ordered = sorted(rows.values(), key=lambda row: row["report"].title)
        return super().get_context_data(rows=ordered, uses=uses, **kwargs)
