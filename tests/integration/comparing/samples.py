"""Markets to compare, and editions that foretold."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Any

from reports.models import Release
from tests.support.reports import T, figure, market_page, released

YEARS = (2024, 2025, 2031)


def sizes(*values: str, start: int = 2024, **fields: Any) -> list[tuple[str, Any]]:
    """A market's sizes year by year: an estimate, then forecasts."""
    return [
        figure(value, start=start + n, status="forecast" if n else "estimate", **fields)
        for n, value in enumerate(values)
    ]


def market(
    slug: str, *values: str, edition: str = "2024", at: datetime = T, **fields: Any
) -> Release:
    """A released report with these sizes; ``unit`` and ``description`` as told."""
    unit = fields.pop("unit", "USD")
    description = fields.pop("description", f"{slug.capitalize()} sold.")
    page = market_page(slug, fields.pop("market_title", ""))
    if page.description != description:
        page.description = description
        page.save()
    figures = fields.pop("figures", None) or sizes(*(values or ("7.12", "8.00")), unit=unit)
    return released(slug, edition, at, figures=figures, **{"currency": unit, **fields})


def foretold(early: str = "9.00", late: str = "10.00") -> None:
    """Two editions of lamps: the first forecast of 2025, then what it was."""
    market("lamps", edition="2024", figures=[figure("8.00"), forecast(early)])
    figures = [figure("8.10", status="actual"), figure(late, start=2025, status="actual")]
    market("lamps", edition="2026", figures=figures, base_year=2025)


def forecast(value: str, start: int = 2025) -> tuple[str, Any]:
    return figure(value, start=start, status="forecast")


def read_csv(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
