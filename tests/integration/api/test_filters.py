"""Every filter keeps what it should and drops the rest; on both databases alike."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reports.api import filters
from reports.models import MarketPage
from tests.integration.api.samples import event, full, player
from tests.support.reports import T, figure, market_page, segment


@pytest.fixture
def many(db):
    """Two markets with figures of many kinds; the other market's are plain."""
    cancer, clinics = segment("Condition", "Cancer"), segment("Setting", "Clinics")
    cancers = segment("Condition", "Cancers")
    sector = {"description": "All lamps.", "sector": "Home & garden"}
    MarketPage.objects.filter(pk=market_page("lamps").pk).update(**sector)
    full(
        figures=[
            figure("7.12", status="actual"),
            figure("20.45", start=2031, status="forecast", claim="own", approximate=True),
            figure("16.3", measure="cagr", start=2024, end=2031, unit="percent", multiplier="0"),
            figure("1.10", segments=[cancer.pk], key="cancer"),
            figure("1.20", segments=[cancer.pk, clinics.pk], key="cancer-clinics"),
            figure("1.30", segments=[cancers.pk], key="cancers"),
            figure("60", measure="statistic", statistic="Dark rooms, share", unit="percent"),
        ],
        key_players=[player("Acme"), player("Beta")],
        developments=[
            event(2023),
            event(2022, 7, 3, kind="funding"),
            event(2021, None, company=None),
        ],
        sample=True,
    )
    full("chairs", "2023", at=T + timedelta(seconds=1), figures=[figure("3")])


def keys(rows):
    return sorted((row.get("key") or row.get("company") or row["market"]) for row in rows)


FIGURES = [
    ({"market": "chairs"}, ["market-size-2024"]),
    ({"market": "Chairs"}, []),
    ({"edition": "2023"}, ["market-size-2024"]),
    ({"edition": "2023", "market": "lamps"}, []),
    ({"key": "market-size-2031"}, ["market-size-2031"]),
    ({"measure": "cagr"}, ["cagr-2024-2031"]),
    ({"statistic": "Dark rooms, share"}, ["dark-rooms-share-2024"]),
    ({"statistic": "dark rooms, share"}, []),
    ({"segment": "condition:cancer"}, ["cancer", "cancer-clinics"]),
    ({"segment": "setting:clinics"}, ["cancer-clinics"]),
    ({"segment": "condition:Cancer"}, []),
    ({"segment": "ondition:cancer"}, []),
    ({"segment": "condition:cance_"}, []),
    ({"geography": "001", "market": "chairs"}, ["market-size-2024"]),
    ({"geography": "US"}, []),
    ({"year": "2031"}, ["cagr-2024-2031", "market-size-2031"]),
    ({"year": "2028"}, ["cagr-2024-2031"]),
    ({"year": "2023"}, []),
    ({"period_start": "2031"}, ["market-size-2031"]),
    ({"period_end": "2031"}, ["cagr-2024-2031", "market-size-2031"]),
    ({"status": "forecast"}, ["market-size-2031"]),
    ({"claim": "own"}, ["market-size-2031"]),
    ({"unit": "percent"}, ["cagr-2024-2031", "dark-rooms-share-2024"]),
    ({"approximate": "true"}, ["market-size-2031"]),
    ({"approximate": "false", "period_end": "2031"}, ["cagr-2024-2031"]),
]
OTHERS = {
    "key-players/": [
        ({"market": "lamps"}, ["acme", "beta"]),
        ({"edition": "2023"}, ["acme"]),
        ({"company": "beta"}, ["beta"]),
    ],
    "developments/": [
        ({"market": "chairs"}, ["2023-10-acme"]),
        ({"edition": "2023"}, ["2023-10-acme"]),
        ({"company": "acme", "market": "lamps"}, ["2022-07-03-acme", "2023-10-acme"]),
        ({"kind": "funding"}, ["2022-07-03-acme"]),
        ({"since": "2022-07-03", "until": "2023-09-30"}, ["2022-07-03-acme"]),
        ({"since": "2022-07-04", "market": "lamps"}, ["2023-10-acme"]),
        ({"until": "2021-01-01"}, ["2021-a-lamp-is-launched"]),
    ],
    "reports/": [
        ({"market": "lamps"}, ["lamps"]),
        ({"edition": "2023"}, ["chairs"]),
        ({"sector": "Home & garden"}, ["lamps"]),
        ({"sector": "home & garden"}, []),
        ({"sample": "true"}, ["lamps"]),
        ({"sample": "false"}, ["chairs"]),
    ],
    "markets/": [({"sector": "Home & garden"}, ["lamps"]), ({"sector": "Garden"}, [])],
}


def test_figures_by_every_filter(many, results):
    for query, expected in FIGURES:
        assert keys(results("figures/", **query)) == expected, query


@pytest.mark.parametrize("path", OTHERS)
def test_the_other_collections_by_every_filter(many, results, path):
    for query, expected in OTHERS[path]:
        assert keys(results(path, **query)) == expected, query


def test_these_tests_leave_no_filter_out():
    tried = {"figures/": FIGURES, **OTHERS}
    declared = {
        "figures/": filters.FIGURES,
        "key-players/": filters.KEY_PLAYERS,
        "developments/": filters.DEVELOPMENTS,
        "reports/": filters.REPORTS,
        "markets/": filters.MARKETS,
    }
    for path, cases in tried.items():
        assert {name for query, _ in cases for name in query} == set(declared[path])


def test_a_market_is_found_by_the_sector_of_its_latest_edition_alone(db, results):
    page = market_page("lamps")
    MarketPage.objects.filter(pk=page.pk).update(sector="Old")
    full(edition="2023")
    MarketPage.objects.filter(pk=page.pk).update(sector="New")
    full(edition="2024", at=T + timedelta(seconds=1))
    assert results("markets/", sector="Old") == []
    assert keys(results("markets/", sector="New")) == ["lamps"]
    assert [row["edition"] for row in results("reports/", sector="Old")] == ["2023"]
