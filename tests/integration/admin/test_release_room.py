"""The list of releases, the panel beside the editor, previews of what is to come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from wagtail.models import PageLogEntry
from wagtail.users.models import UserProfile

from reports.admin.moments import until
from reports.models import Release, ReportPage
from reports.releasing import cancel, fix_draft, withdraw
from tests.integration.admin.posting import edit_url
from tests.support.reports import T, fresh, issue, released, user, with_value

LATER = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)


def url(name: str, page: ReportPage, *more: int) -> str:
    return reverse(f"reports_{name}", args=[page.pk, *more])


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def pending(page) -> Release:
    return issue(with_value(page, "8.00"), LATER, reason="New data.")


@pytest.mark.parametrize(
    ("delta", "words"),
    [
        (timedelta(days=3, hours=4, minutes=5), "in 3 days 4 hours"),
        (timedelta(days=1), "in 1 day"),
        (timedelta(hours=2, minutes=1), "in 2 hours 1 minute"),
        (timedelta(seconds=59), "in less than a minute"),
        (-DAY, "now"),
    ],
)
def test_the_countdown_in_words(delta, words):
    assert until(T + delta, T) == words


class TestReleases:
    def test_each_release_says_its_state_kind_reason_people_and_what_changed(
        self, admin, page, pending
    ):
        html = text(admin, url("releases", page))
        assert "Pending" in html
        assert "4 May 2031, 09:30 (UTC)" in html
        assert 'data-countdown aria-live="off">in ' in html
        assert "Update: New data." in html
        assert "1 value changed" in html
        assert "was “USD 7.12 billion, estimate”, now “USD 8.00 billion, estimate”" in html
        assert "Everything: nothing came before it." in html

    def test_cancelled_and_withdrawn_releases_stay_in_the_list(self, admin, page, pending):
        cancel(pending, reason="Too early.", user=user("root"))
        withdraw(page.record, reason="All wrong.")
        html = text(admin, url("releases", page))
        assert "Cancelled" in html
        assert "Withdrawn: All wrong." in html

    def test_a_long_history_has_pages(self, admin, page):
        for number in range(21):
            issue(with_value(page, f"8.{number:02}"))
        assert "Page 1 of 2" in text(admin, url("releases", page))
        assert "nothing came before it" in text(admin, url("releases", page) + "?p=2")
        assert admin.get(url("releases", page) + "?p=x").status_code == 200

    def test_a_pending_release_that_lacks_a_later_fix_says_so_and_can_be_renewed(
        self, admin, page, pending
    ):
        assert "lacks what that one changed" not in text(admin, url("releases", page))
        fix_draft(page)
        draft = fresh(page)
        draft.standfirst = "A slip was mended."
        issue(draft.save_revision(), kind="correction", reason="A slip.")
        html = text(admin, url("releases", page))
        assert "lacks what that one changed" in html
        assert "A slip was mended." in html
        response = admin.post(url("renew", page))
        assert response["Location"] == edit_url(page)
        assert fresh(page).standfirst == ""
        draft = fresh(page)
        draft.standfirst = "A slip was mended."
        issue(draft.save_revision(), LATER)
        assert "lacks what that one changed" not in text(admin, url("releases", page))

    def test_reasons_for_cancelling_and_moving_stand_in_the_audit_log(self, admin, page, pending):
        moved = {"moment": "2031-05-05 09:30", "reason": "The source is late."}
        assert admin.post(url("reschedule", page, pending.pk), moved).status_code == 302
        assert admin.post(url("cancel", page, pending.pk), {"reason": "Too early."})
        logged = PageLogEntry.objects.filter(action__in=["reports.reschedule", "reports.cancel"])
        assert {entry.data["reason"] for entry in logged} == {"The source is late.", "Too early."}


class TestMoments:
    @pytest.mark.parametrize("moment", ["2031-03-09 02:30", "2031-11-02 01:30"])
    def test_a_time_that_the_clocks_skip_or_repeat_is_refused_in_words(self, admin, page, moment):
        profile = UserProfile.get_for_user(user("root"))
        profile.current_time_zone = "America/New_York"
        profile.save()
        pending = issue(with_value(page, "8.00"), LATER)
        response = admin.post(url("reschedule", page, pending.pk), {"moment": moment})
        assert response.status_code == 200
        assert "The clocks change then" in response.content.decode()
        assert Release.objects.get(pk=pending.pk).release_at == LATER

    def test_a_moved_release_is_checked_for_its_new_moment(self, page):
        from reports.releasing import reschedule

        pending = issue(with_value(page, "8.00"), LATER)
        codes = {finding.code for finding in pending.load_checks().findings}
        assert "period.horizon_passed" not in codes
        moved = reschedule(pending, LATER.replace(year=2032))
        codes = {finding.code for finding in moved.load_checks().findings}
        assert "period.horizon_passed" in codes


class TestPreview:
    def test_the_pending_release_is_shown_as_readers_will_see_it(self, admin, page, pending):
        response = admin.get(url("pending_preview", page, pending.pk))
        html = response.content.decode().replace("\N{NO-BREAK SPACE}", " ")
        assert "8.00" in html
        assert "Preview of the pending release, as it will be at 4 May 2031, 09:30 (UTC)." in html
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in html

    def test_the_draft_at_a_moment_links_to_what_is_public_by_then(self, admin, page):
        target = released("tides").report.page  # public from 2031 on
        draft = fresh(page)
        link = f'<p><a linktype="page" id="{target.pk}">The tides</a></p>'
        section = {"heading": "More", "text": link, "level": "2"}
        draft.sections = [{"type": "section", "value": section}]
        draft.save_revision()
        html = text(admin, url("draft_preview", page) + "?at=2035-05-05+09:30")
        assert "Preview of the draft, as it will be at 5 May 2035" in html
        assert 'href="/markets/tides/2024/"' in html
        before = text(admin, url("draft_preview", page) + "?at=2030-05-05+09:30")
        assert "The tides" in before
        assert 'href="/markets/tides/2024/"' not in before

    @pytest.mark.parametrize("at", ["", "x", "2001-01-01 10:00", "9999-99-99 10:00"])
    def test_a_moment_that_cannot_be_leads_back_with_words(self, admin, page, at):
        response = admin.get(url("draft_preview", page), {"at": at}, follow=True)
        assert response.redirect_chain
        words = ("Give a date and a time", "That moment has passed", "This field is required")
        assert any(escape(word) in response.content.decode() for word in words)

    def test_strangers_and_other_reports_see_nothing(self, client, page, pending):
        address = url("pending_preview", page, pending.pk)
        assert client.get(address).status_code == 302
        client.force_login(user("paula", "Partner managers"))
        response = client.get(address)
        assert response.status_code in (302, 403)
        assert b"8.00" not in response.content

    def test_what_is_public_or_cancelled_has_no_preview(self, admin, page, pending):
        current = page.record.releases.order_by("release_at").first()
        assert admin.get(url("pending_preview", page, current.pk)).status_code == 404
        cancel(pending)
        assert admin.get(url("pending_preview", page, pending.pk)).status_code == 404


class TestPanel:
    def test_it_says_what_is_public_what_is_to_come_and_how_the_draft_differs(
        self, admin, page, pending
    ):
        draft = fresh(page)
        draft.standfirst = "More."
        draft.save_revision()
        html = text(admin, url("releases_panel", page))
        assert "Current: release 1" in html
        assert "Pending:" in html
        assert "The draft: 1 value, 1 text changed since release 1." in html
        assert url("release", page) in html
        editor = text(admin, edit_url(page))
        assert f'data-releases-url="{url("releases_panel", page)}"' in editor

    def test_it_works_before_the_first_release(self, admin):
        from tests.support.reports import report_page

        page = report_page("tides")
        page.save_revision()
        assert "no release yet" in text(admin, url("releases_panel", page))


def test_the_panel_takes_few_queries(admin, page, pending, django_assert_max_num_queries):
    admin.get(url("releases_panel", page))
    with django_assert_max_num_queries(40):
        admin.get(url("releases_panel", page))
