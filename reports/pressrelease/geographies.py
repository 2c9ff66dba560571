"""Places that a market is cut into: the world, regions, countries.

Country names are those of Unicode CLDR, by way of Babel; regions and the
genre's own names ("APAC", "Rest of Europe", "MEA") are listed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from babel import Locale

from reports.pressrelease.claims import Claim, Confidence, Kind, Span
from reports.pressrelease.headings import Part
from reports.pressrelease.layout import Layout, layout, sentences
from reports.pressrelease.lists import lines
from reports.pressrelease.source import Passage

_REGIONS = (
    "North America|Latin America|South America|Central America|Central & South America|"
    "South & Central America|South and Central America|"
    "Americas|Americas Region|"
    "Europe|Western Europe|Eastern Europe|Northern Europe|Southern Europe|Central Europe|"
    "Central and Eastern Europe|Central & Eastern Europe|Nordics|Nordic Countries|"
    "Benelux|Scandinavia|"
    "Balkan|Baltics|Balkan & Baltic Countries|Iberia|DACH|CIS|European Union|EU|EU5|"
    "BENELUX|NORDIC|EMEA|"
    "Asia|Asia Pacific|Asia-Pacific|Asia–Pacific|APAC|APEJ|Asia Pacific excluding Japan|"
    "East Asia|South Asia|"
    "South Asia & Pacific|South Asia and Pacific|Southeast Asia|South-East Asia|South "
    "East Asia|ASEAN|"
    "Central Asia|Greater China|Oceania|ANZ|Australasia|Indian Subcontinent|"
    "Middle East|Middle East & Africa|Middle East and Africa|Middle-East and Africa|"
    "Middle East & North Africa|"
    "Middle East and North Africa|MENA|MEA|GCC|GCC Countries|Gulf Cooperation Council|"
    "Africa|North Africa|Northern Africa|"
    "Sub-Saharan Africa|West Africa|East Africa|Southern Africa|LATAM|LAMEA|LAC|Latin "
    "America and the Caribbean|Caribbean|"
    "Rest of World|Rest of the World|ROW|RoW"
)
_COUNTRIES = (
    "U.S.|US|U.S|USA|U.S.A.|United States|United States of America|the United States|"
    "America|U.K.|UK|U.K|Great Britain|England|"
    "Scotland|Wales|UAE|U.A.E.|KSA|Kingdom of Saudi Arabia|Korea|Republic of Korea|South "
    "Korea|S. Korea|Hong Kong|"
    "Macau|Mainland China|Czech Republic|Turkey|Russian Federation|Viet Nam|Myanmar|"
    "Ivory Coast|Palestine|"
    "The Netherlands|Holland|Republic of Ireland|Slovak Republic|Bosnia|Trinidad|"
    "Swaziland|Macedonia"
)
_WORLD = "Global|Worldwide|World"
_NOT_COUNTRIES = frozenset(
    # CLDR names that are words, men or products more often than places in this genre.
    ("Pseudo-Accents", "Pseudo-Bidi", "Unknown Region", "United Nations", "Sark", "world")
)
# Single words that mean something else at the head of a sentence or a name.
AMBIGUOUS = frozenset(("Georgia", "Jordan", "Chad", "Guinea", "Jersey", "America", "Dominica"))


def _key(name: str) -> str:
    clean = re.sub(r"[\s\u00a0–-]+", " ", name.strip()).casefold()
    clean = clean.replace(" and ", " & ").replace("’", "'")
    clean = clean.replace("u. s.", "u.s.").replace("u. k.", "u.k.")
    return clean.removeprefix("the ").removesuffix(" region")


@lru_cache(maxsize=1)
def _places() -> dict[str, str]:
    """Names, folded, and the kind of place each is."""
    places: dict[str, str] = {}
    for code, name in Locale("en").territories.items():
        if name not in _NOT_COUNTRIES:
            places[_key(name)] = "region" if code.isdigit() else "country"
            places[_key(name.partition(" (")[0])] = places[_key(name)]
    for names, kind in ((_COUNTRIES, "country"), (_REGIONS, "region"), (_WORLD, "world")):
        places |= {_key(name): kind for name in names.split("|")}
    return places


def kind_of_place(name: str) -> str:
    """ "world", "region" or "country", and empty for what is no place.

    "Rest of Europe" is a region, whatever the rest is of.
    """
    key = _key(name)
    if not key or len(key) > 60:
        return ""
    kind = _places().get(key, "")
    if not kind and key.startswith("rest of "):
        rest = key.removeprefix("rest of ").strip()
        return "region" if _places().get(rest) else ""
    return kind


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Every place name, longest first, written with a capital, whole words only."""
    names: set[str] = set()
    for name in Locale("en").territories.values():
        names.add(name.partition(" (")[0])
    names -= _NOT_COUNTRIES
    names |= set(_REGIONS.split("|")) | set(_COUNTRIES.split("|"))
    names |= {name.replace(" & ", " and ") for name in names}
    names |= {name.replace(" and ", " & ") for name in names}
    names |= {name.replace("Asia ", "Asia-") for name in names if name.startswith("Asia ")}
    names |= {name.replace("the United", "United") for name in names}
    names |= {name.upper() for name in names if len(name) > 4}
    options = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(
        rf"\b(?=[A-ZÅÄÖ])(?:(?:Rest of (?:the )?)?(?:{options}))(?![\w’'-]*\w)(?!\.\w)", re.UNICODE
    )


