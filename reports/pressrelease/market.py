"""The name of the market that an announcement is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reports.pressrelease.claims import Claim, Confidence, Kind, Span
from reports.pressrelease.geographies import kind_of_place

_HEAD = re.compile(r"\b(?:[Mm]arkets?|MARKETS?|[Ii]ndustry|INDUSTRY)\b")
_WORD = re.compile(r"[^\s]+")
_SMALL = frozenset(("of", "and", "for", "in", "the", "to", "with", "&", "-", "–", "on", "as", "a"))
_WORLD = frozenset(("global", "worldwide", "world", "international", "overall", "total", "entire"))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SOFT = _words(
    # May be inside a name, but no name begins with them.
    "key major top leading largest fastest biggest second target growing emerging new"
    " current present"
    " whole complete free niche open potential domestic local regional mature dominant lucrative"
    " promising report reports details coverage size share analysis attributes attribute scope list"
    " players companies study studies highlights overview trends growth forecast insights"
    " value revenue"
    " estimated projected addressable end parent one two three four five six several many various"
    " fastest-growing faster-growing fast-growing high-growth highest lowest significant"
    " substantial considerable second-largest third-largest added"
)
_HARD = _words(
    # Never part of a name: here it begins, or there is none.
    "the a an from at between or also while and, this its it their his these those which such each"
    " every by into across within under about drive drives driving dominate dominated"
    " dominates lead"
    " led leads hamper restrain fuel boost propel shape shaping impact enter entered"
    " entering is are was"
    " were has have that what how why when any our been be said potentially on to with as"
    " in of after"
    " before than more through over propelling fuelling fueling boosting shaped says"
)
_FIRM = re.compile(
    r"\s(?:Studies|Research(?!\s[Rr]eports?)|Intelligence|Watch|Data\b|Analytics|Monitor)"
)
_TITLE_WORDS = re.compile(
    r"\s?(?:[,:|–-]|[Ss]ize|SIZE|[Ss]hare|[Tt]o\b|TO\b|by\b|By\b|Worth|worth|Report|Growth|Is|Set|"
    r"Projected|Expected|Forecast|Outlook|Trends|Analysis|Value|Revenue|Hits?|Surpass|Will|Poised|and)"
)
_LONGEST = 140  # characters looked at before "market"


@dataclass(frozen=True, slots=True)
class Named:
    """A market's name without "global" and "market", and where it stands."""

    span: Span
    name: str
    titled: bool

    @property
    def key(self) -> str:
        """The name for comparison."""
        return key_of(self.name)


def key_of(name: str) -> str:
    """A market's name for comparison: lower case, no world, no short form in brackets."""
    bare = re.sub(r"\([^()]{0,20}\)", " ", name.lower().replace("-", " "))
    words = re.findall(r"[^\s,]+", bare)
    return " ".join(word for word in words if word not in _WORLD and word != "the")


def named_before(text: str, head: int, start: int = 0) -> Named | None:
    """The name that ends where the word "market" begins, at ``head``."""
    start = max(start, head - _LONGEST)
    line = max(text.rfind("\n", start, head), text.rfind("|", start, head), start - 1) + 1
    words = list(_WORD.finditer(text, line, head))
    if not words or not text[words[-1].end() : head].isspace():
        return None
    taken: list[re.Match[str]] = []
    titled = words[-1][0][:1].isupper() or words[-1][0][:1].isdigit()
    for word in reversed(words):
        if not _belongs(word[0], titled=titled, first=not taken):
            break
        taken.insert(0, word)
    while taken and (taken[0][0].lower() in _SMALL | _WORLD | _SOFT):
        taken.pop(0)
    if not taken or len(taken) > 12 or taken[-1][0].lower() in _SMALL | _SOFT:
        return None
    begin = taken[0].start() + (taken[0][0][0] in "“\"'‘(" and ")" not in taken[0][0])
    name = " ".join(text[begin:head].split())
    return Named((begin, head), name, titled) if len(name) > 1 else None


