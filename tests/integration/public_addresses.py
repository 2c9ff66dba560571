"""Every public address that the site links or documents, for walks over all of them.

Made from the URL configuration, so that an address that is added joins by itself:
each parameter of a route takes the values of a report that is public, of one that is
to come, and of one that does not exist; an address has one such wrong name at most.
"""

from __future__ import annotations

import re
from itertools import product

from django.urls import URLPattern, URLResolver, get_resolver

VALUES: dict[str, list[str]] = {
    "market": ["lamps", "tides", "nowhere"],
    "edition": ["2024", "2030"],
    "number": ["1", "2", "3"],
    "key": ["market-size-2024", "market-size-2025", "2023-10-a-lamp", "2023-a-wave", "none"],
    "company": ["sample-lamps", "sample-waves", "none"],
    "kind": ["talk", "none"],
    "chart": ["market-size", "none"],
    "token": ["A" * 22],
    "path": ["nothing/here"],
    "rest": ["nothing/here"],
    "unknown": ["nothing/here"],
}
NOTHING = re.compile(r"nowhere|none|/figures/2023|-players/market-")
FILE = re.compile(r"\.\w+$")
# What is below one release is that release's, whatever moment is asked about.
OF_RELEASE = re.compile(r"/releases/\d/.")
QUERIES = (
    "",
    "?as_of=2031-05-04",
    "?as_of=2031-05-03",
    "?as_of=2031-05-04T09:30Z",
    "?as_of=2031-05-04T09:29:59Z",
    "?as_of=2099-01-01",
    "?as_of=nonsense",
    "?utm_source=mail",
    "?limit=1",
)


def routes(patterns: list[URLPattern | URLResolver], prefix: str = "") -> list[str]:
    found = []
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if route.startswith("admin/"):
            continue
        if isinstance(pattern, URLResolver):
            found += routes(pattern.url_patterns, route)
        elif "^" not in route:
            found.append(route)
    return found


def addresses(most: int = len(QUERIES)) -> list[str]:
    """The addresses, each with up to so many query strings; Wagtail's own pages besides."""
    found = ["/", "/about/", "/markets", "/reports/", "/home/markets/", "/home/markets/tides/"]
    for route in routes(get_resolver().url_patterns):
        names = re.findall(r"<(?:[^:>]+:)?([^>]+)>", route)
        for values in product(*(VALUES[name] for name in names)):
            address = route
            for value in values:
                address = re.sub(r"<[^>]+>", value, address, count=1)
            # Of a wrong release of a wrong edition of a wrong market, one wrong name says enough.
            if len(NOTHING.findall(f"/{address}")) <= 1:
                found.append(f"/{address}")
    return [
        address + query
        for address in found
        # Where nothing ever was, every parameter is asked about the same nothing.
        for query in queries(address)[:most]
    ]


def queries(address: str) -> tuple[str, ...]:
    if OF_RELEASE.search(address):
        return QUERIES[:1]
    if FILE.search(address):
        return QUERIES[:4]  # as its page, whose every parameter is asked about
    return QUERIES[:3] if NOTHING.search(address) else QUERIES
