"""The log: what became public, with old and new values; nothing skipped, nothing twice."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from reports import clock
from reports.models.changelog import LAG
from reports.releasing import Past, load_history, withdraw
from tests.integration.api.samples import full, player, scheduled
from tests.support.reports import T, figure, fresh, issue, report_page, saved, with_value

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
LATER = T + 12 * HOUR


@pytest.fixture
def read(ask):
    """Events from an address of the log, and the address where it goes on."""

    def get(at=LATER, address: str = "", **query):
        given = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        answer = ask("changes/", at, **{**given, **query})
        assert answer.status_code == 200, answer.content
        data = answer.json()
        assert answer["Link"] == f'<{data["next"]}>; rel="next"'
        return data["results"], data["next"]

    return get


def test_a_first_release_adds_everything(db, read):
    full(figures=[figure("7.10")])
    (found,), _ = read()
    assert found["event"] == "release"
    assert found["at"] == "2031-05-04T09:30:00Z"
    assert found["release"]["kind"] == "first"
    (change,) = found["figures"]
    assert (change["change"], change["old"], change["new"]["value"]) == ("added", None, "7.10")
    assert found["key_players"] == {"added": [{"key": "acme", "name": "Acme"}], "removed": []}
    assert [item["key"] for item in found["developments"]["added"]] == ["2023-10-acme"]


def test_a_correction_has_its_reason_and_the_old_and_the_new_value(db, read):
    release = full(figures=[figure("7.10"), figure("9", start=2025)])
    with clock.fixed(T + HOUR):
        issue(with_value(release.report.page, "7.20"), kind="correction", reason="A slip.")
    found, _ = read()
    last = found[-1]
    assert (last["release"]["kind"], last["release"]["reason"]) == ("correction", "A slip.")
    (change,) = last["figures"]
    assert change["change"] == "changed"
    assert (change["old"]["value"], change["new"]["value"]) == ("7.10", "7.20")
    assert last["key_players"] == {"added": [], "removed": []}


def test_what_is_gone_is_named(db, read):
    release = full(figures=[figure(), figure(start=2025)], key_players=[player(), player("Beta")])
    with clock.fixed(T + HOUR):
        draft = fresh(release.report.page)
        issue(saved(draft, figures=[figure()], key_players=[player("Beta")]))
    last = read()[0][-1]
    assert [(item["key"], item["change"]) for item in last["figures"]] == [
        ("market-size-2025", "removed")
    ]
    assert last["figures"][0]["new"] is None
    assert last["key_players"]["removed"] == [{"key": "acme", "name": "Acme"}]


def test_a_withdrawal_is_an_event_and_the_releases_are_gone(db, read):
    release = full()
    with clock.fixed(T + HOUR):
        withdraw(release.report, reason="A private reason")
    (found,), _ = read()
    assert (found["event"], found["at"]) == ("withdrawal", "2031-05-04T10:30:00Z")
    assert found["release"] is None
    assert "private" not in str(found)


def test_the_log_ends_a_little_before_now_and_is_silent_about_what_is_pending(db, read):
    release = full()
    scheduled(release, "8.00", T + HOUR)
    assert len(read(T + LAG - SECOND)[0]) == 0
    assert len(read(T + LAG)[0]) == 1
    assert len(read(T + HOUR + LAG - SECOND)[0]) == 1
    assert len(read(T + HOUR + LAG)[0]) == 2


def test_a_reader_who_comes_back_gets_each_event_once(db, read):
    """Releases come between any two looks, at the same moment too, and none is missed."""
    seen, address = [], ""
    for step in range(6):
        moment = T + step * HOUR
        for market in ("b", "a", "c"):
            full(f"{market}-{step}", at=moment)
        for _ in range(3):
            found, address = read(moment + LAG, address, limit=1)
            seen += found
        found, address = read(moment + LAG, address, limit=1)
        assert found == []
    assert [item["market"] for item in seen] == [f"{m}-{n}" for n in range(6) for m in "abc"]
    everything, _ = read(limit=50)
    assert everything == seen


def test_a_loaded_history_stands_where_it_was_loaded(db, read):
    full("a")
    _, address = read()
    with clock.fixed(LATER):
        page = report_page("old")
        load_history(page, [Past(page.save_revision(), T - HOUR)])
    found, _ = read(LATER + LAG, address)
    assert [item["market"] for item in found] == ["old"]
    assert found[0]["release"]["released_at"] == "2031-05-04T08:30:00Z"
    assert found[0]["release"]["loaded"] is True


def test_it_is_filtered(db, read, refused):
    release = full()
    full("chairs", at=T + SECOND)
    with clock.fixed(T + HOUR):
        withdraw(release.report, reason="Wrong")
    assert [item["market"] for item in read(market="chairs")[0]] == ["chairs"]
    assert [item["event"] for item in read(event="withdrawal")[0]] == ["withdrawal"]
    assert [item["event"] for item in read(since="2031-05-04T10:00Z")[0]] == ["withdrawal"]
    assert len(read(since="2031-05-04")[0]) == 2
    assert list(read(fields="at,market")[0][0]) == ["at", "market"]
    assert refused("changes/", limit="51")["parameter"] == "limit"
    other = "figures/"
    assert refused(other, event="release")["parameter"] == "event"


@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_its_bytes_stay_while_nothing_public_changes(db, client, form):
    full()
    answers = []
    for at in (LATER, LATER + SECOND, LATER + HOUR):
        with clock.fixed(at):
            answers.append(client.get(f"/api/v1/changes/?format={form}"))
    assert len({answer.getvalue() for answer in answers}) == 1
    assert len({answer.get("Link") for answer in answers}) == 1
    assert len({answer.get("As-Of") for answer in answers}) == 1
    assert len({answer["ETag"] for answer in answers}) == 1


def test_a_cursor_of_a_list_is_refused(db, ask, refused):
    full(figures=[figure(), figure(start=2025)])
    address = ask("figures/", limit=1).json()["next"]
    cursor = parse_qs(urlsplit(address).query)["cursor"][0]
    assert refused("changes/", cursor=cursor)["parameter"] == "cursor"


def test_it_asks_as_often_for_many_events_as_for_few(db, client, django_assert_max_num_queries):
    for number in range(8):
        full(f"m-{number}", at=T + number * SECOND)
    with clock.fixed(LATER), django_assert_max_num_queries(8):
        assert len(client.get("/api/v1/changes/").json()["results"]) == 8


def test_a_304_turns_with_the_log_and_not_before(db, client):
    release = full()
    scheduled(release, "8.00", T + HOUR)

    def get(at, tag=""):
        with clock.fixed(at):
            return client.get("/api/v1/changes/", headers={"If-None-Match": tag} if tag else {})

    tag = get(T + HOUR - SECOND)["ETag"]
    assert get(T + HOUR - SECOND, tag).status_code == 304
    assert get(T + HOUR + LAG, tag).status_code == 200
