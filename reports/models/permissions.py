"""Reports are released, not published: Wagtail's own doors are shut here.

Wagtail asks these testers in the edit and create forms, in bulk actions,
in the admin API and in its choosers; a crafted post meets them too.
"""

from __future__ import annotations

from typing import Any

from wagtail.models import PagePermissionTester


def holds_released(page: Any) -> bool:
    """Whether a page, or any page below it, was ever issued as a release."""
    from reports.models import Report

    return Report.objects.filter(page__path__startswith=page.path).exists()


class ReportPermissions(PagePermissionTester):
    """What anyone may do with a report page: never publish; delete only what was never issued."""

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return not hasattr(self.page, "record") and bool(super().can_delete(ignore_bulk))


class ContainerPermissions(PagePermissionTester):
    """Pages that hold reports: while one of those was released, they stay where they are."""

    def can_publish_subpage(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return not holds_released(self.page) and bool(super().can_unpublish())

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return not holds_released(self.page) and bool(super().can_delete(ignore_bulk))

    def can_set_view_restrictions(self) -> bool:
        return False


class MarketIndexPermissions(ContainerPermissions):
    """The markets' index: its children are market pages, which Wagtail may publish."""

    def can_publish_subpage(self) -> bool:
        return bool(PagePermissionTester.can_publish_subpage(self))
