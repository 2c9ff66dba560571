"""Headers and methods: every public answer can be cached for anyone, until the next minute."""

from __future__ import annotations

import re
from datetime import timedelta
from unittest import mock

import pytest
from django.db import OperationalError, connection
from django.test import Client
from wagtail.models import Site

from reports import clock
from reports.models import StandardPage
from reports.releasing import change_address, withdraw
from tests.support.once import made_once
from tests.support.reports import T, released, user

pytestmark = pytest.mark.django_db

OUR_SCRIPT = r'<script ((type="module" )?src="/static/[^"]+"( defer)?|type="application/ld\+json")>'
LATER = T + timedelta(minutes=5)
REPORT = "/markets/lamps/2024/"
PUBLIC = ["/", "/about/", "/markets/", "/markets/lamps/", REPORT, f"{REPORT}releases/"]
PUBLIC += [f"{REPORT}releases/1/", f"{REPORT}?as_of=2031-05-04"]


def pages() -> None:
    """A released report, a withdrawn one, one that moved, and a standard page."""
    released()
    gone, moved = released("chairs"), released("tables")
    with clock.fixed(T):
        withdraw(gone.report, reason="Wrong throughout.")
        change_address(moved.report, market="desks", edition="2024")
    home = Site.objects.get(is_default_site=True).root_page
    home.add_child(instance=StandardPage(title="About", slug="about", body="<p>About us.</p>"))


made = made_once(pages)


@pytest.fixture(autouse=True)
def site(made, db):
    """The pages, for tests that may change them."""


CASES = [(path, 200) for path in PUBLIC]
CASES += [("/markets/chairs/2024/", 410), ("/markets/tables/2024/", 301), ("/markets", 301)]
CASES += [("/markets/none/", 404), ("/markets/lamps/2030/", 404), ("/no/such/page/", 404)]
CASES += [("/markets/lamps/junk!/", 404), ("/markets/?page=99", 404)]


@pytest.mark.parametrize(("path", "code"), CASES)
def test_a_public_answer_is_fresh_until_the_next_whole_minute(get, path, code):
    for seconds, age in ((0.0, 60), (0.1, 59), (30.0, 30), (59.0, 1), (59.9, 0)):
        answer = get(path, T + timedelta(minutes=5, seconds=seconds))
        assert (answer.status_code, answer["Cache-Control"]) == (code, f"public, max-age={age}")


def test_a_public_answer_sets_no_cookie_and_depends_on_none(get):
    for path, _ in CASES:
        answer = get(path, LATER)
        assert not answer.cookies
        assert "cookie" not in answer.get("Vary", "").lower()


def test_an_editor_sees_byte_for_byte_what_everyone_sees(get):
    client = Client()
    client.force_login(user("root", superuser=True))
    for path, _ in CASES:
        with clock.fixed(LATER):
            answer = client.get(path)
        assert answer.content == get(path, LATER).content
        assert not answer.cookies


@pytest.mark.parametrize("path", [f"{REPORT}?as_of=x", f"{REPORT}?as_of=2040-01-01", "/?x=%00"])
def test_a_wrong_request_is_not_stored(get, path):
    answer = get(path)
    assert (answer.status_code, answer["Cache-Control"]) == (400, "no-store")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_public_addresses_can_only_be_read(method):
    for client in (Client(), Client(enforce_csrf_checks=True)):
        for path in [*PUBLIC, "/livez"]:
            answer = getattr(client, method)(path)
            assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
            assert answer["Cache-Control"] == "no-store"
            assert not answer.cookies


def test_head_has_the_headers_of_get_and_no_body():
    for path in PUBLIC:
        with clock.fixed(LATER):
            head, get = Client().head(path), Client().get(path)
        assert (head.status_code, head.content) == (200, b"")
        assert head["Cache-Control"] == get["Cache-Control"]


def test_an_unchanged_page_is_not_sent_again(get):
    for path in PUBLIC:
        tag = get(path, LATER)["ETag"]
        answer = get(path, LATER + timedelta(minutes=1), **{"If-None-Match": tag})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer["Cache-Control"] == "public, max-age=60"


def test_an_error_of_ours_is_a_page_that_is_not_stored(get):
    with mock.patch("reports.site.views.report_context", side_effect=RuntimeError):
        answer = get(REPORT)
    assert (answer.status_code, answer["Cache-Control"]) == (500, "no-store")
    assert b"Something went wrong" in answer.content


@pytest.mark.parametrize("path", [REPORT, "/", "/markets/", "/api/v1/figures/"])
def test_a_database_that_does_not_answer_is_said_to_be_over_soon(get, path):
    def refuse(*arguments):
        raise OperationalError("the connection is closed")

    with connection.execute_wrapper(refuse):
        answer = get(path)
    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
    assert answer["Retry-After"] == "30"
    if path.startswith("/api/"):
        assert answer.json()["title"] == "Not available just now"
    else:
        assert b"Not available just now" in answer.content


@pytest.mark.parametrize("path", [f"{REPORT}?as_of=2031-05-04", f"{REPORT}releases/1/"])
def test_earlier_views_and_single_releases_stay_out_of_search_engines(get, path):
    answer = get(path, T + timedelta(days=1))
    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert "canonical" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/markets/", "/markets/lamps/", REPORT])
def test_other_pages_may_be_indexed(get, path):
    answer = get(path)
    assert not answer.has_header("X-Robots-Tag")
    assert "noindex" not in answer.content.decode()


def test_a_page_that_depends_on_a_cookie_is_for_its_reader_alone(get):
    page = StandardPage.objects.get(slug="about")
    page.view_restrictions.create(restriction_type="login")
    answer = get("/about/")
    assert "Cookie" in answer["Vary"]
    assert answer["Cache-Control"] == "private, no-store"


def test_answers_carry_nothing_inline(get):
    for path in PUBLIC:
        page = get(path, LATER).content.decode()
        scripts = re.findall(r"<script[^>]*>", page)
        # Files of ours, and data that no browser runs.
        assert [tag for tag in scripts if not re.match(OUR_SCRIPT, tag)] == []
        for inline in ("<style", " style=", '"data:', "(data:", "javascript:", " onclick="):
            assert inline not in page


# -- probes -----------------------------------------------------------------


def test_the_probes_answer(get):
    for path in ("/livez", "/readyz"):
        answer = get(path)
        assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")


def test_without_a_database_the_site_lives_but_is_not_ready(get):
    with mock.patch("reports.site.probes.connection.cursor", side_effect=OperationalError):
        assert get("/livez").status_code == 200
        assert get("/readyz").status_code == 503
