"""The calendar says what was announced, and nothing of what is merely pending."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from reports import clock
from reports.models import Announcement
from tests.support.reports import T, released, user

pytestmark = pytest.mark.django_db


def announce(title="Lamps, 2032 edition", days=30, **more):
    return Announcement.objects.create(title=title, at=clock.now() + timedelta(days=days), **more)


def test_an_announcement_is_shown_under_its_month_and_later_among_those_before(client):
    announce(note="With shares by region.")
    announce("An old one", days=-3)
    announce("A forgotten one", days=-400)
    html = client.get("/calendar/").content.decode()
    assert html.index("Lamps, 2032 edition") < html.index("Announced before")
    assert html.index("Announced before") < html.index("An old one")
    assert "With shares by region." in html
    assert "A forgotten one" not in html


def test_a_day_is_ahead_until_it_is_over_and_a_moment_until_it_comes():
    noon = datetime(2031, 5, 4, 12, tzinfo=UTC)
    day, moment = Announcement(at=noon), Announcement(at=noon, day_only=False)
    for hours, *ahead in (
        (-1, True, True),
        (0, True, False),
        (11, True, False),
        (12, False, False),
    ):
        now = noon + timedelta(hours=hours)
        assert [day.is_ahead(now), moment.is_ahead(now)] == ahead


def test_a_market_is_linked_once_it_is_public_and_not_before(client):
    released("tides", at=T)
    announce(market="tides", days=10_000)
    for moment, linked in ((T - timedelta(seconds=1), False), (T, True)):
        with clock.fixed(moment):
            html = client.get("/calendar/").content.decode()
        assert ('href="/markets/tides/"' in html) is linked


def test_without_announcements_it_says_so(client):
    answer = client.get("/calendar/")
    assert answer.status_code == 200
    assert "Nothing is announced at present." in answer.content.decode()


def test_editors_announce_and_writers_do_not(client):
    add = reverse("announcements:add")
    client.force_login(user("writer", "Writers"))
    assert client.get(add).status_code in (302, 403)
    client.force_login(user("ed", "Editors"))
    fields = {"title": "Lamps", "market": "no-such-market", "at": "2099-01-01 09:00", "note": ""}
    refused = client.post(add, fields)
    assert "No market has this address" in refused.content.decode()
    assert not Announcement.objects.exists()
    client.post(add, {**fields, "market": ""})
    assert Announcement.objects.get().title == "Lamps"
