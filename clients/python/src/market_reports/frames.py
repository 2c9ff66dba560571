"""Figures as a table for analysis."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from market_reports.models import Figure

if TYPE_CHECKING:
    import pandas as pd


def frame(figures: Iterable[Figure]) -> pd.DataFrame:
    """One row a figure, indexed by market, edition and key.

    ``amount``, ``low`` and ``high`` are `Decimal`, as published: turn them into floats by
    ``df["amount"].astype(float)`` where speed matters more than the last digit.
    """
    import pandas as pd

    rows = [_row(figure) for figure in figures]
    columns = list(rows[0]) if rows else ["market", "edition", "key"]
    return pd.DataFrame(rows, columns=columns).set_index(["market", "edition", "key"])


def _row(figure: Figure) -> dict[str, Any]:
    return {
        "market": figure.market,
        "edition": figure.edition,
        "key": figure.key,
        "label": figure.label,
        "measure": figure.measure,
        "segments": "|".join(f"{ref.axis}:{ref.segment}" for ref in figure.segments),
        "geography": figure.geography.code,
        "start": figure.period.start,
        "end": figure.period.end,
        "amount": figure.amount,
        "low": None if figure.low is None else figure.low.scaleb(figure.multiplier),
        "high": None if figure.high is None else figure.high.scaleb(figure.multiplier),
        "unit": figure.unit,
        "status": figure.status,
        "claim": figure.claim,
        "source": figure.source.title if figure.source else "",
        "sample": figure.sample,
        "release": figure.release.number,
        "released_at": figure.release.released_at,
        "page": figure.page,
    }
