"""The ways a market is cut, and the parts listed under each.

Reads "By Type (Hardware, Software (Cloud, On-premise))", "By Condition: Cancer,
Cardiac Disorders", "Type Outlook (Revenue, USD Million, 2019 - 2031)" over a
list, "Based on type, the market is segmented into …" and "Segments Covered
Crop, device, region". Regions are read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reports.pressrelease.axis_lists import (
    BY,
    axes_alone,
    in_running_text,
    of_field,
    of_lines,
    under_headings,
)
from reports.pressrelease.axis_names import (
    NAME,
    Axis,
    Listed,
    axis_key,
    axis_name,
    known_axis,
    listed_in,
    of_places,
)
from reports.pressrelease.axis_rows import axis_rows
from reports.pressrelease.claims import Confidence
from reports.pressrelease.headings import Part
from reports.pressrelease.layout import Layout, layout, sentences

_INTO = (
    r"(?:segmented|divided|bifurcated|trifurcated|categori[sz]ed|classified|split|"
    r"segregated|sub-?segmented|sub-?divided|further segmented|broken down|fragmented|"
    r"differentiated|grouped|(?:studied|examined|explored|evaluated|assessed|analy[sz]ed)"
    r"(?=(?: further)? (?:across|into)\b))"
    r"(?: further)? (?:into|as|in|among|across|between)\b(?: the following)?(?: segments| "
    r"categories)?(?:(?: \w+)?(?: (?:main |major |key |broad |distinct )?(?:categories|segments|"
    r"groups|parts|types|classes|kinds))?\s?[,:–-]?\s?(?:namely|viz\.?|such as|i\.e\.,?)[,:]?)?"
    r"\s?[::]?"
)
_SPLIT = re.compile(
    rf"\b(?:[Bb]ased on|[Oo]n the basis of|[Ii]n terms of|[Bb]y|[Dd]epending on|"
    rf"[Aa]ccording to|[Aa]s per|[Ww]ith respect to) (?:the )?(?P<name>{NAME}?)(?: segment|"
    rf" segmentation| type of segmentation)?, (?:the )?[^.\n]{{0,160}}?\b{_INTO}"
)
_SPLIT_AFTER = re.compile(
    rf"\b(?:is|are|been|was) "
    rf"{_INTO.replace('(?:into|as|in|among|across|between)', '(?:into)')} (?P<items>[^.\n]{{"
    rf"3,300}}?),? (?:by|based on|on the basis of|in terms of) (?P<name>{NAME})"
)
_SPLIT_BY = re.compile(
    rf"\b(?:segmentation|segmented),? (?:by|based on|on the basis of|in terms of) "
    rf"(?P<name2>{NAME}?),? (?:includes|covers|comprises|consists of)\b\s?[::]?|"
    rf"\b(?:segmented|divided|categori[sz]ed|classified|split|grouped|broken down|bifurcated"
    rf"|trifurcated|"
    rf"segregated|sub-?segmented|sub-?divided) (?:by|based on|"
    rf"on the basis of|in terms of|according to) (?:the )?(?P<name>{NAME}?) into\b\s?[::]?"
)
_COMPRISES = re.compile(
    rf"(?:\b(?:[Bb]y|[Bb]ased on|[Ii]n terms of|[Oo]n the basis of) (?:the )?(?P<name>{NAME}?)"
    rf"|(?P<wise>[A-Z][\w -]{{1,40}}?)[- ]wise), (?:the |our )?[^.,\n]{{0,80}}?"
    r"(?:\b(?:it|they|[Mm]arket|industry|report|study|segment|segmentation)\b) (?:\w+ ){0,2}?"
    r"(?:comprises|spans|covers|includes|consists of|is made up of|encompasses|breaks down into|"
    r"falls into|(?:split|divided|segmented|classified|categori[sz]ed) into)\b\s?[::]?"
)
_COVERED_ARE = re.compile(
    rf"\b(?:The |Key |Main |Major )?(?P<name>{NAME}?) (?:covered|studied|analy[sz]ed|considered|"
    r"included|assessed)(?: in (?:the|this) (?:report|study))? (?:are|include|comprise"
    r"|were)\b\s?[::]?"
)
_ONLY_AXES = re.compile(
    r"\b(?:segment(?:s|ed|ation)?|analy[sz]ed|categori[sz]ed|classified|divided|"
    r"bifurcated|broken down|studied)\b[^.\n]{0,140}?\b(?:(?:on the )?basis of|based on|"
    r"in terms of|by|according to)[::]? (?P<items>[a-zA-Z][^.\n]{2,240})"
)


_FURTHER = re.compile(
    rf"(?:The )?(?P<name>{NAME}?)(?: segment| category)? is (?:further |again ){_INTO}"
)
_THEN = re.compile(
    rf"[,;] (?:and |while )?(?:by|based on|on the basis of|in terms of) (?P<name>{NAME}?)"
    r",? (?:it is |the market is )?(?:segmented |divided |classified )?(?:into|as)\b"
)


def _chained(text: str, split: re.Match[str], last: int) -> Iterator[Axis | Listed]:
    """ "… by type into A and B; and by use into C and D" in one sentence."""
    marks = [split, *_THEN.finditer(text, split.end(), last)]
    stops = [mark.start() for mark in marks[1:]] + [last]
    for mark, stop in zip(marks, stops, strict=True):
        name = axis_name(mark["name"])
        found = list(listed_in(text, mark.end(), stop, name, Confidence.HIGH)) if name else []
        if found and not of_places(name):
            yield Axis(name, mark.span("name"))
            yield from found


def _comprised(text: str, first: int, last: int) -> Iterator[Axis | Listed]:
    """ "By type, it spans A and B", "Type-wise, …", "The types covered are A and B"."""
    for pattern in (_COMPRISES, _COVERED_ARE):
        match = pattern.search(text, first, last)
        if match is None:
            continue
        group = "name" if match["name"] else "wise"
        name = axis_name(match[group])
        if pattern is _COVERED_ARE:
            name = name.removesuffix("s")
        if not name or of_places(name) or not known_axis(name):
            continue
        found = list(listed_in(text, match.end(), last, name, Confidence.HIGH))
        if len(found) > 1:
            yield Axis(name, match.span(group))
            yield from found
            return


def _in_sentences(text: str, start: int, end: int) -> Iterator[Axis | Listed]:
    axis = ""  # that the sentence before cuts the market by
    for first, last in sentences(text, start, end):
        further = _FURTHER.match(text, first, last) if axis else None
        if further:
            yield from listed_in(text, further.end(), last, axis, Confidence.MEDIUM)
            continue
        split = _SPLIT.search(text, first, last) or _SPLIT_BY.search(text, first, last)
        axis = axis_name((split["name"] or "") if split else "")
        axis = "" if of_places(axis) else axis
        if split and split["name"] is None:
            name = axis_name(split["name2"])
            if name and not of_places(name):
                yield Axis(name, split.span("name2"))
                yield from listed_in(text, split.end(), last, name, Confidence.HIGH)
            continue
        if split and axis_name(split["name"]):
            yield from _chained(text, split, last)
            continue
        if found := list(_comprised(text, first, last)):
            yield from found
            continue
        after = _SPLIT_AFTER.search(text, first, last)
        if after and (name := axis_name(after["name"])) and not of_places(name):
            yield Axis(name, after.span("name"), Confidence.MEDIUM)
            yield from listed_in(text, *after.span("items"), name, Confidence.MEDIUM)
            continue
        only = _ONLY_AXES.search(text, first, last)
        if only:
            yield from axes_alone(text, *only.span("items"), strict=True)


def _read(text: str, found: Layout) -> Iterator[Axis | Listed]:
    for section in found.of(Part.SEGMENTS):
        if BY.match(text, section.head[0], section.value[1]):
            continue  # "By Type: …" is read with the running text
        if section.table:
            yield from of_field(text, *section.value)
        else:
            yield from of_lines(text, *section.value)
            yield from under_headings(text, *section.value, bare=True)
    at = 0
    edges = sorted(
        {edge for section in found.sections for edge in (section.value[1], section.head[0])}
    )
    for edge in [*edges, len(text)]:  # no list runs across a heading
        yield from in_running_text(text, at, edge)
        at = edge
    yield from under_headings(text, 0, len(text))
    yield from axis_rows(text)
    for span in found.outside(Part.PLAYERS, Part.DEVELOPMENTS):
        yield from _in_sentences(text, *span)


@lru_cache(maxsize=4)
def cuts(text: str) -> tuple[tuple[Axis, ...], tuple[Listed, ...]]:
    """The axes and the parts that a text lists, each once, best reading first."""
    found = layout(text)
    axes: dict[str, Axis] = {}
    listed: dict[tuple[str, str], Listed] = {}
    for entry in _read(found.body, found):
        if isinstance(entry, Axis):
            axes.setdefault(axis_key(entry.name), entry)
        else:
            listed.setdefault((entry.name.casefold(), axis_key(entry.axis)), entry)
    return tuple(axes.values()), tuple(listed.values())
