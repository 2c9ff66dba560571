"""Running heads and page numbers of a PDF, as edits that take them out of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

Edit = tuple[int, int, str]

_LINE = re.compile(r"[^\n]+")
_PAGE = re.compile(
    r"\bpage\s?[0-9]{1,3}\b|\b[0-9]{1,3}\s?(?:/|of)\s?[0-9]{1,3}$|©|\bconfidential\b", re.IGNORECASE
)
_BLANKS_BEFORE = re.compile(r"(?:\n[ \t]*){1,4}$")
_BLANKS_AFTER = re.compile(r"(?:[ \t]*\n){1,4}[ \t]*")
_NARROWEST, _WIDEST = 8, 140  # characters of a running head
_LONG = 30  # characters; shorter lines repeat in lists, too


def furniture_edits(text: str) -> Iterator[Edit]:
    """Drop lines that come back on every page, numbers aside; the first of them stays.

    A line with a page number must come twice, another long one three times. A
    sentence that runs over the page is joined again.
    """
    lines = [(line.start(), line.end(), _key(line[0])) for line in _LINE.finditer(text)]
    counts = Counter(key for *_, key in lines if key)
    seen: set[str] = set()
    done = 0
    for start, end, key in lines:
        if not key or counts[key] < (2 if _PAGE.search(text[start:end]) else 3):
            continue
        if key not in seen:
            seen.add(key)
            continue
        before = _BLANKS_BEFORE.search(text, max(done, start - 12), start)
        after = _BLANKS_AFTER.match(text, end)
        first = before.start() if before else start
        last = after.end() if after else end
        runs_on = text[first - 1 : first].isalpha() and text[last : last + 1].islower()
        if runs_on and first >= done:
            yield first, last, "\n"
            done = last
        elif start >= done:
            yield start, end, ""
            done = end


def _key(line: str) -> str:
    """A line without its numbers, when it can be a running head at all."""
    bare = line.strip()
    if not _NARROWEST <= len(bare) <= _WIDEST:
        return ""
    if len(bare) < _LONG and not _PAGE.search(bare):
        return ""
    return re.sub(r"[0-9]+", "#", bare)
