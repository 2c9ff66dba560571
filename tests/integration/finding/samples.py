"""Reports that differ in what lists are filtered and sorted by."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from reports.models import Geography, Release
from tests.support.reports import T, company, figure, market_page, released, segment, source


def place(code: str, name: str) -> int:
    kind = "region"
    made, _ = Geography.objects.get_or_create(code=code, defaults={"name": name, "kind": kind})
    return int(made.pk)


def rate(value: str) -> tuple[str, Any]:
    return figure(
        value,
        measure="cagr",
        start=2024,
        end=2031,
        unit="percent",
        multiplier="0",
        status="forecast",
    )


def market(
    slug: str,
    *,
    sector: str = "",
    size: str = "7.12",
    growth: str = "",
    regions: tuple[tuple[str, str], ...] = (),
    players: tuple[str, ...] = (),
    events: tuple[tuple[str, str, int], ...] = (),
    segments: tuple[str, ...] = (),
    at: datetime = T,
    edition: str = "2024",
    unit: str = "USD",
    **fields: Any,
) -> Release:
    """A released report; ``events`` are (title, company, year)."""
    page = market_page(slug, fields.pop("market_title", ""))
    if sector and page.sector != sector:
        page.sector = sector
        page.save()
    figures = [figure(size, unit=unit)] + ([rate(growth)] if growth else [])
    return released(
        slug,
        edition,
        at,
        figures=figures,
        currency=unit,
        geographies=[
            ("region", {"geography": place(code, name), "text": ""}) for code, name in regions
        ],
        key_players=[
            ("key_player", {"company": company(name).pk, "text": f"<p>{name} of {slug}.</p>"})
            for name in players
        ],
        developments=[
            (
                "development",
                {
                    "year": year,
                    "kind": "launch",
                    "title": title,
                    "company": company(name).pk if name else None,
                    "source": source().pk,
                    "text": "",
                },
            )
            for title, name, year in events
        ],
        segments=[axis("By use", segments)] if segments else [],
        **fields,
    )


def axis(name: str, parts: tuple[str, ...]) -> tuple[str, Any]:
    found = [segment(name, part) for part in parts]
    rows = [{"segment": part.pk, "text": "", "source": None} for part in found]
    return "axis", {"axis": found[0].axis_id, "segments": rows}


def listed(page: str) -> list[str]:
    """The markets in a list, in its order."""
    return re.findall(r'<h3><a href="/markets/([^/"]+)/">', page)


def counts(page: str, facet: str) -> dict[str, int]:
    """The options of a facet by value, with the number beside each."""
    found = re.findall(
        rf'name="{facet}" value="([^"]+)"[^>]*><span>[^<]*</span><span class="count">(\d+)', page
    )
    return {value: int(number) for value, number in found}
