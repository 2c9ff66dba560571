"""What happens when a workflow ends well. No models at the top: Wagtail imports
this module while its own models load."""

from __future__ import annotations

from typing import Any


def finish(workflow_state: Any, user: Any = None) -> None:
    """Publish a page as Wagtail does; a report is only approved.

    Its approval is of the reviewed revision and stands in the audit log; the
    Release screen makes it public.
    """
    from wagtail.log_actions import log

    from reports.models import ReportPage

    page = workflow_state.content_object
    page = getattr(page, "specific", page)
    if not isinstance(page, ReportPage):
        page.get_latest_revision().publish(user=user)
        return
    task_state = workflow_state.current_task_state
    reviewed = task_state.revision_id if task_state else None
    log(instance=page, action="reports.approve", user=user, data={"revision": reviewed})
