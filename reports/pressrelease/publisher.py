"""Who published an announcement, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reports.pressrelease.claims import Claim, Confidence, Kind, Unread

_LEGAL = r"(?:,?\s(?:Inc|LLC|LLP|Ltd|Pvt|Private|Limited|Corp|Co|GmbH|PLC|plc)\b\.?){0,3}"
_WORD = r"[A-Z0-9][\w'’™®+-]{0,30}(?:\.com|\.ai|\.io)?"
NAME = rf"(?:{_WORD})(?:\s(?:&|and|of|for)\s{_WORD}|\s{_WORD}){{0,6}}{_LEGAL}"
_REPORT = (
    r"(?:report|study|analysis|survey|publication|research|release|intelligence|assessment|findings"
    r"|estimates|update)"
)
_KINDS = r"(?:\w[\w-]{0,20}\s){0,6}"
_TITLED = r"(?:,?\s?(?:titled?|entitled|named)?,?\s?[“\"][^”\"\n]{3,300}[”\"],?)?"
_BY = (
    r"(?:,?\s(?:recently\s|newly\s)?(?:published|released|conducted|prepared|issued|compiled"
    r"|offered"
    r"|presented|announced|done|put out))?,?\s(?:by|of|from)\s(?:the\s)?"
)
_PATTERNS: tuple[tuple[re.Pattern[str], Confidence], ...] = tuple(
    (re.compile(pattern), confidence)
    for pattern, confidence in (
        (
            rf"\b(?:[Aa]ccording to|[Aa]s per|[Pp]er|[Ii]n)\s(?:a|an|the|its|this|our)?\s?{_KINDS}"
            rf"{_REPORT}s?{_TITLED}{_BY}(?P<name>{NAME})",
            Confidence.HIGH,
        ),
        (
            rf"\b(?P<name>{NAME}),?\s(?:has\s|have\s|today\s|just\s|also\s|recently\s"
            rf"|newly\s){{0,2}}"
            r"(?:published|publishes|releases|released|announced|announces|added|adds|issued|issues"
            r"|launched|presents|unveils)\s(?:today\s)?(?:a|an|its|the|their|another)\s"
            rf"{_KINDS}(?:report|study|analysis|research|survey|publication)\b",
            Confidence.HIGH,
        ),
        (
            rf"\b(?P<name>{NAME})(?:['’]s?)?,?\s(?:in\sits|latest|new|recent)\s{_KINDS}"
            r"(?:report|study|analysis|research|survey|publication)\b",
            Confidence.HIGH,
        ),
        (
            rf"\b(?:[Rr]eport|[Ss]tudy|[Rr]esearch|[Aa]nalysis|[Ss]urvey)\s(?:published\s"
            rf"|released\s)?"
            rf"(?:by|from)\s(?P<name>{NAME})",
            Confidence.HIGH,
        ),
        (
            rf"\b(?P<name>{NAME}),?\s(?:expects?|projects?|forecasts?|estimates?|predicts?"
            rf"|anticipates?|analy[sz]es|puts|sees"
            r"|values|pegs)\s(?:that\s)?(?:the|a|an|its)\s[^.\n]{0,80}\b(?:[Mm]arket|CAGR)\b",
            Confidence.MEDIUM,
        ),
        (
            rf"\b(?:report|study|analysis|survey)\s(?:that|which)\s(?P<name>{NAME})\s(?:has\s)?"
            r"(?:released|published|issued|presented|prepared|put out)",
            Confidence.HIGH,
        ),
        (rf"\b[Pp]ublished\b[^\n]{{0,40}}?\bby\s(?P<name>{NAME})", Confidence.HIGH),
        (
            rf"\badded\s(?:\w+\s)?to\s(?:the\s)?(?P<name>{NAME})['’]?s?\s(?:offering|portfolio"
            rf"|collection|library)",
            Confidence.HIGH,
        ),
        (
            rf"\bmarket\b[^\n]{{0,200}}?,\saccording to\s(?P<name>{NAME})(?=[.,\n]|$)",
            Confidence.HIGH,
        ),
        (rf"(?m)^(?P<name>{NAME})\s(?:Page|PAGE)\s[0-9]{{1,3}}\s(?:of|/)", Confidence.MEDIUM),
        (
            rf"(?m)^[^\n]{{0,150}}\b(?:Forecast|Report|Analysis|Outlook"
            rf"|[0-9]{{4}}),?\sby\s(?P<name>{NAME})$",
            Confidence.HIGH,
        ),
        (rf"\((?P<name>{NAME}),\s(?:[A-Z][a-z]{{2,8}}\s)?20[0-9]{{2}}\)", Confidence.MEDIUM),
        (
            rf"(?:[,–—:|-]\s?|\s)(?i:(?:says|finds|states|reports|predicts|projects|reveals"
            rf"|estimates"
            rf"|notes)(?:\sa\s(?:new\s)?(?:report|study)\sby)?)\s(?P<name>{NAME})",
            Confidence.MEDIUM,
        ),
        (
            rf"\b(?P<name>{NAME})\s(?:is|are)\s(?:an?|the|one of"
            rf"|among)\s(?:\w[\w-]{{0,20}},?\s){{0,8}}"
            r"(?:market research|research|consult\w+|market intelligence|advisory"
            r"|business intelligence)\b",
            Confidence.HIGH,
        ),
        (
            rf"(?m)^\s?(?:[Pp]ublisher|PUBLISHER|[Pp]ublished\s[Bb]y|[Ss]ource)\s?[:"
            rf"|]\s?(?P<name>{NAME})",
            Confidence.HIGH,
        ),
        (
            rf"\b[Aa]ccording to\s(?P<name>{NAME}),?\s(?:the\s)?(?:global\s)?"
            rf"[^.,\n]{{0,80}}\b[Mm]arket\b",
            Confidence.MEDIUM,
        ),
        (rf"(?m)^[^\n]{{20,250}}\s[-–—|]\s(?P<name>{NAME})$", Confidence.LOW),
        (
            rf"(?m)^(?:[Aa]bout|ABOUT)\s(?:[Uu]s:?\s)?(?P<name>{NAME}):?\s?$",
            Confidence.MEDIUM,
        ),
    )
)
_NOT_NAMES = re.compile(
    r"(?:The|This|These|It|Us|US|Our|Its|A|An|New|Latest|Report|Market|Research|Study|Global|In"
    r"|For|By"
    r"|[0-9 ]{1,12})$"
)
_AFTERWARDS = re.compile(r"\s(?:Database|Analysts?|Primary|Secondary|Expert|and Analyst)\b")
_TITLE_WORD = re.compile(
    r"[0-9]{4}|\b(?:Forecasts?|Outlook|Trends|Size|Share|Growth|Analysis by)\b"
)
_TAKEN_ALONG = re.compile(r"^(?:The|According to|In|By|At|And)\s")
_OPENING = 1500  # characters in which the first and last two patterns are worth asking


def publisher(plain: str) -> Claim | None:
    """The firm that says it published the report; the surest of its mentions."""
    best: tuple[float, Claim] | None = None
    for rank, (pattern, confidence) in enumerate(_PATTERNS):
        for match in pattern.finditer(plain):
            claim = _claim(plain, match, confidence)
            if claim is None:
                continue
            weight = rank + (0.0 if match.start() < _OPENING else 2.5)
            if best is None or weight < best[0]:
                best = (weight, claim)
            break
    return best[1] if best else None


def _claim(plain: str, match: re.Match[str], confidence: Confidence) -> Claim | None:
    start, end = match.span("name")
    along = _TAKEN_ALONG.match(plain[start:end])
    start += along.end() if along else 0
    words = _AFTERWARDS.split(plain[start:end])[0].rstrip(" ,-™®")
    if (
        _TITLE_WORD.search(words)
        or _NOT_NAMES.match(words)
        or len(words) < 3
        or (" Market" in words and _is_market(words))
    ):
        return None
    return Claim(
        Kind.PUBLISHER,
        (start, start + len(words)),
        words,
        " ".join(words.split()),
        confidence=confidence,
    )


def _is_market(words: str) -> bool:
    return re.search(r"\bMarket(?:s)?(?:$| (?:Size|Share|Report|to|is))", words) is not None


_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
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
    )
)
_WIRE = re.compile(
    r"[\s,:(/–—-]{0,4}(?:globe\s?newswire|prnewswire|pr\s?newswire|business\s?wire|ein\s?presswire"
    r"|newswires?\b|accesswire|openpr|[A-Z][A-Za-z ]{0,24}(?:wire|newswire|news)\b)",
    re.I,
)
_TOLD = re.compile(
    r"(?:\bdate[d]?|published(?:\s(?:on|date|at))?|publish(?:ing)?\sdate|publication\sdate"
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
    if parts.get("monthonly") is not None:
        month = _MONTHS.index(match["month"][:3].lower()) + 1
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
        month = int(number) if number else _MONTHS.index(match["month"][:3].lower()) + 1
    try:
        value = date(year, month, day).isoformat()
    except ValueError:
        return Unread(match.span(), words, "There is no such day.")
    return Claim(Kind.PUBLICATION_DATE, match.span(), words, value, confidence=confidence)
