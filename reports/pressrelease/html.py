"""Tags and entities of an HTML paste as edits to its text; a scanner that takes linear time.

The parser of the standard library is exact but slow on hostile text; a paste
needs far less: which tags part paragraphs, rows and cells, and what is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

Edit = tuple[int, int, str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARAGRAPHS = _words(
    "p div h1 h2 h3 h4 h5 h6 ul ol dl table section article header footer main aside nav blockquote"
    " pre figure figcaption form address hr title body html head fieldset center details"
)
_LINES = _words("br tr dt dd caption thead tbody tfoot summary option")
_CELLS = frozenset(("td", "th"))
_ITEMS = frozenset(("li",))
_LISTS = frozenset(("ul", "ol"))
_DROPPED = _words("script style svg template noscript iframe select object math")
_INLINE = _words(
    "a abbr b bdi bdo big cite code col colgroup em font i img input ins kbd label link mark meta"
    " q s samp small span strike strong sub sup time tt u var wbr o:p button picture source"
)
_KNOWN = _PARAGRAPHS | _LINES | _CELLS | _ITEMS | _DROPPED | _INLINE

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]{0,14})(?=[\s/>])")
_SIGN = re.compile(r"<!--|<!doctype\b|</?(?:" + "|".join(sorted(_KNOWN)) + r")(?=[\s/>])", re.I)
_BLOCK_SIGN = re.compile(
    r"<(?:" + "|".join(sorted(_PARAGRAPHS | _LINES | _CELLS | _ITEMS)) + r")(?=[\s/>])", re.I
)
_MARK = re.compile(r"[<&\n]")
_ENTITY = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
_LONGEST_TAG = 4000  # characters; longer ones only where no other tag begins inside
_CELL_OF_PROSE = 300  # a cell longer than this is layout, and keeps its paragraphs


def looks_like_html(text: str) -> bool:
    """Whether the text has a tag that HTML knows."""
    return _SIGN.search(text) is not None


def html_edits(text: str, *, html: bool) -> Iterator[Edit]:
    """Edits that drop tags, scripts and comments and decode entities.

    Without ``html`` only entities are decoded and a "<" is just a character.
    Line ends of a paste with paragraph tags are mere spaces.
    """
    flow = html and _BLOCK_SIGN.search(text) is not None
    scan = _Scanner(text)
    at = 0
    while found := _MARK.search(text, at):
        at = found.start()
        if text[at] == "\n":
            at += 1
            if flow:
                yield at - 1, at, " "
        elif text[at] == "&":
            entity = _ENTITY.match(text, at)
            if entity and (decoded := _decoded(entity)):
                yield at, entity.end(), decoded
                at = entity.end()
            else:
                at += 1
        elif html and (edit := scan.tag(at)):
            yield edit
            at = edit[1]
        else:
            at += 1


def _decoded(entity: re.Match[str]) -> str:
    decimal, hexadecimal, name = entity.groups()
    if name:
        return html5.get(f"{name};", "")
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"


class _Scanner:
    """Where tags end and what they stand for; looks at each character a bounded number of times."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.depth = 0
        self.cell: int | None = None
        self.first_cell = True
        self._next: dict[str, int] = {}

    def find(self, mark: str, at: int) -> int:
        """The next place of a mark at or after ``at``, or the end of the text; remembered."""
        known = self._next.get(mark, -1)
        if known < at:
            known = self.text.find(mark, at)
            self._next[mark] = known = len(self.text) if known < 0 else known
        return known

    def tag(self, at: int) -> Edit | None:
        """The edit for a tag, comment or dropped element that begins here, if one does."""
        if self.text.startswith("<!--", at):
            end = self.find("-->", at + 4)
            return (at, end + 3, "") if end < len(self.text) else (at, at + 4, "")
        if self.text.startswith(("<!", "<?"), at):
            end = self.find(">", at)
            return (at, end + 1, "") if end - at < _LONGEST_TAG and end < len(self.text) else None
        opened = _TAG.match(self.text, at)
        if not opened:
            return None
        name = opened[2].lower()
        end = self._end(opened.end())
        if not end:
            return None
        if name in _DROPPED and not opened[1] and self.text[end - 2] != "/":
            close = self._close(name, end)
            return (at, close, " ")
        return (at, end, self._stands_for(name, closing=bool(opened[1]), at=at))

    def _end(self, at: int) -> int:
        """Just behind the ">" that ends a tag, quotes in attributes respected; 0 for none."""
        end = self.find(">", at)
        for _ in range(3):
            if end >= len(self.text):
                return 0
            if end - at > _LONGEST_TAG:
                return end + 1 if self.find("<", at) > end else 0
            if self.text.count('"', at, end) % 2 == 0:
                break
            quote = self.text.find('"', end, at + _LONGEST_TAG)
            further = self.text.find(">", quote, at + _LONGEST_TAG) if quote >= 0 else -1
            if further < 0:
                break
            end = further
        return end + 1

    def _close(self, name: str, at: int) -> int:
        """Behind the end tag of a dropped element; just its start tag when it never ends."""
        mark = "</" + name
        close = min(self.find(mark, at), self.find(mark.upper(), at))
        if close >= len(self.text):
            return at
        end = self.find(">", close)
        return min(end + 1, len(self.text))

    def _stands_for(self, name: str, *, closing: bool, at: int) -> str:
        if name in _LISTS:
            self.depth = max(0, self.depth + (-1 if closing else 1))
        if name in _CELLS:
            self.cell = None if closing else at
            first, self.first_cell = self.first_cell, False
            return "" if closing or first else " | "
        if name in ("tr", "table"):
            self.first_cell, self.cell = True, None
        in_cell = self.cell is not None and at - self.cell < _CELL_OF_PROSE
        if name in _ITEMS:
            indent = "  " * (min(self.depth, 8) - 1)
            return "" if closing else (" • " if in_cell else f"\n{indent}• ")
        if name in _PARAGRAPHS:
            nested = name in _LISTS and self.depth > (0 if closing else 1)
            return " " if in_cell or nested else "\n\n"
        if name in _LINES:
            return "" if closing else (" " if in_cell else "\n")
        return ""
