"""When an announcement was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reports.pressrelease.claims import Claim, Confidence, Kind, Unread
from reports.pressrelease.months import month_number

_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>20[0-9]{2})(?![0-9])"
_DATES = tuple(
    re.compile(rf"(?<![\w/.-])(?:{pattern})", re.I)
    for pattern in (
        rf"{_YEAR}-(?P<number>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9])",
        rf"{_MONTH}\s{_DAY},?\s{_YEAR}",
        rf"{_DAY}[\s-](?:of\s)?{_MONTH},?[\s-]{_YEAR}",
        rf"(?P<one>[0-3]?[0-9])(?P<sep>[/.])(?P<two>[0-3]?[0-9])(?P=sep){_YEAR}",
        rf"(?P<monthonly>){_MONTH},?[\s-]{_YEAR}",
        rf"(?P<numeric>0?[1-9]|1[0-2])/{_YEAR}",
    )
)
_WIRE = re.compile(
    r"[\s,:(/–—-]{0,4}(?:globe\s?newswire|prnewswire|pr\s?newswire|business\s?wire|ein\s?presswire"
    r"|newswires?\b|accesswire|openpr|[A-Z][A-Za-z ]{0,24}(?:wire|newswire|news)\b)",
    re.I,
)
_TOLD = re.compile(
    r"(?:\bdate[d]?|published(?:\s(?:on|date|at))?|published by [^\n]{3,40}?(?: on|,)"
    r"|publish(?:ing)?\sdate|publication\sdate"
    r"|release[d]?(?:\s(?:on|date))?|posted(?:\son)?|updated(?:\son)?|issued(?:\son)?)\s?[:|]?\s?$",
    re.I,
)
_EVENT = re.compile(r"\b(?:on|in|since|by|until|from|of|for|during)\s(?:the\s)?$", re.I)
_DATELINE = re.compile(
    r"(?:^|\n)[^\n.]{0,80}$|(?:^|\n)[^\n]{0,60}(?:[A-Z][a-z]{1,4}\.|[A-Z]\.[A-Z]\.),?\s?$"
)
_HEAD = 900  # characters of the opening in which a dateline stands


def publication_date(plain: str) -> Iterator[Claim | Unread]:
    """The date of the dateline, or one that the text says it was published on."""
    found: list[tuple[int, Claim | Unread]] = []
    for pattern in _DATES:
        for match in pattern.finditer(plain):
            rank = _rank(plain, match)
            if rank is not None:
                found.append((rank, _dated(match)))
    if found:
        yield min(found, key=lambda item: (item[0], item[1].span))[1]


def _rank(plain: str, match: re.Match[str]) -> int | None:
    """How surely a date is that of publication: 0 surest, None not at all."""
    before = plain[max(0, match.start() - 90) : match.start()]
    if _TOLD.search(before):
        return 0
    if "numeric" in match.groupdict():
        return None
    if "monthonly" in match.groupdict() and match["monthonly"] is not None:
        return 1 if re.search(r"\([A-Z][^()\n]{2,60},\s$", before) else None
    if _WIRE.match(plain, match.end(), match.end() + 50):
        return 0
    if match.start() > _HEAD or _EVENT.search(before):
        return None
    return 1 if _DATELINE.search(before) else None


def _dated(match: re.Match[str]) -> Claim | Unread:
    parts = match.groupdict()
    year, words = int(match["year"]), match[0]
    if parts.get("numeric"):
        value = f"{year}-{int(match['numeric']):02}"
        return Claim(Kind.PUBLICATION_DATE, match.span(), words, value, confidence=Confidence.LOW)
    if parts.get("monthonly") is not None:
        month = month_number(match["month"])
        return Claim(Kind.PUBLICATION_DATE, match.span(), words, f"{year}-{month:02}")
    confidence = Confidence.HIGH
    if parts.get("one"):
        one, two = int(match["one"]), int(match["two"])
        if one <= 12 and two <= 12 and one != two:
            return Unread(match.span(), words, "Day and month of this date cannot be told apart.")
        day, month = (two, one) if two > 12 else (one, two)
        confidence = Confidence.MEDIUM
    else:
        day = int(match["day"])
        number = parts.get("number")
        month = int(number) if number else month_number(match["month"])
    try:
        value = date(year, month, day).isoformat()
    except ValueError:
        return Unread(match.span(), words, "There is no such day.")
    return Claim(Kind.PUBLICATION_DATE, match.span(), words, value, confidence=confidence)
