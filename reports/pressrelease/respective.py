"""Lists that answer each other: "A, B and C held 5%, 6% and 7% respectively"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reports.pressrelease.claims import Span
from reports.pressrelease.lists import items
from reports.pressrelease.scene import Scene, Sentence
from reports.pressrelease.years import Year

_RESPECTIVELY = re.compile(r"\b(?:respectively|in that order)\b", re.I)
_BETWEEN = re.compile(r"\s?(?:,|,?\s(?:and|&|to))\s(?:[a-z]+\s){0,2}")
_OPENER = re.compile(
    r"(?:(?:In|By|During|For|As of|Meanwhile|Over|At|Within|Among)\b[^,;]{0,60},\s)?(?:[Tt]he\s)?"
)
_VERB = re.compile(
    r"\s(?:is|are|was|were|will|have|has|had|held|hold|stood|stand|accounted|account|made|make"
    r"|generated|contributed|brought|captured|took|reached|should|would|could|may|grew|grow"
    r"|commanded|represented|totalled|totaled|came|followed|posted|recorded|registered|markets?"
    r"|segments?)\b"
)
_FEWEST, _MOST = 2, 12  # figures in one such list


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Shared:
    """What one figure of a list takes from the list it answers: its name or its year."""

    name: str = ""
    year: int | None = None


def shared_out(scene: Scene, sentence: Sentence, figures: Sequence[_Placed]) -> dict[int, Shared]:
    """By the place of a figure: the name before or the year behind that belongs to it.

    Only sentences that say "respectively" and where both lists are as long as
    each other are read so.
    """
    if len(figures) < _FEWEST or not _RESPECTIVELY.search(scene.text, sentence.start, sentence.end):
        return {}
    found: dict[int, Shared] = {}
    for first, last in _runs(scene.text, figures):
        size = last - first + 1
        years = _listed_years(scene.text, sentence.years, figures[last].end, size)
        years = years or _listed_years(scene.text, sentence.years, sentence.start, size)
        names = _names(scene, sentence, figures[first].start, size)
        for number in range(size):
            found[first + number] = Shared(
                names[number] if names else "", years[number] if years else None
            )
    return found


def _runs(text: str, figures: Sequence[_Placed]) -> list[Span]:
    """First and last place of figures with nothing but commas and "and" between them."""
    runs: list[Span] = []
    first = 0
    for place in range(1, len(figures) + 1):
        goes_on = place < len(figures) and _BETWEEN.fullmatch(
            text, figures[place - 1].end, figures[place].start
        )
        if not goes_on:
            if _FEWEST <= place - first <= _MOST:
                runs.append((first, place - 1))
            first = place
    return runs


def _listed_years(text: str, years: Sequence[Year], start: int, size: int) -> list[int]:
    """The first run of exactly so many years, one after the other, from a place on."""
    behind = [year for year in years if year.start >= start]
    for first, last in _runs(text, behind):
        if last - first + 1 == size:
            return [year.year for year in behind[first : last + 1]]
    return []


def _names(scene: Scene, sentence: Sentence, at: int, size: int) -> list[str]:
    """The names before the first verb, when there are exactly so many."""
    opener = _OPENER.match(scene.text, sentence.start, at)
    start = opener.end() if opener else sentence.start
    verb = _VERB.search(scene.text, start, at)
    if verb is None or verb.start() - start > 200:
        return []
    spans = items(scene.text, start, verb.start())
    names = [" ".join(scene.text[slice(*span)].split()).removeprefix("the ") for span in spans]
    if len(names) != size or any(len(name.split()) > 6 for name in names):
        return []
    return [name[:1].upper() + name[1:] for name in names]
