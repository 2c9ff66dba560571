"""When a claim that was read is the claim that was expected."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from functools import lru_cache

from reports.pressrelease.claims import Claim
from tests.evaluation.corpus import Expected, Sample

NUMBERS = frozenset(("market_size", "volume", "cagr", "growth", "share", "statistic"))
PERIODS = frozenset(("historical_period", "forecast_period"))
PROSE = frozenset(("driver", "restraint", "challenge", "opportunity", "trend"))
ALIKE = 0.92
LEGAL = frozenset(
    re.findall(
        "[a-z]+",
        "inc incorporated ltd limited llc llp lp plc corp corporation co company gmbh ag kg "
        "kgaa se sa nv sas sarl spa srl bv ab asa oy oyj pvt private pte pty bhd kk",
    )
)
# Headings such as "Restraints & Challenges" name both, and "dominate" says "largest" and "leading".
FAMILIES = {"challenge": "restraint", "leading": "largest"}


def family(word: str) -> str:
    """The name under which neighbouring kinds and qualifiers are scored together."""
    return FAMILIES.get(word, word)


@lru_cache(maxsize=20_000)
def plain(name: str) -> str:
    """A name without case, accents' encoding, punctuation and legal form."""
    folded = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    folded = re.sub(r"(?<=\w)[.'’](?=\w)", "", folded)
    words = re.findall(r"\w+", folded)
    while len(words) > 1 and words[-1] in LEGAL | {"and"}:
        words.pop()
    kept = [word for word in words if word not in {"the", "and"}]
    return " ".join(kept or words)


@lru_cache(maxsize=200_000)
def likeness(one: str, other: str) -> float:
    """0 to 1: how alike two names are once normalised."""
    first, second = plain(one), plain(other)
    if first == second:
        return 1.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return 0.0 if matcher.quick_ratio() < ALIKE else matcher.ratio()


def number(printed: str) -> Decimal | None:
    """The number, or nothing when it is none."""
    try:
        return Decimal(printed)
    except InvalidOperation:
        return None


def amount(claim: Claim | Expected) -> tuple[Decimal | None, str]:
    """Value times multiplier, and the unit."""
    value = number(claim.value)
    return (value if value is None else value.scaleb(claim.multiplier)), claim.unit.casefold()


def same(expected: Expected, claim: Claim) -> float:
    """How far the claim is the expected one: 0 not at all, 1 exactly (names: how alike)."""
    if family(expected.kind) != family(claim.kind.value):
        return 0.0
    if expected.kind in NUMBERS:
        return float(same_number(expected, claim) and same_time(expected, claim))
    if expected.kind in PERIODS:
        return float(re.findall("[0-9]+", expected.value) == re.findall("[0-9]+", claim.value))
    if expected.kind in ("base_year", "publication_date"):
        return float(expected.value == claim.value)
    if expected.kind == "development":
        return _same_event(expected, claim)
    if expected.kind == "outlook":
        return _same_outlook(expected, claim)
    if expected.kind == "market":
        names = expected.value.split("|")
        return max(alike(_bare_market(name), _bare_market(claim.value)) for name in names)
    return alike(expected.value, claim.value)


def partly(expected: Expected, claim: Claim) -> bool:
    """Whether a claim says the same with less: the same number, its years left out."""
    years = (claim.year, claim.start, claim.end)
    told = (expected.year, expected.start, expected.end)
    agree = all(mine is None or mine == theirs for mine, theirs in zip(years, told, strict=True))
    kinds = expected.kind == claim.kind.value and expected.kind in NUMBERS
    return kinds and agree and same_number(expected, claim)


def touches(sample: Sample, expected: Expected, claim: Claim) -> bool:
    """Whether the claim stands where its quote does, at one place at least."""
    start, end = claim.span
    return any(a < end and start < b for a, b in sample.occurrences(expected.quote))


def same_number(expected: Expected, claim: Claim) -> bool:
    """Equal amounts in the same unit, ranges with equal ends."""
    ends = (number(claim.low), number(claim.high)) if claim.low else (None, None)
    wanted = (number(expected.low), number(expected.high)) if expected.low else ends
    if wanted != ends:
        return False
    units = expected.kind != "volume" and expected.kind != "statistic"
    mine, theirs = amount(expected), amount(claim)
    return mine[0] == theirs[0] and (not units or mine[1] == theirs[1])


def same_time(expected: Expected, claim: Claim) -> bool:
    """Equal years: of sizes always, of rates where the expectation gives a period."""
    if expected.kind == "market_size":
        return expected.year == claim.year
    if expected.kind == "cagr" and expected.start is not None:
        return (expected.start, expected.end) == (claim.start, claim.end)
    return True


def alike(one: str, other: str) -> float:
    """The likeness of two names when it is enough, else 0."""
    ratio = likeness(one, other)
    return ratio if ratio >= ALIKE else 0.0


def _same_event(expected: Expected, claim: Claim) -> float:
    return alike(expected.company, claim.company) if expected.date == claim.date else 0.0


def _same_outlook(expected: Expected, claim: Claim) -> float:
    if family(expected.qualifier) != family(claim.qualifier):
        return 0.0
    names = [name for name in (claim.subject, claim.value) if name]
    return max((alike(expected.subject or expected.value, name) for name in names), default=0.0)


def _bare_market(name: str) -> str:
    words = re.sub(r"(?i)\b(global|worldwide|the|market|markets|industry|size)\b", " ", name)
    return words if words.strip() else name
