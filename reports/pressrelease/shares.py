"""Shares of the market in per cent, with the part that holds them and the year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from reports.pressrelease.claims import Claim, Confidence, Kind
from reports.pressrelease.rates import is_rate
from reports.pressrelease.respective import Shared, shared_out
from reports.pressrelease.scene import Scene, Sentence
from reports.pressrelease.subjects import as_subject, listed_part, part_behind, subject
from reports.pressrelease.years import YEAR

_SHARE = re.compile(r"\b(?:shares?|portion|chunk|proportion)\b[^%;\n]{0,70}$", re.I)
_HOLDS = re.compile(
    r"\b(?:account\w{0,3}\sfor|held|hold\w{0,3}|contribut\w{1,4}|captur\w{1,3}|represent\w{0,3}"
    r"|command\w{0,3}|secured"
    r"|made up|makes up|comprised|constitut\w{1,3}|took|generated|dominat\w{1,4}|led"
    r"|lead\w{0,3}|with|by|garnered|at|to|is|was|or|brought|equal\w{0,3})\b"
    r"[^%;\n]{0,70}$",
    re.I,
)
_OF = re.compile(
    r"\s?(?:\([^()]{1,30}\)\s?)?(?:of|in|to)?\s?(?:the\s|its\s|all\s|total\s|global\s|overall\s"
    r"|worldwide\s|world\s|entire\s|market\s"
    r"|revenues?\s|value\s|industry\s){0,6}(?:(?P<share>shares?\b)|market\b|revenues?\b"
    r"|industry\b|sales\b|demand\b|market['’]s)",
    re.I,
)
_NAMED_MARKET = re.compile(r"\s?of\s(?:the\s)?(?:[\w&()'’-]+\s){1,8}(?:market|industry)\b", re.I)
_PART_HOLDS = re.compile(
    r"\b(?:segment|category|market|region|America|Europe|Asia|Pacific"
    r"|Africa)\b[^.%]{0,20}\b(?:account\w{0,3} for"
    r"|held|holds|captured|commanded)\b[^.%]{0,20}$"
)
_HOLDS_ALONE = re.compile(
    r"\b(?:account\w{0,3} for|held|holds?|captured|commanded|with|for)\s(?:\w+\s)?$"
)
_ENDS = re.compile(r"\s?(?:in|during)\s(?:19|20)[0-9]{2}|\s?[.,;]|\s?$")
_YEAR_BEHIND = re.compile(
    rf"[^%.;]{{0,110}}?\b(?:in|for|during|by|as of)\s(?:the\s)?(?:year\s"
    rf"|end of\s){{0,2}}(?P<year>{YEAR})|\s?\((?P<paren>{YEAR})\)",
    re.I,
)
_HELD_ALONE = re.compile(
    r"\b(?:held|holds?|took|takes?|had|has|captured|accounted for|accounts for|made up|represented)"
    r"\s(?:about |around |nearly |roughly |some |over )?$",
    re.I,
)
_NEXT = re.compile(
    r",?\s(?:(?:and|while|followed by)\s)?(?:the\s)?[A-Za-z][\w&/’' -]{0,40}?\s(?:(?:held"
    r"|with|at|for"
    r"|holding)\s)?(?:about |around |nearly )?"
)
_LED_WITH = re.compile(
    r"\b(?:dominat\w{1,3}|led|leads|commanded|topped|headed)\b[^%;\n]{0,60}\bwith\s"
    r"(?:about |around |nearly |roughly |over |a |an )?$",
    re.I,
)
_IN_BRACKET = re.compile(
    r"(?:\b(?:by|from|including|includes?|are|is|was|were|and|the)|[,;:])\s(?:the\s)?"
    r"(?P<part>[A-Za-z][\w&/’-]{1,30}(?:\s[\w&/’-]{1,30}){0,4}?)(?:\ssegment)?\s?\($"
)
_LIST = re.compile(r"[^.%]{0,60}$")


def find(scene: Scene) -> Iterator[Claim]:
    """Shares in every sentence; per cents of something else are left alone."""
    shared = False
    for sentence in scene.sentences:
        shared, before = False, shared
        answers = shared_out(scene, sentence, sentence.percents)
        for place, percent in enumerate(sentence.percents):
            if percent.points or percent.value.startswith("-") or is_rate(scene, sentence, place):
                continue
            shared = _is_share(scene, sentence, place, shared, before)
            if shared:
                yield _claim(scene, sentence, place, answers.get(place))


def _is_share(scene: Scene, sentence: Sentence, place: int, listed: bool, told: bool) -> bool:
    """A word for share on either side, or a share before it in the same list."""
    percent = sentence.percents[place]
    since = sentence.percents[place - 1].end if place else sentence.start
    left = scene.before(sentence, percent.start, since)[-110:]
    right = scene.text[percent.end : sentence.end][:140]
    if re.search(
        r"\b(?:tax|discount|tariff|duty|stake|interest rate|efficien\w+|accura\w+|margin)\b",
        left[-50:],
        re.I,
    ):
        return False
    behind = _OF.match(right)
    if behind and (behind["share"] or _HOLDS.search(left)):
        return True
    if _NAMED_MARKET.match(right) and _HOLDS.search(left):
        return True
    if _SHARE.search(left):
        return True
    if told and _HOLDS_ALONE.search(left) and _ENDS.match(right):
        return True
    if _PART_HOLDS.search(left) and _ENDS.match(right):
        return True
    if _LED_WITH.search(left) and _ENDS.match(right):
        return True
    if _HELD_ALONE.search(left) and _listed_ahead(scene, sentence, place):
        return True
    return listed and bool(_LIST.fullmatch(left))


def _listed_ahead(scene: Scene, sentence: Sentence, place: int) -> bool:
    """Whether a list of per cents begins here that ends with "of the market"."""
    for one, other in pairwise(sentence.percents[place : place + 8]):
        if not _NEXT.fullmatch(scene.text, one.end, other.start):
            return False
        if _OF.match(scene.text, other.end, sentence.end):
            return True
    return False


def _claim(scene: Scene, sentence: Sentence, place: int, mine: Shared | None) -> Claim:
    percent = sentence.percents[place]
    stop = (
        sentence.percents[place + 1].start if place + 1 < len(sentence.percents) else sentence.end
    )
    since = sentence.percents[place - 1].end if place else percent.start
    about = (mine.name if mine else "") or (
        part_behind(scene, percent.end, stop)
        or listed_part(scene.text[since : percent.start])
        or _in_bracket(scene, sentence, percent.start)
        or subject(scene, sentence, percent.start, leading=True)
    )
    year = _year(scene, sentence, percent.start, percent.end, stop)
    sure = Confidence.HIGH if about else Confidence.MEDIUM
    return replace(
        percent.claim(Kind.SHARE, scene.text),
        year=year,
        subject=about,
        confidence=sure,
    )


def _in_bracket(scene: Scene, sentence: Sentence, at: int) -> str:
    """The part right before a bracket with its share: "led by cloth (44% share)"."""
    match = _IN_BRACKET.search(scene.text[max(sentence.start, at - 90) : at])
    return as_subject(re.split(r"\b(?:by|from|of|in)\s", match["part"])[-1]) if match else ""


def _year(scene: Scene, sentence: Sentence, start: int, end: int, stop: int) -> int | None:
    behind = _YEAR_BEHIND.match(scene.text, end, stop)
    if behind:
        return int(behind["year"] or behind["paren"])
    before = [year.year for year in sentence.years if year.start < start]
    after = [year.year for year in sentence.years if year.start > end]
    return before[-1] if before else (after[0] if after else None)
