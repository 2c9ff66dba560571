"""What search engines and those who show links read, as their own libraries read it."""

from __future__ import annotations

import json
import re

import extruct
import pytest
from django.test import Client
from pyld import jsonld

from reports import clock
from tests.integration.outputs.conftest import HOUR, NASTY, later
from tests.support.reports import T

pytestmark = pytest.mark.django_db

REPORT = "/markets/lamps/2024/"
SITE = "http://127.0.0.1:8000"
SCHEMA = "https://schema.org/"


def expanded(data):
    """JSON-LD by its own algorithm; the vocabulary stands in for schema.org's file."""

    def load(url, options):
        context = {"@context": {"@vocab": SCHEMA, "@base": f"{SITE}/"}}
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": context,
        }

    items = jsonld.flatten(jsonld.expand(data, {"documentLoader": load}))
    return {item["@type"][0].removeprefix(SCHEMA): item for item in items if "@type" in item}


def read(answer):
    html = answer.content.decode()
    found = extruct.extract(html, base_url=SITE, syntaxes=["json-ld", "opengraph"])
    (data,) = found["json-ld"]
    return expanded(data), dict(found["opengraph"][0]["properties"])


def value(item, name):
    return [entry.get("@value", entry.get("@id")) for entry in item[SCHEMA + name]]


class TestReport:
    def test_it_is_a_report_with_data_in_several_forms(self, full, get):
        items, _ = read(get(REPORT))
        assert {"Report", "Dataset", "Organization", "BreadcrumbList"} <= items.keys()
        report, data = items["Report"], items["Dataset"]
        assert value(report, "name") == ["Lamps market 2024"]
        assert value(report, "hasPart") == [data["@id"]]
        assert value(data, "publisher") == [items["Organization"]["@id"]]
        assert value(data, "identifier") == [f"{SITE}{REPORT}releases/1/"]
        assert value(data, "temporalCoverage") == ["2022/2031"]
        assert value(data, "license") == ["https://creativecommons.org/licenses/by/4.0/"]
        assert "Market size, World, 2024" in value(data, "variableMeasured")

    def test_each_file_that_it_names_is_there_and_is_what_it_says(self, full, get):
        html = get(REPORT).content.decode()
        (text,) = re.findall(r'ld\+json">(.*?)</script>', html, re.DOTALL)
        graph = json.loads(text)["@graph"]
        files = next(item for item in graph if item["@type"] == "Dataset")["distribution"]
        assert len(files) == 4
        for file in files:
            answer = get(file["contentUrl"].removeprefix(SITE))
            assert answer.status_code == 200
            assert answer["Content-Type"].partition(";")[0] == file["encodingFormat"]

    def test_links_to_it_show_title_and_description(self, full, get):
        _, shown = read(get(REPORT))
        assert shown["og:title"] == "Lamps market 2024"
        assert shown["og:description"] == "The standfirst."
        assert shown["og:url"] == f"{SITE}{REPORT}"

    def test_its_headers_lead_to_the_other_forms(self, full, get):
        header = get(REPORT)["Link"]
        assert f'<{SITE}/markets/lamps/>; rel="canonical"' in header
        assert f'<{SITE}{REPORT}releases/1/>; rel="cite-as"' in header
        assert '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' in header
        assert f'<{SITE}{REPORT}figures.csv>; rel="alternate"; type="text/csv"' in header
        assert "report.pdf" not in header

    def test_a_hostile_title_ends_no_element(self, nasty, get):
        answer = get(REPORT)
        html = answer.content.decode()
        items, shown = read(answer)
        files = html.count(' src="/static/')
        assert html.count("<script") == html.count("</script>") == files + 1
        assert value(items["Report"], "name") == [f"Lamps {NASTY}"]
        assert shown["og:title"] == f"Lamps {NASTY}"
        assert "\u2028" not in re.findall(r'ld\+json">(.*?)</script>', html, re.DOTALL)[0]

    def test_the_host_of_a_request_is_in_no_answer(self, full):
        for path in (REPORT, f"{REPORT}report.json", "/sitemap.xml", "/feeds/releases.atom"):
            with clock.fixed(T):
                answer = Client(SERVER_NAME="localhost").get(path)
            assert answer.status_code == 200
            assert b"localhost" not in answer.content + answer.get("Link", "").encode()


class TestUsePanel:
    def test_it_leads_to_every_form_that_is_there(self, full, get):
        html = get(REPORT).content.decode()
        panel = html[html.index('id="use"') :]
        links = re.findall(r'href="(/[^"#]*)"', panel[: panel.index("</section>")])
        assert len(links) == 8  # with the form that reports an error
        assert all(get(link).status_code == 200 for link in links)
        assert "mailto:?subject=Lamps%20market%202024&amp;body=http%3A%2F%2F127.0.0.1" in panel
        assert f'<p class="codeblock" id="share-address">{SITE}{REPORT}</p>' in panel

    def test_an_earlier_view_and_a_single_release_lead_to_their_own_files(self, full, get):
        later(full, "7.13")
        at = T + 2 * HOUR
        for path in (f"{REPORT}releases/1/", f"{REPORT}?as_of=2031-05-04T09:45Z"):
            panel = get(path, at).content.decode()
            assert f'href="{REPORT}releases/1/figures.csv"' in panel
            assert f'href="{REPORT}figures.csv"' not in panel
        assert f'href="{REPORT}figures.csv"' in get(REPORT, at).content.decode()


class TestFigure:
    def test_it_is_an_observation_of_the_reports_data(self, full, get):
        items, _ = read(get(f"{REPORT}figures/share-cancer-2024/"))
        found = items["Observation"]
        assert value(found, "value") == ["40"]
        assert (value(found, "minValue"), value(found, "maxValue")) == (["38"], ["42"])
        assert value(found, "observationDate") == ["2024"]
        assert value(found, "subjectOf") == [f"{SITE}{REPORT}#data"]
        header = get(f"{REPORT}figures/share-cancer-2024/")["Link"]
        assert f'<{SITE}{REPORT}releases/1/figures/share-cancer-2024/>; rel="cite-as"' in header
