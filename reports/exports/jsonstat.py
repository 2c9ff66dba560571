"""The figures of a report as a JSON-stat 2.0 dataset: one cube, most of it empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

Row = Mapping[str, Any]


def dataset(
    rows: Sequence[Row], *, label: str, source: str, updated: str, href: str
) -> dict[str, Any]:
    """Figures as the API shows them. A value is an amount in its unit; ranges, and what is
    said of a figure besides its status, are in the other forms."""
    dimensions = {
        "measure": [(row["measure"], row["measure"]) for row in rows],
        "statistic": [(row["statistic"] or "-", row["statistic"] or "-") for row in rows],
        "segments": [(_segments(row), row["segment_names"] or "All") for row in rows],
        "geography": [(row["geography"]["code"], row["geography"]["name"]) for row in rows],
        "period": [(_period(row), _period(row)) for row in rows],
        "unit": [(row["unit"], row["unit"]) for row in rows],
    }
    found = {name: dict(cells) for name, cells in dimensions.items()}
    found["period"] = dict(sorted(found["period"].items()))
    places = {
        name: {code: place for place, code in enumerate(categories)}
        for name, categories in found.items()
    }
    sizes = [len(categories) for categories in found.values()]
    values: dict[str, int | float] = {}
    status: dict[str, str] = {}
    for number, row in enumerate(rows):
        index = 0
        for (name, cells), size in zip(dimensions.items(), sizes, strict=True):
            index = index * size + places[name][cells[number][0]]
        values[str(index)] = _number(row["amount"])
        status[str(index)] = row["status"]
    return {
        "version": "2.0",
        "class": "dataset",
        "href": href,
        "label": label,
        "source": source,
        "updated": updated,
        "id": list(found),
        "size": sizes,
        "role": {"time": ["period"], "geo": ["geography"], "metric": ["measure"]},
        "dimension": {name: _dimension(name, found[name]) for name in found},
        "value": _in_order(values),
        "status": _in_order(status),
    }


def _dimension(name: str, categories: Mapping[str, str]) -> dict[str, Any]:
    return {
        "label": name,
        "category": {"index": list(categories), "label": dict(categories)},
    }


def _segments(row: Row) -> str:
    return "|".join(f"{part['axis']}:{part['segment']}" for part in row["segments"]) or "all"


def _period(row: Row) -> str:
    """ISO 8601: a year, or two with a slash between them."""
    start, end = row["period"]["start"], row["period"]["end"]
    return f"{start}" if start == end else f"{start}/{end}"


def _number(amount: str) -> int | float:
    """The number that a reader of JSON takes for this amount, digit for digit up to fifteen."""
    exact = Decimal(amount)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def _in_order(cells: Mapping[str, Any]) -> dict[str, Any]:
    keys: Iterable[str] = sorted(cells, key=int)
    return {key: cells[key] for key in keys}
