"""Proposals for key players and developments."""

from __future__ import annotations

import re

from reports.document.formatting import partial_date
from reports.drafting.names import capital, norm
from reports.drafting.proposals import Found, Part
from reports.drafting.scene import Scene
from reports.drafting.structure import shortened
from reports.pressrelease.claims import Claim, Kind

TITLE_LENGTH, COMPANY_LENGTH = 150, 200
KINDS = ("approval", "launch", "partnership", "acquisition", "funding", "expansion", "other")
DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


def find(scene: Scene, found: Found) -> None:
    """Companies, each once, and dated events."""
    for claim in scene.reading.of(Kind.KEY_PLAYER):
        if len(claim.value) > COMPANY_LENGTH:
            found.refuse(f"Key player: {claim.value}"[:120], claim, "its name is too long")
            continue
        parts = [Part("company", "Company", claim.value)]
        found.add("key_players", (norm(claim.value),), None, claim.value, parts, [claim])
    for claim in scene.reading.of(Kind.DEVELOPMENT):
        _development(claim, found)


def date_of(text: str) -> tuple[int, int | None, int | None] | None:
    """Year, month and day of an ISO date as precise as it is; None if there is no such date."""
    match = DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        partial_date(year or 0, month, day)
    except ValueError:
        return None
    return (year, month, day) if year and 1900 <= year <= 2200 else None


def _development(claim: Claim, found: Found) -> None:
    text = capital(" ".join(claim.value.split()))
    title = shortened(text, TITLE_LENGTH)
    if date_of(claim.date) is None:
        found.refuse(f"Development: {title}", claim, "it has no year")
        return
    kind = claim.qualifier if claim.qualifier in KINDS else "other"
    parts = [
        Part("date", "Date (year, month or day)", claim.date),
        Part("company", "Company", claim.company[:COMPANY_LENGTH]),
        Part("kind", "Kind", kind, tuple((name, capital(name)) for name in KINDS)),
        Part("title", "Title", title),
        Part("text", "Text", text if title != text else ""),
    ]
    label = f"{claim.date}: {claim.company or shortened(title, 60)}"
    slot = (claim.date, norm(claim.company), norm(text))
    found.add("developments", slot, None, label, parts, [claim])
