"""Companies and developments over all markets."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from reports.models import Company, SearchEntry
from reports.models.immutable import writing
from reports.models.merging import merge, unmerge
from tests.integration.finding.samples import market
from tests.support.reports import T, company, released

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
ROR, WIKIDATA, LEI = "05dxps055", "Q42", "529900T8BM49AURSDO55"


def names(page: str) -> list[str]:
    return re.findall(r'<a href="/companies/[^"]+/"><b>([^<]+)</b>', page)


def events(page: str) -> list[str]:
    return re.findall(r"<h3>([^<]+)</h3>", page)


class TestCompanies:
    def test_each_company_is_listed_once_by_name_with_its_markets(self, text):
        market("lamps", players=("Zeta Labs", "Alpha Care"), at=T - HOUR)
        market("chairs", players=("Zeta Labs",), events=(("A stool", "Beta Works", 2023),))
        page = text("/companies/")
        assert names(page) == ["Alpha Care", "Beta Works", "Zeta Labs"]
        assert "in 2 markets" in page
        assert names(text("/companies/", q="zeta")) == ["Zeta Labs"]
        assert "Zeta Labs" in text("/companies/", q="zetta labs").partition("Did you mean")[2]

    def test_a_name_stays_as_released_until_the_next_release(self, text):
        market("lamps", players=("Zeta Labs",))
        Company.objects.update(name="Zeta Laboratories")
        assert names(text("/companies/")) == ["Zeta Labs"]
        assert "<h1>Zeta Labs</h1>" in text("/companies/zeta-labs/")
        market("chairs", players=("Zeta Labs",), at=T + HOUR)
        page = text("/companies/zeta-labs/", T + HOUR)
        assert "<h1>Zeta Laboratories</h1>" in page
        assert "Also named: Zeta Labs" in page

    def test_a_company_that_no_visible_report_names_is_not_there(self, get):
        company("Zeta Labs")
        assert get("/companies/zeta-labs/").status_code == 404
        assert "No report names a company yet." in get("/companies/").content.decode()


class TestCompanyPage:
    def test_it_tells_where_the_company_appears_and_what_it_did(self, text):
        market("lamps", players=("Zeta Labs",), edition="2023", at=T - HOUR, base_year=2023)
        event = ("A lamp for harbours", "Zeta Labs", 2023)
        market("lamps", players=("Zeta Labs",), events=(event,))
        market("chairs", events=(("A stool", "Zeta Labs", 2024), ("Another", "Other", 2024)))
        page = text("/companies/zeta-labs/")
        assert '<a href="/markets/lamps/2024/#players">Lamps market 2024</a>' in page
        assert '<a href="/markets/lamps/2023/#players">2023</a>' in page
        assert "Zeta Labs of lamps." in page
        assert events(page) == ["A stool", "A lamp for harbours"]

    def test_identifiers_are_those_of_the_release(self, text):
        found = company("Zeta Labs")
        Company.objects.filter(pk=found.pk).update(ror=ROR, wikidata=WIKIDATA, lei=LEI)
        market("lamps", players=("Zeta Labs",))
        Company.objects.filter(pk=found.pk).update(ror="", wikidata="Q43")
        page = text("/companies/zeta-labs/")
        assert f'href="https://ror.org/{ROR}"' in page
        assert f'href="https://www.wikidata.org/wiki/{WIKIDATA}"' in page
        assert f'href="https://search.gleif.org/#/record/{LEI}"' in page
        assert "Q43" not in page

    def test_it_bears_a_release_without_search_entries(self, text):
        release = market("lamps", players=("Zeta Labs",))
        with writing("repair"):
            SearchEntry.objects.filter(release=release).delete()
        assert "<h1>Zeta Labs</h1>" in text("/companies/zeta-labs/")

    def test_links_in_its_text_lead_to_visible_reports_alone(self, text):
        other = market("chairs").report.page_id
        link = f'<p>See <a linktype="page" id="{other}">chairs</a>.</p>'
        player = {"company": company("Zeta Labs").pk, "text": link}
        released("lamps", key_players=[("key_player", player)])
        assert '<a href="/markets/chairs/2024/">chairs</a>' in text("/companies/zeta-labs/")


class TestMerged:
    @pytest.fixture
    def merged(self, db):
        market("lamps", players=("Zeta Labs",), at=T - HOUR)
        twin = company("Zeta Laboratory")
        market("chairs", players=("Zeta Laboratory",), at=T - HOUR)
        kept = company("Zeta Labs")
        merge(kept, [twin])
        return kept, twin

    def test_its_page_leads_to_the_kept_one_which_holds_both(self, merged, get, text):
        answer = get("/companies/zeta-laboratory/")
        assert (answer.status_code, answer["Location"]) == (301, "/companies/zeta-labs/")
        page = text("/companies/zeta-labs/")
        assert "Zeta Laboratory of chairs." in page
        assert "Zeta Labs of lamps." in page
        assert names(text("/companies/")) == ["Zeta Labs"]

    def test_it_stands_for_itself_while_no_visible_report_names_the_kept_one(self, get, text):
        twin, kept = company("Zeta Laboratory"), company("Zeta Labs")
        market("chairs", players=("Zeta Laboratory",))
        merge(kept, [twin])
        assert get("/companies/zeta-laboratory/").status_code == 200
        assert get("/companies/zeta-labs/").status_code == 404
        assert names(text("/companies/")) == ["Zeta Laboratory"]

    def test_a_merge_that_was_undone_is_two_again(self, merged, get, text):
        unmerge(Company.objects.get(slug="zeta-laboratory"))
        assert get("/companies/zeta-laboratory/").status_code == 200
        assert len(names(text("/companies/"))) == 2


class TestDevelopments:
    @pytest.fixture
    def shelf(self, db):
        both = (("A lamp", "Zeta Labs", 2023), ("A wick", "Alpha Care", 2022))
        market("lamps", events=both, at=T - HOUR)
        market("chairs", events=(("A stool", "Zeta Labs", 2024), ("A chair", "", 2023)))

    def test_the_newest_comes_first_and_filters_narrow(self, shelf, text):
        assert events(text("/developments/")) == ["A stool", "A chair", "A lamp", "A wick"]
        assert events(text("/developments/", company="zeta-labs")) == ["A stool", "A lamp"]
        assert events(text("/developments/", market="lamps", year="2022")) == ["A wick"]
        assert events(text("/developments/", kind="funding")) == []
        page = text("/developments/", company="zeta-labs")
        assert '<option value="2023">2023 (1)</option>' in page
        assert '<option value="2022" disabled>2022 (0)</option>' in page
        assert '<option value="zeta-labs" selected>Zeta Labs (2)</option>' in page

    def test_a_development_of_two_editions_is_told_once(self, shelf, text):
        market("lamps", events=(("A lamp", "Zeta Labs", 2023),), edition="2025", base_year=2024)
        page = text("/developments/", market="lamps")
        assert events(page) == ["A lamp", "A wick"]
        assert 'href="/markets/lamps/2025/#developments"' in page

    def test_pages_keep_the_filters(self, text):
        many = tuple((f"Lamp {number}", "", 1990 + number) for number in range(32))
        market("lamps", events=many)
        page = text("/developments/", kind="launch")
        assert len(events(page)) == 30
        assert 'href="/developments/?kind=launch&amp;page=2"' in page
        assert events(text("/developments/", kind="launch", page="2")) == ["Lamp 1", "Lamp 0"]

    def test_nothing_that_is_sent_breaks_the_list(self, shelf, get):
        for name in ("kind", "company", "market", "year"):
            for value in ("'", "%", "9" * 400, "²²²²", "0000", "-1", "é", "x" * 3000):
                assert get("/developments/", **{name: value}).status_code == 200, (name, value)
        assert get("/developments/", page="7").status_code == 404

    def test_a_filtered_list_is_not_for_search_engines(self, shelf, get):
        assert "X-Robots-Tag" not in get("/developments/")
        assert get("/developments/", year="2023")["X-Robots-Tag"] == "noindex"
