"""Walking over a collection: complete, in order, as of one moment, with honest cursors."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from reports import clock
from reports.api.paging import Cursor, Order
from reports.api.urls import urlpatterns as addresses
from reports.api.views.further import Search
from reports.api.views.lists import Listing
from reports.models import Release
from reports.releasing import withdraw
from tests.integration.api.conftest import NOW
from tests.integration.api.samples import COLLECTIONS, LISTS, event, full, player, scheduled
from tests.support.once import made_once
from tests.support.reports import T, figure, issue, segment, with_value

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def reports() -> None:
    """Three reports of two markets with 3 + 3 + 3 figures, players and developments."""
    for number, (market, edition) in enumerate([("b-lamps", "2024"), ("a", "2023"), ("a", "2024")]):
        full(
            market,
            edition,
            at=T - HOUR + timedelta(minutes=number),
            figures=[figure(start=year) for year in (2024, 2022, 2023)],
            key_players=[player(name) for name in ("Zeta", "Acme", "Beta")],
            developments=[event(2023), event(2022), event(2022, 7, 3)],
        )


made = made_once(reports)


@pytest.fixture
def three(made, db):
    """The reports, for a test that may change them."""


IDENTITY = ("market", "edition", "key", "company", "number", "code", "measure")


def identity(row: dict) -> tuple:
    return tuple(row.get(name, "") for name in IDENTITY)


def follow(ask, path: str, at=NOW, way: str = "next", **query) -> list[dict]:
    """All pages from here on, in this direction."""
    pages = [ask(path, at, **query).json()]
    while url := pages[-1][way]:
        parts = urlsplit(url)
        assert parts.path == f"/api/v1/{path}"
        answer = ask(
            path, at, **{name: values[0] for name, values in parse_qs(parts.query).items()}
        )
        assert answer.status_code == 200, answer.content
        pages.append(answer.json())
        assert len(pages) < 50
    return pages


@pytest.mark.parametrize("path", LISTS)
def test_a_walk_shows_every_row_once_and_in_order(three, ask, results, path):
    whole = results(path)
    assert len({identity(row) for row in whole}) == len(whole)
    for limit in (1, 2, 3, 4, 9, 200):
        walked = [row for page in follow(ask, path, limit=limit) for row in page["results"]]
        assert walked == whole


@pytest.mark.parametrize("path", LISTS)
def test_a_walk_leads_back_to_where_it_began(three, ask, path):
    pages = follow(ask, path, limit=1)
    last = urlsplit(pages[-1]["previous"] or "").query
    query = {name: values[0] for name, values in parse_qs(last).items()}
    back = follow(ask, path, way="previous", **query)
    assert [page["results"] for page in reversed(back)] == [p["results"] for p in pages[:-1]]
    assert pages[0]["previous"] is None
    assert pages[-1]["next"] is None
    assert back[-1]["previous"] is None
    assert all(page["next"] for page in back)


def test_the_orders_are_the_declared_ones(three, results):
    figures = [(row["market"], row["edition"], row["key"]) for row in results("figures/")]
    assert figures == sorted(figures)
    players = [(row["market"], row["edition"], row["company"]) for row in results("key-players/")]
    assert players == sorted(players)
    events = [row["date"] for row in results("developments/")]
    assert events == ["2023-10"] * 3 + ["2022-10"] * 3 + ["2022-07-03"] * 3
    reports = [(row["market"], row["edition"]) for row in results("reports/")]
    assert reports == [("a", "2023"), ("a", "2024"), ("b-lamps", "2024")]
    assert [row["market"] for row in results("markets/")] == ["a", "b-lamps"]


def test_no_list_loses_or_repeats_a_row_for_releases_in_the_middle_in_any_order(three, ask):
    """After each page comes a release that adds rows before and behind it, and one that takes
    away what the walk has yet to show."""
    segments = [segment("By use", name) for name in ("Home", "Street")]
    axis = {
        "axis": segments[0].axis_id,
        "segments": [{"segment": item.pk, "text": "", "source": None} for item in segments],
    }
    full("c", at=T - MINUTE, segments=[("axis", axis)])
    walks = {}
    for route in addresses:
        view = getattr(route.callback, "cls", None)
        if view and issubclass(view, Listing):
            for order in ("", *view.orders):
                query = {"ordering": order} if order else {}
                walks[f"{view.name}/", order] = query | ({"q": "a"} if view is Search else {})
    wholes = {key: ask(key[0], limit=200, **query).json() for key, query in walks.items()}
    shown = {key: [] for key in walks}
    following = {key: {**query, "limit": 1} for key, query in walks.items()}
    at = NOW
    while following:
        for (path, order), query in list(following.items()):
            answer = ask(path, at=at, **query)
            assert answer.status_code == 200, (path, order, answer.content)
            page = answer.json()
            shown[path, order] += page["results"]
            following.pop((path, order))
            if page["next"]:
                parts = parse_qs(urlsplit(page["next"]).query)
                following[path, order] = {name: values[0] for name, values in parts.items()}
        at += MINUTE
        if at < NOW + 4 * MINUTE:
            full(f"0-{at:%M}", at=at, key_players=[player(f"A {at:%M}"), player(f"Zz {at:%M}")])
            full("d", f"20{at:%M}", at=at, segments=[("axis", axis)])
            for market in ("a", "b-lamps"):
                release = Release.objects.released(at).get(
                    report__market=market, report__edition="2024"
                )
                with clock.fixed(at):
                    issue(with_value(release.report.page, f"{at:%M}.00", key_players=[]))
    for key, rows in shown.items():
        assert rows == wholes[key]["results"], key
        assert wholes[key]["next"] is None
    assert len(walks) == 12 + 17  # lists, and their orders
    assert min(len(rows) for rows in shown.values()) >= 1
    for key, query in walks.items():
        assert ask(key[0], at=at, limit=200, **query).json()["results"] != shown[key], key


def test_a_correction_between_two_pages_is_not_mixed_in(db, ask):
    release = full(figures=[figure(start=2024), figure("8.00", start=2025)])
    scheduled(release, "1.00", T + HOUR)
    first = ask("figures/", limit=1, market="lamps", at=T + timedelta(minutes=59)).json()
    query = {name: values[0] for name, values in parse_qs(urlsplit(first["next"]).query).items()}
    second = ask("figures/", at=T + 2 * HOUR, **query).json()
    assert [row["release"]["number"] for row in first["results"] + second["results"]] == [1, 1]


def test_what_is_withdrawn_between_two_pages_is_gone_from_the_rest(three, ask):
    from reports.models import Report

    first = ask("reports/", limit=1).json()
    with clock.fixed(NOW):
        withdraw(Report.objects.get(market="a", edition="2024"), reason="Wrong")
    query = {name: values[0] for name, values in parse_qs(urlsplit(first["next"]).query).items()}
    second = ask("reports/", at=NOW + HOUR, **query).json()
    assert [row["market"] for row in second["results"]] == ["b-lamps"]


def test_the_bytes_of_a_page_stay_until_something_public_changes(three, ask):
    first = ask("figures/", limit=2)
    second = ask("figures/", limit=2, at=NOW + HOUR)
    assert first.content == second.content
    assert first["ETag"] == second["ETag"]
    full("new", at=NOW + HOUR)
    assert ask("figures/", limit=2, at=NOW + HOUR).content != first.content


def test_filters_and_limit_stay_on_the_way_and_as_of_is_in_the_cursor(three, ask):
    first = ask("figures/", year=2022, limit=1, as_of="2031-05-04T09:00Z").json()
    query = parse_qs(urlsplit(first["next"]).query)
    assert set(query) == {"year", "limit", "cursor"}
    pages = follow(ask, "figures/", year=2022, limit=1, as_of="2031-05-04T08:31Z")
    assert [row["market"] for page in pages for row in page["results"]] == ["a", "b-lamps"]


def test_links_stand_in_the_header_too(three, ask):
    pages = follow(ask, "figures/", limit=4)
    query = parse_qs(urlsplit(pages[0]["next"]).query)
    answer = ask("figures/", **{name: values[0] for name, values in query.items()})
    body = answer.json()
    assert answer["Link"] == f'<{body["next"]}>; rel="next", <{body["previous"]}>; rel="prev"'
    assert body["next"].startswith("http://testserver/api/v1/figures/?limit=4&cursor=")
    assert not ask("figures/").has_header("Link")


def test_a_page_has_50_rows_unless_told_otherwise(db, ask):
    full(figures=[figure(start=1950 + number) for number in range(51)])
    assert len(ask("figures/", market="lamps").json()["results"]) == 50
    whole = ask("figures/", market="lamps", limit=51).json()
    assert (len(whole["results"]), whole["next"]) == (51, None)


class TestCursors:
    def cursor(self, ask, path="figures/"):
        url = ask(path, limit=1).json()["next"]
        return parse_qs(urlsplit(url).query)["cursor"][0]

    def test_every_changed_character_is_noticed(self, three, ask):
        cursor = self.cursor(ask)
        for position, character in enumerate(cursor):
            other = "A" if character != "A" else "B"
            changed = cursor[:position] + other + cursor[position + 1 :]
            assert ask("figures/", cursor=changed).status_code == 400, position

    def test_what_is_no_cursor_is_refused(self, three, refused):
        unsigned = urlsafe_b64encode(b'["figures","next",["a","b","c"],"2031-01-01"]').decode()
        for text in ("", "x", "...", unsigned, f"{unsigned}.", f"{unsigned}.{unsigned}", "é", "0"):
            problem = refused("figures/", cursor=text)
            assert problem["parameter"] == "cursor"

    def test_a_cut_cursor_is_refused(self, three, ask):
        cursor = self.cursor(ask)
        for length in range(len(cursor)):
            assert ask("figures/", cursor=cursor[:length]).status_code == 400

    def test_a_cursor_from_the_future_is_refused(self, three, ask, refused):
        cursor = self.cursor(ask)
        problem = refused("figures/", at=T - 2 * HOUR, cursor=cursor)
        assert problem["parameter"] == "cursor"
        forged = str(Cursor("figures", "next", ["a", "2023", ""], NOW + HOUR))
        assert "future" in refused("figures/", cursor=forged)["detail"]

    def test_a_cursor_of_another_collection_is_refused(self, three, ask, refused):
        for name in COLLECTIONS:
            if name != "figures":
                problem = refused(f"{name}/", cursor=self.cursor(ask))
                assert "figures" in problem["detail"]

    def test_a_cursor_and_as_of_are_refused_together(self, three, ask, refused):
        cursor = self.cursor(ask)
        assert refused("figures/", cursor=cursor, as_of="2031-05-04")["parameter"] == "as_of"

    def test_a_cursor_holds_no_database_id(self, three, ask):
        from django.core.signing import b64_decode

        content = b64_decode(self.cursor(ask).split(".")[0].encode()).decode()
        assert content == (
            '["figures","next",["a","2023","market-size-2022"],"2031-05-04T08:32:00+00:00"]'
        )


def test_a_comparison_of_rows_begins_with_a_bound_for_the_index():
    order = Order(("-date", "market"))
    assert str(order.beyond(["2023-01-01", "a"], "next")) == (
        "(AND: ('date__lte', '2023-01-01'), "
        "(OR: ('date__lt', '2023-01-01'), "
        "(AND: ('date', '2023-01-01'), ('market__gt', 'a'))))"
    )
