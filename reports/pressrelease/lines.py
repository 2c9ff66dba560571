"""Spaces, broken words and wrapped lines of a text, as edits that put them right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

Edit = tuple[int, int, str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_RUN = re.compile(r"[ \t]{2,}|\t")
_BREAK = re.compile(r"(?<=[^\W_])-[ ]?\n[ ]?(?=[^\W_])")
_KEEPS_HYPHEN = _words(
    "all anti bio by co cost cross data de double e early end ever fast first five four full half"
    " hand high in key large late life long low market mid multi new next non off on one open over"
    " part patient point post pre price re real second self semi short single six small so state"
    " sub technology third three time top two ultra under up user value well wide world year"
)
_BULLET = re.compile(
    r"[ ]*(?:[•‣▪◦●○■□►▶➢➤✓✔❖★▸▹◆◇⁃◉⦿⮚➜❑❒⬥☑·*|>»›→✦–—-]|[0-9]{1,2}[.)]|[a-zA-Z][.)]|o )[ ]?"
)
_RUNS_ON = re.compile(
    r"(?:,|\b(?:and|or|of|the|a|an|in|at|to|by|for|from|with|is|are|was|were|be|as|on|that"
    r"|which|USD"
    r"|US\$|EUR|INR|GBP|JPY|CNY|its|has|have|will|than|reach|between|during|over|per|global))$"
)
_NARROWEST, _WIDEST = 45, 140  # characters in a line of wrapped prose


def space_edits(text: str, *, html: bool) -> Iterator[Edit]:
    """Leave one space of many, none before a line end, and one blank line of many.

    Indents stay where they can tell something: before bullets, and in plain
    text where they are wider than one space.
    """
    at = blank = 0
    for line in text.splitlines(keepends=True):
        body = line.rstrip(" \t\n")
        indent = len(body) - len(body.lstrip(" \t"))
        ended = line.endswith("\n")
        blank = 0 if body else blank + 1
        if blank > 1:
            yield at, at + len(line), ""
        else:
            if indent == 1 or (indent and html and body[indent] != "•"):
                yield at, at + indent, ""
            for run in _RUN.finditer(body, indent):
                yield at + run.start(), at + run.end(), " "
            if len(body) < len(line) - ended:
                yield at + len(body), at + len(line) - ended, ""
        at += len(line)


def hyphen_edits(text: str) -> Iterator[Edit]:
    """Rejoin words broken at a line end.

    The hyphen stays between capitals and digits ("2024-" / "2031"), after the
    first half of a common compound, and in words that the text writes with a
    hyphen elsewhere; it goes where letters of one word meet.
    """
    breaks = list(_BREAK.finditer(text))
    if not breaks:
        return
    words = frozenset(re.findall(r"[^\W_]+(?:-[^\W_]+)?", text.lower()))
    for found in breaks:
        before, after = _halves(text, found.start(), found.end())
        lower = before[-1:].islower() and after[:1].islower()
        known = f"{before}{after}".lower() in words
        compound = f"{before}-{after}".lower() in words or before.lower() in _KEEPS_HYPHEN
        yield found.start(), found.end(), "" if lower and (known or not compound) else "-"


def _halves(text: str, end: int, start: int) -> tuple[str, str]:
    before = re.search(r"[^\W_]{1,40}$", text[max(0, end - 40) : end])
    after = re.match(r"[^\W_]{1,40}", text[start : start + 40])
    return (before[0] if before else "", after[0] if after else "")


def wrap_edits(text: str) -> Iterator[Edit]:
    """Join lines of wrapped prose with a space; leave lists and headings as they are.

    A block of lines is wrapped when at nearly every line end the next word
    would not have fitted; a single line end is one when a sentence clearly runs
    on over it.
    """
    at = 0
    for block in re.split(r"(\n[ ]*\n+)", text):
        lines = block.split("\n")
        if len(lines) > 1 and block.strip():
            yield from _joined(lines, at)
        at += len(block)


def _joined(lines: list[str], at: int) -> Iterator[Edit]:
    width = max(map(len, lines))
    pairs = list(pairwise(lines))
    full = [len(line) + 1 + len(after.split(" ", 1)[0]) > width for line, after in pairs]
    prose = _NARROWEST <= width <= _WIDEST and len(lines) >= 3 and sum(full) >= 0.7 * len(full)
    end = at
    for (line, after), filled in zip(pairs, full, strict=True):
        end += len(line)
        if line and after and not _BULLET.match(after):
            runs_on = len(line) >= _NARROWEST and (
                _RUNS_ON.search(line[-12:]) is not None or after.lstrip()[:1].islower()
            )
            if runs_on or (prose and filled):
                yield end, end + 1, " "
        end += 1