def places_in(text: str, start: int, end: int) -> Iterator[tuple[Span, str]]:
    """Each place named in text[start:end] with its kind, in order."""
    for match in _pattern().finditer(text, start, end):
        kind = kind_of_place(match.group())
        if kind:
            yield match.span(), kind


def place_at(text: str, start: int, end: int) -> tuple[Span, str] | None:
    """The place that text[start:end] begins with, an article before it aside."""
    begin = start + 4 if text[start : start + 4].casefold() == "the " else start
    match = _pattern().match(text, begin, end)
    if match is None:
        return None
    kind = kind_of_place(match.group())
    return (match.span(), kind) if kind else None


def geography(text: str, span: Span, kind: str, confidence: Confidence = Confidence.HIGH) -> Claim:
    """The claim that a place is covered, by its name as printed."""
    name = text[span[0] : span[1]]
    return Claim(
        Kind.GEOGRAPHY,
        span,
        name,
        re.sub(r"\s+", " ", name).removeprefix("the "),
        qualifier=kind,
        confidence=confidence,
    )


_BY_REGION = re.compile(
    r"\b(?:[Bb]y|BY) (?:Region|Regions|Geography|Country|Countries|Geographies|region|"
    r"geography|REGION|GEOGRAPHY)\b[^\n(:–>•]{0,25}?[(:–>•\s-]"
)
_BASIS = re.compile(
    r"\b(?:based on|on the basis of|in terms of|by) (?:the )?(?:region|regions|geography|"
    r"country|geographical regions?)\b",
    re.IGNORECASE,
)
_ACROSS = re.compile(
    r"\b(?:[Gg]eograph(?:y|ies)|[Rr]egions?|[Cc]ountr(?:y|ies))\s?\(|\b(?:across|regions "
    r"(?:such as|like|including|covered)|covers|spans|geographies (?:such as|like|"
    r"including)|countries (?:such as|like|including)|analy[sz]ed across|segmented into|"
    r"divided into)\b"
)
_HEADS = re.compile(
    r"\s{0,2}(?:market|region|is|are|was|has|have|held|holds?|will|continues?|accounted|"
    r"accounts|dominated|dominates|led|leads|remains?|emerged|represents?|captured|"
    r"captures|tops?|topped|grows|grew|follows?|ranks?|should|may|would|adds|'s|’s)(?=[\s,.])|"
    r"\s?[:|](?=\s)|\s[–—-]\s|\s\(?[0-9]{1,3}(?:\.[0-9]+)?\s?%|\s(?:[a-z][\w-]*\s){1,6}market\b"
)


def _listed(text: str, found: Layout) -> Iterator[Claim]:
    for section in found.of(Part.GEOGRAPHIES):
        start, end = section.value
        # Over paragraphs the heading says where places are the subject, not that each is covered.
        if section.table or _is_list(text, start, end):
            first = section.head[0] if section.table else start  # "By Region North America: U.S."
            for span, kind in places_in(text, first, end):
                yield geography(text, span, kind)
    for section in found.of(Part.LARGEST, Part.FASTEST):
        for span, kind in places_in(text, *section.value):
            yield geography(text, span, kind)
            break


_BARE = re.compile(r"[\s•o*–—0-9.)-]*(?=[A-Z])")


def _bare(text: str, line: Span) -> Span:
    """A line without its bullet or number."""
    mark = _BARE.match(text, *line)
    return (mark.end() if mark else line[0], line[1])


