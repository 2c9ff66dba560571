"""Names of companies, and lists of them with commas inside the names.

"Johnson & Johnson Services, Inc., Becton, Dickinson and Company, and Foo Co.,
Ltd. (Japan)" are three companies. Legal forms bind to the name before them.
"""

from __future__ import annotations

import re

from reports.pressrelease.claims import Span
from reports.pressrelease.geographies import kind_of_place, places_in
from reports.pressrelease.heading_words import OF_A_PROFILE
from reports.pressrelease.layout import trimmed
from reports.pressrelease.lists import (
    bullets,
    divider,
    items,
    lines,
    split_top,
    without_rest,
    without_stop,
)

_FORM = (
    r"(?:Inc|Incorporated|Ltd|LTD|Limited|LLC|L\.L\.C|LLP|L\.L\.P|LP|L\.P|Corp|CORP|"
    r"Corporation|Co|CO|Company|PLC|plc|Plc|P\.L\.C|GmbH|gGmbH|mbH|"
    r"AG|A\.G|SE|S\.E|SA|S\.A|S\.A\.S|SAS|S\.p\.A|SpA|SPA|S\.P\.A|S\.r\.l|Srl|SRL|S\.R\.L|"
    r"NV|N\.V|BV|B\.V|AB|A/S|AS|ASA|ApS|Oy|Oyj|Pvt|Private|Pte|PTE|Pty|"
    r"Sdn|Bhd|Berhad|K\.K|KK|KG|KGaA|OHG|e\.V|S\.A\.B|C\.V|de C\.V|JSC|PJSC|OJSC|PAO|a\.s|"
    r"S\.L\.U|S\.L|S\.A\.U|S\.C\.A|SARL|S\.A\.R\.L|Lda|Ltda|d\.d|UAB|e\.K|"
    r"s\.r\.o|d\.o\.o|Kft|Zrt|Tbk|PT|PSC|P\.S\.C|FZE|FZCO|INC|The|KABUSHIKI KAISHA|Public "
    r"Company)"
)
_FORMS = re.compile(
    rf"(?:{_FORM}\.?)(?:[\s,&/]{{1,3}}(?:{_FORM}\.?)){{0,4}}(?:\s?[(\[][^()\[\]]{{0,80}}[)\]])?\.?"
)
_FORMS_AND = re.compile(rf"((?:{_FORM}\.?)(?:\s(?:{_FORM}\.?)){{0,3}})\s(?:and|&)\s+(?=\S)")
_PARTNERS = re.compile(
    r"[\w.'’-]+(?:\s[\w.'’-]+)?(?:,\s?[\w.'’-]+)?\s(?:and|&)\s(?:Company|Co\.?|Sons|"
    r"Partners|Associates|Brothers|Bros\.?|Daughters|Cie\.?|Hijos|Söhne|Fils|"
    r"Figli)\b.{0,30}",
)
_ONE_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]*|[A-Z]\.)(?:\s(?:[A-ZÀ-Þ][\w'’-]*|[A-Z]\.))?")
# Well-known names with a comma or an "and" that no rule shows.
_WHOLE = tuple(
    name.casefold()
    for name in (
        "Becton, Dickinson and Company",
        "Becton, Dickinson & Company",
        "Becton, Dickinson",
        "Smith and Nephew",
        "Ernst and Young",
        "Marsh and McLennan",
        "Procter and Gamble",
        "Johnson and Johnson",
        "Bausch and Lomb",
        "Black and Decker",
        "Stanley Black and Decker",
        "Rohde and Schwarz",
        "Endress and Hauser",
        "Church and Dwight",
        "Merck and Co",
        "Eli Lilly and Company",
        "Bristol-Myers Squibb and Company",
        "E. I. du Pont de Nemours and Company",
        "Archer Daniels Midland and Company",
        "Tate and Lyle",
        "Mott MacDonald",
        "Kimberly, Clark",
        "Boston, Consulting",
        "Dow, Jones",
        "Check Point",
        "Arm and Hammer",
        "Fisher and Paykel",
        "Fisher and Paykel Healthcare",
        "Brown and Brown",
        "Standard and Poor's",
        "Dun and Bradstreet",
        "Marks and Spencer",
        "Harman and Kardon",
        "Giesecke and Devrient",
        "Bang and Olufsen",
    )
)
_INNER_AND = re.compile(
    r"\b(?:Research|Science|Sciences|Technology|Food|Foods|Health|Oil|Gas|Steel|Iron|"
    r"Power|Light|Energy|Water|Air|Home|Bath|Hospital|Hospitals|Diagnostics|Development|"
    r"Engineering|Pharmaceuticals|Chemicals?|Machinery|Trade|Trading|Import|Paper|Metals?|"
    r"Mining|Hotels?|Culture|Arts?|Electric|Electronics?|Medicine|Surgery|Tool|Tools|Die|"
    r"Drug|Gold|Silver|Land|Sea|Research|Center|Data|Media|Design|Construction|Logistics|"
    r"Transport|Seeds?|Feed|Fertili[sz]ers?|Wine|Spirits|Beauty|Fashion)\s(?:and|"
    r"&)\s(?:Research|Sciences?|Technolog(?:y|ies)|Beverages?|Nutrition|Gas|Chemicals?|"
    r"Steel|Light|Energy|Water|Power|Air|Body|Bath|Clinics?|Diagnostics|Development|"
    r"Engineering|Life Sciences?|Pharmaceuticals?|Plastics?|Equipment|Trade|Export|"
    r"Packaging|Minerals?|Resorts?|Heart|Vascular|Hospitals?|Health|Electronics?|"
    r"Analytics|Surgery|Die|Drug|Farm|Sea|Land|Construction|Logistics|Infrastructure|Feed|"
    r"Seeds?|Wellness|Care|Beauty|Home|Tools|Design|Consulting|Services?|Machinery|"
    r"Research Center|Solutions|Systems)\b"
)

_NOISE_BRACKET = re.compile(
    r"\s*[(\[](?:(?:NYSE|NASDAQ|Nasdaq|LSE|TSX|TSE|TYO|HKG|HKEX|BSE|NSE|SIX|OTC|ETR|FRA|"
    r"EPA|XETRA|AMEX|ASX|SWX|KRX|SZSE|SSE|OMX|STO|CPH|AMS)\b[^()\[\]]{0,40}|"
    r"[^()\[\]]{0,60}\b(?:subsidiary|headquartered|part of|HQ|owned by|division|formerly|"
    r"acquired)\b[^()\[\]]{0,60})[)\]]"
)
_LAST_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{1,160})[)\]]\.?$")
_WIDEST_BRACKET = 170  # characters, with its marks
_PRODUCTS = re.compile(r".*(?:,|;|\s(?:and|&)\s|[A-Za-z] ?[0-9]).*")
_SHORT_FORM = re.compile(r"[A-Z][A-Za-z&.]{0,6}")
_DESCRIBED = re.compile(
    r"\s[–—-]\s.{3,}|:\s.{3,}|,\s(?:a|an|the|which|who|based in|headquartered)\s.*"
)
_STOP_WORDS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|can|the report|include|includes|including|"
    r"such as|among|which|that|focus\w*|offer(?:s|ing)?|leading|players?|companies|"
    r"segment|expected|growth|during|strateg\w+|covered|profiled|following|announced|launched|"
    r"acquired|introduced|unveiled|opened|signed|expanded|released|partnered|received|completed)\b"
    r"|^(?:In|On|By|Since|During|From"
    r"|As of)\s(?:[A-Z][a-z]{2,8}\.?\s)?(?:[0-9]{1,2},?\s)?20[0-9]{2}\b"
    r"|^(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\s(?:[0-9]{1,2},?\s)?20[0-9]{2}\b|^(?:FA)?Q(?:uestion)?\s?[0-9]{1,2}\b"
)
_NOT_NAMES = frozenset(
    [
        "company",
        "companies",
        "players",
        "others",
        "other",
        "key",
        "players",
        "competitors",
        "overview",
        "introduction",
        "global",
        "regional",
        "name",
        "products",
        "and",
        "more",
        "report",
        "inc",
        "ltd",
        "disclaimer",
        "what",
        "who",
        "which",
        "these",
        "they",
        "he",
        "it",
        "we",
        "this",
        "following",
        "key players",
        "company overview",
        "financial overview",
        "product portfolio",
        "business overview",
        "swot analysis",
        "company profiles",
        "company profile",
        "recent developments",
        "key developments",
        "key company profiles",
        "product benchmarking",
        "strategic initiatives",
        "financial performance",
        "company name",
        "market share analysis",
    ]
)
_CAPITAL = re.compile(
    r"(?:[^\W\d_]*[A-ZÀ-Þ]|[^\W\d_a-zß-ÿ]|[0-9]{1,4}[A-Za-z]|[0-9]{1,4}[\s&-]{1,3}[A-Z])"
)


