"""Who published an announcement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from reports.pressrelease.claims import Claim, Confidence, Kind
from reports.pressrelease.geographies import kind_of_place

_LEGAL = r"(?:,?[ ](?:Inc|LLC|LLP|Ltd|Pvt|Private|Limited|Corp|Co|GmbH|PLC|plc)\b\.?){0,3}"
_WORD = r"[A-Z0-9][\w'’™®+-]{0,30}(?:\.com|\.ai|\.io)?"
NAME = rf"(?:{_WORD})(?:[ ](?:&|and|of|for)[ ]{_WORD}|[ ]{_WORD}){{0,6}}{_LEGAL}"
_TRADE = (
    r"(?:Insights?|Research|Markets?|Consult\w*|Analytics|Intelligence|Advisory|Advisors|Reports|"
    r"Studies|Data|Associates|Analysis|Economics|Statistics|Forecasts?|Monitor|Observatory|"
    r"Strateg\w+|Partners|Institute)"
)
_APPOSED = r"(?:,\s(?:an?|the)\s[^,.\n]{3,80},)?"
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
            rf"\b(?P<name>{NAME}){_APPOSED},?\s(?:now\s|currently\s|still\s|also\s|today\s|has\s)?"
            r"(?:expects?|projects?|forecasts?|estimates?|predicts?|anticipates?|analy[sz]es|puts|sees"
            r"|values|pegs|reckons|believes|calculates|foresees|says|finds|notes|updated|updates"
            r"|revised|reviewed|examined|sized|sizes)\s(?:that\s|its\s(?:\w+\s){0,4}on\s)?"
            r"(?:the|a|an|its|global|annual|world)\s[^.\n]{0,90}\b(?:[Mm]arket|CAGR)\b",
            Confidence.MEDIUM,
        ),
        (
            rf"\b(?:[Tt]he|[Ii]ts|[Aa])\s(?:latest|new|recent"
            rf"|updated)\s(?P<name>(?:{_WORD}[ ]){{1,4}}{_TRADE})"
            r"\s(?:report|study|analysis|survey|figures|estimates|forecast)\b",
            Confidence.HIGH,
        ),
        (
            rf"\b(?P<name>{NAME})(?:\s\([^()\n]{{2,40}}\))?\s(?:has\s|have\s|today\s|now\s)?"
            r"(?:announced|announces|announce)\sthe\s(?:addition|release|launch|publication|availability)"
            r"\sof\b[^\n]{0,240}?\b(?:[Rr]eport|[Ss]tudy|[Rr]esearch|[Oo]ffering)",
            Confidence.HIGH,
        ),
        (
            rf"\b(?:[Rr]esearch|[Ss]tudy|[Aa]nalysis|[Ss]urvey),?\s(?:conducted|done"
            rf"|carried out|undertaken"
            rf"|prepared)\sby\s(?:the\s)?(?P<name>{_WORD}(?:[ ](?:&[ ])?{_WORD}){{0,4}}?)"
            r"(?=['’]s\b|\s(?:[Rr]esearch\s|[Aa]nalyst\s)?[Tt]eam\b|[,.]\s)",
            Confidence.HIGH,
        ),
        (
            rf"\b[Ii]n\s(?:its|their)\s{_KINDS}{_REPORT},\s(?P<name>{NAME})\s(?=[a-z])",
            Confidence.HIGH,
        ),
        (
            rf"\b(?:[Aa]nalysts|[Rr]esearchers|[Ee]conomists|[Ee]xperts)\s(?:at|of|from|with)\s(?P<name>{NAME})",
            Confidence.HIGH,
        ),
        (
            rf"(?m)^(?P<name>(?:{_WORD}[ ]){{1,3}}(?:(?:&|and)[ ]{_WORD}[ ])?(?:Insights?"
            rf"|Research|Consult\w*"
            rf"|Analytics|Intelligence|Advisory|Economics|Partners|Group|Associates){_LEGAL})"
            r"(?:,\s[^,\n]{3,80},)?\s(?:has|have|is|was|says|said|[a-z]{3,12}(?:s|ed))\s",
            Confidence.MEDIUM,
        ),
        (
            rf"(?:©|\([Cc]\)|\b[Cc]opyright\b)\s?(?:©\s?)?(?:20[0-9]{{2}},?\s)?(?:by\s)?(?P<name>{NAME})",
            Confidence.MEDIUM,
        ),
        (
            rf"(?:\|\s|(?m:^)[-–—*]?\s?)(?:[Ss]ource|SOURCE)\s?[:|]\s?(?P<name>{NAME})",
            Confidence.HIGH,
        ),
        (
            rf"(?m)^(?P<name>{NAME})\s[|–—]\s(?:Press [Rr]elease|News|Page|[^\n"
            rf"|]{{3,80}}\b[Mm]arket\b)",
            Confidence.MEDIUM,
        ),
        (
            rf"(?m)^(?:[Bb]y|BY|[Ff]rom"
            rf"|FROM)\s(?:the\s)?(?P<name>(?:{_WORD}[ ]){{1,4}}{_TRADE}{_LEGAL})[.,]?$",
            Confidence.MEDIUM,
        ),
        (
            rf"(?m)^(?:[Mm]edia |[Pp]ress )?(?:[Cc]ontact|CONTACT)(?: [Uu]s"
            rf"| [Dd]etails)?\s?:?\s{{1,3}}"
            rf"(?P<name>(?:{_WORD}[ ]){{1,4}}{_TRADE}{_LEGAL})",
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
        (
            rf"\b(?P<name>{NAME}),\s(?:an?|the)\s[^,.\n]{{0,60}}\b(?:research|intelligence|consult\w+"
            r"|advisory|analyst\w*|forecasting)\b[^,.\n]{0,40},\s(?:has|have|is|today|[a-z]+(?:s|ed))\b",
            Confidence.HIGH,
        ),
        (
            rf"\b(?P<name>{NAME})\shas\s(?:\w+\s){{1,3}}its\s(?:\w+\s){{0,4}}"
            r"(?:forecasts?|outlook|estimates?|figures|view|projections?)\b",
            Confidence.MEDIUM,
        ),
        (
            rf"\b(?:[Aa]n?|[Tt]he|[Tt]his)\s(?P<name>{_WORD}(?:[ ]{_WORD}){{0,3}})\s(?:study"
            rf"|report|survey|analysis)"
            r"\s(?:finds|found|shows|puts|says|sees|expects|values|estimates|projects|released|published)\b",
            Confidence.MEDIUM,
        ),
        (
            rf"(?:\b(?:[Ss]aid|[Ss]ays|[Ss]ource:|[Vv]isit|[Cc]ontact|[Bb]y|[Oo]f|[Aa]t|[Ff]rom|[Aa]bout"
            r"|[Cc]onsultancy|[Pp]ublisher|[Hh]ouse|[Ff]irm)\s|[:–—|]\s"
            r"|,\s(?=[^,.\n]{3,40}\s(?:said|says|has said|finds)\b)"
            r"|(?m:^)(?=[^\n]{3,60}\sPRESS RELEASE))(?!\w+-[Ww]ise|Key\b|Market\b|Top\b|Expert\b"
            r"|Segment\w*\b|Regional\b|Analysts?\b"
            r"|Product\b|Country\b|Type\b|Report\b|Industry\b|Company\b|Competitive\b|More\b|Primary\b"
            r"|Secondary\b|Further\b|Strategic\b|Our\b|Business\b|Actionable\b|Artificial\b)"
            rf"(?P<name>{_WORD}(?:[ ]{_WORD}){{0,2}}(?:[ ](?:&|and)[ ]{_WORD})?[ ](?:Insights?"
            rf"|Research"
            r"|Consult(?:ing|ancy|ants)|Analytics|Intelligence|Advisory|Economics|INSIGHTS?|RESEARCH"
            rf"|ANALYTICS|INTELLIGENCE|CONSULTING){_LEGAL})(?![\w&:-]|\s:|[ ](?:[A-Z][a-z]"
            rf"|and[ ][A-Z]|&))",
            Confidence.LOW,
        ),
        (
            rf"\b(?:analyst|consultant|researcher|economist|manager|director|head)s?(?:,|\sat|\swith|\sof)"
            rf"\s(?P<name>{NAME})(?=[.,\n]|\s(?:said|says)|$)",
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
_GENERIC = re.compile(
    r"(?:(?:Descriptions?|Overview|Scope|Coverage|Highlights|Details|Summary|Attributes?|Timeline|Current"
    r"|Latest|New|Recent|Market|Markets|Industry|Research|Reports?|Study|Studies|Analysis|Insights?|Key"
    r"|Global|Primary|Secondary|Forecasts?|Period|Base|Year|Data|Drivers?|Restraints?|Segments?"
    r"|Segmentation|Trends?|Growth|Size|Share|Value|Table|Contents|Press|Release|News|Expert|Experts"
    r"|Analysts?|Our|Team|Company|Companies|Impact|Relevance|Statistics|Estimates|Associates|Partners"
    r"|Consulting|Findings|Publisher|Newsroom|Sample|Free|PDF|Strategic|Business|Intelligence)"
    r"(?: (?:and |& )?|$)){1,6}"
)
_AFTERWARDS = re.compile(r"\s(?:Database|Analysts?|Primary|Secondary|Expert|and Analyst)\b")
_TITLE_WORD = re.compile(
    r"[0-9]{4}|\b(?:Forecasts?|Outlook|Trends|Size|Share|Growth|Analysis by)\b"
)
_TAKEN_ALONG = re.compile(r"^(?:The|According to|In|By|At|And)\s")
_OPENING = 1500  # characters in which the first and last two patterns are worth asking


@lru_cache(maxsize=2)
def publisher(plain: str) -> Claim | None:
    """The firm that says it published the report; the surest of its mentions."""
    best: tuple[float, Claim] | None = None
    sites = frozenset(islice((site[1].lower() for site in _SITE.finditer(plain)), _MOST_SITES))
    for rank, (pattern, confidence) in enumerate(_PATTERNS):
        for match in islice(_matches(pattern, plain), _LOOKED_AT):
            claim = _claim(plain, match, confidence)
            if claim is None:
                continue
            weight = (
                rank
                + (0.0 if match.start() < _OPENING else 2.5)
                - _merit(plain, claim.value, sites)
            )
            if best is None or weight < best[0]:
                best = (weight, claim)
    return best[1] if best else _of_site(plain, sites)


_SITE = re.compile(r"(?:https?://(?:www\.)?|www\.|@)([A-Za-z0-9-]{4,40})\.[a-z]{2,10}\b")
_MOST_SITES = 12
_CAPITALS = re.compile(rf"{_WORD}(?:[ ](?:&[ ]|and[ ])?{_WORD}){{0,5}}")


def _of_site(plain: str, sites: frozenset[str]) -> Claim | None:
    """The firm whose name, without blanks, is that of a site the text links to."""
    if not sites:
        return None
    for match in islice(_CAPITALS.finditer(plain, 0, _OPENS_WITHIN), _MOST_NAMES):
        words = list(re.finditer(r"\S+", match[0]))
        for first in range(len(words)):
            for last in range(first, len(words)):
                name = match[0][words[first].start() : words[last].end()]
                if _squeezed(name) in sites and not _INSTITUTION.search(name):
                    at = match.start() + words[first].start()
                    span = (at, at + len(name))
                    return Claim(Kind.PUBLISHER, span, name, name, confidence=Confidence.MEDIUM)
    return None


_MOST_NAMES = 2000


def _signed(name: str, sites: frozenset[str]) -> bool:
    """Whether a site that the text links to has the name of a firm, or its beginning."""
    squeezed = _squeezed(name)
    short = squeezed if "&" not in name else _squeezed(name.replace("&", ""))
    return any(
        len(site) > 4 and (squeezed, short)[number].startswith(site.replace("-", ""))
        for site in sites
        for number in (0, 1)
    )


def _squeezed(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower().replace("&", "and"))


_PERSON = re.compile(rf"[A-Z][a-z]+ [A-Z][a-z]+ of (?=.*\b{_TRADE}$)")
_OPENS_WITHIN, _ENDS_WITHIN = 40_000, 8_000  # characters at either end where firms sign


def _matches(pattern: re.Pattern[str], plain: str) -> Iterator[re.Match[str]]:
    if len(plain) <= _OPENS_WITHIN + _ENDS_WITHIN:
        yield from pattern.finditer(plain)
        return
    yield from pattern.finditer(plain, 0, _OPENS_WITHIN)
    yield from pattern.finditer(plain, len(plain) - _ENDS_WITHIN)


_LOOKED_AT = 4  # matches of one pattern that are weighed
_FIRM = re.compile(rf"\b{_TRADE}\b")
_INSTITUTION = re.compile(
    r"\b(?:Organi[sz]ation|Association|Ministry|Department|University|Agency|Federation|Council|"
    r"Bureau|Society|Authority|Board|Commission|Bank|Government|Administration|Foundation|Union|"
    r"Alliance|Centers?|Centre|National|International|United Nations|Journal|College|Hospital"
    r"|[A-Za-z]*[Nn]ewswire|[A-Za-z]*[Pp]resswire|Wire|Openpr|OpenPR)\b"
)


def _merit(plain: str, name: str, sites: frozenset[str]) -> float:
    """Points for a word of the trade in the name, a site of that name, and being named again."""
    again = min(plain.count(name, 0, 20_000) - 1, 3)
    return 4.0 * bool(_FIRM.search(name)) + again + 6.0 * _signed(name, sites)


def _claim(plain: str, match: re.Match[str], confidence: Confidence) -> Claim | None:
    start, end = match.span("name")
    along = _TAKEN_ALONG.match(plain[start:end])
    start += along.end() if along else 0
    words = _AFTERWARDS.split(plain[start:end])[0].rstrip(" ,-™®")
    words = re.sub(r"['’]s$|['’]$", "", words)
    person = _PERSON.match(words)
    start, words = (start + person.end(), words[person.end() :]) if person else (start, words)
    if (
        _TITLE_WORD.search(words)
        or _NOT_NAMES.match(words)
        or _GENERIC.fullmatch(words)
        or len(words) < 3
        or kind_of_place(words)
        or (_INSTITUTION.search(words) and not _FIRM.search(words))
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
    return (
        re.search(r"(?<!& )(?<!and )\bMarket(?:s)?(?:$| (?:Size|Share|Report|to|is))", words)
        is not None
    )
