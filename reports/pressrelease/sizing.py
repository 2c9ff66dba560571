"""What an amount of money in a sentence is: a size, a gain, or nothing of the market's."""

from __future__ import annotations

import re
from enum import Enum

from reports.pressrelease.geographies import place_at
from reports.pressrelease.market import key_of
from reports.pressrelease.money import Money
from reports.pressrelease.scene import Scene, Sentence
from reports.pressrelease.subjects import is_whole


class Role(Enum):
    """What an amount says of the market."""

    PRESENT = "present"  # what the market is or was worth
    FUTURE = "future"  # what it is expected to be worth
    GROWTH = "growth"  # by how much it grows
    UNCLEAR = "unclear"
    NONE = "none"


_GROWTH = re.compile(
    r"\b(?:(?:grow|grew|growing|increas\w{1,4}|expand\w{0,3}|ris(?:e|ing)|rose|surge|climb"
    r"|accelerate)"
    r"(?:\sin\s(?:size|value))?\sby|incremental(?:\s\w+){0,3}|absolute(?:\s\$"
    r"|\sdollar)?\s(?:opportunity|growth)"
    r"|(?:growth|gain|addition|increase|rise|uplift)\s(?:of|worth)|opportunity\s(?:of|worth)"
    r"|add(?:ing|s)?(?:\san additional)?|additional|(?:market\s)?growth\s(?:19|20)[0-9]{2}"
    r"(?:\s?[-–]\s?|\sto\s)(?:19|20)?[0-9]{2}\s?[:|]?)(?:\s[\w-]{1,14}){0,4}[\s:|~≈(]{0,4}$",
    re.I,
)
_FUTURE = re.compile(
    r"\b(?:reach\w{0,3}|hit(?:ting)?|touch\w{0,3}|cross\w{0,3}|surpass\w{0,3}|exceed\w{0,3}"
    r"|top(?:ping)?"
    r"|attain\w{0,3}|achiev\w{1,3}|garner\w{0,3}|project\w{0,3}|forecast\w{0,3}|expect\w{0,3}"
    r"|anticipat\w{1,3}"
    r"|will|would|likely|poised|slated|predict\w{0,3}|(?:grow|rise|increase|expand|climb|swell"
    r"|balloon|soar"
    r"|jump|surge|advance)\s(?:\w+\s){0,2}to|set to|going to|(?:grow|ris|climb|expand)ing to"
    r"|by the end|estimated value by)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:was|were|had|stood|totall?ed|generated|accounted|grew|in the past|from|up from)\b", re.I
)
_SIZE = re.compile(
    r"\b(?:valued?|valuation|worth|stood|pegged|estimated?|assessed|reach\w{0,3}|hit(?:s|ting)?"
    r"|touch\w{0,3}"
    r"|cross\w{0,3}|surpass\w{0,3}|exceed\w{0,3}|top(?:s|ped|ping)?|attain\w{0,3}|achiev\w{1,3}"
    r"|garner\w{0,3}"
    r"|generat\w{1,3}|register\w{0,3}|record\w{0,3}|accounted|accounting|totall?ed|totall?ing"
    r"|amount\w{0,3}|size"
    r"|sized|revenues?|sales|projected?|forecast|expected|anticipated|was|were|is|be|from|to|at"
    r"|of|held|contribut\w{1,4}"
    r"|represent\w{0,3}|market|crossing|approach\w{0,3}|captur\w{1,3}|brought in|brings in"
    r"|yield\w{0,3}|command\w{0,3}|by|came to|comes to|come to|made up|makes up|turned over"
    r"|turnover"
    r"|pass(?:es)?|(?:led|leads|dominated) with"
    r"|clear|bring in|closed?|near\w{0,3}|put at|seen at|heading for|calculated)\b",
    re.I,
)
_STRONG = re.compile(
    r"\b(?:valued|valuation|market (?:size|value|revenues?)|worth|size|sized|pegged|stood at"
    r"|estimated value"
    r"|revenue forecast|revenues? in|value in|forecast in)\b",
    re.I,
)
_MARKET = re.compile(
    r"\b(?:markets?|industry|sector|segments?|category|market size|revenue forecast|value forecast"
    r"|valuation|base year value|estimated value|forecast(?:ed)? value|projected value)\b",
    re.I,
)
_LABEL = re.compile(
    r"(?:^|[|:•*\n]\s?|\s)(?:(?:19|20)[0-9]{2}\s)?(?:value|revenue|size|valuation|market"
    r"|estimated|forecast|turnover"
    r"|projected|base year|worth)\b[^.;]{0,50}$"
    r"|^\s?\W{0,3}\s?(?:(?:FY|CY)\s?)?(?:19|20)[0-9]{2}[AEFP]?\)?[\s:|=–-]{1,5}$",
    re.I,
)
# "USD 7 bn (2024) → USD 20 bn (2031)", and "USD 7 bn – market size in 2024".
_YEAR_IN_BRACKETS = r"\s?\((?:FY\s?)?(?:19|20)[0-9]{2}[AEFP]?\)\s?"
_ARROW = r"(?:→|->|=>|⇒|➔|➜|»|>)\s?"
_ARROW_RIGHT = re.compile(rf"{_YEAR_IN_BRACKETS}{_ARROW}$|\s?{_ARROW}$")
_ARROW_LEFT = re.compile(rf"{_ARROW}$")
_NAMED_RIGHT = re.compile(
    r"\s?[–—:|-]\s?(?:estimated |projected |forecast )?(?:market|industry) (?:size|value"
    r"|revenue)\b",
    re.I,
)
_CARRIES_ON = re.compile(
    r"\s?[•*|–-]{0,2}\s?(?:A(?:ns(?:wer)?)?\s?[0-9]{0,2}\s?[.:)]\s)?"
    r"(?:It|This|The (?:figure|value|number|valuation|revenue|total|sum)|That|And"
    r"|From|Should|Will|Could|May|Is|Was|Expected|Projected|Forecast|Estimated|Set|Likely"
    r"|(?:In|By|Over|At|Measured|Within)\s[^,;.]{2,40}?,?\s(?:it|this|that|the (?:figure|value"
    r"|total|sum|number)))\b|^\s?(?:19|20)[0-9]{2}"
)
_SOLD = re.compile(r"\b(?:sales|turnover|revenues?|turned over|is a|was a|spending on)\b", re.I)
_OF_MARKET = re.compile(
    r"(?:[^.;]|\.(?=[0-9])){0,120}\b(?:of the|in the) (?:\w+ ){0,4}(?:market"
    r"|industry)\b(?! (?:report|study))",
    re.I,
)
_OPENS_LEFT = re.compile(
    r"\s?(?:Valued|Worth|Estimated|Pegged|Put|Sized|Assessed|Already|From|Standing|Up from"
    r"|Starting)\b[^.;,]{0,50}$"
)
_MARKET_RIGHT = re.compile(
    r"[^.;,]{0,40},\s(?:the|this|that)\s[^.;]{0,90}?\b(?:market|industry|sector)\b", re.I
)
_OTHER_LEFT = re.compile(
    r"\b(?:pric(?:e|es|ed|ing)|licen[cs]es?|licen[cs]ing|users?|subscriptions?|costs?|costing|fees?"
    r"|fund(?:s|ed|ing|raising)?|rais(?:e|ed|es|ing)|invest(?:s|ed|ing|ment|ments)?|grants?|granted"
    r"|acqui\w{1,8}|bought|deals?|contracts?|awards?|awarded|loans?|budgets?|spend(?:s|ing)?|spent"
    r"|expenditures?|savings?|saves?|buy|purchased?|orders?|donat\w{1,4}|secured|series [a-e]"
    r"|salar\w{1,3}"
    r"|tax(?:es)?|profits?|paid|pay|pays|income|gdp|debt|fin(?:es|ed)|financing|rounds?"
    r"|penalt\w{1,3}"
    r"|subsid\w{1,5}|allocat\w{1,4}|transaction|merger|per capita|earn(?:s|ed|ings)|ebitda"
    r"|dividend|burden"
    r"|losses|damages?|exports?|imports?|capital|ipo|stake|backing|programme|program"
    r"|sanction\w{0,3}"
    r"|outlay|commit\w{0,4}|plant|facility|factory|starting (?:at|from)|discount\w{0,3}"
    r"|ad spend|bill)\b",
    re.I,
)
_OTHER_RIGHT = re.compile(
    r"\s?(?:[-\s](?:\w+[\s-]){0,3})?(?:(?:in|of|as|for)\s(?:\w+\s){0,2})?(?:funding"
    r"|investments?|financing|grants?|deals?"
    r"|contracts?|acquisitions?|loans?|plants?|facilit(?:y|ies)|projects?\b|funds?\b|rounds?\b|per\s"
    r"|a (?:unit|kilo|piece|dose|"
    r"month|patient)|apiece|each\b|licen[cs]e|in savings|buyout|takeover|programme|program\b"
    r"|scheme|package)",
    re.I,
)
_BEHIND = re.compile(r"[\s-](?:\w+\s){0,6}(?:market|industry|opportunity)\b", re.I)
_SPOKEN = re.compile(r"[a-z]{2,}\s[a-z]{2,}\s[a-z]{2,}")
_NEAR = 110  # characters before an amount in which its cue stands


