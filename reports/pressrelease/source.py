"""The text as it was given, and the clean text that is read, with a way back between them."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reports.pressrelease.claims import Span
from reports.pressrelease.furniture import furniture_edits
from reports.pressrelease.html import html_edits, looks_like_html
from reports.pressrelease.lines import hyphen_edits, space_edits, wrap_edits

Edit = tuple[int, int, str]
"""Characters [start, end) and what stands in their place."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A source and its clean text.

    ``plain`` is what extractors read: no tags, entities or invisible
    characters, plain spaces only, words broken at line ends rejoined, wrapped
    lines joined, at most one blank line in a row. Of an HTML paste, paragraphs,
    headings, lists and tables stand apart by a blank line, table rows by a line
    end and cells by " | "; list items are lines that begin with "• ", indented
    by two spaces for each list around their own.

    ``starts[i]`` and ``ends[i]`` bound the source characters behind
    ``plain[i]``; both never decrease.
    """

    source: str
    plain: str
    starts: array[int]
    ends: array[int]

    def span(self, start: int, end: int) -> Span:
        """The source span of ``plain[start:end]``."""
        if not self.plain:
            return (0, 0)
        start = min(max(start, 0), len(self.plain) - 1)
        end = min(max(end, start + 1), len(self.plain))
        return (self.starts[start], self.ends[end - 1])


def passage(text: str) -> Passage:
    """Clean a text that is plain, an HTML paste or copied from a PDF.

    Takes time linear in the length of the text and raises for no text at all.
    Entities are decoded in plain text too, since many announcements are pasted
    with ``&amp;`` in their names.
    """
    html = looks_like_html(text)
    given = Passage(text, text, array("l", range(len(text))), array("l", range(1, len(text) + 1)))
    stages: tuple[Callable[[str], Iterable[Edit]], ...] = (
        lambda plain: html_edits(plain, html=html),
        character_edits,
        furniture_edits,
        lambda plain: space_edits(plain, html=html),
        hyphen_edits,
        wrap_edits,
    )
    for stage in stages:
        given = _edited(given, stage(given.plain))
    return given


_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_BIDI = "".join(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
_SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_CONTROLS = "".join(
    map(chr, [*range(0x00, 0x09), 0x0B, *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)])
)
_REPLACED: dict[str, str] = {
    **dict.fromkeys(_INVISIBLE + _BIDI, ""),
    **dict.fromkeys(_SPACES + _CONTROLS, " "),
    **dict.fromkeys("\u2010\u2011\u2212\ufe63", "-"),
    **dict.fromkeys("\u0085\u2028\u2029\r\f", "\n"),
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    "\r\n": "\n",
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_SPECIAL = re.compile("\r\n|[" + "".join(re.escape(c) for c in _REPLACED if len(c) == 1) + "]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def character_edits(text: str) -> Iterator[Edit]:
    """Ligatures, odd spaces and dashes, invisible, control and full-width characters."""
    if _SURROGATE.search(text):
        special = re.compile(_SPECIAL.pattern + "|" + _SURROGATE.pattern)
    else:
        special = _SPECIAL
    for found in special.finditer(text):
        yield found.start(), found.end(), _REPLACED.get(found[0], "\ufffd")


def _edited(given: Passage, edits: Iterable[Edit]) -> Passage:
    """The passage with edits made in its plain text, in order and without overlap."""
    pieces: list[str] = []
    starts: array[int] = array("l")
    ends: array[int] = array("l")
    done = 0
    for start, end, text in edits:
        pieces.append(given.plain[done:start])
        starts.extend(given.starts[done:start])
        ends.extend(given.ends[done:start])
        if text and end > start:
            pieces.append(text)
            starts.extend([given.starts[start]] * len(text))
            ends.extend([given.ends[end - 1]] * len(text))
        done = end
    if not pieces:
        return given
    pieces.append(given.plain[done:])
    starts.extend(given.starts[done:])
    ends.extend(given.ends[done:])
    return Passage(given.source, "".join(pieces), starts, ends)
