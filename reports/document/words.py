"""Words as search compares them: without capitals and accents, numbers in one form.

Pure: the database only compares what comes out of here, so that every database
finds the same. A number with its scale also becomes its amount ("$20.45bn" and
"USD 20.45 billion" both hold ``=20450000000``), and a percentage ``=16.3pc``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from reports.document import language

LONGEST_WORD = 60
MOST_TERMS = 12
LONGEST_QUERY = 200

_SCALES = {
    **dict.fromkeys(("trillion", "tn"), 12),
    **dict.fromkeys(("billionen",), 12),
    **dict.fromkeys(("billion", "bn", "b", "milliarden", "milliarde", "mrd"), 9),
    **dict.fromkeys(("million", "mn", "mm", "m", "millionen", "mio"), 6),
    **dict.fromkeys(("thousand", "k", "tausend"), 3),
    **dict.fromkeys(("percent", "%", "prozent"), 0),
}
_SIGNS = {"us$": " usd ", "$": " usd ", "€": " eur ", "£": " gbp ", "¥": " jpy ", "₹": " inr "}
_SIGN = re.compile("|".join(re.escape(sign) for sign in _SIGNS))
_DIGITS = r"[0-9][0-9,]{0,30}(?:\.[0-9]{1,20})?"
# Where the decimal sign is a comma, a point stands between thousands: "1.234,5". A number in
# the English way is read there too, as far as it is clear: "20.45".
_GROUPED = r"[0-9]{1,3}(?:\.[0-9]{3}){1,8}"
_DIGITS_WITH_COMMA = rf"(?:{_GROUPED}(?:,[0-9]{{1,20}})?|[0-9]{{1,31}}(?:[.,][0-9]{{1,20}})?)"
_SCALE = "|".join(sorted(map(re.escape, _SCALES), key=len, reverse=True))
_TOKEN, _TOKEN_WITH_COMMA = (
    re.compile(
        rf"(?P<number>{digits})[ -]?(?P<scale>{_SCALE})(?![^\W_])"
        rf"|(?P<plain>{digits})(?![^\W_])"
        r"|(?P<word>[^\W_]+)"
    )
    for digits in (_DIGITS, _DIGITS_WITH_COMMA)
)
# They say nothing when they stand beside other words.
_SMALL = frozenset(["a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "by"])


@dataclass(frozen=True, slots=True)
class Amount:
    """A number somebody looks for, with its scale applied; ``percent`` tells a percentage."""

    value: Decimal
    percent: bool


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to find: a word by its beginning, a number exactly."""

    text: str
    prefix: bool


def folded(text: str) -> str:
    """A text without capitals and accents, in plain spaces: "Tübingen " gives "tubingen"."""
    parts = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split())


def words(text: str) -> Iterator[str]:
    """The words of a text in their order; a number with a scale gives its amount besides."""
    for found in _tokens(text):
        if found["number"]:
            yield _plain(found["number"])
            if found["scale"] != "%":
                yield found["scale"]
            yield _amount_word(_amount(found))
        elif found["plain"]:
            yield _plain(found["plain"])
        else:
            yield found["word"][:LONGEST_WORD]


def indexed(*texts: str) -> str:
    """The words of texts, each once, in order of the alphabet: what search looks into."""
    return " ".join(sorted({word for text in texts for word in words(text)}))


def in_order(text: str) -> str:
    """The words of a title in their order."""
    return " ".join(words(text))


def terms(query: str) -> list[Term]:
    """What a query asks for. Anything is a query: signs and operators mean nothing."""
    found: dict[Term, None] = {}
    for token in _tokens(query[:LONGEST_QUERY]):
        if token["number"]:
            found[Term(_amount_word(_amount(token)), prefix=False)] = None
        elif token["plain"]:
            found[Term(_plain(token["plain"]), prefix=False)] = None
        else:
            found[Term(_stem(token["word"][:LONGEST_WORD]), prefix=True)] = None
    telling = [term for term in found if term.text not in _SMALL]
    return (telling or list(found))[:MOST_TERMS]


