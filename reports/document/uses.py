"""Where the text of a draft shows its figures, so that none is renamed or removed unnoticed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from reports.document.findings import Place

EMBED = re.compile(r'<embed\b[^<>]*\bembedtype="figure"[^<>]*>')
KEY = re.compile(r'\bkey="([^"]*)"')


def uses(page: Any, fields: Iterable[str]) -> dict[str, list[Place]]:
    """The places at which each figure is used, by its key: in text (once for each mention),
    as a headline, in a chart, as an end of a calculation. ``fields`` names the page's fields
    of blocks."""
    found: dict[str, list[Place]] = defaultdict(list)
    for name in fields:
        for child in getattr(page, name):
            place = Place(name, str(child.id or ""))
            for key in _keys(name, child.block_type, child.value):
                found[key].append(place)
    return dict(found)


def _keys(field: str, kind: str, value: Any) -> Iterator[str]:
    if field == "headlines":
        yield value["figure"] or ""
    elif field == "charts":
        yield from filter(None, value["figures"])
    elif kind == "calculation":
        yield value["first"] or ""
        yield value["last"] or ""
    else:
        yield from keys_in(value)


def keys_in(value: Any) -> Iterator[str]:
    """The keys of the inline figures in a block's value, however deep its texts lie."""
    source = getattr(value, "source", None)
    if isinstance(source, str):
        for embed in EMBED.findall(source):
            found = KEY.search(embed)
            if found:
                yield found[1]
    elif isinstance(value, dict):
        for item in value.values():
            yield from keys_in(item)
    elif hasattr(value, "bound_blocks"):
        for item in value:
            yield from keys_in(item)
