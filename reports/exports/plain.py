"""The HTML of a document as Markdown. Text stays text, whatever signs it has."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!])")
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_BLOCKS = {"p", "h3", "h4", "ul", "ol", "li", "blockquote", "hr", "div"}


def escaped(text: str) -> str:
    """Text on one line that Markdown shows as it is."""
    line = " ".join(text.split())
    line = _SPECIAL.sub(r"\\\1", line)
    # What makes a list or a rule at the beginning of a line.
    return re.sub(r"^(\d+)([.)])(?=\s|$)|^([-+=])", lambda m: f"{m[1] or ''}\\{m[2] or m[3]}", line)


class _Writer(HTMLParser):
    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base = base
        self.blocks: list[str] = []
        self.line = ""
        self.prefixes: list[str] = []
        self.lists: list[int] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.flush()
        if tag in _MARKS:
            self.line += _MARKS[tag]
        elif tag == "br":
            self.line += "  \n"
        elif tag == "hr":
            self.blocks.append("---")
        elif tag in ("h3", "h4"):
            self.line = "#" * (int(tag[1]) + 1) + " "
        elif tag == "blockquote":
            self.prefixes.append("> ")
        elif tag in ("ul", "ol"):
            self.lists.append(0 if tag == "ol" else -1)
        elif tag == "li" and self.lists:
            if self.lists[-1] >= 0:
                self.lists[-1] += 1
            mark = f"{self.lists[-1]}. " if self.lists[-1] > 0 else "- "
            self.line = "  " * (len(self.lists) - 1) + mark
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")
            self.line += "[" if self.links[-1] else ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _MARKS:
            self.line += _MARKS[tag]
        elif tag == "a" and self.links:
            href = self.links.pop()
            if href:
                self.line += f"](<{urljoin(self.base, href).translate(_IN_ANGLES)}>)"
        elif tag in _BLOCKS:
            self.flush()
            if tag == "blockquote" and self.prefixes:
                self.prefixes.pop()
            elif tag in ("ul", "ol") and self.lists:
                self.lists.pop()

    def handle_data(self, data: str) -> None:
        text = re.sub(r"\s+", " ", data)
        if not self.line:
            self.line = escaped(text.lstrip()) + (" " if text[-1:] == " " and text.strip() else "")
            return
        self.line += _SPECIAL.sub(r"\\\1", text)

    def flush(self) -> None:
        if self.line.strip():
            prefix = "".join(self.prefixes)
            self.blocks.append("\n".join(prefix + part for part in self.line.rstrip().split("\n")))
        self.line = ""


_IN_ANGLES = {ord("<"): "%3C", ord(">"): "%3E", ord("\n"): "%0A", ord(" "): "%20"}
_ITEM = re.compile(r"\s*(?:-|\d+\.) ")


def markdown(html: str, base: str) -> str:
    """Final HTML of a document as Markdown; its links are absolute, resolved against ``base``."""
    writer = _Writer(base)
    writer.feed(html)
    writer.close()
    writer.flush()
    text = ""
    for block in writer.blocks:
        tight = _ITEM.match(block) and _ITEM.match(text.rpartition("\n")[2])
        text += ("\n" if tight else "\n\n" if text else "") + block
    return text
