"""Registers with Wagtail; what is registered lives in ``admin/`` and ``richtext/``."""

from __future__ import annotations

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from reports.admin import audit
from reports.admin.snippets import CompanyViewSet, ReferenceViewSetGroup, SourceViewSet

register_snippet(CompanyViewSet)
register_snippet(SourceViewSet)
register_snippet(ReferenceViewSetGroup)

hooks.register("register_log_actions")(audit.register)
