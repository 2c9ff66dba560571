"""What the demo's calendar announces: sample data, a month or two ahead of when it was loaded."""

from __future__ import annotations

from datetime import timedelta

from reports import clock
from reports.models import Announcement

AHEAD = {
    "pocket-lighthouses": ("Pocket lighthouses, 2026 edition (sample data)", 45),
    "moonlight-jars": ("Moonlight jars, 2026 edition (sample data)", 80),
}


def load_calendar() -> None:
    """Make the announcements, unless there is one of any kind."""
    if Announcement.objects.exists():
        return
    today = clock.now().replace(hour=9, minute=0, second=0, microsecond=0)
    for market, (title, days) in AHEAD.items():
        Announcement.objects.create(
            title=title,
            market=market,
            at=today + timedelta(days=days),
            note="Sample data. An invented report on an invented market.",
        )
