"""Moments as editors read them."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime


def when(moment: datetime) -> str:
    """A moment in the editor's time zone, with that zone's name."""
    local = localtime(moment)
    return f"{date_format(local, 'j F Y, H:i')} ({local.tzname()})"


def until(moment: datetime, now: datetime) -> str:
    """How long it is from ``now`` until a moment, by its two largest units; as the script
    countdown.js words it."""
    if moment <= now:
        return "now"
    minutes = int((moment - now).total_seconds() // 60)
    units = [("day", minutes // 1440), ("hour", minutes // 60 % 24), ("minute", minutes % 60)]
    largest = next((place for place, (_, count) in enumerate(units) if count), None)
    if largest is None:
        return "in less than a minute"
    told = [(name, count) for name, count in units[largest : largest + 2] if count]
    return "in " + " ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in told)
