"""A report leads to others that its reader may want, and to nothing that is still to come."""

from __future__ import annotations

from datetime import timedelta

import pytest
from lxml import html

from reports import clock
from tests.support.reports import T, company, issue, market_page, released, report_page

pytestmark = pytest.mark.django_db

PATH = "/markets/lamps/2024/"
HOUR = timedelta(hours=1)


def players(*names):
    return [("key_player", {"company": company(name).pk, "text": ""}) for name in names]


def of_sector(slug: str, sector: str) -> None:
    found = market_page(slug)
    found.sector = sector
    found.save()


@pytest.fixture
def markets(db):
    for slug, sector in (("lamps", "Light"), ("candles", "Light"), ("boats", "Water")):
        of_sector(slug, sector)
    released("boats", key_players=players("Aster Ltd", "Briar Ltd"))
    released("candles")
    released("stones", key_players=players("Aster Ltd"))
    released("pianos")
    released("lamps", key_players=players("Aster Ltd", "Briar Ltd"))


def shown(answer) -> list[str]:
    page = html.fromstring(answer.content)
    return [link.get("href") for link in page.cssselect("#related h3 a")]


def test_those_of_the_sector_come_first_and_then_those_that_share_most_players(markets, get):
    assert shown(get(PATH)) == ["/markets/candles/", "/markets/boats/", "/markets/stones/"]


def test_a_market_leads_neither_to_itself_nor_to_reports_without_relation(markets, get):
    released("lamps", "2023", base_year=2023, key_players=players("Aster Ltd"))
    assert "/markets/lamps/" not in shown(get(PATH))
    assert shown(get("/markets/pianos/2024/")) == []
    assert b'id="related"' not in get("/markets/pianos/2024/").content


def test_a_related_report_shows_at_its_moment(markets, get):
    of_sector("torches", "Light")
    with clock.fixed(T):
        issue(report_page("torches").save_revision(), T + HOUR)
    assert "/markets/torches/" not in shown(get(PATH, T + HOUR - timedelta(seconds=1)))
    assert "/markets/torches/" in shown(get(PATH, T + HOUR))


def test_earlier_views_and_single_releases_lead_nowhere(markets, get):
    for path in (f"{PATH}?as_of=2031-05-04T09:30Z", f"{PATH}releases/1/"):
        assert shown(get(path, T + HOUR)) == []