def _belongs(word: str, *, titled: bool, first: bool) -> bool:
    if word[-1] in '.;:!?|•”"' and not re.fullmatch(r"(?:[A-Z]\.){1,4}", word):
        return False
    lower = word.lower().strip("“\"'‘(),")
    if lower in ("market", "markets", "•", "*", "–", "—", "-"):
        return False
    if titled:
        return word[:1].isupper() or word[:1].isdigit() or word[:1] in '“"(‘&' or lower in _SMALL
    if word[-1] == ",":
        return False
    return lower not in _HARD and lower not in _WORLD and not (first and word[:1] in '(“"')


def names(text: str) -> Iterator[Named]:
    """Every name that stands before the word "market", in the order of the text."""
    for head in _HEAD.finditer(text):
        if _FIRM.match(text, head.end()) and head[0][0].isupper():
            continue
        named = named_before(text, head.start()) or _named_behind(text, head.end())
        if named and not is_place(named.name):
            yield named


_BEHIND = re.compile(
    r"\s(?:for|of)\s(?:the\s)?(?P<name>(?:[\w&()'’/-]{1,30}\s){0,7}?[\w&()'’/-]{1,30})"
    r"(?=,|\s(?:[Mm]arket|is|are|was|will|to|in|has|have|reached|stood|estimated|grew|by|at|size)\b|[:;\n])"
)


def _named_behind(text: str, end: int) -> Named | None:
    """The name in "the global market for …"."""
    match = _BEHIND.match(text, end, end + _LONGEST)
    if not match or match["name"].split()[0].lower() in _SOFT | _HARD:
        return None
    return Named(match.span("name"), " ".join(match["name"].split()), match["name"][0].isupper())


def is_place(name: str) -> bool:
    """Whether a name is that of a place alone ("North American")."""
    return bool(kind_of_place(placed(name)))


_PEOPLES = {
    "american": "U.S.",
    "north american": "North America",
    "european": "Europe",
    "asian": "Asia",
    "chinese": "China",
    "indian": "India",
    "japanese": "Japan",
    "german": "Germany",
    "french": "France",
    "british": "UK",
    "latin american": "Latin America",
    "african": "Africa",
    "brazilian": "Brazil",
    "canadian": "Canada",
    "australian": "Australia",
    "italian": "Italy",
    "spanish": "Spain",
    "korean": "South Korea",
    "south korean": "South Korea",
    "asia-pacific": "Asia Pacific",
}


def placed(name: str) -> str:
    """The place that an adjective is made of; other names as they are."""
    return _PEOPLES.get(" ".join(name.lower().split()), name)


_SALES_OF = re.compile(
    r"\b(?:[Gg]lobal )?(?:[Ss]ales|[Dd]emand|[Tt]urnover|[Ss]pending|[Rr]evenues?) (?:of|for|on"
    r"|from) "
    r"(?P<name>[a-z][\w'’-]{2,30}(?: [a-z][\w'’-]{1,30}){0,4}?) (?:came|was|were|is|are|reached"
    r"|totalled"
    r"|totaled|stood|amounted|will|should|rose|grew)\b"
)


def market(text: str) -> Claim | None:
    """What the announcement is about: the name said most often, titles counting more."""
    found = list(names(text))
    if not found:
        sold = _SALES_OF.search(text)
        if sold is None:
            return None
        words = sold["name"]
        return Claim(Kind.MARKET, sold.span("name"), words, words, confidence=Confidence.MEDIUM)
    opening = max(400, found[0].span[0] + 1)
    scores: Counter[str] = Counter()
    for place, named in enumerate(found):
        titles = _TITLE_WORDS.match(text, named.span[1] + len("market"))
        early = 3 if place == 0 else 2 if named.span[0] < opening else 0
        scores[named.key] += 1 + (early if titles or named.span[0] < opening else 0)
    best = max(scores, key=lambda key: (scores[key] if key else -1, len(key)))
    ours = [named for named in found if named.key == best]
    chosen = next((named for named in ours if named.titled), ours[0])
    head = _HEAD.match(text, chosen.span[1])
    end = head.end() if head else chosen.span[1]
    if text[chosen.span[1] - 1] == " " and not head:
        end -= 1
    span = (chosen.span[0], end)
    return Claim(Kind.MARKET, span, text[slice(*span)], chosen.name)
