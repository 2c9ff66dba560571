"""Partners send a text and get its claims and findings; nothing is stored."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import product

import pytest

from reports import clock
from reports.api.views.checks import LIMIT, MOST_BYTES
from reports.models import SavedCheck
from tests.support.reports import T, figure, released

URL = "/api/v1/checks/"
FAULTY = (
    "The global lamp market was valued at USD 7.12 billion in 2024 and is projected to reach "
    "USD 20.45 billion by 2031, growing at a CAGR of 12.4% from 2024 to 2031."
)
pytestmark = pytest.mark.django_db


def post(client, body, kind="application/json"):
    return client.post(URL, body, content_type=kind)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (json.dumps({"text": FAULTY}), "application/json"),
        (FAULTY, "text/plain"),
        (FAULTY, "text/plain; charset=utf-8"),
        (f"<p>{FAULTY}</p>", "text/html"),
    ],
)
def test_claims_and_findings_come_with_their_characters(client, body, kind):
    answer = post(client, body, kind)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    data = answer.json()
    text = json.loads(body)["text"] if kind == "application/json" else body
    sizes = [item for item in data["claims"] if item["kind"] == "market_size"]
    assert [(item["value"], item["unit"], item["year"]) for item in sizes] == [
        ("7.12", "USD", 2024),
        ("20.45", "USD", 2031),
    ]
    for claim in data["claims"]:
        assert text[slice(*claim["span"])] == claim["text"]
    (finding,) = data["findings"]
    assert finding["code"] == "growth.mismatch"
    assert finding["severity"] == "error"
    assert text[slice(*finding["span"])] == "12.4%"
    assert "9 years are counted, not 7" in finding["diagnosis"]
    assert not SavedCheck.objects.exists()


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("{", "application/json", 400),
        ("[]", "application/json", 400),
        ('{"text": 5}', "application/json", 400),
        ('{"text": "a", "more": 1}', "application/json", 400),
        ('{"text": "\\ud800"}', "application/json", 400),
        ("[" * 100_000, "application/json", 400),
        ("", "text/plain", 400),
        (b"\xff\xfe", "text/plain", 400),
        ("a" * (MOST_BYTES + 1), "text/plain", 413),
        (json.dumps({"text": "a" * (MOST_BYTES + 1)}), "application/json", 413),
        ("a" * 4_000_000, "text/plain", 413),
        ("a", "application/xml", 415),
        ("a", "", 415),
        ("a", "text/plain; charset=utf-16", 415),
    ],
)
def test_what_is_no_text_is_refused_as_a_problem(client, body, kind, status):
    answer = post(client, body, kind)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_a_hostile_body_is_read_or_refused_like_any_other(client):
    """Each in the three types that are taken."""
    bodies = [
        *(b"\x00" * 50, "\u202e\u200b\ud7ff\u0663".encode(), b"\xed\xa0\x80", b"\xef\xbb\xbf5%"),
        *(b'{"text":"a\\u0000b 5 billion"}', b'{"text":NaN}', b'{"text":1e999}', b"1" * 6000),
        *(b'{"text":' * 5000, b"null", b'"text"', b"{}", b'{"text":" "}', b'{"text":["a"]}'),
        *(b"<!--" * 2000, b"<script>" * 2000, b"&#x0;&#xD800;" * 500, b"<p><table>" * 1000),
        *(b"CAGR " * 1000, b"$1,1,1,1,1 billion " * 500, b"%" * 9000, b"9" * 9000),
        *(b"1e400 billion USD in 99999, -0 in 0000", b"2024-" * 2000),
    ]
    for body, kind in product(bodies, ("application/json", "text/plain", "text/html")):
        with clock.fixed(T + timedelta(hours=len(body) % 1000)):
            answer = post(client, body, kind)
        assert answer.status_code in (200, 400), (body[:40], kind)
        if answer.status_code == 400:
            assert answer["Content-Type"] == "application/problem+json"
            assert answer.json()["type"].endswith("/api/problems/bad-request/")


def test_reading_the_address_says_what_it_takes(client):
    answer = client.get(URL)
    assert answer.status_code == 405
    assert answer["Allow"] == "POST, OPTIONS"
    assert "POST" in answer.json()["detail"]


def test_an_unknown_parameter_is_named(client):
    answer = client.post(f"{URL}?txt=1", "a", content_type="text/plain")
    assert answer.status_code == 400
    assert answer.json()["parameter"] == "txt"


def test_so_many_an_hour_and_no_more(client):
    with clock.fixed(T):
        for _ in range(LIMIT.most):
            assert post(client, "5%", "text/plain").status_code == 200
        refused = post(client, "5%", "text/plain")
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= LIMIT.seconds


def test_a_report_comes_with_its_checks(client):
    rate = {"measure": "cagr", "unit": "percent", "multiplier": "0", "end": 2031, "key": "rate"}
    ends = [figure(), figure("20.45", start=2031, status="forecast")]
    released(figures=[*ends, figure("16.3", **rate)])
    with clock.fixed(T):
        checks = client.get("/api/v1/reports/lamps/2024/").json()["checks"]
    growth = next(rule for rule in checks["rules"] if rule["name"] == "growth")
    assert growth["count"] == 1
    assert checks["findings"] == []
