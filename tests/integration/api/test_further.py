"""Releases, series, companies, segments, places, sources, search; fields and orders; 304."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from reports import clock
from reports.models.merging import merge
from reports.releasing import change_address, withdraw
from tests.integration.api.conftest import NOW, ROOT
from tests.integration.api.samples import ADDRESSES, event, full, player, scheduled
from tests.support.reports import T, company, figure, issue, segment, with_value

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def walked(ask):
    """All results of a list, page by page forwards; and the same backwards."""

    def get(path, **query):
        pages = [ask(path, **query).json()]
        while pages[-1]["next"]:
            parts = parse_qs(urlsplit(pages[-1]["next"]).query)
            pages.append(ask(path, **{name: values[0] for name, values in parts.items()}).json())
        back, last = [pages[-1]], pages[-1]
        while last["previous"]:
            parts = parse_qs(urlsplit(last["previous"]).query)
            last = ask(path, **{name: values[0] for name, values in parts.items()}).json()
            back.append(last)
        forwards = [row for page in pages for row in page["results"]]
        assert [row for page in back[::-1] for row in page["results"]] == forwards
        return forwards

    return get


@pytest.fixture
def many(db):
    cancer, clinics = segment("Condition", "Cancer"), segment("Setting", "Clinics")
    axes = [
        (
            "axis",
            {
                "axis": part.axis.pk,
                "segments": [{"segment": part.pk, "text": "", "source": None}],
            },
        )
        for part in (cancer, clinics)
    ]
    for number, market in enumerate(("lamps", "chairs", "beds")):
        full(
            market,
            at=T + number * SECOND,
            segments=axes,
            figures=[
                figure("7.12"),
                figure("20.45", start=2031, status="forecast"),
                figure("1.10", segments=[cancer.pk]),
            ],
            key_players=[player(name) for name in ("Zeta", "Acme")],
        )


class TestReleases:
    def test_the_history_with_what_each_changed(self, db, ask, results):
        release = full(figures=[figure("7.10")])
        with clock.fixed(T + SECOND):
            issue(with_value(release.report.page, "7.20"), kind="correction", reason="A slip.")
        newest, first = results("releases/")
        assert (newest["number"], newest["kind"], newest["reason"]) == (2, "correction", "A slip.")
        assert newest["superseded_at"] is None
        assert first["superseded_at"] == "2031-05-04T09:30:01Z"
        told = ask("releases/lamps/2024/2/").json()["changes"]
        assert [(item["what"], item["kind"]) for item in told] == [("figure", "changed")]
        assert ask("releases/lamps/2024/1/").json()["changes"] is None
        assert results("releases/", as_of="2031-05-04T09:30:00Z")[0]["superseded_at"] is None

    def test_a_pending_end_is_not_told(self, db, results):
        scheduled(full(), "8.00", T + HOUR)
        (row,) = results("releases/")
        assert row["superseded_at"] is None

    def test_a_withdrawn_release_is_gone(self, db, ask, results):
        release = full()
        with clock.fixed(T + SECOND):
            withdraw(release.report, reason="Wrong")
        assert results("releases/") == []
        assert ask("releases/lamps/2024/1/").status_code == 410

    def test_it_moves_with_its_report(self, db, ask):
        release = full()
        with clock.fixed(T + SECOND):
            change_address(release.report, market="lights", edition="2024")
        answer = ask("releases/lamps/2024/1/")
        assert answer["Location"].endswith("/releases/lights/2024/1/")

    def test_what_there_never_was_is_a_404(self, db, ask):
        full()
        for number in ("0", "2", "999999", "9" * 30):
            assert ask(f"releases/lamps/2024/{number}/").status_code == 404


def test_a_series_has_its_figures_by_year(many, results, walked):
    found = results("series/", market="lamps", segments="")
    assert [[item["value"] for item in row["values"]] for row in found] == [["7.12", "20.45"]]
    assert found[0]["unit"] == "USD"
    (cancer,) = results("series/", market="lamps", segment="condition:cancer")
    assert [item["key"] for item in cancer["values"]] == ["market-size-cancer-2024"]
    assert len(walked("series/", limit=1)) == 6
    assert walked("series/", limit=4) == walked("series/", limit=1)


def test_segments_are_those_of_the_reports(many, results, walked):
    found = walked("segments/", limit=1)
    assert [(row["market"], row["axis"], row["segment"]) for row in found] == [
        (market, *pair)
        for market in ("beds", "chairs", "lamps")
        for pair in (("condition", "cancer"), ("setting", "clinics"))
    ]
    assert len(results("segments/", axis="condition")) == 3
    assert len(results("segments/", market="lamps", segment="setting:clinics")) == 1
    assert walked("segments/", limit=5) == found


def test_a_source_is_in_full(many, results, walked):
    (row,) = results("sources/", market="lamps")
    assert (row["key"], row["publisher"]) == ("announcement", "Sample Publisher")
    assert len(walked("sources/", limit=1, publisher="Sample Publisher")) == 3
    assert results("sources/", publisher="Nobody") == []


def test_a_place_has_the_markets_that_cover_it(many, results):
    (row,) = results("geographies/")
    assert (row["code"], row["markets"]) == ("001", ["beds", "chairs", "lamps"])
    assert results("geographies/", code="US") == []


class TestCompanies:
    def test_each_once_with_its_markets(self, many, walked, results):
        found = walked("companies/", limit=1)
        assert [row["company"] for row in found] == ["acme", "zeta"]
        assert found[0]["markets"] == ["beds", "chairs", "lamps"]
        assert [row["company"] for row in results("companies/", market="beds")] == ["acme", "zeta"]
        assert results("companies/", market="no") == []

    def test_a_merged_one_leads_to_the_one_that_was_kept(self, many, ask, client):
        tag = ask("companies/")["ETag"]
        merge(company("Acme"), [company("Zeta")])
        answer = ask("companies/zeta/")
        assert answer.status_code == 301
        assert answer["Location"].endswith("/api/v1/companies/acme/")
        with clock.fixed(NOW):
            again = client.get(f"{ROOT}companies/", headers={"If-None-Match": tag})
        assert [row["company"] for row in again.json()["results"]] == ["acme"]
        assert ask("companies/none/").status_code == 404


class TestSearch:
    def test_it_finds_what_the_site_finds(self, many, results, walked):
        found = results("search/", q="lamps")
        assert ("report", "lamps") in [(row["kind"], row["market"]) for row in found]
        assert found[0]["page"].startswith("http://testserver/markets/")
        assert walked("search/", q="lamp", limit=1) == results("search/", q="lamp")
        assert {row["kind"] for row in results("search/", q="acme", kind="company")} == {"company"}
        assert results("search/", q="zzzz") == []

    def test_it_needs_a_question(self, many, refused):
        assert refused("search/")["parameter"] == "q"
        assert refused("search/", q="")["parameter"] == "q"
        assert refused("search/", q="lamps", kind="reports")["suggestion"] == "report"


class TestFields:
    def test_only_what_was_asked_for(self, many, ask, results):
        assert list(results("figures/", fields="value,key")[0]) == ["key", "value"]
        detail = ask("figures/lamps/2024/market-size-2024/", fields="amount").json()
        assert detail == {"amount": "7120000000"}
        assert list(ask("reports/lamps/2024/", fields="market,release").json()) == [
            *("market", "release")
        ]

    def test_a_field_that_is_not_there_is_a_400_with_the_nearest(self, many, refused):
        problem = refused("figures/", fields="key,valeu")
        assert (problem["parameter"], problem["suggestion"]) == ("fields", "value")


class TestOrdering:
    @pytest.mark.parametrize(
        ("path", "ordering", "key"),
        [
            ("figures/", "-amount", lambda row: -float(row["amount"])),
            ("figures/", "year", lambda row: row["period"]["start"]),
            ("reports/", "-released_at", lambda row: row["release"]["released_at"]),
            ("releases/", "released_at", lambda row: row["released_at"]),
            ("developments/", "date", lambda row: row["date"]),
            ("key-players/", "company", lambda row: row["company"]),
        ],
    )
    def test_a_walk_keeps_its_order(self, many, walked, results, path, ordering, key):
        found = walked(path, ordering=ordering, limit=2)
        keys = [key(row) for row in found]
        assert keys == sorted(keys, reverse=ordering == "-released_at")
        assert found == results(path, ordering=ordering, limit=200)

    def test_a_cursor_belongs_to_its_order(self, many, ask, refused):
        address = ask("figures/", ordering="-amount", limit=1).json()["next"]
        cursor = parse_qs(urlsplit(address).query)["cursor"][0]
        for ordering in ("amount", "market"):
            assert refused("figures/", ordering=ordering, cursor=cursor)["parameter"] == "cursor"
        assert refused("figures/", cursor=cursor)["parameter"] == "cursor"

    def test_only_a_declared_one(self, many, refused):
        assert refused("figures/", ordering="amuont")["suggestion"] == "amount"


class TestUnchanged:
    def get(self, client, path, at=NOW, **headers):
        with clock.fixed(at):
            return client.get(f"{ROOT}{path}", headers=headers)

    def test_nothing_is_read_for_a_304(self, many, client, django_assert_max_num_queries):
        for path in [*ADDRESSES, "search/?q=lamps"]:
            first = self.get(client, path)
            assert first.status_code == 200
            with django_assert_max_num_queries(3):
                again = self.get(client, path, **{"If-None-Match": f'"x", {first["ETag"]}'})
            assert again.status_code == 304
            assert again["ETag"] == first["ETag"]
            assert again["Access-Control-Allow-Origin"] == "*"
            assert again.get("Last-Modified") == first.get("Last-Modified")

    def test_last_modified_is_the_last_public_change(self, many, client):
        first = self.get(client, "figures/")
        assert first["Last-Modified"] == "Sun, 04 May 2031 09:30:02 GMT"
        since = {"If-Modified-Since": first["Last-Modified"]}
        assert self.get(client, "figures/", **since).status_code == 304
        earlier = {"If-Modified-Since": "Sun, 04 May 2031 09:30:01 GMT"}
        assert self.get(client, "figures/", **earlier).status_code == 200
        # Within the second of a change another may come.
        assert "Last-Modified" not in self.get(client, "figures/", at=T + 2 * SECOND)

    def test_every_public_change_changes_the_tag(self, db, client):
        tags = []

        def look(at):
            tags.append(self.get(client, "figures/", at=at)["ETag"])

        release = full()
        look(T + SECOND)
        with clock.fixed(T + 2 * SECOND):
            issue(with_value(release.report.page, "8"))
        look(T + 3 * SECOND)
        with clock.fixed(T + 4 * SECOND):
            change_address(release.report, market="lights", edition="2024")
        look(T + 5 * SECOND)
        with clock.fixed(T + 6 * SECOND):
            withdraw(release.report, reason="Wrong")
        look(T + 7 * SECOND)
        assert len(set(tags)) == 4

    def test_what_is_pending_changes_no_tag(self, db, client):
        release = full()
        first = self.get(client, "figures/")["ETag"]
        scheduled(release, "8.88", T + HOUR, now=T + SECOND)
        assert self.get(client, "figures/")["ETag"] == first
        assert self.get(client, "figures/", at=T + HOUR)["ETag"] != first

    def test_another_form_or_question_has_another_tag(self, many, client):
        paths = ["figures/", "figures/?format=ndjson", "figures/?year=2024", "figures/?limit=1"]
        tags = {self.get(client, path)["ETag"] for path in paths}
        tags.add(self.get(client, "figures/", Accept="text/csv")["ETag"])
        assert len(tags) == 5


def test_development_events_may_be_the_same_in_two_markets(db, results):
    full(developments=[event()])
    full("chairs", at=T + SECOND, developments=[event()])
    assert len(results("developments/", company="acme")) == 2
