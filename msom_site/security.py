"""The Content-Security-Policy: strict on the public site, Wagtail's needs under the admin."""

from __future__ import annotations

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from reports.site.middleware import in_admin


class ContentSecurityPolicy(CSPMiddleware):
    """django-csp's middleware with a second policy for the admin.

    A view may still name its own policy with django-csp's decorators.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        # A preview has the public path, but is shown in a frame of the editor.
        admin = in_admin(request) or getattr(request, "is_preview", False)
        if admin and parts.config is None and not report_only:
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]
        return parts
