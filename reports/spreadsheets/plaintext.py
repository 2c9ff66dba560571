"""Rich text as the plain text of a cell, and back."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

_PARAGRAPHS = re.compile(r"(?:<p(?: data-block-key=\"[^\"]*\")?>[^<]*</p>\s*)*")
_ENDS_A_LINE = {"p", "li", "h2", "h3", "h4", "blockquote", "br"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "embed":
            self.parts.append(f"[{dict(attrs).get('key') or 'figure'}]")
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("• ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _ENDS_A_LINE:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(" ".join(re.split(r"\s+", data)) if data.strip() else data[:1])


def plain(html: str) -> str:
    """The words of a rich text, a line for each paragraph; an inline figure is "[its-key]"."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)


def formatted(html: str) -> bool:
    """Whether a rich text holds more than plain paragraphs, so that plain text would lose it."""
    return not _PARAGRAPHS.fullmatch(html.strip())


def rich(text: str) -> str:
    """Plain text as rich text: each line that is not empty is a paragraph."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line)