_ALIAS = re.compile(r"\([A-Za-z&. ]{2,12}\)")
_SAME = {
    "apac": "asia pacific",
    "mea": "middle east & africa",
    "latam": "latin america",
    "us": "united states",
    "u.s.": "united states",
    "usa": "united states",
    "u.s": "united states",
    "u.s.a.": "united states",
    "united states of america": "united states",
    "uk": "united kingdom",
    "u.k.": "united kingdom",
    "u.k": "united kingdom",
    "uae": "united arab emirates",
    "u.a.e.": "united arab emirates",
    "row": "rest of world",
    "rest of the world": "rest of world",
}


def _is_list(text: str, start: int, end: int) -> bool:
    """Mostly place names: few words remain when they are taken away."""
    part = text[start:end]
    if len(part) > 4000:
        return False
    covered = sum(span[1] - span[0] for span, _ in places_in(text, start, end))
    return covered * 2 > sum(character.isalpha() for character in part)


_LINE_OF_PLACES = 400  # characters


def _in_lines(text: str, span: Span) -> Iterator[Claim]:
    """Lines that hold little but two places or more."""
    for line in lines(text, *span):
        if line[1] - line[0] <= _LINE_OF_PLACES and _is_list(text, *line):
            named = list(places_in(text, *line))
            if len(named) > 1:
                for place, kind in named:
                    yield geography(text, place, kind, Confidence.MEDIUM)


def _in_sentences(text: str, span: Span) -> Iterator[Claim]:
    for start, end in sentences(text, *span):
        sentence = text[start:end]
        match = _BY_REGION.search(sentence) or _BASIS.search(sentence) or _ACROSS.search(sentence)
        if match:
            named = list(places_in(text, start + match.end(), end))
            if len(named) > 1 or match.re is not _ACROSS:
                for place, kind in named:
                    yield geography(text, place, kind)
        about = bool(_OF_MARKET.search(sentence)) and not (start < 500 and _DATED.search(sentence))
        listed = _adjoining(text, [place for place, _ in places_in(text, start, end)])
        for place, kind in places_in(text, start, end):
            leads = _HEADS.match(text, place[1], end)
            before = text[max(start, place[0] - 40) : place[0]]
            if (
                leads
                or before.endswith(("market in ", "market in the "))
                or (about and (_WITHIN.search(before) or place in listed))
            ):
                yield geography(text, place, kind, Confidence.MEDIUM)


_OF_MARKET = re.compile(
    r"\b(?:markets?|sales|demand|segment|growth|grow\w{0,3}|revenues?|share|CAGR|countries|regions?|"
    r"adoption|industry|report|study|analysis)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:in|within|across|from|for|outside|are|is|by)\s(?:the\s)?$", re.IGNORECASE
)
_DATED = re.compile(r"\b[0-9]{1,2}\b[^\n]{0,12}\b20[0-9]{2}\b[^\n]{0,40}(?:--|[–—/])")
_JOINT = re.compile(r"(?:,|,?\s(?:and|&|or)|;)\s(?:the\s|then\s)?")


def _adjoining(text: str, places: list[Span]) -> set[Span]:
    """Places in a list of at least two, with nothing but commas and "and" between them."""
    found: set[Span] = set()
    for one, other in pairwise(places):
        if _JOINT.fullmatch(text, one[1], other[0]):
            found |= {one, other}
    return found


def find(passage: Passage) -> Iterable[Claim]:
    """Places from coverage tables, lists by region, and sentences about one place."""
    found = layout(passage.plain)
    text = found.body
    seen: set[str] = set()
    claims = list(_listed(text, found))
    for section in found.of(Part.SEGMENTS, Part.GEOGRAPHIES):
        for line in lines(text, *section.value):
            place = place_at(text, *_bare(text, line))
            rest = text[place[0][1] : line[1]].strip() if place else "-"
            if place and (len(rest) < 2 or _ALIAS.fullmatch(rest)):
                claims.append(geography(text, *place))
    for span in found.outside(Part.GEOGRAPHIES, Part.PLAYERS, Part.DEVELOPMENTS):
        claims += _in_sentences(text, span)
        claims += _in_lines(text, span)
    for section in found.of(Part.GEOGRAPHIES):
        if not section.table:
            claims += _in_sentences(text, section.value)
    for claim in sorted(
        claims, key=lambda claim: (claim.confidence is not Confidence.HIGH, claim.span)
    ):
        key = _SAME.get(_key(claim.value), _key(claim.value))
        if key not in seen and claim.qualifier != "world":
            seen.add(key)
            yield claim
