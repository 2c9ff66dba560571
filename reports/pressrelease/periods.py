"""The base year, historical period and forecast period that a text states."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from reports.pressrelease.claims import Claim, Confidence, Kind
from reports.pressrelease.years import YEAR, Period, periods

_GLUE = r"[\s:|=,;(\[•*–—-]{1,8}"
_FILL = (
    r"(?:\s?(?:for|of|from|is|was|being|considered|between|covered|covers|spans?|ranges?"
    r"|estimation|"
    r"estimates?|the|years?|used|taken|as|runs|extends|in|this|report|study|analysis|market|to|"
    r"\((?:of|in) [^()]{1,20}\))(?![A-Za-z])){0,7}"
)
_BASE = re.compile(
    rf"\bbase[\s-]?(?:line )?year\b{_FILL}{_GLUE}(?:FY\s?)?(?P<after>{YEAR})(?![0-9]"
    rf"|\s?[-–—]\s?[0-9])"
    rf"|\b(?P<before>{YEAR})\s?(?:\(|as |is |was |being |served as |has been |taken as "
    rf"|considered as |"
    rf"considered )(?:considered |taken |used |being |as )?(?:the |our |its |a )?base[\s-]?year\b",
    re.I,
)
_HISTORY = re.compile(
    r"\bhistor(?:ic|ical|y)(?:\s(?:data|period|years?|range|analysis|information|time|timeline|"
    rf"demand|market size|forecast|trends?|figures|review|values?)){{0,3}}\b{_FILL}{_GLUE}$",
    re.I,
)
_HISTORY_ONLY = re.compile(rf"\b(?:actual|past) (?:data|estimates)\b{_FILL}{_GLUE}$", re.I)
_FORECAST = re.compile(
    r"\b(?:forecast(?:ed|s|ing)?|projection|prediction|projected|assessment|outlook"
    r"|analysis(?=\speriod)|review(?=\speriod))(?:[\s-]"
    r"(?:data|period|years?|range|timeline|timeframe|time|frame|span|horizon|analysis|estimates?|"
    rf"duration|window|phase|term|cycle|tenure|revenue)){{0,3}}\b{_FILL}{_GLUE}(?:the\s)?$",
    re.I,
)
_BEHIND_FORECAST = re.compile(
    r"\)?\s?(?:,\s)?(?:forecast(?:ed|ing)?|projection|assessment|prediction)\s?"
    r"(?:period|years?|timeframe|timeline|time\s?frame|span|horizon|window)\b|\s?\(forecast",
    re.I,
)
_BEHIND_HISTORY = re.compile(
    r"\)?\s?(?:historical|historic|history)\s?(?:period|data|years?)", re.I
)
_SERIES = re.compile(
    rf"\bhistor(?:ic|ical)\s(?:data|period|years?)\b{_FILL}{_GLUE}"
    rf"(?P<years>{YEAR}(?:(?:,\s?|,?\sand\s|\s?&\s?){YEAR}){{1,12}})(?![0-9])",
    re.I,
)
_TITLE = re.compile(
    r"\bMarkets?(?:\s?(?:Report|Size|Share|Outlook|Analysis|Research|Trends|Growth|Insights|,|&"
    r"|and)){0,6}"
    r"[\s,:(–-]{1,3}$"
)
_OTHER_LABEL = re.compile(r"\b(?:study|period|years?|data|range|timeline)[\s:|–-]{1,5}$", re.I)
_CUE_WIDTH = 110  # characters before a period in which its label stands


def stated_periods(text: str) -> Iterator[Claim]:
    """Base years, historical and forecast periods, in the order of the text.

    A forecast period needs the word next to it ("Forecast Period 2024–2031",
    "the forecast years (2024-31)", "the 2024–2031 forecast period"); other
    periods belong to the rates that they stand with.
    """
    found = [*_base_years(text), *_periods(text), *_series(text)]
    yield from sorted(found, key=lambda claim: claim.span)


def _base_years(text: str) -> Iterator[Claim]:
    for match in _BASE.finditer(text):
        name = "after" if match["after"] else "before"
        span = match.span(name)
        yield Claim(Kind.BASE_YEAR, span, match[name], match[name], year=int(match[name]))


def _periods(text: str) -> Iterator[Claim]:
    for period in periods(text):
        kind = _kind(text, period)
        if kind:
            words = text[slice(*period.span)]
            value = f"{period.first}-{period.last}"
            yield Claim(kind, period.span, words, value, start=period.first, end=period.last)


def _kind(text: str, period: Period) -> Kind | None:
    start = max(0, period.start - _CUE_WIDTH)
    left = text[start : period.start]
    if _FORECAST.search(left):
        return Kind.FORECAST_PERIOD
    if _HISTORY.search(left) or _HISTORY_ONLY.search(left):
        return Kind.HISTORICAL_PERIOD
    if _OTHER_LABEL.search(left):
        return None
    if _BEHIND_FORECAST.match(text, period.end):
        return Kind.FORECAST_PERIOD
    if _BEHIND_HISTORY.match(text, period.end):
        return Kind.HISTORICAL_PERIOD
    if _TITLE.search(left) and not text[period.end : period.end + 1].isalnum():
        return Kind.FORECAST_PERIOD
    return None


def _series(text: str) -> Iterator[Claim]:
    """Historical years told one by one."""
    for match in _SERIES.finditer(text):
        listed = [int(year) for year in re.findall(YEAR, match["years"])]
        if all(after - year == 1 for year, after in itertools.pairwise(listed)):
            value = f"{listed[0]}-{listed[-1]}"
            yield Claim(
                Kind.HISTORICAL_PERIOD,
                match.span("years"),
                match["years"],
                value,
                start=listed[0],
                end=listed[-1],
                confidence=Confidence.MEDIUM,
            )
