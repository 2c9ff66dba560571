"""Amounts of money: "US$ 7.12 Bn", "₹ 4,500 crore", "USD 38–42 billion", "7.12 billion USD"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.pressrelease.claims import Span
from reports.pressrelease.numbers import APART, DASH, NUMBER, clean, is_about, midpoint

_CURRENCIES: dict[str, str] = {
    "USD": r"US\s?\$|U\.S\.\s?\$|USD\s?\$|USD|US dollars?|U\.S\. dollars?|\$",
    "EUR": r"EUR|Euros?|€",
    "GBP": r"GBP\s?£|GBP|UK\s?£|£|pounds sterling|British pounds|pounds",
    "INR": r"INR|Rs\.?|₹|rupees|Indian rupees",
    "JPY": r"JPY|JP\s?¥|¥|yen|Japanese yen",
    "CNY": r"CNY|RMB|CN\s?¥|yuan|Chinese yuan|renminbi",
    "AUD": r"AUD|AU\s?\$|A\$",
    "CAD": r"CAD|CA\s?\$|C\$",
    "SGD": r"SGD|S\$",
    "HKD": r"HKD|HK\s?\$",
    "KRW": r"KRW|₩",
    "CHF": r"CHF",
    "BRL": r"BRL|R\$",
    "AED": r"AED",
    "SAR": r"SAR",
}
_POWERS: dict[str, int] = {
    **dict.fromkeys(("trillion", "trillions", "tn", "trn", "t"), 12),
    **dict.fromkeys(("billion", "billions", "bn", "bn.", "bln", "bio", "b"), 9),
    **dict.fromkeys(("million", "millions", "mn", "mn.", "mln", "mio", "mm", "m"), 6),
    **dict.fromkeys(("crore", "crores", "cr", "cr."), 7),
    **dict.fromkeys(("lakh", "lakhs", "lac", "lacs"), 5),
    **dict.fromkeys(("thousand", "thousands", "k"), 3),
    "lakh crore": 12,
    "lakh crores": 12,
    "thousand crore": 10,
}
_SCALE_WORDS = "|".join(
    re.escape(word).replace(r"\ ", r"\s")
    for word in sorted(_POWERS, key=len, reverse=True)
    if len(word) > 1
)
SCALE = rf"(?:(?:{_SCALE_WORDS})(?![A-Za-z0-9])|(?:[TBMK]|[bmk](?=[\s,.;)]))(?![A-Za-z0-9&'’]))"
CURRENCY = "(?:" + "|".join(_CURRENCIES.values()) + ")"
_BEFORE = (
    r"(?:(?<![A-Za-z])(?:US\s?\$|U\.S\.\s?\$|USD\s?\$?|US dollars?|EUR|Euros?|GBP\s?£?|INR\s?₹?"
    r"|Rs\.?"
    r"|JPY\s?¥?|CNY\s?¥?|RMB\s?¥?|JP\s?¥|CN\s?¥|AUD|AU\s?\$|A\$|CAD|CA\s?\$|C\$|SGD|S\$|HKD|HK\s?\$"
    r"|KRW|CHF|BRL|R\$|AED|SAR)|(?<![A-Za-z$€£¥₹0-9])[$€£¥₹₩])"
)
_BEHIND = (
    r"(?:US\s?dollars?|U\.S\. dollars?|USD|dollars|EUR|euros?|GBP|pounds sterling|British pounds"
    r"|pounds|INR|Indian rupees|rupees|JPY|Japanese yen|yen|CNY|RMB|Chinese yuan|yuan|renminbi"
    r"|AUD|CAD|SGD|CHF|KRW|€|£|\$)(?![A-Za-z0-9])"
)
_JOINT = rf"(?:{DASH}|\s?\bto\s|\s?\band\s)"
_AMOUNT = re.compile(
    rf"(?P<cur>{_BEFORE})\s{{0,2}}(?P<num>{NUMBER})(?:[\s-]?(?P<scale>{SCALE}))?"
    rf"(?:(?P<joint>{_JOINT})(?P<cur2>{_BEFORE}\s{{0,2}})?(?P<num2>{NUMBER})"
    rf"(?:[\s-]?(?P<scale2>{SCALE}))?)?(?P<also>\s(?:USD|INR|EUR|GBP)(?![A-Za-z0-9]|\s?[0-9]))?"
    rf"|{APART}(?:(?P<low>{NUMBER})(?:\s(?P<lowscale>{SCALE}))?(?P<joint3>{_JOINT}))?"
    rf"(?P<num3>{NUMBER})[\s-]?(?P<scale3>{SCALE})\s?(?P<cur3>{_BEHIND})",
    re.I,
)
_CODE = {code: re.compile(rf"(?:{pattern})", re.I) for code, pattern in _CURRENCIES.items()}
_BETWEEN = re.compile(r"\b(?:between|ranging from|range of|anywhere from)\s{0,2}$", re.I)
_FROM = re.compile(r"\bfrom(?: an?| the)?(?: estimated| approximate)?(?: value of)?\s{0,2}$", re.I)
_CUE_WIDTH = 40  # characters before an amount in which its cue words stand


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its place in the plain text.

    ``value`` is clean ("7.12"; the midpoint of a range), ``multiplier`` a power
    of ten (0 when no scale is printed), ``currency`` an ISO 4217 code.
    """

    span: Span
    value: str
    currency: str
    multiplier: int
    low: str = ""
    high: str = ""
    approximate: bool = False

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.span[0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.span[1]


def currency_code(printed: str) -> str:
    """The ISO code of a printed currency, or ""."""
    word = " ".join(printed.split())
    if word.lower() in ("dollars", "dollar"):
        return "USD"
    return next((code for code, known in _CODE.items() if known.fullmatch(word)), "")


def power(printed: str | None) -> int:
    """The power of ten of a printed scale word; 0 for none."""
    return _POWERS.get(" ".join((printed or "").lower().split()), 0)


def amounts(plain: str) -> Iterator[Money]:
    """Every amount of money and range of amounts, in the order of the text."""
    for found in _AMOUNT.finditer(plain):
        if found["num3"]:
            yield from _behind(plain, found)
        else:
            yield from _ahead(plain, found)


def _ahead(plain: str, found: re.Match[str]) -> Iterator[Money]:
    """Amounts with the currency first: one, a range, or two that "and" or "to" stands between."""
    code, first, second = (
        currency_code(found["cur"]),
        clean(found["num"]),
        clean(found["num2"] or ""),
    )
    scale, scale2 = power(found["scale"]), power(found["scale2"])
    if not first:
        return
    start, own_end = found.start(), found.end("scale") if found["scale"] else found.end("num")
    about = is_about(plain, start)
    code2 = currency_code(found["cur2"]) if found["cur2"] else code
    if second and code2 == code and _joined(plain, found, first, second, scale, scale2):
        end = found.end("scale2") if found["scale2"] else found.end("num2")
        yield Money(
            (start, end), midpoint(first, second), code, scale2 or scale, first, second, about
        )
        return
    if second and found["cur2"]:
        yield Money(
            (start, own_end), first, code, scale or (0 if found["scale"] else scale2), "", "", about
        )
        end = found.end("scale2") if found["scale2"] else found.end("num2")
        yield Money((found.start("cur2"), end), second, code2, scale2, "", "", False)
        return
    yield Money((start, own_end), first, code, scale, "", "", about)
    if second and scale2 and not re.search(r"[-–—]", found["joint"]):
        end = found.end("scale2")
        yield Money((found.start("num2"), end), second, code, scale2, "", "", False)


def _joined(
    plain: str, found: re.Match[str], first: str, second: str, scale: int, scale2: int
) -> bool:
    """Whether two numbers are the ends of one range, not two amounts."""
    if (scale and scale2 and scale != scale2) or Decimal(first) >= Decimal(second):
        return False
    if not scale2 and (scale or not found["cur2"]) and not (found["cur2"] and not scale):
        return False
    before = plain[max(0, found.start() - _CUE_WIDTH) : found.start()]
    joint = found["joint"].lower()
    if _BETWEEN.search(before):
        return True
    if "and" in joint:
        return False
    if "to" in joint:
        return _FROM.search(before) is None and not _CHANGES.search(before)
    return True


_CHANGES = re.compile(
    r"\b(?:grow|grew|growing|rise|rising|rose|increas\w{1,4}|expand\w{0,3})\s{0,2}$", re.I
)


def _behind(plain: str, found: re.Match[str]) -> Iterator[Money]:
    """Amounts with the currency last: "7.12 billion USD", "38-42 million euros"."""
    code, scale = currency_code(found["cur3"]), power(found["scale3"])
    low, high = clean(found["low"] or ""), clean(found["num3"])
    if not high or not code:
        return
    start = found.start()
    before = plain[max(0, start - _CUE_WIDTH) : start]
    joint = (found["joint3"] or "").lower()
    if low and power(found["lowscale"]) in (0, scale) and Decimal(low) < Decimal(high):
        lone = "and" in joint or ("to" in joint and _FROM.search(before) is not None)
        if not lone or _BETWEEN.search(before):
            about = is_about(plain, start)
            span = (start, found.end())
            yield Money(span, midpoint(low, high), code, scale, low, high, about)
            return
    if low and found["lowscale"]:
        end = found.end("lowscale")
        about = is_about(plain, start)
        yield Money((start, end), low, code, power(found["lowscale"]), "", "", about)
    start = found.start("num3")
    yield Money((start, found.end()), high, code, scale, "", "", is_about(plain, start))
