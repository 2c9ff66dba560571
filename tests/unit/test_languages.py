"""Numbers and dates in other languages, and whether the catalogues are whole."""

from __future__ import annotations

import datetime as dt
import io
import re
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from django.conf import settings

from reports.document import language
from reports.document.formatting import citation_date, compact, day, month, quantity, unit_words
from reports.document.words import amounts, terms
from reports.languages import tell
from reports.management.commands.catalogue import compiled, read, template, translated

D = Decimal
CATALOGUES = sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"))


@pytest.fixture
def speak():
    yield language.use
    tell()


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("value", "unit", "multiplier", "text", "short"),
    [
        ("7.12", "USD", 9, "7,12 Milliarden USD", "7,12 Mrd. $"),
        ("1", "EUR", 9, "1 Milliarde EUR", "1 Mrd. €"),
        ("7.10", "CHF", 6, "7,10 Millionen CHF", "7,10 Mio. CHF"),
        ("5", "EUR", 3, "5 Tausend EUR", "5 Tausend €"),
        ("2", "USD", 12, "2 Billionen USD", "2 Bio. $"),
        ("16.3", "percent", 0, "16,3 %", "16,3 %"),
        ("1234.5", "Lampen", 0, "1.234,5 Lampen", "1.234,5 Lampen"),
    ],
)
def test_a_figure_in_german(speak, value, unit, multiplier, text, short):
    speak("de")
    assert plain(quantity(D(value), unit, multiplier)) == text
    assert plain(compact(D(value), unit, multiplier)) == short


def test_a_range_and_dates_in_german(speak):
    speak("de")
    bounds = {"low": D(38), "high": D(42)}
    assert plain(quantity(D(40), "USD", 9, **bounds)) == "38–42 Milliarden USD"
    assert unit_words("USD", 9) == "Milliarden USD"
    value = dt.date(2024, 12, 11)
    assert (day(value), month(value)) == ("11. Dezember 2024", "Dezember 2024")
    assert citation_date(value) == "2024, 11. Dezember"


@pytest.mark.parametrize("code", ["ja", "hi", "ar", "fr", "tr", "pt-br", "zh-hans", "xx", "en-gb"])
def test_no_language_is_beyond_writing_a_figure(speak, code):
    speak(code)
    # Where there is no word for a thousand million, the power of ten stands.
    assert re.search(r"7\D12\b", quantity(D("7.12"), "USD", 9))
    assert "USD" in quantity(D("7.12"), "USD", 9)
    assert day(dt.date(2024, 12, 11))


@pytest.mark.parametrize("query", ["20,45 Milliarden", "20.45 billion", "20,450 Mrd."])
def test_amounts_are_read_with_a_comma_where_that_is_the_decimal_sign(speak, query):
    speak("de")
    assert [amount.value for amount in amounts(query)] == [D("20450000000")]


@pytest.mark.parametrize("query", ["1.2.3", "1,2,3", "1.2345", "1.234.5678", ",", "5,", "٣,٤"])
def test_odd_numbers_are_no_error(speak, query):
    speak("de")
    assert isinstance(terms(query), list)


def test_there_is_a_german_catalogue():
    assert "de" in {path.parts[-3] for path in CATALOGUES}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_catalogue_has_every_public_text_and_no_other(path):
    catalogue = read(path)
    wanted = {(message.id, message.context) for message in template() if message.id}
    found = {(m.id, m.context) for m in catalogue if m.id and translated(m)}
    assert wanted - found == set(), "Run `manage.py catalogue`, then translate these."
    assert found - wanted == set(), "Run `manage.py catalogue`: these are gone."


def texts(catalogue):
    """Text and context → what stands for it, but for the head."""

    def forms(text):
        return [text] if isinstance(text, str) else list(text)

    return {(tuple(forms(m.id)), m.context or ""): forms(m.string) for m in catalogue if m.id}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_what_the_site_reads_is_what_translators_wrote(path):
    with path.with_suffix(".mo").open("rb") as file:
        kept = texts(read_mo(file))
    assert kept == texts(read_mo(io.BytesIO(compiled(read(path))))), "Run `manage.py catalogue`."
    assert kept[("All reports",), ""] not in (["All reports"], [])


PLACE = re.compile(r"%\(\w+\)[sd]|\{\w+\}|<[^>]+>")


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_translation_keeps_the_places_of_its_text(path):
    for message in read(path):
        if message.id:
            one = message.id if isinstance(message.id, str) else message.id[-1]
            texts = [message.string] if isinstance(message.string, str) else message.string
            for text in texts:
                assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(one)), one


# ── Texts that nobody could translate ───────────────────────────────────────────────────────────

TAGS = re.compile(
    r"\{%\s*comment.*?endcomment\s*%\}|\{%\s*blocktranslate.*?endblocktranslate\s*%\}"
    r"|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<(script|style)\b.*?</\1>",
    re.S,
)
SPOKEN = re.compile(r'\s(?:aria-label|title|alt|placeholder)="([^"]*)"')
MARKUP = re.compile(r'<(?:[^<>"]|"[^"]*")*>')
# Names are the same in every language.
NAMES = re.compile(r"Market Reports|\b(?:API|CSV|PNG|SVG|UTC|HTML)\b")
# The manual for programmers is English everywhere, and says so by its ``lang``.
BARE = {"documentation.html"}


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
        if path.name not in BARE
    ],
    ids=lambda path: path.name,
)
def test_a_template_says_nothing_that_cannot_be_translated(path):
    text = TAGS.sub("", path.read_text())
    said = NAMES.sub("", " ".join([*SPOKEN.findall(text), MARKUP.sub(" ", text)]))
    assert not re.search(r"[A-Za-z]{2,}", said), said.split()
