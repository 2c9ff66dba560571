"""Who may release: permissions on releases, given to groups; not Wagtail's publish permission."""

from __future__ import annotations

from typing import Any

from wagtail.permissions import page_permission_policy

RELEASE = "reports.release_report"
SCHEDULE = "reports.schedule_report"
WITHDRAW = "reports.withdraw_report"


def may(user: Any, permission: str, page: Any) -> bool:
    """Whether a user may do this to a report: the permission, and the right to edit its page."""
    return user.has_perm(permission) and page.permissions_for_user(user).can_edit()


def may_write(user: Any) -> bool:
    """Whether a user may write or edit pages anywhere: reference data of drafts is for them."""
    return bool(page_permission_policy.user_has_any_permission(user, {"add", "change"}))
