"""Which part of the market a number is about: a place, a segment, another market, or the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reports.pressrelease.geographies import places_in
from reports.pressrelease.market import is_place, key_of, named_before, placed
from reports.pressrelease.scene import Scene, Sentence

_HEADS = re.compile(
    r"\b(?:[Mm]arkets?|MARKETS?|[Ii]ndustry|[Ss]ector|[Ss]pace|[Ss]egments?|[Ss]ub-?segments?"
    r"|[Cc]ategory|[Vv]ertical)\b"
)
_MARKETS = frozenset(("market", "markets", "industry", "sector", "space"))
_AS_OBJECT = re.compile(
    r"\b(?:a|an|reach|with|of|within|led|lead|leads|leading|dominat\w{1,4}|in|across|for|by"
    r"|from|on|into|to)"
    r"(?:\s(?:a|projected|estimated|combined|the|this|overall|global|total|entire|its|world"
    r"|worldwide|whole)){0,3}\s{0,2}$",
    re.I,
)
_ASIDE = re.compile(
    r"\b(?:leads|led|dominates|dominated"
    r"|led by|driven by|such as|including|like|especially|particularly|notably|followed by"
    r"|demand"
    r" (?:from|in)|imports? from|e\.g\.|based in|headquartered in|outside|excluding|versus|and in)"
    r"(?:\s(?:the|countries|regions)){0,2}[\s(]{0,3}$",
    re.I,
)
_OPENER = re.compile(
    r"(?:[•*–—|➤►▶-]\s{0,2})?(?:By [^:.]{2,40}:\s)?(?:(?:By|Based on|In terms of"
    r"|On the basis of|Among|In|Within|Across"
    r"|For|As of"
    r"|During|Over|Meanwhile|However|Moreover|Furthermore|Additionally|Similarly|Notably|Regionally"
    r"|Geographically|Globally)\b[^,.;:]{0,70},\s{1,2}(?:it is |)?)?(?:the |The )?",
)
_VERB = re.compile(
    r"\s(?:is|are|was|were|will|would|has|have|had|held|holds?|accounted|accounts?"
    r"|dominat\w{1,4}|led"
    r"|leads?|contribut\w{1,4}|captured|captures|represent\w{0,3}|command\w{0,3}|secured|generated"
    r"|generates|made up|emerged|remain\w{0,3}|took|grew|grows?|expected|projected|anticipated"
    r"|forecast|registered|recorded|reached|totall?ed|to|continues?|maintain\w{0,3}|retain\w{0,3}"
    r"|occup\w{1,4}|owned|reported|should|may|could|bring\w{0,3}|brought|likely|slated|touch"
    r"|reach|attain|surpass|climb|exhibits?|showed|poised|set|hit|makes?|stood|valued|enjoy\w{0,3}"
    r"|comprised|constituted|posted|recording|holding|capturing|accounting|segment)\b"
)
_NO_SUBJECT = re.compile(
    r"(?:it|this|that|these|those|there|they|which|we|our|its|growth|report|value|revenues?"
    r"|sales|demand"
    r"|cagr|the (?:report|study|figure|value)|market|analysts?|with|total|size|estimated|base"
    r"|forecast"
    r"|study|firm|company|fastest|largest|biggest|second|leading|rising|according|key|companies"
    r"|players|what|who|how|why|when|where|answer|question|(?:industry|sector) (?:size"
    r"|value|revenues?|valuation)"
    r"|growing|registering|expanding|valued)\b",
    re.I,
)
_OF_PART = re.compile(
    r"\s?(?:share\s|of\s|the\s|global\s|total\s|market\s|overall\s|revenues?\s|sales\s|coming\s"
    r"|generated\s|contributed\s|held\s){0,7}(?:from|(?<=held\s)by|(?<=generated\s)by"
    r"|(?<=contributed\s)by)\s"
    r"(?:the\s)?(?P<part>[^,.;:()]{2,50}?)"
    r"(?=,|\.|;|\(|$|\ssegment|\sin\s(?:19|20)|\salone|\sand\s)"
)


_LISTED = re.compile(
    r"(?:[;,]|\band\b|\bwhile\b|\bfollowed by\b)\s(?:(?:and|while|whereas|by|the"
    r"|followed by)\s){0,3}"
    r"(?P<part>(?!with\b|up\b|to\b|in\b|from\b|at\b|by\b|for\b|reach"
    r"|hit)[A-Za-z][^;,%0-9$€£₹()]{1,50}?)"
    r"(?:\s(?:is|was|held|holds?|had|has|with|for|at|stood at|accounted for|accounts for"
    r"|accounting for|brought in|contributed"
    r"|generated|captured|will reach|another|a further|made up|taking|took|about|around|nearly"
    r"|some|segment)){0,3}\s{0,2}[(]?$"
)


_NO_NAME = re.compile(
    r"(?:is|are|was|were|be|been|will|should|would|could|may|might|can|must|has|have|had|of|from|by"
    r"|in|at|to|for|with|on|up|down|and|or|but|so|as|than|then|now|today|also|only|just|it|its"
    r"|highest|lowest|largest|biggest|smallest|total|overall|combined|value|valuation|revenues?"
    r"|sales|turnover|demand|supply|worth|reach\w*|projected|expected|estimated|forecast\w*"
    r"|valued|set|likely|current|next|last|over|about|around|nearly|almost|approximately|another"
    r"|more|most|some|each|every|both|all|none|usd|eur|inr|gbp|cagr|growth|report|figures?"
    r"|nothing|nobody|no|what|which|who|how|why|where|when|there|faster|fastest|growing"
    r"|global|worldwide|analysts?|according|key|page|table|source|size|share|base|year|years)"
    r"(?![\w-])",
    re.I,
)
_NO_PART = re.compile(
    r"[$€£₹¥%]|(?<![\w-])(?:USD|EUR|INR|GBP|JPY|CNY)\b|[0-9][0-9.,]*\s?(?:billion|million|bn|mn)\b"
    r"|\b(?:19|20)[0-9]{2}\b|\bmarkets?\b.*\bmarkets?\b",
    re.I,
)
_GOES_ON = re.compile(
    r"(?:It|They|This|These|(?:The|This|That) (?:segment|category|region|country|part|figure|value"
    r"|latter)|(?:In|By|Over|At)\s[^,;.]{2,40}?,?\s(?:it|they|this))\b(?! (?:report|study|market))"
)
_WIDER = re.compile(
    r"^(?:(?:wider|broader|larger|overall|parent|adjacent|neighbou?ring|related|surrounding|entire"
    r"|whole)\s)+(?=\S)",
    re.I,
)
_ANSWER = re.compile(r"(?:A(?:ns(?:wer)?)?|Q(?:uestion)?)\s?[0-9]{0,2}\s?[:.)]\s")
_BY_AXIS = re.compile(r"\b[Bb]y (?:the )?$")
_HEADLINE = re.compile(
    r"\s(?:Dominate[sd]?|Le(?:d|ads?)|Held|Holds?|Accounted|Accounts|Captured|Captures|Commanded"
    r"|Commands|To|Will|Fastest|Expected|Projected|Registers?|Registered|Grows?|Tops?|Took|Takes"
    r"|Segment)\b"
)
_TRADE = re.compile(r"\b(?:market|industry|sector|space|business|trade)\b.*", re.I)
_CLAUSE = re.compile(r";\s(?:and\s|while\s|whereas\s|but\s)?|,?\s(?:while|whereas)\s")
_FIRM = re.compile(
    r"\s(?:Research(?! [Rr]eport)|Insights?|Intelligence|Analytics|Studies|Data\b|Watch|Monitor)"
)
_ASIDE_BEHIND = re.compile(r",\s(?:one of|the|which|an?)\s")
_PRONOUN = re.compile(r"\b(?:it|they|this|we)\b|,|--", re.I)
_SIGHT = 400  # characters to the left of a number in which its subject stands


@dataclass(frozen=True, slots=True)
class _Mention:
    at: int
    name: str


def subject(scene: Scene, sentence: Sentence, at: int, *, leading: bool = False) -> str:
    """What the number at ``at`` is about: empty for the whole market.

    The nearest mention to the left of a place, a segment or a market decides;
    the whole market does not count where it is only what something is a part
    of ("of the global market"). With ``leading`` the words before the first
    verb of the sentence count too ("Cereals held …").
    """
    start = max(sentence.start, at - _SIGHT)
    cut = max((clause.end() for clause in _CLAUSE.finditer(scene.text, start, at)), default=0)
    if cut:
        own = _leading(scene, cut, at) if leading else ""
        own = own or _mentioned(scene, cut, at)
        if _real(own):
            return _real(own)
    if sentence.previous and not scene.text[start:at].strip(" \t|:•"):
        start = sentence.previous[0]
    mentions = sorted(_mentions(scene, start, at), key=lambda mention: mention.at)
    if mentions and (mentions[-1].name or not leading):
        return _real(mentions[-1].name)
    if leading:
        about = _real(_leading(scene, start, at))
        if not about and not mentions and sentence.earlier:
            return _carried(scene, sentence)
        return about
    return ""


def _mentioned(scene: Scene, start: int, at: int) -> str:
    """The last place, segment or other market that is named between two places."""
    mentions = sorted(_mentions(scene, start, at), key=lambda mention: mention.at)
    return mentions[-1].name if mentions else ""


def _carried(scene: Scene, sentence: Sentence) -> str:
    """What the sentence before is about, where this one goes on with "it"."""
    if sentence.earlier is None or not _GOES_ON.match(scene.text, sentence.start, sentence.end):
        return ""
    start, end = sentence.earlier
    verb = _VERB.search(scene.text, start, min(end, start + 160))
    stop = verb.start() if verb else start
    mentions = sorted(_mentions(scene, start, stop), key=lambda mention: mention.at)
    return _real(mentions[-1].name if mentions else _leading(scene, start, end))


def _real(name: str) -> str:
    """The name if it can be that of a part of a market; else empty, never a guess."""
    words = name.split()
    if not words or len(words) > 7 or _NO_NAME.match(name) or _NO_PART.search(name):
        return ""
    return name


def part_behind(scene: Scene, end: int, stop: int) -> str:
    """The part named behind a share: "38% of revenue came from hospitals"."""
    match = _OF_PART.match(scene.text, end, stop)
    return _real(_clean(match["part"])) if match else ""


def listed_part(between: str) -> str:
    """The part in a list of figures: ", software $1.5 billion and services …"."""
    match = _LISTED.search(between)
    if not match or _NO_SUBJECT.match(match["part"]) or _VERB.search(f" {match['part']} "):
        return ""
    return _real(re.sub(r"\smarket$", "", _clean(match["part"])))


def as_subject(label: str) -> str:
    """A label of a row as the name of a part; empty where it can be none."""
    return _real(_clean(label))


def is_whole(scene: Scene, name: str) -> bool:
    """Whether a market's name is that of the market the text is about."""
    key = key_of(name)
    ours = scene.key.split()
    words = key.split()
    if not words or key == scene.key:
        return True
    return set(words) <= set(ours)


