"""Market volumes: sizes in units other than money ("4.2 million tonnes in 2024")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.pressrelease.claims import Claim, Confidence, Kind
from reports.pressrelease.money import SCALE, power
from reports.pressrelease.numbers import APART, NUMBER, clean, is_about
from reports.pressrelease.scene import Scene, Sentence
from reports.pressrelease.subjects import subject
from reports.pressrelease.years import YEAR

_UNITS = (
    r"(?:metric\s(?:tons?|tonnes?)|kilo\s?tons?|kilo\s?tonnes?|kt\b|MT\b|MMT\b|KTPA\b|tons?"
    r"|tonnes?|kilograms?|kg\b|litres?|liters?|gallons?"
    r"|barrels?|bpd\b|units?|GWh?\b|MWh?\b|TWh\b|square\s(?:feet|metres|meters)|sq\.?\s?(?:ft"
    r"|m)\b|cubic\s(?:metres|meters|feet)|TEUs?\b"
    r"|pieces|doses|vehicles|shipments|subscribers|pairs|bales|cases)"
)
_VOLUME = re.compile(
    rf"{APART}(?P<num>{NUMBER})\s?(?:(?P<scale>{SCALE})\s)?(?P<unit>{_UNITS})", re.I
)
_CUE = re.compile(
    r"\b(?:market|volumes?|demand|consumption|shipments?|sales|production|output|capacity"
    r"|segment)\b",
    re.I,
)
_VERB = re.compile(
    r"\b(?:reach\w{0,3}|stood|totall?ed|amount\w{0,3}|volumes?|estimated|was|is|be|from|to|size"
    r"|hit|exceed\w{0,3}|surpass\w{0,3}|valued"
    r"|grow|:|\|)[^.;]{0,50}$",
    re.I,
)
_AFTER = re.compile(
    rf"\s?[,(]?\s?(?:in|by|for|during|as of"
    rf"|at)?\s?(?:the\s)?(?:end of\s)?(?:the\s)?(?P<year>{YEAR})(?![0-9])",
    re.I,
)


def find(scene: Scene) -> Iterator[Claim]:
    """Volumes of the market in every sentence that speaks of volume, demand and the like."""
    for sentence in scene.sentences:
        since = sentence.start
        for match in _VOLUME.finditer(scene.text, sentence.start, sentence.end):
            left = scene.before(sentence, match.start(), since)
            value = clean(match["num"])
            if (
                value
                and _CUE.search(scene.before(sentence, match.start()))
                and _VERB.search(left[-90:])
            ):
                yield _claim(scene, sentence, match, value, left)
                since = match.end()


def _claim(scene: Scene, sentence: Sentence, match: re.Match[str], value: str, left: str) -> Claim:
    after = _AFTER.match(scene.text, match.end(), sentence.end)
    before = [
        year.year
        for year in sentence.years
        if match.start() - len(left) <= year.start < match.start()
    ]
    year = int(after["year"]) if after else (before[-1] if before else None)
    return Claim(
        Kind.VOLUME,
        match.span(),
        match[0],
        value,
        " ".join(match["unit"].lower().split()),
        power(match["scale"]),
        year=year,
        subject=subject(scene, sentence, match.start()),
        approximate=is_about(scene.text, match.start()),
        confidence=Confidence.HIGH if year else Confidence.MEDIUM,
    )
