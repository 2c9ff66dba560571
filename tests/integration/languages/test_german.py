"""A site with LANGUAGE_CODE "de" speaks German, numbers and dates too."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from reports.document import formatting
from reports.document.diff import changes
from reports.document.formatting import NBSP
from reports.models import Release
from reports.releasing.refusal import Refused
from tests.integration.site.full import full_fields
from tests.support.reports import T, figure, released

pytestmark = pytest.mark.django_db

REPORT = "/markets/lamps/2024/"
PAGES = (
    *("/", "/markets", "/search/", "/search/?q=lamps", "/search/?q=20%2C45+Milliarden"),
    *("/companies/", "/developments/", "/calendar/", "/check/", "/contact/", "/contact/talk/"),
    *(REPORT, f"{REPORT}releases/", f"{REPORT}releases/1/", f"{REPORT}?as_of=2031-05-04"),
    *(f"{REPORT}figures/market-size-2024/", f"{REPORT}?as_of=nonsense", "/markets/nothing/"),
)
# What the English pages say around the words of the report itself.
ENGLISH = re.compile(
    r"Skip to|All reports|Released|Edition|Release|Search|Companies|Developments|Calendar|Contact"
    r"|Market size|Estimate\b|Forecast\b|Calculated|Actual\b|Source \d|Key players|On this page"
    r"|billion|\babout\b|Not published|Page not found|Check it|Sort by|Figure \d|What changed"
    r"|\b\d+\.\d|May 2031|Drivers and|Data notes|Download|Cite this|Your name|First release"
)


@pytest.fixture
def german(settings):
    settings.LANGUAGE_CODE = "de"
    released(**full_fields())


def visible(html: str) -> str:
    body = re.sub(r"<script.*?</script>|<style.*?</style>", " ", html, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_that_it_is_german_and_is(german, get, path):
    answer = get(path)
    if answer.status_code == 301:
        answer = get(answer["Location"])
    html = answer.content.decode()
    assert '<html lang="de">' in html
    words = visible(html)
    words = re.sub(r"https?://\S+|2031-05\S*|CC BY 4\.0", "", words)
    found = ENGLISH.search(words)
    assert not found, words[max(0, found.start() - 80) : found.end() + 80]
    assert "Vary" not in answer or "language" not in answer["Vary"].lower()


def test_a_german_report_has_german_numbers_dates_and_labels(german, text):
    words = visible(text(REPORT)).replace("\N{NO-BREAK SPACE}", " ")
    for part in (
        *("7,12 Mrd. $", "7,12 Milliarden USD", "Schätzung", "16,3 %", "etwa 74 %", "38–42 %"),
        *("Veröffentlicht 4. Mai 2031", "Nummer 1, Erstveröffentlichung, 4. Mai 2031, 09:30 UTC"),
        *("2024 bis 2031", "Berechnet: 7,12 × (20,45 ÷ 7,12) ^ (1 ÷ 7)", "Quelle 1", "Treiber"),
        *("Marktgröße", "Wichtige Anbieter", "Nächste Durchsicht 31. Januar 2032"),
    ):
        assert part in words


def test_a_chart_and_the_files_of_a_german_report_are_german(german, text):
    assert "Prognose: Der Markt verdreifacht sich fast zwischen 2024 und 2031" in text(REPORT)
    assert "Milliarden" in text(f"{REPORT}charts/market-size.svg")
    markdown = text(f"{REPORT}report.md")
    assert "## Werte nach Jahren" in markdown
    assert "schätzung" not in markdown  # German nouns keep their capital
    lines = text(f"{REPORT}figures.csv").splitlines()
    assert lines[0].lstrip("\ufeff").startswith("key,label,text,measure")  # for programs
    assert ",estimate," in lines[1]


def test_the_document_is_in_the_site_s_language_whatever_an_editor_prefers(settings):
    settings.LANGUAGE_CODE = "de"
    with translation.override("en"):
        released(**full_fields())
    label = Release.objects.get().load_document().figures[0].label
    assert label.startswith("Marktgröße, ")


def test_keys_are_the_same_in_every_language(settings):
    released(**full_fields())
    document = Release.objects.get().load_document()
    english = {change.key for change in changes(None, document)}
    settings.LANGUAGE_CODE = "de"
    assert {change.key for change in changes(None, document)} == english


def test_an_amount_is_found_as_germans_write_it(german, text):
    for query in ("20%2C45+Milliarden", "20%2C45+Mrd.", "20.45+billion"):
        assert "Lamps market 2024" in visible(text(f"{reverse('search')}?q={query}"))


def test_without_a_language_set_the_site_is_english(text):
    released(**full_fields())
    html = text(REPORT)
    assert '<html lang="en">' in html
    assert "Released" in html
    assert formatting.day(T.date()) == "4 May 2031"


def test_a_language_from_right_to_left_says_so(settings, text):
    settings.LANGUAGE_CODE = "ar"
    released(**full_fields())
    assert '<html lang="ar" dir="rtl">' in text(REPORT)


def test_findings_are_german_with_german_numbers(settings, get):
    settings.LANGUAGE_CODE = "de"
    ends = [figure(), figure("20.45", start=2031, status="forecast")]
    rate = figure("12.4", measure="cagr", start=2024, end=2031, unit="percent", multiplier=0)
    with pytest.raises(Refused) as refusal:
        released(figures=[*ends, rate])
    found = next(item for item in refusal.value.findings if item.code == "growth.mismatch")
    said = found.message.replace(NBSP, " ")
    assert said.startswith("Angegeben sind 12,4 % im Jahr, aber von 7,12 Milliarden USD im Jahr")
    assert "wenn 9 Jahre gezählt werden, nicht 7" in found.diagnosis


def test_the_claim_checker_answers_in_german(settings):
    settings.LANGUAGE_CODE = "de"
    text = "The lamp market was USD 7.12 billion in 2024. It will be USD 20.45 billion in 2031. "
    text += "Its CAGR is 12.4% from 2024 to 2031."
    answer = Client(headers={"Sec-Fetch-Site": "same-origin"}).post("/check/", {"text": text})
    assert "wenn 9 Jahre gezählt werden, nicht 7" in visible(answer.content.decode())