def _mentions(scene: Scene, start: int, at: int) -> Iterator[_Mention]:
    covered: list[tuple[int, int]] = []
    for head in _HEADS.finditer(scene.text, start, at):
        if head[0][0].isupper() and _FIRM.match(scene.text, head.end()):
            continue  # in the name of a firm
        named = named_before(scene.text, head.start(), start)
        begin = named.span[0] if named else head.start()
        covered.append((begin, head.end()))
        before = scene.text[max(start, begin - 60) : begin]
        if named and _BY_AXIS.search(before) and ", " in named.name:
            named = replace(named, name=named.name.rpartition(", ")[2])
        if head[0].lower() in _MARKETS:
            yield from _market(scene, head.start(), named.name if named else "", before, begin)
        elif named and not _NO_SUBJECT.match(named.name):
            yield _Mention(head.start(), _clean(named.name))
    for (begin, end), kind in places_in(scene.text, start, at):
        if kind == "world" or any(low <= begin < high for low, high in covered):
            continue
        before = scene.text[max(start, begin - 40) : begin]
        name = " ".join(scene.text[begin:end].split())
        if scene.text[end : end + 2].lstrip().startswith("$"):
            continue
        if not _ASIDE.search(before) and name.lower() not in scene.key:
            yield _Mention(begin, name.removeprefix("the "))