def names(text: str, start: int, end: int) -> list[Span]:
    """The spans of the companies listed in text[start:end], in order.

    Takes bullets, lines, semicolons, bars or commas, whichever divides the list.
    """
    listed = bullets(text, start, end) or lines(text, start, end)
    if len(listed) == 1:
        listed = _divided(text, *listed[0])
    else:
        listed = [span for item in listed for span in _one_or_many(text, item)]
    listed = without_notes(text, listed)
    clean = (named(text, *span) for span in listed)
    return [span for span in clean if span is not None]


def without_notes(text: str, listed: list[Span]) -> list[Span]:
    """The items of a list without the brackets, with places or products, that most end with."""
    ends = [_bracket(text, *span) for span in listed]
    if sum(end is not None and _is_place(end[1]) for end in ends) * 2 >= sum(map(bool, ends)) > 1:
        # Where most brackets hold places, the others hold towns that no list knows.
        pairs = zip(listed, ends, strict=True)
        listed = [(span[0], end.start()) if end else span for span, end in pairs]
    elif len(listed) > 2 and sum(map(bool, ends)) * 3 >= len(listed) * 2:
        # Where most names have a bracket behind them, it holds their products.
        noted = zip(listed, ends, strict=True)
        listed = [
            (span[0], end.start()) if end and not _SHORT_FORM.fullmatch(end[1]) else span
            for span, end in noted
        ]
    return listed


