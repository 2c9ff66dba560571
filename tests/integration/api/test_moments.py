"""What the API shows at which moment: to the second, at earlier moments, and never ahead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.test import Client

from reports import clock
from tests.integration.api.conftest import NOW, ROOT
from tests.integration.api.samples import (
    ADDRESSES,
    COLLECTIONS,
    DETAILS,
    LISTS,
    event,
    full,
    player,
    scheduled,
)
from tests.support.reports import T, figure, issue, report_page

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
EDGE = timedelta(microseconds=1)


@pytest.fixture
def pending(db):
    """The first release of a report, to come at T."""
    with clock.fixed(T - HOUR):
        page = report_page(figures=[figure()], key_players=[player()], developments=[event()])
        return issue(page.save_revision(), T)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_list_shows_a_release_from_its_second_on_and_not_before(pending, ask, collection):
    before = ask(f"{collection}/", at=T - EDGE)
    after = ask(f"{collection}/", at=T)
    assert before.status_code == after.status_code == 200
    assert before.json() == {"results": [], "next": None, "previous": None}
    assert len(after.json()["results"]) == 1
    assert before["Cache-Control"] == "public, max-age=0"
    assert after["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("path", DETAILS.values())
def test_a_detail_is_a_404_until_the_second_of_its_release(pending, ask, path):
    before = ask(path, at=T - SECOND)
    assert before.status_code == 404
    assert before["Cache-Control"] == "public, max-age=1"
    assert ask(path, at=T - EDGE).status_code == 404
    assert ask(path, at=T).status_code == 200


@pytest.mark.parametrize("path", DETAILS.values())
def test_a_pending_first_release_answers_like_an_address_that_never_was(pending, ask, path):
    other = path.replace("lamps", "chairs")
    assert ask(path, at=T - SECOND).content == ask(other, at=T - SECOND).content


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_pending_release_changes_no_byte_and_no_header(ask, path):
    release = full()
    asked = NOW + timedelta(minutes=2)

    def seen():
        answers = [ask(path, at=asked), ask(path, at=asked, as_of="2031-05-04T09:31Z")]
        if path in LISTS:
            answers.append(ask(path, at=asked, limit=1))
        return [(answer.status_code, answer.content, dict(answer.items())) for answer in answers]

    without = seen()
    scheduled(release, "8.88", T + HOUR, now=T + timedelta(minutes=1))
    with clock.fixed(T + timedelta(minutes=1)):
        first = report_page("secrets", key_players=[player()])
        issue(first.save_revision(), T + HOUR)
    assert seen() == without


def test_a_filter_does_not_find_what_is_pending(results):
    full()
    with clock.fixed(T):
        issue(report_page("secrets").save_revision(), T + HOUR)
    for path in LISTS:
        if path != "markets/":
            assert results(path, market="secrets") == []


def test_as_of_turns_at_the_second_of_a_release(ask):
    release = full()
    scheduled(release, "8.00", T + HOUR)
    path, later = DETAILS["figures"], T + 2 * HOUR

    def value(moment: str):
        return ask(path, at=later, as_of=moment).json()["value"]

    assert value("2031-05-04T10:29:59.999999Z") == "7.12"
    assert value("2031-05-04T10:30Z") == "8.00"
    assert value("2031-05-04T12:30:00+02:00") == "8.00"
    assert ask(path, at=later).json()["value"] == "8.00"


def test_the_moment_of_a_release_reproduces_it(ask):
    at = T + timedelta(microseconds=1234)
    full(at=at)
    released_at = ask(DETAILS["figures"]).json()["release"]["released_at"]
    assert released_at == "2031-05-04T09:30:00.001234Z"
    assert ask(DETAILS["figures"], as_of=released_at).status_code == 200


def test_a_day_means_its_end_in_utc_and_today_means_now(ask):
    full()
    path, next_day = DETAILS["figures"], T + timedelta(days=1)
    assert ask(path, at=next_day, as_of="2031-05-03").status_code == 404
    assert ask(path, at=next_day, as_of="2031-05-04").status_code == 200
    assert ask(path, at=T - SECOND, as_of="2031-05-04").status_code == 404
    assert ask(path, at=T, as_of="2031-05-04").status_code == 200


def test_the_future_is_refused_everywhere(refused):
    full()
    for path, moment in product(ADDRESSES, ["2031-05-05", "2031-05-04T09:30:31Z", "9999-12-31"]):
        problem = refused(path, as_of=moment)
        assert problem["parameter"] == "as_of"
        assert "future" in problem["detail"]


def test_a_list_as_of_a_moment_before_everything_is_empty(results):
    full()
    for path, moment in product(LISTS, ["2031-05-03", "0001-01-01", "0001-01-01T00:00Z"]):
        assert results(path, as_of=moment) == []


def test_a_detail_as_of_a_moment_before_its_first_release_is_a_404(ask):
    full()
    for path in DETAILS.values():
        assert ask(path, as_of="2031-05-04T09:29:59Z").status_code == 404


def test_the_number_of_a_release_has_no_gap_for_one_that_is_pending_or_cancelled(ask):
    release = full()
    scheduled(release, "8.00", T + HOUR)
    scheduled(release, "8.50", T + 2 * HOUR)  # cancels the one before
    at = T + 3 * HOUR
    for path in (DETAILS["figures"], DETAILS["reports"], DETAILS["key-players"]):
        assert ask(path, at=T).json()["release"]["number"] == 1
        assert ask(path, at=at).json()["release"]["number"] == 2


def test_no_answer_names_the_moment_at_which_a_release_ends(ask):
    release = full()
    scheduled(release, "8.00", T + HOUR)
    for path in ADDRESSES:
        text = ask(path, at=T + 2 * HOUR, as_of="2031-05-04T10:00Z").content
        assert b"superseded" not in text.replace(b'"superseded_at":null', b"")
        assert b"10:30:00" not in text


def test_answers_are_fresh_until_the_next_whole_minute(ask):
    full(at=T - HOUR)
    for second, left in ((0, 60), (0.25, 59), (1, 59), (30, 30), (59, 1), (59.5, 0)):
        at = T + timedelta(seconds=second)
        for path in ("figures/", DETAILS["reports"], "", "figures/no/2024/no/", "nothing/"):
            assert ask(path, at=at)["Cache-Control"] == f"public, max-age={left}"


def test_the_clock_of_the_database_decides(db, client: Client):
    """Without a fixed clock: what was released in 2020 is public, what comes in 2100 is not."""
    full(at=datetime(2020, 1, 1, tzinfo=UTC))
    with clock.fixed(datetime(2020, 1, 1, tzinfo=UTC)):
        issue(report_page("secrets").save_revision(), datetime(2100, 1, 1, tzinfo=UTC))
    answer = client.get(f"{ROOT}reports/").json()
    assert [row["market"] for row in answer["results"]] == ["lamps"]
