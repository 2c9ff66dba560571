"""What happens when a workflow ends well. No models at the top: Wagtail imports
this module while its own models load."""

from __future__ import annotations

from typing import Any


def finish(workflow_state: Any, user: Any = None) -> None:
    """Publish a page as Wagtail does; a report is only approved.

    Its approval is of the reviewed revision's document and is kept as a row; the
    Release screen makes it public. Raises `Refused` where four eyes forbid it:
    nothing of the workflow is then changed.
    """
    from reports.models import ReportPage
    from reports.releasing.approving import approve

    page = workflow_state.content_object
    page = getattr(page, "specific", page)
    if not isinstance(page, ReportPage):
        page.get_latest_revision().publish(user=user)
        return
    approve(workflow_state.current_task_state.revision, user=user)