def _bracket(text: str, start: int, end: int) -> re.Match[str] | None:
    """The bracket that a name ends with."""
    return _LAST_BRACKET.search(text, max(start, end - _WIDEST_BRACKET), end)


_CALLED = re.compile(
    r"(?:(?:and|the|as)\s){0,2}(?:[a-z-]+\s){0,2}(?:leaders?|giants?|majors?|players?|firms?|companies)"
    r"\s(?:(?:such as|like)\s)?(?=[A-Z])"
)
_NESTED = re.compile(r"\n\s*(?:[-–—*o+>»·▪◦■‣]|[0-9]{1,2}[.)]|[a-z][.)])\s")


def _one_or_many(text: str, item: Span) -> list[Span]:
    """A line is one company, unless it lists several; what is nested below it is its profile."""
    nested = _NESTED.search(text, *item)
    if nested and named(text, item[0], nested.start()):
        return [(item[0], nested.start())]
    found = _divided(text, *item)
    return found if len(found) > 2 else [item]


def _divided(text: str, start: int, end: int) -> list[Span]:
    start, end = without_rest(text, start, end)
    part = text[start:end]
    if ";" in part:
        return items(text, start, end, split_and=False)
    if divider(part) is not None:
        return items(text, start, end)
    return _by_commas(text, start, end)


def _by_commas(text: str, start: int, end: int) -> list[Span]:
    """Split at commas, then put back together what is one name."""
    joined: list[Span] = []
    for first, last in split_top(text, start, end, ","):
        piece = text[first:last]
        if joined and _FORMS.fullmatch(piece):
            joined[-1] = (joined[-1][0], last)
            continue
        form = _FORMS_AND.match(piece) if joined else None
        if form:
            joined[-1] = (joined[-1][0], first + form.end(1))
            joined.append((first + form.end(), last))
            continue
        if joined and _belongs(text[slice(*joined[-1])], piece):
            joined[-1] = (joined[-1][0], last)
            continue
        joined.append((first, last))
    oxford = len(joined) > 1 and re.match(r"(?:and|&)\s", text[slice(*joined[-1])])
    clean = [_without_and(text, *span) for span in joined]
    if clean and not oxford:
        clean = [*clean[:-1], *_last_pair(text, *clean[-1])]
    return clean