def role(scene: Scene, sentence: Sentence, money: Money, left: str, right: str, last: Role) -> Role:
    """What an amount is, from the words on its left and right and the amount before it."""
    near = left[-_NEAR:]
    whole = scene.text[sentence.start : min(money.start, sentence.start + 60)]
    label = scene.before(sentence, money.start)
    cue = _MARKET.search(label) or _of_ours(scene, sentence, money, label)
    if _is_other(scene, label, near, right) or (not money.multiplier and not _plain(money, near)):
        return Role.NONE
    if _GROWTH.search(near):
        return Role.GROWTH if cue or _MARKET.search(right) else Role.UNCLEAR
    carried = last in (Role.PRESENT, Role.FUTURE) or _CARRIES_ON.match(whole) is not None
    if carried and last is not Role.NONE and not _MARKET.search(left) and len(left.split()) <= 6:
        return last if last is not Role.GROWTH else Role.UNCLEAR
    market_behind = (
        _BEHIND.match(right)
        or _NAMED_RIGHT.match(right)
        or (last is not Role.NONE and _ARROW_LEFT.search(near))
        or (_ARROW_RIGHT.match(right) and not _SPOKEN.search(near))
        or (_OPENS_LEFT.fullmatch(left) and _MARKET_RIGHT.match(right))
    )
    if not (_SIZE.search(near) or _LABEL.search(near) or market_behind):
        return Role.UNCLEAR if cue else Role.NONE
    if not (cue or carried or _LABEL.search(near) or market_behind):
        return Role.UNCLEAR if _STRONG.search(near) else Role.NONE
    return _tense(near, right)