def amounts(query: str) -> list[Amount]:
    """The amounts that a query names, those with a scale or a per cent sign."""
    return [_amount(found) for found in _tokens(query[:LONGEST_QUERY]) if found["number"]]


def matches(wanted: Iterable[Term], word_list: str) -> bool:
    """Whether text of `indexed` or `in_order` holds all terms; what the database does too."""
    padded = f" {word_list} "
    return all((f" {term.text}" + ("" if term.prefix else " ")) in padded for term in wanted)


def snippet(text: str, wanted: Iterable[Term], around: int = 90) -> list[tuple[str, bool]]:
    """The place of a plain text where a query is found, in pieces; those found are marked.

    Empty when none of the terms is there.
    """
    sought = [term for term in wanted if not term.text.startswith("=")]
    numbers = {term.text for term in wanted if term.text.startswith("=")}
    spans = [
        (match.start(), match.end())
        for match in (_WORD_WITH_COMMA if language.has_decimal_comma() else _WORD).finditer(text)
        if _is_sought(match[0], sought, numbers)
    ]
    if not spans:
        return []
    first, last = spans[0][0], min(len(text), spans[0][1] + 2 * around)
    start = text.rfind(" ", 0, max(0, first - around)) + 1 if first > around else 0
    end = text.rfind(" ", first, last) if last < len(text) else last
    end = max(end, spans[0][1])
    pieces = [("… ", False)] if start else []
    at = start
    for begin, stop in spans:
        if stop > end:
            break
        pieces += [(text[at:begin], False), (text[begin:stop], True)]
        at = stop
    return [*pieces, (text[at:end] + (" …" if end < len(text) else ""), False)]


_WORD, _WORD_WITH_COMMA = (
    re.compile(rf"{digits}\s?(?:%|[^\W\d_]{{1,10}})?|[^\W_]+")
    for digits in (_DIGITS, _DIGITS_WITH_COMMA)
)


def _is_sought(word: str, sought: list[Term], numbers: set[str]) -> bool:
    inside = _inside(word)
    return any(
        part in numbers
        or any(part.startswith(term.text) if term.prefix else part == term.text for term in sought)
        for part in inside
        if part
    )


def _inside(word: str) -> tuple[str, ...]:
    """The words of one printed word. Texts repeat theirs, so most are known."""
    return _known(word, comma=language.has_decimal_comma())


@lru_cache(maxsize=20_000)
def _known(word: str, *, comma: bool) -> tuple[str, ...]:
    return tuple(words(word))


def _tokens(text: str) -> Iterator[re.Match[str]]:
    plain = _SIGN.sub(lambda sign: _SIGNS[sign[0]], folded(text))
    token = _TOKEN_WITH_COMMA if language.has_decimal_comma() else _TOKEN
    return token.finditer(" ".join(plain.split()))


def _amount(found: re.Match[str]) -> Amount:
    value = _read(found["number"]).scaleb(_SCALES[found["scale"]])
    return Amount(Decimal(f"{value:f}"), found["scale"] in ("percent", "%", "prozent"))


def _amount_word(amount: Amount) -> str:
    return f"={_short(amount.value)}{'pc' if amount.percent else ''}"[:LONGEST_WORD]


def _plain(number: str) -> str:
    return _short(_read(number))


def _read(number: str) -> Decimal:
    if not language.has_decimal_comma():
        return Decimal(number.replace(",", ""))
    if "," in number or re.fullmatch(_GROUPED, number):
        number = number.replace(".", "").replace(",", ".")
    return Decimal(number)


def _short(value: Decimal) -> str:
    """Without zeros that say nothing: 7.10 and 7.1 are one number."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _stem(word: str) -> str:
    """English plurals find the singular: "lamps" looks for what begins with "lamp"."""
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
