"""Shares of the market in per cent, with the part that holds them and the year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.pressrelease.claims import Claim, Confidence, Kind
from reports.pressrelease.rates import is_rate
from reports.pressrelease.respective import Shared, shared_out
from reports.pressrelease.scene import Scene, Sentence
from reports.pressrelease.subjects import listed_part, part_behind, subject
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
    return listed and bool(_LIST.fullmatch(left))


def _claim(scene: Scene, sentence: Sentence, place: int, mine: Shared | None) -> Claim:
    percent = sentence.percents[place]
    stop = (
        sentence.percents[place + 1].start if place + 1 < len(sentence.percents) else sentence.end
    )
    since = sentence.percents[place - 1].end if place else percent.start
    about = (mine.name if mine else "") or (
        part_behind(scene, percent.end, stop)
        or listed_part(scene.text[since : percent.start])
        or subject(scene, sentence, percent.start, leading=True)
    )
    year = _year(scene, sentence, percent.start, percent.end, stop)
    sure = Confidence.HIGH if about else Confidence.MEDIUM
    return Claim(
        Kind.SHARE,
        percent.span,
        scene.text[slice(*percent.span)],
        percent.value,
        "percent",
        low=percent.low,
        high=percent.high,
        year=year,
        subject=about,
        approximate=percent.approximate,
        confidence=sure,
    )


def _year(scene: Scene, sentence: Sentence, start: int, end: int, stop: int) -> int | None:
    behind = _YEAR_BEHIND.match(scene.text, end, stop)
    if behind:
        return int(behind["year"] or behind["paren"])
    before = [year.year for year in sentence.years if year.start < start]
    after = [year.year for year in sentence.years if year.start > end]
    return before[-1] if before else (after[0] if after else None)
