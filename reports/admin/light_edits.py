"""The editor of a large report: few questions to the database, and a light page."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from wagtail.admin.views.pages.edit import EditView

from reports.blocks import memory

BETWEEN_TAGS = re.compile(rb">\s{2,}<")


class LightEdits(EditView):
    """What Wagtail asks again and again while it shows the editor is told to it once."""

    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponse:
        # Rendered here: the form is written while the page is, and asks for what it names.
        with memory.remembered():
            response: Any = super().dispatch(*args, **kwargs)
            if hasattr(response, "render"):
                response.render()
                # The indentation of Wagtail's templates is a tenth of the page.
                response.content = BETWEEN_TAGS.sub(b">\n<", response.content)
            return response

    def get_object(self) -> Any:
        page = super().get_object()
        if self.request.method == "GET":
            # Only to show it: after a post any of these may have changed.
            page._current_workflow_states = self.real_page_record._current_workflow_states
            page.latest_revision = self.latest_revision
            page.keep_workflow()
        return page
