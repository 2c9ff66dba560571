"""Visitors write to us: nothing is lost, nothing is kept without consent, programs stay out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from reports import clock, enquiries
from reports.models import Enquiry
from reports.site import contact
from tests.support.reports import user

URL = "/contact/figure-error/"
GOOD = {
    "name": "Ada Example",
    "organisation": "",
    "email": "ada@example.org",
    "message": "The value of 2024 is not what the source says.",
    "consent": "1",
    "about": "/markets/lamps/2024/figures/market-size-2024/",
}
pytestmark = pytest.mark.django_db


def token(seconds=60):
    now = int(clock.now().timestamp())
    return contact.SIGNER.sign(str(now - seconds))


def send(client, **more):
    return client.post(URL, {**GOOD, "begun": token(), **more})


@pytest.fixture(autouse=True)
def desk(settings):
    settings.REPORTS_ENQUIRIES_TO = ["desk@example.com"]
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


def test_a_message_is_kept_with_its_consent_and_mailed(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(client)
    assert answer.status_code == 303
    assert not answer.cookies
    assert client.get(answer["Location"]).status_code == 200
    kept = Enquiry.objects.get()
    assert (kept.kind, kept.about) == ("figure-error", GOOD["about"])
    assert "365 days" in kept.consent
    message = mail.outbox[0]
    assert message.reply_to == ["ada@example.org"]
    assert message.to == ["desk@example.com"]
    assert GOOD["message"] in message.body
    assert GOOD["about"] in message.body


def test_every_form_is_there_and_leads_to_no_draft(client):
    page = client.get("/contact/").content.decode()
    for kind in contact.KINDS:
        assert f'href="/contact/{kind}/"' in page
        assert client.get(f"/contact/{kind}/").status_code == 200
    assert client.get("/contact/nothing/").status_code == 404
    assert client.get("/contact/nothing/sent/").status_code == 404


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"name": ""}, "This field is required"),
        ({"email": "ada"}, "Enter a valid email address"),
        ({"message": ""}, "This field is required"),
        ({"message": "x" * 5001}, "at most 5000 characters"),
        ({"consent": ""}, "Without your consent"),
        ({"name": "a" * 121}, "at most 120 characters"),
        ({"message": "a\0b"}, "Null characters"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_still_there(client, missing, words):
    answer = send(client, **missing)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert answer["Cache-Control"] == "no-store"
    assert words in html
    assert "Your message was not sent" in html
    if "email" not in missing:
        assert 'value="ada@example.org"' in html
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize(
    "more",
    [
        {"website": "https://example.com/"},
        {"begun": ""},
        {"begun": "forged"},
        {"begun": "{soon}"},
        {"begun": "{late}"},
    ],
)
def test_what_a_program_sends_is_not_kept_and_a_person_can_send_again(client, more):
    times = {"{soon}": token(0), "{late}": token(2 * 86400)}
    more = {name: times.get(value, value) for name, value in more.items()}
    answer = send(client, **more)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "send it once more" in html
    assert GOOD["message"] in html
    assert not Enquiry.objects.exists()


def test_the_form_of_another_site_is_refused(client):
    for header in ({"HTTP_ORIGIN": "https://evil.example"}, {"HTTP_SEC_FETCH_SITE": "cross-site"}):
        assert client.post(URL, {**GOOD, "begun": token()}, **header).status_code == 403
    assert not Enquiry.objects.exists()


def test_more_than_five_an_hour_are_asked_to_wait(client):
    for _ in range(contact.PER_VISITOR.most):
        assert send(client).status_code == 303
    answer = send(client)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert GOOD["message"] in answer.content.decode()
    assert Enquiry.objects.count() == contact.PER_VISITOR.most


def test_nothing_a_visitor_sends_breaks_a_header_or_the_page(
    client, django_capture_on_commit_callbacks
):
    hostile = "Ada\r\nBcc: all@example.com <script>alert(1)</script>"
    with django_capture_on_commit_callbacks(execute=True):
        assert send(client, name=hostile).status_code == 303
    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].recipients() == ["desk@example.com"]
    html = send(client, name=hostile, email="no").content.decode()
    assert "<script>alert" not in html
    assert send(client, about="https://evil.example/").status_code == 303
    assert Enquiry.objects.first().about == ""
    assert client.get(f"{URL}?about=javascript:alert(1)").status_code == 200
    assert "javascript" not in client.get(f"{URL}?about=javascript:alert(1)").content.decode()
    big = client.post(URL, {**GOOD, "message": "x" * 70_000})
    assert big.status_code == 413


def test_an_enquiry_is_forgotten_when_its_time_is_over(settings):
    fields = {"kind": "talk", "name": "A", "email": "a@example.org", "message": "m", "consent": "c"}
    Enquiry.objects.create(at=clock.now() - timedelta(days=366), **fields)
    young = Enquiry.objects.create(at=clock.now() - timedelta(days=364), **fields)
    assert enquiries.forget() == 1
    assert list(Enquiry.objects.all()) == [young]


def test_editors_read_mark_and_export_what_was_written(client):
    send(client, message="=1+1 is a formula")
    listing = reverse("enquiries:index")
    client.force_login(user("writer", "Writers"))
    assert client.get(listing).status_code in (302, 403)
    client.force_login(user("partners", "Partner managers"))
    assert "Ada Example" in client.get(listing).content.decode()
    enquiry = Enquiry.objects.get()
    edit = reverse("enquiries:edit", args=[enquiry.pk])
    assert client.get(edit).status_code == 200
    client.post(edit, {"state": "done", "note": "Answered.", "message": "changed", "name": "X"})
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.note) == ("done", "Answered.")
    assert (enquiry.message, enquiry.name) == ("=1+1 is a formula", "Ada Example")
    exported = client.get(f"{listing}?export=csv")
    assert "'=1+1 is a formula" in b"".join(exported.streaming_content).decode()
    assert client.get(reverse("enquiries:add")).status_code in (302, 403)