def _market(scene: Scene, at: int, name: str, before: str, begin: int) -> Iterator[_Mention]:
    """A market is the whole one, the one of a place, or another one."""
    if is_place(name) and placed(name).lower() not in scene.key:
        yield _Mention(at, placed(name).removeprefix("the "))
        return
    places = [place for place in places_in(name, 0, len(name)) if place[1] != "world"]
    place = next((name[slice(*span)] for span, _ in places if span[0] <= 4), "")
    if place and place.lower() not in scene.key:
        rest = name[name.find(place) + len(place) :]
        if is_whole(scene, re.sub(r"^['’]s\s", "", rest).strip()):
            yield _Mention(at, place.removeprefix("the "))
            return
    if is_whole(scene, name):
        if not _AS_OBJECT.search(before):
            yield _Mention(begin, "")
        return
    if len(name.split()) <= 8 and not _NO_SUBJECT.match(name):
        yield _Mention(at, _clean(name))


def _leading(scene: Scene, start: int, at: int) -> str:
    """The words before the first verb, if they can be a segment."""
    answer = _ANSWER.match(scene.text, start, at)
    start = answer.end() if answer else start
    opener = _OPENER.match(scene.text, start, at)
    begin = opener.end() if opener else start
    stop = min(at, begin + 90)
    verb = _VERB.search(scene.text, begin, stop) or _HEADLINE.search(scene.text, begin, stop)
    if not verb:
        return ""
    words = scene.text[begin : verb.start()].strip(" ,•*-–")
    words = re.sub(r"^(?:the|while|and|whereas)\s", "", words, flags=re.I)
    words = _ASIDE_BEHIND.split(words)[0]
    if words.isupper() or _PRONOUN.search(words):
        return ""
    if (
        not words
        or "market" in words.lower()
        or len(words.split()) > 7
        or _NO_SUBJECT.match(words)
        or words[0] in "(["
    ):
        return ""
    return "" if is_whole(scene, _TRADE.sub("", words)) else _clean(words)


def _clean(name: str) -> str:
    name = " ".join(name.split()).strip(" ,;:•*|'’“”\"")
    name = re.sub(r"^(?:(?:the|while|and|whereas|by|of|for|in|its)\s)+", "", name, flags=re.I)
    name = _WIDER.sub(
        "", re.sub(r"\s(?:(?:sub-?)?segments?|category|alone|application)$", "", name, flags=re.I)
    )
    return name[:1].upper() + name[1:]
