"""The site's mark and colours in the admin; the templates in ``templates/wagtailadmin/``."""

from __future__ import annotations

from django.utils.html import format_html
from wagtail.admin.staticfiles import versioned_static


def styles() -> str:
    """The stylesheet that sets Wagtail's custom properties."""
    return format_html('<link rel="stylesheet" href="{}">', versioned_static("reports/admin.css"))
