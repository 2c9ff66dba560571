"""Proposals for a report's own fields: title, base year, periods, currency."""

from __future__ import annotations

from reports.drafting.proposals import Found, Part
from reports.drafting.scene import LAST_YEAR, Scene, usable
from reports.pressrelease.claims import Claim, Confidence, Kind

TITLE_LENGTH = 255
PERIODS = ((Kind.HISTORICAL_PERIOD, "history"), (Kind.FORECAST_PERIOD, "forecast"))


def find(scene: Scene, found: Found) -> None:
    """What the text says of the report as a whole."""
    _title(scene, found)
    _base_year(scene, found)
    for kind, name in PERIODS:
        for claim in scene.reading.of(kind):
            _period(name, claim, found)
    _forecast_of_growth(scene, found)
    claims = [claim for claim in scene.reading.of(Kind.MARKET_SIZE) if claim.unit == scene.currency]
    if claims and len(scene.currency) == 3:
        part = Part("currency", "ISO 4217 code", scene.currency)
        found.add("currency", (), scene.currency, "Currency", [part], claims[:1])


def title(scene: Scene) -> str:
    """A title from the market's name and the forecast: "Lamps market, 2024 to 2031"."""
    if scene.market is None:
        return ""
    name = scene.market.value
    if not name.casefold().endswith(("market", "industry")):
        name += " market"
    if scene.forecast:
        name += f", {scene.forecast[0]} to {scene.forecast[1]}"
    return name[:TITLE_LENGTH]


def _title(scene: Scene, found: Found) -> None:
    if scene.market is not None:
        made = title(scene)
        found.add("title", (), made, "Title", [Part("title", "Title", made)], [scene.market])


def _base_year(scene: Scene, found: Found) -> None:
    told = scene.reading.of(Kind.BASE_YEAR)
    for claim in told:
        year = claim.year or (int(claim.value) if _is_year(claim.value) else None)
        if usable(year):
            found.add("base_year", (), year, "Base year", [_year(year)], [claim])
        else:
            found.refuse("Base year", claim, "it has no usable year")
    first = None if told else scene.sized_years().get(scene.base_year or 0)
    if first is not None and usable(scene.base_year):
        note = "The text names no base year; this is the year of its first value."
        part = _year(scene.base_year)
        found.add(
            "base_year",
            (),
            scene.base_year,
            "Base year",
            [part],
            [first],
            note,
            confidence=Confidence.MEDIUM,
        )


def _forecast_of_growth(scene: Scene, found: Found) -> None:
    """The period of the market's one growth rate, where the text names no forecast period."""
    rates = [claim for claim in scene.reading.of(Kind.CAGR) if not claim.subject]
    ahead = [claim for claim in rates if (claim.end or 0) > (scene.base_year or LAST_YEAR)]
    periods = {(claim.start, claim.end) for claim in ahead if usable(claim.start, claim.end)}
    if scene.forecast or len(periods) != 1:
        return
    ((start, end),) = periods
    parts = [Part("start", "From", str(start)), Part("end", "To", str(end))]
    note = "The text names no forecast period; this is that of its growth rate."
    found.add(
        "forecast",
        (),
        (start, end),
        "Forecast period",
        parts,
        ahead[:1],
        note,
        confidence=Confidence.MEDIUM,
    )


def _year(year: int | None) -> Part:
    return Part("year", "Year", str(year))


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdecimal()


def _period(name: str, claim: Claim, found: Found) -> None:
    label = "Historical period" if name == "history" else "Forecast period"
    if not usable(claim.start, claim.end):
        found.refuse(label, claim, "it does not name both years")
        return
    parts = [Part("start", "From", str(claim.start)), Part("end", "To", str(claim.end))]
    found.add(name, (), (claim.start, claim.end), label, parts, [claim])
