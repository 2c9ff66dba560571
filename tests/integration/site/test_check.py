"""Anyone can check an announcement: with no script, no cookie, and nothing stored unasked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from reports import clock, intake
from reports.models import SavedCheck, Tally
from reports.site.check import CHECKS, KEPT, MOST_BYTES
from tests.support.reports import T

URL = "/check/"
FAULTY = (
    "The global lamp market was valued at USD 7.12 billion in 2024 and is projected to reach "
    "USD 20.45 billion by 2031, growing at a CAGR of 12.4% from 2024 to 2031."
)
OWN_SCRIPT = '<script type="module" src="/static/js/'
pytestmark = pytest.mark.django_db


def send(client, text=FAULTY, **more):
    return client.post(URL, {"text": text, **more})


def test_the_form_is_there_for_everybody(client):
    answer = client.get(URL)
    assert answer.status_code == 200
    assert 'name="text"' in answer.content.decode()
    assert not answer.cookies


def test_a_growth_rate_that_its_own_values_contradict_is_named_with_what_would_fit(client):
    html = send(client).content.decode()
    assert "12.4% a year is stated, but from USD 7.12 billion in 2024" in html
    assert "12.4% fits if 9 years are counted, not 7" in html
    assert '<mark class="mark-error"' in html
    assert '<mark class="mark-claim"' in html


def test_a_consistent_text_is_told_so_without_calling_it_true(client):
    html = send(client, FAULTY.replace("12.4%", "16.3%")).content.decode()
    assert "nothing that contradicts itself" in html
    assert "does not make the claims true" in html


def test_nothing_is_stored_unless_the_visitor_asks_for_a_link(client):
    answer = send(client)
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert not SavedCheck.objects.exists()
    link = send(client, keep="1")
    assert link.status_code == 303
    assert SavedCheck.objects.get().text == FAULTY
    kept = client.get(link["Location"])
    assert "12.4% a year is stated" in kept.content.decode()
    assert kept["X-Robots-Tag"] == "noindex"


def test_a_link_that_was_never_given_leads_nowhere(client):
    assert client.get(reverse("kept-check", args=["A" * 22])).status_code == 404


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> market at USD 5 billion in 2024",
        '"><img src=x onerror=alert(1)> CAGR of 5%',
        "</textarea><script>alert(1)</script>",
        "{{ 7|add:7 }} {% now 'Y' %} XX%",
    ],
)
def test_the_text_is_shown_as_text_wherever_it_stands(client, text):
    for answer in (send(client, text), client.get(send(client, text, keep="1")["Location"])):
        html = answer.content.decode()
        assert answer.status_code == 200
        assert "<script" not in html.replace("<script src", "").replace(OWN_SCRIPT, "")
        assert "<img" not in html
        assert "{{ 7|add:7 }}" in html or "7|add" not in text


@pytest.mark.parametrize("text", ["", "   \n "])
def test_an_empty_text_is_refused_in_words(client, text):
    answer = send(client, text)
    assert answer.status_code == 400
    assert "Paste the text" in answer.content.decode()


def test_a_text_of_more_than_200_kb_is_refused_in_words(client):
    assert send(client, "a" * MOST_BYTES).status_code == 200
    answer = send(client, "é" * (MOST_BYTES // 2 + 1))
    assert answer.status_code == 413
    assert "200 KB" in answer.content.decode()


def test_a_body_that_is_far_too_large_is_refused_in_words(client):
    answer = send(client, "a" * 3_000_000)
    assert answer.status_code == 413
    assert "200 KB" in answer.content.decode()


@pytest.mark.parametrize("text", ["\0" * 50, "\ud7ff\ue000", "\u202eUSD 5 billion", "٣٤% in ٢٠٢٤"])
def test_hostile_characters_are_only_characters(client, text):
    assert send(client, text).status_code == 200
    assert send(client, text, keep="1").status_code == 303


def test_so_many_checks_an_hour_and_no_more(client):
    with clock.fixed(T):
        for _ in range(CHECKS.most):
            assert send(client, "5%").status_code == 200
        refused = send(client, "5%")
        assert refused.status_code == 429
        assert 0 < int(refused["Retry-After"]) <= CHECKS.seconds
        assert send(client, "5%", REMOTE_ADDR="ignored").status_code == 429
    with clock.fixed(T + timedelta(hours=1)):
        assert send(client, "5%").status_code == 200


def test_the_visitors_address_is_not_stored(client):
    send(client, "5%")
    assert all("127.0.0.1" not in tally.who for tally in Tally.objects.all())


def test_links_are_limited_more_tightly(client):
    assert KEPT.most < CHECKS.most
    with clock.fixed(T):
        for _ in range(KEPT.most):
            send(client, "5%", keep="1")
        assert send(client, "5%", keep="1").status_code == 429
    assert SavedCheck.objects.count() == KEPT.most


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://elsewhere.example"},
        *({"Origin": origin} for origin in ("null", "http://[", "http://[::1", "http://a]b", "")),
    ],
)
def test_a_form_sent_from_another_site_is_refused(client, headers):
    assert client.post(URL, {"text": FAULTY}, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}]
)
def test_a_form_sent_from_its_own_page_is_taken(client, headers):
    assert client.post(URL, {"text": FAULTY}, headers=headers).status_code == 200


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)(URL).status_code == 405


@pytest.mark.parametrize("charset", ["rot13", "zip", "idna", "undefined", "x" * 50, "utf-16"])
def test_an_encoding_that_is_none_is_refused_in_words(client, charset):
    body = b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n5%\r\n--b--\r\n'
    kind = f"multipart/form-data; boundary=b; charset={charset}"
    assert client.generic("POST", URL, body, kind).status_code in (200, 400)


def test_a_file_is_not_read(client):
    from io import BytesIO

    answer = client.post(URL, {"text": "5%", "file": BytesIO(b"a" * 100_000)})
    assert answer.status_code == 200
    answer = client.post(URL, {"text": "5%", "file": BytesIO(b"a" * 5_000_000)})
    assert answer.status_code == 413


def test_a_small_text_with_many_years_and_rates_is_no_burden():
    """Few enough explanations are sought that 50 KB cannot hold a worker for minutes."""
    from reports.consistency import growth
    from reports.consistency.text import check_text

    years = " ".join(
        f"The market was valued at USD {n % 7 + 3}.{n % 89 + 10} billion in {1900 + n % 200}."
        for n in range(600)
    )
    rates = " ".join(f"It grows at a CAGR of {n}.7% from 1900 to 2099." for n in range(100, 300))
    tried = 0
    near = growth._near

    def counted(*arguments):
        nonlocal tried
        tried += 1
        return near(*arguments)

    growth._near = counted
    try:
        check_text(f"{years} {rates}")
    finally:
        growth._near = near
    assert tried < 200_000


class TestLimits:
    def test_what_a_visitor_claims_of_its_address_counts_for_nothing(self, client, rf, settings):
        request = rf.get("/", headers={"X-Forwarded-For": "6.6.6.6, 7.7.7.7"})
        assert intake.address(request) == "127.0.0.1"
        settings.REPORTS_PROXIES = 1
        assert intake.address(request) == "7.7.7.7"
        settings.REPORTS_PROXIES = 2
        assert intake.address(request) == "6.6.6.6"
        settings.REPORTS_PROXIES = 3
        assert intake.address(request) == "127.0.0.1"

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("2001:db8::1", "2001:db8::ffff"),
            ("2001:DB8:0::1", "2001:db8::1"),
            ("1.2.3.4:5555", "1.2.3.4:6666"),
            ("[2001:db8::1]:443", "2001:db8::2"),
            ("::ffff:1.2.3.4", "1.2.3.4"),
        ],
    )
    def test_a_visitor_has_one_address_whatever_its_port_or_its_last_digits(self, one, other):
        assert intake.network(one) == intake.network(other)

    def test_two_visitors_have_two(self):
        told = ["1.2.3.4", "1.2.3.5", "2001:db8::1", "2001:db8:0:1::1", "", "unknown"]
        assert len({intake.network(item) for item in told}) == len(told)

    def test_left_and_reset_are_true(self):
        limit = intake.Limit("test", 2, 3600)
        with clock.fixed(T):  # half past nine
            assert intake.count(limit, "a") == intake.Count(True, 1, 1800)
            assert intake.count(limit, "a") == intake.Count(True, 0, 1800)
            assert intake.count(limit, "a") == intake.Count(False, 0, 1800)
            assert intake.count(limit, "b").allowed

    def test_old_tallies_do_not_pile_up(self):
        limit = intake.Limit("test", 2, 60)
        for minute in range(5):
            with clock.fixed(T + timedelta(minutes=minute)):
                intake.count(limit, "a")
        assert Tally.objects.count() <= 2
