"""What Wagtail publishes itself and everybody may read: the home page and the standard pages."""

from __future__ import annotations

from datetime import datetime

from reports.models.standard_pages import HomePage, StandardPage


def standing_pages() -> list[tuple[str, datetime | None]]:
    """The paths of the live ones, with the moment of their last publication."""
    found = []
    for model in (HomePage, StandardPage):
        for page in model.objects.live().public().order_by("path"):
            parts = page.get_url_parts()
            if parts:
                found.append((parts[2], page.last_published_at))
    return found
