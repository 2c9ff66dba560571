"""Axes and segments: those that lists name, and those that only sentences speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reports.pressrelease.axes import cuts
from reports.pressrelease.axis_names import axis_key, of_places
from reports.pressrelease.claims import Claim, Confidence, Kind
from reports.pressrelease.outlooks import Subject, spoken_of
from reports.pressrelease.source import Passage


def segment_key(name: str) -> str:
    """What tells segments apart, whatever the case, the plural or a final "segment"."""
    words = re.sub(r"[\W_]+", " ", name.casefold()).split()
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)


def find(passage: Passage) -> Iterable[Claim]:
    """One axis claim for each axis, one segment claim for each segment of an axis."""
    text = passage.plain
    axes, listed = cuts(text)
    names = {axis_key(axis.name): axis.name for axis in axes}
    for axis in axes:
        first, last = axis.span
        yield Claim(Kind.AXIS, axis.span, text[first:last], axis.name, confidence=axis.confidence)
    known = set()
    for part in listed:
        known.add(segment_key(part.name))
        axis_of = names.get(axis_key(part.axis), part.axis)
        yield Claim(
            Kind.SEGMENT,
            part.span,
            text[part.span[0] : part.span[1]],
            part.name,
            axis=axis_of,
            confidence=part.confidence,
        )
    best: dict[str, Subject] = {}
    for subject in spoken_of(text):
        key = segment_key(subject.name)
        if subject.place or subject.known or key in known:
            continue
        if key not in best or (subject.axis and not best[key].axis):
            best[key] = subject
    for subject in best.values():
        new = axis_key(subject.axis)
        if subject.axis and new not in names and not of_places(subject.axis):
            names[new] = subject.axis
            at = subject.axis_span
            yield Claim(
                Kind.AXIS, at, text[at[0] : at[1]], subject.axis, confidence=Confidence.MEDIUM
            )
        first, last = subject.span
        yield Claim(
            Kind.SEGMENT,
            subject.span,
            text[first:last],
            subject.name[:1].upper() + subject.name[1:],
            axis=names.get(new, subject.axis),
            confidence=Confidence.MEDIUM if subject.axis else subject.confidence,
        )