def _belongs(before: str, piece: str) -> bool:
    """Whether a comma stands inside a name: "Brandt, Keller and Company"."""
    before = re.sub(r"^(?:and|&)\s+", "", before)
    whole = f"{before}, {piece}".casefold()
    if any(whole.startswith(name) for name in _WHOLE if "," in name):
        return True
    return bool(_ONE_NAME.fullmatch(before) and _PARTNERS.match(piece))


_AND = re.compile(r"(?:(?:and|&|as well as)\s+)?(?:(?:and|&|as well as|the)\s+)")


def _without_and(text: str, start: int, end: int) -> Span:
    match = _AND.match(text, start, end)
    return (match.end(), end) if match else (start, end)


def _last_pair(text: str, start: int, end: int) -> list[Span]:
    """ "B and C" at a list's end are two names, unless the "and" is in one."""
    whole = text[start:end]
    folded = whole.casefold()
    found = None
    for match in re.finditer(r"\s(?:and|along with|as well as)\s", whole):
        after = whole[match.end() :].removeprefix("the ")
        if re.match(
            r"(?:Company|Co\b|Sons|Partners|Associates|Brothers|Bros|Daughters|Cie|Söhne|Fils)",
            after,
        ):
            continue
        if any(
            name in folded and folded.find(name) <= match.start() < folded.find(name) + len(name)
            for name in _WHOLE
        ):
            continue
        if any(inner.start() < match.start() < inner.end() for inner in _INNER_AND.finditer(whole)):
            continue
        if whole[: match.start()].count("(") != whole[: match.start()].count(")"):
            continue
        if _CAPITAL.match(after):
            found = match
    if found is None:
        return [(start, end)]
    return [(start, start + found.start()), _without_and(text, start + found.end(), end)]


def named(text: str, start: int, end: int) -> Span | None:
    """The span of the name itself, or None when this is no company's name.

    Drops tickers, places and notes in brackets, a country after a comma, and
    descriptions; legal forms stay.
    """
    start, end = trimmed(text, start, end, ' \t\n\r\u00a0,;:|•*·–—-"“”')
    called = _CALLED.match(text, start, end)
    start = called.end() if called else start
    end = min(end, start + 400)
    for _ in range(3):
        described = _DESCRIBED.search(text, start, end)
        noise = _NOISE_BRACKET.search(text, start, end)
        if noise and noise.start() > start and noise.end() >= end - 1:
            end = noise.start()
            continue
        bracket = _bracket(text, start, end)
        inner = bracket[1] if bracket else ""
        if bracket and bracket.start() > start and (_is_place(inner) or _PRODUCTS.match(inner)):
            end = bracket.start()
            continue
        if described and described.start() > start:
            end = described.start()
            continue
        before, comma, after = text[start:end].rpartition(", ")
        if comma and before and _is_place(after):
            end = start + len(before)
    start, end = without_stop(text, *trimmed(text, start, end, " \t\n\r\u00a0,;:|•*–—-"))
    return (start, end) if _is_name(text[start:end]) else None


def _is_place(words: str) -> bool:
    places = words.replace("/", ",").split(",")
    return any(kind_of_place(place.strip(" .")) for place in places)


def _is_name(name: str) -> bool:
    """Capitals, few words, no sentence, no place alone."""
    if not 2 <= len(name) <= 100 or len(name.split()) > 12:
        return False
    if not _CAPITAL.match(name.lstrip("‘'\"“")) or name.casefold().strip(".") in _NOT_NAMES:
        return False
    if (
        kind_of_place(name)
        or _STOP_WORDS.search(name)
        or OF_A_PROFILE.fullmatch(name)
        or re.search(r"https?:|www\.|@|[0-9]{5,}", name)
    ):
        return False
    if re.fullmatch(r"[A-Z][a-z]+ (?:Market|Report|Segment|Analysis)s?|.*\bMarket\b.*", name):
        return False
    words = [word for word in re.split(r"[\s/]+", name) if any(map(str.isalpha, word))]
    small = sum(word[:1].islower() and not any(c.isupper() for c in word) for word in words)
    return bool(words) and small * 2 <= len(words)


def only_place(text: str, span: Span) -> bool:
    """Whether a span holds nothing but a place's name."""
    return any(place == span for place, _ in places_in(text, *span))