def _tense(near: str, right: str) -> Role:
    future = [match.end() for match in _FUTURE.finditer(near)]
    past = [match.end() for match in _PAST.finditer(near)]
    if future and (not past or future[-1] > past[-1]):
        return Role.FUTURE
    if not past and re.match(r"\s?(?:by|until)\s", right):
        return Role.FUTURE
    return Role.PRESENT


def _is_other(scene: Scene, label: str, near: str, right: str) -> bool:
    """Whether the words say that this is a price, an investment, a contract and the like.

    Words of the market's own name do not count, nor those before the last word
    for a market ("rising health spending pushed the market to …").
    """
    if _OTHER_RIGHT.match(right):
        return True
    words = near
    if scene.market:
        words = re.sub(re.escape(scene.market), "market", words, flags=re.I)
    found = [match.start() for match in _OTHER_LEFT.finditer(words)]
    if not found:
        return False
    heads = [match.start() for match in _MARKET.finditer(words)]
    strong = [match.start() for match in _STRONG.finditer(words)]
    if strong and strong[-1] > found[-1]:
        return not heads and _MARKET.search(label) is None
    return not heads or found[-1] > heads[-1]


def _plain(money: Money, near: str) -> bool:
    """Whether an amount without a scale is plausibly a market's: large and labelled."""
    digits = money.value.partition(".")[0]
    return len(digits) >= 7 and _STRONG.search(near) is not None


_LEADS = ("In ", "By region, ", "Regionally, ", "Geographically, ", "The ", "By type, ")
_YEAR_LEAD = re.compile(r"(?:In|By|For|During) (?:FY\s?)?(?:19|20)[0-9]{2},? (?:the )?")


def _of_ours(scene: Scene, sentence: Sentence, money: Money, label: str) -> bool:
    """Whether a sentence without "market" is about ours: a place, a listed part, its sales.

    A place or a segment that opens the sentence has the revenue; so has
    whatever is told to be so much "of the market".
    """
    if _OF_MARKET.match(scene.text, money.end, sentence.end):
        return True
    if len(scene.key) > 3 and scene.key in key_of(label) and _SOLD.search(label):
        return True
    start = sentence.start
    while start < sentence.end and not scene.text[start].isalnum():
        start += 1
    year = _YEAR_LEAD.match(scene.text, start, sentence.end)
    start = year.end() if year else start
    for lead in _LEADS:
        if scene.text.startswith(lead, start):
            start += len(lead)
    if place_at(scene.text, start, sentence.end) is not None:
        return True
    words = scene.text[start : start + 90].lower().split()
    return any(" ".join(words[:count]) in scene.parts for count in range(1, 7))


__all__ = ["Role", "is_whole", "role"]
