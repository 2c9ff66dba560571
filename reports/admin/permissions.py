"""Who may release: permissions on releases, given to groups; not Wagtail's publish permission."""

from __future__ import annotations

from typing import Any

RELEASE = "reports.release_report"
SCHEDULE = "reports.schedule_report"
WITHDRAW = "reports.withdraw_report"


def may(user: Any, permission: str, page: Any) -> bool:
    """Whether a user may do this to a report: the permission, and the right to edit its page."""
    return user.has_perm(permission) and page.permissions_for_user(user).can_edit()
