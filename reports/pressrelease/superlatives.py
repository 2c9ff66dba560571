"""The words of superlatives: which claim a clause makes, and for which years."""

from __future__ import annotations

import re

from reports.pressrelease.claims import Confidence

_GROWS = re.compile(
    r"\bfastest[- ]?(?:-?\s?growing|growth|rate|pace|cagr|revenue growth|expanding|"
    r"compound|annual)?\b|\b(?:highest|maximum|strongest|quickest|steepest|most rapid|"
    r"swiftest)\s(?:(?:compound|annual|projected|estimated|forecast|revenue|market|"
    r"growth)\s){0,3}(?:cagr|growth|rate|pace|compound annual growth)|\bmost (?:rapidly|"
    r"quickly) growing\b|\boutpac(?:e|es|ed|ing) (?:all|every|the rest|the others|any|other)\b|"
    r"\bgrow(?:s|n|ing|th)?\b[^.;,]{0,30}\b(?:faster|quicker|more (?:rapidly|quickly)) than "
    r"(?:any|all|every|the rest|the others|others|other)\b|\b(?:fastest|quickest) to grow\b|"
    r"\bgrow(?:s|ing|th)? (?:is |will be |should be |was )?(?:set to be |expected to be )?(?:the )?"
    r"(?:quickest|fastest|strongest|steepest)\b|\bnothing grows (?:faster|quicker)\b"
    r"|\bfaster[- ]growing segment\b|\bquickest[- ](?:growing|growth|pace|rate)\b|"
    r"\b(?:steepest|sharpest|strongest|fastest) (?:rise|climb|increase|gains?|upturn|expansion"
    r"|growth)"
    r"\b|\b(?:expand|rise|climb|advance)s? (?:the )?(?:fastest|quickest|most)\b"
    r"|\bmost rapid (?:growth|expansion)\b|\bgrow(?:s|ing)? the "
    r"(?:fastest|quickest|most rapidly)\b",
    re.IGNORECASE,
)
_LARGEST = re.compile(
    r"\b(?:largest|biggest|highest|greatest|maximum|lion['’]?s|major|dominant|leading|"
    r"significant majority)\s(?:(?:global|regional|overall|revenue|market|value|sales|"
    r"volume|industry|total)\s){0,3}(?:shares?|portion|revenue|chunk|proportion|slice|"
    r"contributor|percentage)\b|\b(?:largest|biggest)\b|\bmajority (?:of the "
    r")?(?:(?:market|revenue|total|global|overall) ){0,2}(?:share|revenue|market)\b|"
    r"\bmost of the (?:market|revenue|sales|demand|value)\b|\bmajority share\b|\bmost of (?:its "
    r"|all )?"
    r"(?:revenues?|sales|demand)\b|\bbulk of\b|\blion['’]?s share\b|\btop(?:s|ped|ping)? (?:the )?"
    r"(?:market|ranking|rankings|list|table|chart|field)\b|\b(?:rank|ranks|ranked|stands?|comes?"
    r"|came) "
    r"(?:first|top|number one)\b|\bin (?:the )?(?:front|first place)\b|\bmarket leader\b|"
    r"\bnumber one\b|\bheads? the (?:market|field|list|table)\b|\bmore than any other\b|"
    r"\blargest slice\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\b(?:dominat(?:e|es|ed|ing)|dominance|dominant (?!player|compan)\w+|(?:is|was|are|"
    r"remains?) the leading (?!player|compan|cause|provider)\w+|leads?|led|leading "
    r"(?:position|segment|region|market|role|place)|leadership|(?:takes?|took|taking) the "
    r"lead|forefront|"
    r"(?:is|was|remains?|as) the (?:clear |undisputed )?leader\b|"
    r"command(?:s|ed)? (?:the |this )(?:[\w-]+ ){0,4}(?:market|industry)|"
    r"top (?:position|spot|place)|first place|frontrunner|pole position|"
    r"spearhead(?:s|ed|ing)?|reigns?|sells? best|best[- ]selling|ahead of (?:the (?:pack|field"
    r"|rest)|"
    r"all (?:the )?others?))\b",
    re.IGNORECASE,
)
_LUCRATIVE = re.compile(r"\bmost (?:lucrative|attractive|profitable|promising)\b", re.IGNORECASE)
_NOT_FIRST = re.compile(
    r"\b(?:second|third|fourth|fifth|2nd|3rd|next|other)[- ]{1,2}(?:largest|biggest|"
    r"highest|fastest|leading|most|dominant)|\b(?:one|some|two|three|four|many"
    r"|most(?! of the (?:market|revenue|sales|demand|value))|any) "
    r"of the\b|\bamong the\b|\bsecond[- ]place|\bleading (?:players?|compan|vendors?|"
    r"manufacturers|cause|to\b|providers?)|\bled to\b|\bleads? to\b|\bmisled|"
    r"\blead(?:ing)? (?:time|by example|generation|acid|researchers?)|\b(?:largest|"
    r"biggest|highest|leading) (?:compan|player|vendor|manufactur|number|cost|prevalence|"
    r"consumer|producer|population|incidence|burden)\w*",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|never|no longer|n['’]t|neither|nor|unlikely|cease[sd]?|lose[sd]?|lost|"
    r"losing|once|formerly|previously|used to|rather than|instead of|overtak\w+|"
    r"challenge[sd]? the|threaten\w*|displac\w+)\b",
    re.IGNORECASE,
)
_HEDGED = re.compile(r"\b(?:may|might|could|possibly|perhaps|potentially|would)\b", re.IGNORECASE)

_SHARE = re.compile(r"\bshare\b|[0-9]\s?%", re.IGNORECASE)
_YEARS = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})\s?(?:[-–—]|to|and|till|until|through)\s?((?:19|"
    r"20)[0-9]{2})(?![0-9])"
)
_UNTIL = re.compile(
    r"\b(?:by|until|till|through|up to)(?: the end of| the year| year)?\s((?:19|"
    r"20)[0-9]{2})(?![0-9])"
)
_YEAR = re.compile(
    r"\b(?:in|for|during|as of)(?: the year| year| FY)?\s((?:19|20)[0-9]{2})(?![0-9])"
)


def superlative(clause: str) -> tuple[str, Confidence] | None:
    """The superlative that a clause states, if it states one."""
    bare = _NOT_FIRST.sub(lambda match: " " * len(match.group()), clause)
    if _NOT_FIRST.search(clause) and re.search(
        r"\b(?:one|some|two|three|many) of the|\bamong the", clause
    ):
        return None
    if _DENIED.search(clause):
        return None
    sure = Confidence.LOW if _HEDGED.search(clause) else Confidence.HIGH
    if _GROWS.search(bare):
        return "fastest_growing", sure
    if _LARGEST.search(bare):
        return "largest", sure
    if _LEADS.search(bare):
        share = _SHARE.search(bare)
        return ("largest" if share else "leading"), sure
    return ("leading", Confidence.LOW) if _LUCRATIVE.search(bare) else None


def period(clause: str) -> tuple[int | None, int | None, int | None]:
    """The start, end and single year that a clause names; "by 2031" is an end."""
    years = _YEARS.search(clause)
    if years:
        return int(years[1]), int(years[2]), None
    until = _UNTIL.search(clause)
    if until:
        return None, int(until[1]), None
    year = _YEAR.search(clause)
    return None, None, int(year[1]) if year else None


def states_superlative(sentence: str) -> bool:
    """Whether a sentence says who is largest, leads or grows fastest."""
    return superlative(sentence) is not None
