"""The Python client against a running server."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import httpx
import pytest
from market_reports import BadParameter, Client, NotFound, TooManyRequests, Withdrawn, frame
from market_reports.client import PAGE

from reports import clock
from reports.models.release import Report
from reports.releasing import change_address, withdraw
from tests.support.reports import figure, fresh, issue, released, with_value
from tests.support.tree import site_tree

pytestmark = pytest.mark.django_db(transaction=True)

PAST = datetime(2020, 5, 4, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def tree(transactional_db):
    """The site's pages, which emptying the database between such tests takes away."""
    site_tree()


@pytest.fixture
def api(live_server):
    with Client(live_server.url, retries=0) as client:
        yield client


@pytest.fixture
def many(tree):
    """A report with more figures than a page holds."""
    years = range(1951, 1951 + PAGE + 5)
    figures = [figure(f"{year - 1850}.50", start=year, status="actual") for year in years]
    return released(at=PAST, figures=figures)


def test_a_walk_gives_every_figure_once_with_all_its_digits(many, api):
    found = list(api.figures(market="lamps"))
    assert len({item.key for item in found}) == len(found) == PAGE + 5
    first = next(item for item in found if item.period.start == 1951)
    assert (first.value, first.amount) == (Decimal("101.50"), Decimal("101500000000"))
    assert str(first.value) == "101.50"
    assert first.release.released_at == PAST


def test_a_release_in_the_middle_of_a_walk_does_not_touch_it(many, api):
    walk = iter(api.figures())
    found = [next(walk)]
    issue(with_value(fresh(many.report.page), "8.00"))
    released("a-before", at=PAST + DAY)
    released("zz-behind")
    found += walk
    assert [item.market for item in found].count("lamps") == PAGE + 5
    assert {item.release.number for item in found} == {1}
    assert {item.market for item in found} == {"lamps"}
    assert {item.release.number for item in api.figures(market="lamps")} == {2}


def test_filters_reach_the_server_and_a_wrong_one_is_named(many, api):
    assert [item.period.start for item in api.figures(year=1955)] == [1955]
    assert list(api.figures(approximate=True)) == []
    with pytest.raises(BadParameter) as error:
        list(api.figures(mesure="market_size"))
    assert (error.value.parameter, error.value.suggestion) == ("mesure", "measure")


def test_an_earlier_moment_is_asked_for_by_day_or_by_second(api):
    release = released(at=PAST)
    with clock.fixed(PAST + 2 * DAY):
        issue(with_value(fresh(release.report.page), "8.00"))
    key = ("lamps", "2024", "market-size-2024")
    assert api.figure(*key).value == Decimal("8.00")
    assert api.figure(*key, as_of=(PAST + DAY).date()).value == Decimal("7.12")
    assert api.figure(*key, as_of=PAST + 2 * DAY).value == Decimal("8.00")
    assert api.figure(*key, as_of=PAST + 2 * DAY - timedelta(seconds=1)).value == Decimal("7.12")
    with pytest.raises(ValueError, match="time zone"):
        api.figure(*key, as_of=datetime(2020, 1, 1))  # noqa: DTZ001
    with pytest.raises(NotFound):
        api.figure(*key, as_of=(PAST - DAY).date())


def test_reports_markets_and_what_was_withdrawn(api):
    released(at=PAST)
    released("tides", at=PAST)
    assert [item.market for item in api.reports()] == ["lamps", "tides"]
    assert api.market("lamps").editions[0].edition == "2024"
    assert api.report("lamps", "2024").document["title"] == "Lamps market 2024"
    withdraw(Report.objects.get(market="tides"), reason="It was wrong.")
    with pytest.raises(Withdrawn) as error:
        api.report("tides", "2024")
    assert error.value.status == 410
    assert [item.market for item in api.markets()] == ["lamps"]


def test_a_report_is_found_at_its_former_address(api):
    release = released(at=PAST)
    change_address(release.report, market="lights", edition="2024")
    assert api.report("lamps", "2024").market == "lights"


def test_a_table_keeps_the_digits_and_turns_into_numbers(many, api):
    table = frame(api.figures(market="lamps", limit=50))
    assert len(table) == PAGE + 5
    row = table.xs("lamps").loc["2024"].sort_values("start").iloc[0]
    assert row["amount"] == Decimal("101500000000")
    assert table["amount"].astype(float).min() == 101.5e9
    assert list(frame([]).index.names) == ["market", "edition", "key"]


def answers(*responses: httpx.Response):
    """A server that gives these answers one after the other, and what it was asked."""
    asked: list[httpx.Request] = []
    left = list(responses)

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return left.pop(0)

    return httpx.MockTransport(handle), asked


def test_what_passes_is_asked_again_and_what_does_not_is_an_error():
    busy = {"Retry-After": "0"}
    done = {"results": [], "next": None, "previous": None}
    transport, asked = answers(
        httpx.Response(429, headers=busy),
        httpx.Response(503, headers=busy),
        httpx.Response(200, json=done),
    )
    with Client("https://reports.test", "key", transport=transport) as client:
        assert list(client.markets()) == []
    assert [request.headers["Authorization"] for request in asked] == ["Bearer key"] * 3
    transport, asked = answers(*[httpx.Response(429, headers=busy)] * 3)
    with Client("https://reports.test", retries=2, transport=transport) as client:
        with pytest.raises(TooManyRequests) as error:
            list(client.markets())
        assert (error.value.retry_after, len(asked)) == (0.0, 3)


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(302, headers={"Location": "https://elsewhere.test/"}),
        httpx.Response(200, json={"results": [], "next": "https://elsewhere.test/?cursor=x"}),
    ],
)
def test_the_key_goes_to_no_other_site(answer):
    transport, asked = answers(answer)
    client = Client("https://reports.test", "key", transport=transport)
    with client, pytest.raises(ValueError, match="site"):
        list(client.markets())
    assert [request.url.host for request in asked] == ["reports.test"]
