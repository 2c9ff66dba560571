"""The site's language, for all that is made from documents. Told once, when the site starts.

Free of Django, since rules over documents read their labels too: `reports.languages` tells the
language and who translates. English until then. What an editor prefers in the admin does not
matter here: a document, its charts and its files are in the language of the site.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol

Translate = Callable[[str, str, int], str]


def _english(one: str, many: str, count: int) -> str:
    return one if count == 1 else many


_code = "en"
_translate: Translate = _english


def use(code: str, translate: Translate = _english) -> None:
    """Speak the language with this code ("de", "pt-br"). ``translate`` gets the English of one,
    of many, and how many there are."""
    global _code, _translate
    _code, _translate = code, translate


def locale() -> Locale:
    """What Babel knows of the language; of one that it does not know, English."""
    return _locale(_code)


@lru_cache
def _locale(code: str) -> Locale:
    try:
        return Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale.parse("en_US")


def code() -> str:
    """The language's code as HTML and JSON-LD name it: "en", "pt-br"."""
    return _code


def is_english() -> bool:
    """Whether the site is in English, in which some things are written our own way."""
    return locale().language == "en"


@lru_cache
def _decimal_comma(code: str) -> bool:
    return str(get_decimal_symbol(_locale(code))) == ","


def has_decimal_comma() -> bool:
    """Whether the language writes "7,12" for seven and a bit."""
    return _decimal_comma(_code)


def gettext(text: str) -> str:
    """A text in the language of the site."""
    return _translate(text, text, 1)


def ngettext(one: str, many: str, count: int) -> str:
    """A text in the language of the site, as it is said of ``count`` things."""
    return _translate(one, many, count)


def mark(text: str) -> str:
    """A text that is translated where it is used; this only says that it has to be."""
    return text


def inline(label: str) -> str:
    """A label within a sentence: without its capital, unless the language keeps it there."""
    return label if locale().language == "de" else label.lower()
