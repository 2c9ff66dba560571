"""How the admin's templates show moments."""

from __future__ import annotations

from datetime import datetime

from django import template

from reports.admin.moments import until, when

register = template.Library()


@register.filter
def moment(value: datetime) -> str:
    """A moment in the editor's time zone, with that zone's name."""
    return when(value)


@register.filter
def countdown(value: datetime, now: datetime) -> str:
    """How long it is until a moment: "in 3 days 4 hours"."""
    return until(value, now)
