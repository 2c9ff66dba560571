"""Every figure of a text: sizes, volumes, rates, shares, periods, other people's numbers; its"
" name and date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from reports.pressrelease import rates, shares, sizes, statistics, volumes
from reports.pressrelease.claims import Claim, Kind, Unread
from reports.pressrelease.headed import headed_sizes
from reports.pressrelease.market import market
from reports.pressrelease.publication import publication_date
from reports.pressrelease.publisher import publisher
from reports.pressrelease.scene import scene
from reports.pressrelease.source import Passage
from reports.pressrelease.tables import bare_rates, table_rows
from reports.pressrelease.transposed import transposed_sizes

_LEFT_OPEN = re.compile(
    r"(?<!\w)(?:(?:USD|US\$|\$|EUR|€|INR|₹|£)\s?(?:[Xx]{1,4}(?:\.[Xx]{1,3})?|__+"
    r"|--)(?![\w])(?:\s(?:billion|million|bn|mn|crore))?"
    r"|[Xx]{1,3}(?:\.[Xx]{1,3})?\s?%)",
    re.I,
)


def find(passage: Passage) -> Iterable[Claim | Unread]:
    """The claims in numbers, the market's name, the publisher and the date."""
    told = scene(passage.plain)
    others = list(statistics.find(told))
    theirs = {claim.span for claim in others}
    name, firm = market(told.text), publisher(passage.plain)
    yield from (claim for claim in (name, firm) if claim)
    yield from publication_date(passage.plain)
    yield from told.stated
    yield from others
    listed = [*headed_sizes(told), *transposed_sizes(told), *table_rows(told), *bare_rates(told)]
    taken = {claim.span for claim in listed}
    yield from listed
    for item in chain(sizes.find(told), rates.find(told), shares.find(told), volumes.find(told)):
        if not any(_overlap(item.span, span) for span in _near(item, theirs | taken)):
            yield item
    yield from _left_open(told.text)
    yield from _in_words(told.text)


def _near(item: Claim | Unread, spans: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    yield from ((item.span,) if item.span in spans else ())
    if isinstance(item, Claim) and item.kind is Kind.VOLUME:
        yield from spans


def _overlap(one: tuple[int, int], two: tuple[int, int]) -> bool:
    return one[0] < two[1] and two[0] < one[1]


_IN_WORDS = re.compile(
    r"\b(?:(?:low|mid|middle|high)[\s-]{1,2}(?:to[\s-](?:mid|high)[\s-])?)?"
    r"(?:single|double|triple)[\s-]digits?\s(?:[\w-]+\s){0,3}"
    r"(?:CAGR|growth|rate|pace|compound|expansion)\b"
    r"|\b(?:half (?:a|of a)|a quarter of a|a|one|two|three|several|many|a few|tens of"
    r"|hundreds of) (?:billion|million|trillion)s? (?:U\.?S\.? )?(?:dollars?|euros?|pounds|rupees"
    r"|yen|yuan)\b",
    re.I,
)
_OF_THE_MARKET = re.compile(r"\b(?:market|industry|CAGR|growth|revenues?|sales)\b", re.I)


def _in_words(text: str) -> Iterator[Unread]:
    """Rates and sizes told without digits, in a sentence about the market."""
    for match in _IN_WORDS.finditer(text):
        around = text[max(0, match.start() - 120) : match.end() + 60]
        if _OF_THE_MARKET.search(around):
            yield Unread(match.span(), match[0], "A figure in words; its digits are not told.")


def _left_open(text: str) -> Iterator[Unread]:
    """Places of a template where a number was never filled in."""
    for match in _LEFT_OPEN.finditer(text):
        yield Unread(match.span(), match[0], "A placeholder stands where a number should be.")
