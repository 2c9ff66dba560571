"""Sitemaps by the protocol of sitemaps.org."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from lxml import etree

from reports.exports.origin import moment

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
Place = tuple[str, datetime | None]


def urlset(places: Iterable[Place]) -> bytes:
    """Addresses with the moment of their last change, where it is known."""
    return _written("urlset", "url", places)


def index(places: Iterable[Place]) -> bytes:
    """The addresses of sitemaps."""
    return _written("sitemapindex", "sitemap", places)


def _written(root_name: str, name: str, places: Iterable[Place]) -> bytes:
    root = etree.Element(f"{{{NAMESPACE}}}{root_name}", nsmap={None: NAMESPACE})
    for address, changed in places:
        entry = etree.SubElement(root, f"{{{NAMESPACE}}}{name}")
        etree.SubElement(entry, f"{{{NAMESPACE}}}loc").text = address
        if changed:
            etree.SubElement(entry, f"{{{NAMESPACE}}}lastmod").text = moment(changed)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return data
