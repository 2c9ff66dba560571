"""Turns a number typed into stored rich text into an inline figure."""

from __future__ import annotations

import re
from html import escape, unescape

TAG = re.compile(r"<[^<>]*>")


def pattern(typed: str) -> re.Pattern[str]:
    """Finds a typed number however its words are spaced."""
    return re.compile(r"\s+".join(re.escape(word) for word in typed.split()))


def bind(sources: list[str], typed: str, occurrence: int, key: str) -> list[str] | None:
    """The passages with one typed number replaced by the figure ``key``.

    ``sources`` is stored rich text, passage by passage; ``occurrence`` counts from 1
    over all of them. None when the number is not there, or is cut by formatting (then
    the editor has to do it by hand).
    """
    wanted, seen = pattern(typed), 0
    for number, source in enumerate(sources):
        pieces = _pieces(source)
        for index, (text, is_tag) in enumerate(pieces):
            if is_tag:
                continue
            plain = unescape(text)
            for found in wanted.finditer(plain):
                seen += 1
                if seen == occurrence:
                    embed = f'<embed embedtype="figure" key="{escape(key)}"/>'
                    before, after = plain[: found.start()], plain[found.end() :]
                    pieces[index] = (
                        escape(before, quote=False) + embed + escape(after, quote=False),
                        False,
                    )
                    changed = "".join(piece for piece, _ in pieces)
                    return [*sources[:number], changed, *sources[number + 1 :]]
    return None


def _pieces(source: str) -> list[tuple[str, bool]]:
    """The source as (piece, whether it is a tag), in order."""
    pieces, end = [], 0
    for tag in TAG.finditer(source):
        pieces += [(source[end : tag.start()], False), (tag[0], True)]
        end = tag.end()
    return [*pieces, (source[end:], False)]
