"""Hooks that keep what was released where it is, whatever way a request comes in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import Page

from reports.admin.reference.usage import usage_of, used_url
from reports.models import Approval, Axis, Release, ReportPage
from reports.models.permissions import holds_released
from reports.models.uses import released_uses
from reports.releasing.sync import is_behind, sync_page


def keep_released_pages(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Refuse to delete a page that holds a report which was ever released."""
    if not holds_released(page):
        return None
    messages.error(request, "It holds a report that was released; that cannot be deleted.")
    return redirect("wagtailadmin_explore", page.pk)


def keep_released_in_bulk(
    request: HttpRequest, action_type: str, objects: Any, action_class: Any
) -> HttpResponse | None:
    """Refuse bulk deletion and unpublishing that would take a released report along."""
    users = [item for item in objects if isinstance(item, get_user_model())]
    if action_type == "delete" and any(keep_named_users(request, user) for user in users):
        return redirect("wagtailusers_users:index")
    pages = [item for item in objects if isinstance(item, Page)]
    if action_type not in ("delete", "unpublish") or not any(map(holds_released, pages)):
        return None
    messages.error(request, "The selection holds a report that was released. Nothing was done.")
    return redirect("wagtailadmin_explore_root")


def keep_released_snippets(request: HttpRequest, instances: Any) -> HttpResponse | None:
    """Refuse to delete reference data that a release or a draft names, or that was merged."""
    for instance in instances:
        why = reason_to_keep(request, instance)
        if why:
            text = f"“{instance}” {why}; it cannot be deleted."
            if request.method == "POST":
                log(instance, "reports.refuse_delete", user=request.user, data={"reason": text})
            buttons = [messages.button(used_url(instance), "Used in")]
            messages.error(request, text, buttons=buttons)
            return redirect(instance.snippet_viewset.get_url_name("list"))
    return None


def reason_to_keep(request: HttpRequest, instance: Any) -> str:
    """Why a piece of reference data has to stay, in words; empty if it may go."""
    if getattr(instance, "merged_into_id", None):
        return f"was merged into “{instance.kept}”. Undo the merge first"
    if hasattr(instance, "merged_into_id") and instance.merged.exists():
        names = "”, “".join(map(str, instance.merged.all()[:3]))
        return f"stands for “{names}”, merged into it. Undo the merge first"
    if isinstance(instance, Axis) and instance.segments.exists():
        return "has segments"
    # Past releases too: their rows keep its slug or code, and nothing else may take that.
    usage = usage_of(request)
    uses, past = usage.everywhere(instance), released_uses(instance)
    where = uses.words(usage.pages) if uses else past
    return f"is named in {where}" if where else ""


def keep_named_users(request: HttpRequest, user: Any) -> HttpResponse | None:
    """Refuse to delete an account that wrote or approved a release: the history names it."""
    named = Release.objects.filter(Q(author=user) | Q(approver=user)).exists()
    if not named and not Approval.objects.filter(Q(author=user) | Q(user=user)).exists():
        return None
    messages.error(request, f"“{user}” stands in the history of releases. Deactivate it instead.")
    return redirect("wagtailusers_users:edit", user.pk)


def need_a_destination(request: HttpRequest, page: Any) -> HttpResponse | None:
    """A copy posted without a destination is refused in words."""
    destination = request.POST.get("new_parent_page", "")
    known = destination.isdecimal() and Page.objects.filter(pk=destination[:18]).exists()
    if request.method != "POST" or known:
        return None
    messages.error(request, "Choose the page below which the copy goes.")
    return redirect("wagtailadmin_pages:copy", page.pk)


def follow_releases(request: HttpRequest, page: Any) -> None:
    """Before a report is edited, let Wagtail's flags catch up with what has become public."""
    if isinstance(page, ReportPage) and request.method == "GET" and is_behind(page):
        sync_page(page)
