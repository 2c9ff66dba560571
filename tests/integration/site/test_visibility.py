"""What the site shows at which moment, and at which address."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db.models import Value

from reports import clock
from reports.models import Release
from reports.releasing import cancel, change_address, withdraw
from tests.support.reports import T, fresh, issue, released, report_page, with_value

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
REPORT = "/markets/lamps/2024/"


def scheduled(market="lamps", edition="2024", at=T, **fields):
    """A report whose first release is pending until ``at``, scheduled a day before."""
    with clock.fixed(at - DAY):
        return issue(report_page(market, edition, **fields).save_revision(), at)


def update(release: Release, value: str, at: datetime, now: datetime | None = None, **options):
    """Another release of the same report with another value; pending if ``now`` is given."""
    with clock.fixed(now or at):
        revision = with_value(fresh(release.report.page), value)
        return issue(revision, at if now else None, **options)


# -- the embargo ------------------------------------------------------------


@pytest.mark.parametrize("path", ["/markets/lamps/", REPORT, f"{REPORT}releases/1/"])
def test_a_release_is_there_at_its_second_and_not_before(status, path):
    scheduled()
    assert [status(path, T - SECOND), status(path, T)] == [404, 200]


def test_lists_and_history_show_a_release_at_its_second_and_not_before(text):
    scheduled()
    for path in ("/", "/markets/"):
        assert "Lamps market" not in text(path, T - SECOND)
        assert "Lamps market" in text(path, T)


def test_an_update_takes_over_at_its_second(text):
    update(released(), "8.99", at=T + HOUR, now=T)
    assert "USD\xa07.12" in text(REPORT, T + HOUR - SECOND)
    assert "USD\xa08.99" in text(REPORT, T + HOUR)


def test_nothing_tells_that_a_release_is_pending(get):
    first = released()
    released("chairs")
    paths = ["/", "/markets/", "/markets/lamps/", REPORT, f"{REPORT}releases/"]
    paths += [f"{REPORT}releases/1/", f"{REPORT}releases/2/", f"{REPORT}?as_of=2031-05-04"]
    paths += ["/markets/lamps/2025/", "/markets/stools/", "/nothing/"]

    def seen():
        answers = [get(path, T + SECOND) for path in paths]
        return [(a.status_code, dict(a.headers), a.content) for a in answers]

    before = seen()
    update(first, "8.99", at=T + HOUR, now=T, reason="A pending reason.")
    scheduled("lamps", "2025", T + HOUR)
    scheduled("stools", "2024", T + HOUR)
    assert seen() == before


def test_a_404_is_the_same_page_whatever_is_missing(get):
    scheduled(at=T + DAY)
    bodies = {
        get(path).content
        for path in (REPORT, "/markets/none/", "/markets/lamps/2024/releases/9/", "/no-such-page/")
    }
    assert len(bodies) == 1


def test_a_release_that_comes_between_two_looks_is_shown(get, monkeypatch):
    # The answer "not there" is fresh for a minute: it must not outlive the release's moment.
    scheduled()
    monkeypatch.setattr(clock, "sql_now", lambda: Value(T - SECOND))
    assert get(REPORT, T).status_code == 200


# -- earlier views ----------------------------------------------------------


@pytest.fixture
def history():
    """Two releases: at T, and at 12:00 the day after."""
    later = T.replace(hour=12, minute=0) + DAY
    return later, update(released(), "8.99", at=later)


VIEWS = [
    ("2031-05-04T09:29:59Z", None),
    ("2031-05-04T09:30:00Z", "7.12"),
    ("2031-05-04T09:30Z", "7.12"),
    ("2031-05-04", "7.12"),
    ("2031-05-05T11:59:59.999999Z", "7.12"),
    ("2031-05-05T12:00:00Z", "8.99"),
    ("2031-05-05T14:00:00%2B02:00", "8.99"),
    ("2031-05-05T14:00:00+02:00", "8.99"),  # the + arrives as a space
    ("2031-05-05T13:59:59+02:00", "7.12"),
    ("2031-05-05", "8.99"),
    ("2031-05-03", None),
    ("0001-01-01", None),
]


@pytest.mark.parametrize("path", ["/markets/lamps/", REPORT])
def test_as_of_shows_what_was_current_then(get, history, path):
    for as_of, expected in VIEWS:
        answer = get(f"{path}?as_of={as_of}", T + 5 * DAY)
        if expected is None:
            assert (as_of, answer.status_code) == (as_of, 404)
        else:
            assert (as_of, f"USD\xa0{expected}" in answer.content.decode()) == (as_of, True)


def test_as_of_today_means_now(get, history):
    later, _ = history
    path = f"{REPORT}?as_of={later.date()}"
    assert "USD\xa07.12" in get(path, later - SECOND).content.decode()
    assert "USD\xa08.99" in get(path, later).content.decode()


@pytest.mark.parametrize("path", [REPORT, "/markets/lamps/", "/markets/none/", "/markets/x/2020/"])
def test_the_future_is_refused_whether_or_not_there_is_a_report(get, path):
    released()
    for as_of in ("2031-05-05", "2031-05-04T09:30:01Z", "9999-12-31"):
        answer = get(f"{path}?as_of={as_of}", T)
        assert (as_of, answer.status_code) == (as_of, 400)
        assert "as_of lies in the future" in answer.content.decode()


def test_a_malformed_as_of_says_what_to_send(get):
    released()
    wrong = ["", "yesterday", "2031-5-4", "2031-02-30", "2031-05-04T09:30", "1e20", "20310504"]
    for as_of in [*wrong, "2031-05-04%2009:30Z", "0001-01-01T00:00%2B14:00"]:
        answer = get(f"{REPORT}?as_of={as_of}")
        assert (as_of, answer.status_code) == (as_of, 400)
        assert "as_of must be a date such as 2025-01-31" in answer.content.decode()


def test_an_earlier_view_does_not_say_what_came_later(text, history):
    page = text(f"{REPORT}?as_of=2031-05-04", T + 5 * DAY)
    assert "You are reading this report as it stood at the end of" in page
    assert "uperseded" not in page
    assert "5 May 2031" not in page


# -- withdrawn --------------------------------------------------------------


@pytest.fixture
def withdrawn():
    """Released at T, withdrawn an hour later."""
    first = released()
    with clock.fixed(T + HOUR):
        withdraw(first.report, reason="The source retracted it.")
    return first


GONE = ["/markets/lamps/", REPORT, f"{REPORT}releases/", f"{REPORT}releases/1/"]
GONE += [f"{REPORT}?as_of=2031-05-04", f"{REPORT}?as_of=2031-05-04T09:45Z"]


@pytest.mark.parametrize("path", GONE)
def test_what_was_withdrawn_is_gone_for_every_view(get, withdrawn, path):
    answer = get(path, T + 5 * DAY)
    assert answer.status_code == 410
    assert "This report was withdrawn" in answer.content.decode()
    assert "Lamps market" not in answer.content.decode()


def test_before_its_first_release_a_withdrawn_report_was_not_there(status, withdrawn):
    assert status(f"{REPORT}?as_of=2031-05-03", T + DAY) == 404


def test_a_withdrawn_report_leaves_the_lists(text, withdrawn):
    assert "Lamps market" not in text("/markets/", T + DAY) + text("/", T + DAY)


def test_a_new_release_opens_the_history_again_with_the_next_number(get, withdrawn):
    update(withdrawn, "8.99", at=T + DAY)
    later = T + 2 * DAY
    assert get(REPORT, later).status_code == 200
    assert get(f"{REPORT}releases/2/", later).status_code == 200
    assert get(f"{REPORT}releases/1/", later).status_code == 410
    assert get(f"{REPORT}?as_of=2031-05-04", later).status_code == 410
    page = get(f"{REPORT}releases/", later).content.decode()
    assert "Release 2" in page
    assert "Release 1" not in page
    assert "Earlier releases of this report were withdrawn" in page


# -- numbers ----------------------------------------------------------------


def test_a_cancelled_release_leaves_no_gap_in_the_numbers(text, status):
    first = released()
    pending = update(first, "8.99", at=T + HOUR, now=T)
    with clock.fixed(T + SECOND):
        cancel(pending)
    update(first, "9.99", at=T + DAY)
    page = text(f"{REPORT}releases/", T + DAY)
    assert "Release 2" in page
    assert "Release 3" not in page
    assert status(f"{REPORT}releases/3/", T + DAY) == 404


# -- editions ---------------------------------------------------------------


@pytest.fixture
def editions():
    """The 2024 edition is released after the 2025 one: the label decides, not the date."""
    released("lamps", "2025", T, base_year=2025)
    released("lamps", "2024", T + HOUR)


def test_the_market_page_shows_the_edition_with_the_greatest_label(text, editions):
    page = text("/markets/lamps/", T + DAY)
    assert "<h1>Lamps market 2025</h1>" in page
    assert '<a href="/markets/lamps/2024/">2024</a>' in page


def test_the_latest_edition_is_canonical_at_the_market_page_and_others_at_their_own(
    text, editions, settings
):
    settings.WAGTAILADMIN_BASE_URL = "https://reports.example"

    def link(path):
        return f'<link rel="canonical" href="https://reports.example{path}">'

    market = link("/markets/lamps/")
    assert market in text("/markets/lamps/", T + DAY)
    assert market in text("/markets/lamps/2025/", T + DAY)
    assert link("/markets/lamps/2024/") in text("/markets/lamps/2024/", T + DAY)


def test_an_older_edition_says_that_a_newer_one_exists(text, editions):
    assert "A newer edition exists." in text("/markets/lamps/2024/", T + DAY)
    assert "A newer edition exists." not in text("/markets/lamps/2025/", T + DAY)


def test_the_list_has_one_entry_for_each_market_with_its_older_editions(text, editions):
    page = text("/markets/", T + DAY)
    assert "1 report<" in page
    assert page.count(">Lamps market 2025</a>") == 1
    assert "Lamps market 2024" not in page
    assert '<a href="/markets/lamps/2024/">2024</a>' in page


def test_a_pending_edition_changes_no_canonical_link_and_no_notice(text):
    released()
    before = text(REPORT)
    scheduled("lamps", "2025", T + HOUR)
    assert text(REPORT) == before


# -- former addresses -------------------------------------------------------


def moved_report():
    first = released()
    with clock.fixed(T + HOUR):
        change_address(first.report, market="lanterns", edition="2024-b")
    return first


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("/markets/lamps/", "/markets/lanterns/"),
        ("/markets/lamps/2024/", "/markets/lanterns/2024-b/"),
        ("/markets/lamps/2024/releases/", "/markets/lanterns/2024-b/releases/"),
        ("/markets/lamps/2024/releases/1/", "/markets/lanterns/2024-b/releases/1/"),
        (
            "/markets/lamps/2024/?as_of=2031-05-04&x=a%20b",
            "/markets/lanterns/2024-b/?as_of=2031-05-04&x=a%20b",
        ),
    ],
)
def test_a_former_address_leads_to_the_present_one_with_its_query(get, former, present):
    moved_report()
    answer = get(former, T + DAY)
    assert (answer.status_code, answer["Location"]) == (301, present)
    assert get(present, T + DAY).status_code == 200


def test_a_former_address_tells_nothing_of_a_report_that_is_not_visible(status):
    pending = scheduled(at=T + DAY)
    with clock.fixed(T):
        change_address(pending.report, market="lanterns", edition="2024")
    assert status("/markets/lamps/2024/", T + HOUR) == 404
    assert status("/markets/lamps/", T + HOUR) == 404
    assert status("/markets/lamps/2024/", T + DAY) == 301
