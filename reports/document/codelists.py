"""The code lists of figures: what one measures, how firm it is, and whose claim."""

from __future__ import annotations

from enum import StrEnum

from reports.document.labels import label
from reports.document.language import gettext, mark


class Measure(StrEnum):
    """What a figure measures."""

    MARKET_SIZE = "market_size"
    CAGR = "cagr"
    SHARE = "share"
    GROWTH = "yoy_growth"
    STATISTIC = "statistic"

    @property
    def label(self) -> str:
        return gettext(_MEASURES[self])


_MEASURES = {
    Measure.MARKET_SIZE: mark("Market size"),
    Measure.CAGR: mark("Compound annual growth rate"),
    Measure.SHARE: mark("Share"),
    Measure.GROWTH: mark("Year-on-year growth"),
    Measure.STATISTIC: mark("Statistic"),
}


class Status(StrEnum):
    """How firm a figure is; compare the SDMX code list ``CL_OBS_STATUS``."""

    ACTUAL = "actual"
    ESTIMATE = "estimate"
    FORECAST = "forecast"
    CALCULATED = "calculated"

    @property
    def label(self) -> str:
        return label(self.value)


class Claim(StrEnum):
    """Whose claim a figure is."""

    OWN = "own"
    CITED = "cited"
    DERIVED = "derived"

    @property
    def label(self) -> str:
        return gettext(_CLAIMS[self])


_CLAIMS = {
    Claim.OWN: mark("Own"),
    Claim.CITED: mark("Cited"),
    Claim.DERIVED: mark("Derived"),
}
