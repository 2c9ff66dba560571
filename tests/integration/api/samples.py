"""Reports for the tests of the API, made in a few words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reports import clock
from reports.models import Release
from tests.support.reports import T, company, figure, issue, released, source, with_value

DETAILS = {
    "markets": "markets/lamps/",
    "reports": "reports/lamps/2024/",
    "figures": "figures/lamps/2024/market-size-2024/",
    "key-players": "key-players/lamps/2024/acme/",
    "developments": "developments/lamps/2024/2023-10-acme/",
}
COLLECTIONS = list(DETAILS)
FURTHER = ["releases/", "series/", "sources/"]
LISTS = [*(f"{name}/" for name in COLLECTIONS), *FURTHER]
ADDRESSES = [
    *("", *LISTS, *DETAILS.values(), "companies/", "segments/", "geographies/"),
    *("releases/lamps/2024/1/", "companies/acme/", "changes/"),
]


def player(name: str = "Acme", text: str = "") -> tuple[str, dict[str, Any]]:
    values = {"company": company(name).pk, "text": text, "source": source().pk}
    return "key_player", values


def event(
    year: int = 2023, month: int | None = 10, day: int | None = None, **fields: Any
) -> tuple[str, dict[str, Any]]:
    values = {
        "year": year,
        "month": month,
        "day": day,
        "company": company("Acme").pk,
        "kind": "launch",
        "title": "A lamp is launched",
        "text": "",
        "source": source().pk,
        "key": "",
        **fields,
    }
    return "development", values


def full(market: str = "lamps", edition: str = "2024", at: datetime = T, **fields: Any) -> Release:
    """A released report with a row in every collection."""
    parts = {"figures": [figure()], "key_players": [player()], "developments": [event()]}
    return released(market, edition, at, **{**parts, **fields})


def scheduled(release: Release, value: str, at: datetime, now: datetime = T) -> Release:
    """Another release of the same report, to come at ``at``, with another value."""
    with clock.fixed(now):
        return issue(with_value(release.report.page, value), at)
