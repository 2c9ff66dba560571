"""Companies that turned out to be one, as far as the public may know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from reports.models import Development, KeyPlayer
from reports.models.merging import merged_companies


def visible_slugs(slugs: Iterable[str], now: datetime) -> set[str]:
    """Those of some companies that a visible release names."""
    wanted = set(slugs)
    players = KeyPlayer.objects.released(now).filter(company__in=wanted)
    events = Development.objects.released(now).filter(company__in=wanted)
    return {*players.values_list("company", flat=True), *events.values_list("company", flat=True)}


def merged(now: datetime) -> dict[str, str]:
    """Companies that were merged into one that is visible: slug → the slug that was kept.

    A merge whose kept company no visible release names is nobody's to see yet.
    """
    pairs = merged_companies()
    if not pairs:
        return {}
    seen = visible_slugs(pairs.values(), now)
    return {slug: kept for slug, kept in pairs.items() if kept in seen}
