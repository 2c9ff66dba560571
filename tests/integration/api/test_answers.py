"""What the answers hold: exact numbers, honest dates, links, and nothing internal."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from reports import clock
from reports.api.serializers import plain, segments
from reports.models import MarketPage, Release
from reports.releasing import withdraw
from tests.integration.api.samples import ADDRESSES, DETAILS, LISTS, event, full, player
from tests.support.reports import T, figure, issue, market_page, released, segment, with_value

SITE = "http://testserver"
SECOND = timedelta(seconds=1)


def test_the_index_links_everything_there_is(ask, client):
    answer = ask("").json()
    contract = client.get(answer.pop("openapi"))
    assert {path.rstrip("/") for path in contract.json()["paths"] if "{" not in path} == {
        urlsplit(address).path.rstrip("/") for address in (*answer.values(), f"{SITE}/api/v1/")
    }
    assert answer == {
        name: f"{SITE}/api/v1/{name}/"
        for name in (
            *("markets", "reports", "releases", "figures", "series", "key-players", "companies"),
            *("developments", "segments", "geographies", "sources", "search", "changes"),
            *("checks", "usage"),
        )
    }


def test_a_figure_in_full(ask, results):
    cancer = segment("Condition", "Cancer")
    full(
        figures=[
            figure(
                "7.10",
                segments=[cancer.pk],
                low="6.90",
                high="7.3",
                approximate=True,
                attribution="The Lamp Union",
                note="Without candles.",
            )
        ],
        sample=True,
    )
    expected = {
        "market": "lamps",
        "edition": "2024",
        "key": "market-size-cancer-2024",
        "release": {"number": 1, "released_at": "2031-05-04T09:30:00Z", "kind": "first"},
        "sample": True,
        "label": "Market size, Cancer, World, 2024",
        "text": "about\xa0USD\xa06.90–7.3\xa0billion",
        "measure": "market_size",
        "statistic": "",
        "segments": [{"axis": "condition", "segment": "cancer"}],
        "segment_names": "Cancer",
        "geography": {"code": "001", "name": "World"},
        "period": {"start": 2024, "end": 2024},
        "value": "7.10",
        "unit": "USD",
        "multiplier": 9,
        "amount": "7100000000",
        "low": "6.9",
        "high": "7.3",
        "status": "estimate",
        "approximate": True,
        "claim": "cited",
        "source": {
            "key": "announcement",
            "title": "Sample announcement",
            "publisher": "Sample Publisher",
        },
        "attribution": "The Lamp Union",
        "note": "Without candles.",
        "calculation": None,
        "url": f"{SITE}/api/v1/figures/lamps/2024/market-size-cancer-2024/",
        "page": f"{SITE}/markets/lamps/2024/#figure-market-size-cancer-2024",
    }
    assert results("figures/") == [expected]
    assert list(results("figures/")[0]) == list(expected)
    assert ask("figures/lamps/2024/market-size-cancer-2024/").json() == expected


def test_decimals_keep_their_printed_digits(results):
    values = ["7.10", "0", "0.00", "100", "1.5", "16.30", "0.00000001", "123456.789"]
    full(figures=[figure(value, start=1990 + n) for n, value in enumerate(values)])
    rows = results("figures/")
    assert [row["value"] for row in rows] == values
    assert [row["amount"] for row in rows] == [
        *("7100000000", "0", "0", "100000000000", "1500000000", "16300000000", "10"),
        "123456789000000",
    ]


@pytest.mark.parametrize(
    ("value", "digits"),
    [("7.10", "7.1"), ("100", "100"), ("1E+3", "1000"), ("1E-8", "0.00000001"), ("0E-8", "0")],
)
def test_a_plain_number_has_digits_alone(value, digits):
    assert plain(Decimal(value)) == digits


def test_a_calculated_figure_has_its_rule_and_formula_and_no_source(ask):
    rule = {"rule": "growth_path", "first": "market-size-2024", "last": "market-size-2026"}
    full(figures=[figure("7.12"), figure("9.62", start=2026), ("calculation", rule)])
    row = ask("figures/lamps/2024/market-size-2025/").json()
    assert row["status"] == "calculated"
    assert row["source"] is None
    assert row["calculation"]["rule"] == "growth_path"
    assert row["calculation"]["formula"].startswith("7.12 × (9.62 ÷ 7.12)")


def test_the_segments_of_a_figure_are_parsed_from_its_coordinates():
    assert segments("") == []
    assert segments("a:b|c:d") == [
        {"axis": "a", "segment": "b"},
        {"axis": "c", "segment": "d"},
    ]


def test_a_key_player_in_full(ask, results):
    full(key_players=[player("Acme", "<p>Makes lamps.</p>")])
    expected = {
        "market": "lamps",
        "edition": "2024",
        "company": "acme",
        "release": {"number": 1, "released_at": "2031-05-04T09:30:00Z", "kind": "first"},
        "sample": False,
        "name": "Acme",
        "html": "<p>Makes lamps.</p>",
        "source": {"key": "announcement"},
        "url": f"{SITE}/api/v1/key-players/lamps/2024/acme/",
        "page": f"{SITE}/markets/lamps/2024/",
    }
    assert results("key-players/") == [expected] == [ask(DETAILS["key-players"]).json()]


def test_a_development_in_full(ask, results):
    full(developments=[event(text="<p>At last.</p>")])
    expected = {
        "market": "lamps",
        "edition": "2024",
        "key": "2023-10-acme",
        "release": {"number": 1, "released_at": "2031-05-04T09:30:00Z", "kind": "first"},
        "sample": False,
        "date": "2023-10",
        "precision": "month",
        "company": "acme",
        "company_name": "Acme",
        "kind": "launch",
        "title": "A lamp is launched",
        "html": "<p>At last.</p>",
        "source": {
            "key": "announcement",
            "title": "Sample announcement",
            "publisher": "Sample Publisher",
        },
        "url": f"{SITE}/api/v1/developments/lamps/2024/2023-10-acme/",
        "page": f"{SITE}/markets/lamps/2024/",
    }
    assert results("developments/") == [expected] == [ask(DETAILS["developments"]).json()]


def test_dates_are_as_precise_as_they_are_known(results):
    full(developments=[event(2023, None), event(2022, 7), event(2021, 7, 3)])
    dates = [(row["date"], row["precision"]) for row in results("developments/")]
    assert dates == [("2023", "year"), ("2022-07", "month"), ("2021-07-03", "day")]


def test_a_report_in_a_list(results):
    headline = ("headline", {"figure": "market-size-2024", "title": "Value", "definition": ""})
    full(headlines=[headline], standfirst="It shines.")
    assert results("reports/") == [
        {
            "market": "lamps",
            "edition": "2024",
            "release": {"number": 1, "released_at": "2031-05-04T09:30:00Z", "kind": "first"},
            "sample": False,
            "title": "Lamps market 2024",
            "standfirst": "It shines.",
            "market_title": "Lamps",
            "sector": "",
            "base_year": 2024,
            "forecast": "2024 to 2031",
            "headlines": [
                {
                    "key": "market-size-2024",
                    "title": "Value",
                    "compact": "$7.12bn",
                    "text": "USD\xa07.12\xa0billion",
                    "status": "estimate",
                }
            ],
            "url": f"{SITE}/api/v1/reports/lamps/2024/",
            "page": f"{SITE}/markets/lamps/2024/",
        }
    ]


def test_a_report_has_its_whole_document(ask):
    release = full(figures=[figure("7.10")])
    with clock.fixed(T + SECOND):
        issue(with_value(release.report.page, "7.20"), kind="correction", reason="A misprint.")
    answer = ask(DETAILS["reports"]).json()
    assert answer["release"] == {
        "number": 2,
        "released_at": "2031-05-04T09:30:01Z",
        "kind": "correction",
        "reason": "A misprint.",
        "loaded": False,
    }
    document = answer["document"]
    stored = Release.objects.released(T + SECOND).get().document
    assert set(document) == set(stored)
    assert document["figures"][0]["value"] == "7.20"
    assert document["key_players"][0]["name"] == "Acme"
    assert answer["url"] == f"{SITE}{reverse('api:report', args=['lamps', '2024'])}"
    assert answer["page"] == f"{SITE}{reverse('report', args=['lamps', '2024'])}"


def test_a_market_is_described_by_its_latest_visible_edition(ask, results):
    page = market_page("lamps")
    MarketPage.objects.filter(pk=page.pk).update(description="All lamps.")
    full(edition="2025")
    MarketPage.objects.filter(pk=page.pk).update(description="Some lamps.")
    full(edition="2024", at=T + SECOND)
    with clock.fixed(T + SECOND):
        MarketPage.objects.filter(pk=page.pk).update(description="Secret lamps.", title="Secret")
    latest = {
        "edition": "2025",
        "title": "Lamps market 2025",
        "release": {"number": 1, "released_at": "2031-05-04T09:30:00Z", "kind": "first"},
        "sample": False,
        "url": f"{SITE}/api/v1/reports/lamps/2025/",
        "page": f"{SITE}/markets/lamps/2025/",
    }
    market = {
        "market": "lamps",
        "title": "Lamps",
        "description": "All lamps.",
        "sector": "",
        "latest": latest,
        "url": f"{SITE}/api/v1/markets/lamps/",
        "page": f"{SITE}/markets/lamps/",
    }
    assert results("markets/") == [market]
    detail = ask(DETAILS["markets"]).json()
    editions = detail.pop("editions")
    assert detail == market
    assert [edition["edition"] for edition in editions] == ["2025", "2024"]
    assert editions[0] == latest


def test_a_market_page_without_a_visible_release_does_not_appear(ask, results):
    market_page("lamps")
    assert results("markets/") == []
    assert ask(DETAILS["markets"]).status_code == 404


class TestLinks:
    """Links in texts lead to visible reports, and are plain words otherwise."""

    @pytest.fixture
    def linked(self, db):
        target = released("chairs", "2023", at=T - SECOND)
        text = f'<p>See <a linktype="page" id="{target.report.page_id}">chairs</a>.</p>'
        section = ("section", {"heading": "More", "text": text})
        full(
            key_players=[player("Acme", text)],
            developments=[event(text=text)],
            sections=[section],
            takeaways=[("takeaway", text)],
        )
        return target.report

    def texts(self, ask):
        document = ask(DETAILS["reports"]).json()["document"]
        return [
            document["sections"][0]["html"],
            document["takeaways"][0],
            document["key_players"][0]["html"],
            document["developments"][0]["html"],
            ask("key-players/").json()["results"][0]["html"],
            ask("developments/").json()["results"][0]["html"],
            ask(DETAILS["key-players"]).json()["html"],
            ask(DETAILS["developments"]).json()["html"],
        ]

    def test_to_a_visible_report(self, linked, ask):
        assert set(self.texts(ask)) == {'<p>See <a href="/markets/chairs/2023/">chairs</a>.</p>'}
        assert ask(DETAILS["reports"]).json()["document"]["links"] == ["chairs/2023"]

    def test_to_a_report_that_is_gone(self, linked, ask):
        with clock.fixed(T):
            withdraw(linked, reason="Wrong")
        assert set(self.texts(ask)) == {"<p>See chairs.</p>"}
        answer = ask(DETAILS["reports"])
        assert answer.json()["document"]["links"] == []
        assert b"chairs/2023" not in answer.content


def walk(data, path=""):
    if isinstance(data, dict):
        for name, value in data.items():
            yield path, name, value
            yield from walk(value, f"{path}.{name}")
    elif isinstance(data, list):
        for value in data:
            yield from walk(value, path)


def test_nothing_internal_is_in_any_answer(ask):
    headline = ("headline", {"figure": "market-size-2024", "title": "Value", "definition": ""})
    section = ("section", {"heading": "More", "text": "<p>More.</p>"})
    release = full(headlines=[headline], sections=[section])
    blocks = {value for _, name, value in walk(release.document) if name == "block"}
    internal = {"id", "pk", "block", "position", "revision", "author", "approver", "issued_at"}
    internal |= {"superseded_at", "cancelled_at", "withdrawn_at", "content_hash", "release_id"}
    assert len(blocks) >= 5
    for path in ADDRESSES:
        answer = ask(path)
        assert answer.status_code == 200
        # The end of a release that has ended is told where releases are.
        names = {name for _, name, value in walk(answer.json()) if value is not None}
        assert not names & internal, path
        assert not any(block in answer.content.decode() for block in blocks if block)


def test_no_answer_has_a_float(ask):
    full(figures=[figure("7.12"), figure("16.3", measure="cagr", unit="percent", end=2031)])

    def refuse(text):
        raise AssertionError(f"a float: {text}")

    for path in ADDRESSES:
        json.loads(ask(path).content, parse_float=refuse)


def test_the_addresses_in_a_list_lead_to_the_same_thing(ask, results, client):
    full()
    for path in LISTS:
        for row in results(path):
            with clock.fixed(T):
                answer = client.get(row["url"].removeprefix(SITE))
            assert answer.status_code == 200
            detail = answer.json()
            if "results" in detail:  # the collection, filtered
                (detail,) = detail["results"]
            assert detail["url"] == row["url"]
            if path in ("figures/", "key-players/", "developments/"):
                assert detail == row
