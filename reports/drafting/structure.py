"""Proposals for axes and segments, geographies, market factors and outlooks."""

from __future__ import annotations

from reports.drafting.names import axis_norm, axis_title, capital, norm
from reports.drafting.proposals import Found, Part
from reports.drafting.scene import NAME_LENGTH, UNLISTED, Scene, usable
from reports.pressrelease.claims import Claim, Confidence, Kind

FACTORS = (Kind.DRIVER, Kind.RESTRAINT, Kind.CHALLENGE, Kind.OPPORTUNITY, Kind.TREND)
OUTLOOKS = {
    "largest": "Largest share",
    "fastest_growing": "Fastest growing",
    "leading": "Leading",
}
FACTOR_LENGTH = 120
NO_AXIS = "The text does not say by what it is cut: name the axis, or drop it."


def find(scene: Scene, found: Found) -> None:
    """How the market is cut, what moves it, and who is ahead."""
    for claim in scene.reading.of(Kind.AXIS, Kind.SEGMENT):
        _segment(claim, found)
    for claim in scene.reading.of(Kind.GEOGRAPHY):
        name = claim.value[:NAME_LENGTH]
        parts = [
            Part("geography", "Place", name),
            Part("kind", "Kind", claim.qualifier, hidden=True),
        ]
        found.add("geographies", (norm(name),), None, name, parts, [claim])
    for claim in scene.reading.of(*FACTORS):
        _factor(claim, found)
    for claim in scene.reading.of(Kind.OUTLOOK):
        _outlook(scene, claim, found)


def shortened(text: str, length: int) -> str:
    """At most so many characters, cut between words."""
    if len(text) <= length:
        return text
    return text[: length - 1].rpartition(" ")[0].rstrip(" ,;:") + "…"


def _segment(claim: Claim, found: Found) -> None:
    is_axis = claim.kind is Kind.AXIS
    axis, name = (claim.value, "") if is_axis else (claim.axis, claim.value)
    if max(len(axis_title(axis)), len(name)) > NAME_LENGTH:
        found.refuse(f"Segment: {name or axis}"[:120], claim, "its name is too long")
        return
    parts = [Part("axis", "Axis", axis_title(axis))]
    if name:
        parts.append(Part("segment", "Segment", capital(name)))
    label = f"{capital(name)} ({axis_title(axis)})" if name else axis_title(axis)
    slot = (axis_norm(axis), norm(name))
    if axis:
        found.add("segments", slot, None, label, parts, [claim])
    else:
        low = Confidence.LOW
        found.add("segments", slot, None, capital(name), parts, [claim], NO_AXIS, confidence=low)


def _factor(claim: Claim, found: Found) -> None:
    text = capital(" ".join(claim.value.split()))
    title = shortened(text, FACTOR_LENGTH)
    kinds = tuple((kind.value, capital(kind.value)) for kind in FACTORS)
    parts = [
        Part("kind", "Kind", claim.kind.value, kinds),
        Part("title", "Title", title),
        Part("text", "Text", text if title != text else ""),
    ]
    slot = (claim.kind.value, norm(text))
    found.add("factors", slot, None, f"{capital(claim.kind.value)}: {title}", parts, [claim])


def _outlook(scene: Scene, claim: Claim, found: Found) -> None:
    label = f"{OUTLOOKS.get(claim.qualifier, 'Outlook')}: {claim.subject or claim.value}"[:160]
    about = scene.about(claim.subject or claim.value, claim.axis)
    if claim.qualifier not in OUTLOOKS:
        found.refuse(label, claim, "it is not clear what it says")
        return
    notes, sure = [], None
    if about is None:
        about = scene.unlisted(claim.subject or claim.value)
        notes, sure = [UNLISTED], Confidence.LOW
    first, last = claim.start or claim.year, claim.end or claim.year
    stated = bool(first and last and usable(first, last))
    parts = [
        Part("kind", "What it says", claim.qualifier, tuple(OUTLOOKS.items())),
        Part("segment", "Segment", about.segment),
        Part("axis", "Axis", axis_title(about.axis)),
        Part("geography", "Place", "" if about.segment else about.place),
        Part("start", "First year", str(first) if stated else ""),
        Part("end", "Last year", str(last) if stated else ""),
    ]
    if (first or last) and not stated:
        notes.append(f"The text says {'by' if last else 'from'} {last or first} in one place.")
    place = "" if about.segment else norm(about.place)
    slot = (claim.qualifier, axis_norm(about.axis), norm(about.segment), place)
    # Years told in one mention alone do not contradict the others, so they are no answer.
    found.add("outlooks", slot, None, label, parts, [claim], *notes, confidence=sure)
