"""Atom feeds (RFC 4287) of releases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from lxml import etree

from reports.document.diff import Change
from reports.exports.cells import tidy
from reports.exports.origin import moment

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"


@dataclass(frozen=True, slots=True)
class Entry:
    """One release in a feed. ``name`` is its part of the tag URI; it never changes."""

    name: str
    title: str
    summary: str
    address: str
    released_at: datetime
    kind: str
    reason: str
    sector: str
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed. ``authority`` begins its tag URIs (RFC 4151): "reports.example.com,2026"."""

    name: str
    title: str
    subtitle: str
    address: str
    page: str
    author: str
    authority: str
    rights: str
    updated: datetime
    entries: Sequence[Entry]


def atom(feed: Feed) -> bytes:
    """The feed as XML."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    _add(root, "id", f"tag:{feed.authority}:{feed.name}")
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", moment(feed.updated))
    _add(_add(root, "author"), "name", feed.author)
    _add(root, "link", rel="self", type=MEDIA_TYPE, href=feed.address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    _add(root, "rights", feed.rights)
    for item in feed.entries:
        entry = _add(root, "entry")
        _add(entry, "id", f"tag:{feed.authority}:{item.name}")
        _add(entry, "title", item.title)
        _add(entry, "published", moment(item.released_at))
        _add(entry, "updated", moment(item.released_at))
        _add(entry, "link", rel="alternate", type="text/html", href=item.address)
        if item.sector.strip():
            _add(entry, "category", term=item.sector)
        if item.summary.strip():
            _add(entry, "summary", item.summary)
        _add(entry, "content", _told(item), type="html")
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return data


def _told(item: Entry) -> str:
    """What an entry says of its release, as HTML."""
    parts = [f"<p>{escape(item.kind)}.{' ' + escape(item.reason) if item.reason else ''}</p>"]
    if item.changes:
        lines = "".join(f"<li>{escape(change.sentence)}</li>" for change in item.changes)
        parts.append(f"<p>What changed:</p><ul>{lines}</ul>")
    return "".join(parts)


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    for attribute, value in attributes.items():
        element.set(attribute, tidy(value))
    if text:
        element.text = tidy(text)
    return element
