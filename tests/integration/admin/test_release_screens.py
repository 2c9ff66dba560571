"""The Release screen and its family do what they say, for those who may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from wagtail.models import PageLogEntry

from reports import clock
from reports.models import Figure, Release, ReportPage
from reports.models.release import Report
from tests.integration.admin.forms import fields
from tests.integration.admin.posting import draft_data, edit_url
from tests.support.reports import figure, fresh, issue, report_page, user, with_value

LATER = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def url(name: str, page: ReportPage, *more: int) -> str:
    return reverse(f"reports_{name}", args=[page.pk, *more])


def values(at: datetime | None = None) -> list[Decimal]:
    return [row.value for row in Figure.objects.released(at or clock.now())]


def posted(client: Client, page: ReportPage, **changes: str):
    """Open the Release screen, fill it in, press Release."""
    data = fields(client.get(url("release", page)))
    data = {name: data[name] for name in ("revision", "digest", "csrfmiddlewaretoken")}
    filled = {"when": "now", "kind": "update", "reason": "New data.", "moment": "", **changes}
    return client.post(url("release", page), data | filled)


def later(client: Client, page: ReportPage, **changes: str):
    return posted(client, page, when="later", moment=f"{LATER:%Y-%m-%d %H:%M}", **changes)


class TestRelease:
    def test_it_shows_what_changes_and_releases_it_now(self, admin, page):
        with_value(page, "8.00")
        html = admin.get(url("release", page)).content.decode()
        assert escape("was “USD\N{NO-BREAK SPACE}7.12") in html
        response = posted(admin, page, reason="New data.")
        assert response.status_code == 302
        assert values() == [Decimal("8.00")]
        release = Release.objects.order_by("-release_at").first()
        assert (release.kind, release.reason, release.approver_name) == (
            "update",
            "New data.",
            "Root",
        )

    def test_it_schedules_for_a_whole_minute(self, admin, page):
        with_value(page, "8.00")
        assert later(admin, page).status_code == 302
        assert values(LATER - timedelta(seconds=1)) == [Decimal("7.12")]
        assert values(LATER) == [Decimal("8.00")]

    def test_the_moment_is_read_in_the_editors_time_zone(self, admin, page):
        from wagtail.users.models import UserProfile

        profile = UserProfile.get_for_user(user("root"))
        profile.current_time_zone = "America/New_York"
        profile.save()
        with_value(page, "8.00")
        assert "America/New_York" in admin.get(url("release", page)).content.decode()
        later(admin, page)
        assert values(LATER + 3 * HOUR) == [Decimal("7.12")]
        assert values(LATER + 4 * HOUR) == [Decimal("8.00")]

    def test_a_correction_needs_its_reason(self, admin, page):
        with_value(page, "7.21")
        response = posted(admin, page, kind="correction", reason="")
        assert "what was wrong" in response.content.decode()
        assert Release.objects.count() == 1
        posted(admin, page, kind="correction", reason="Digits were swapped.")
        assert Release.objects.filter(kind="correction").count() == 1

    def test_a_draft_that_changed_since_is_refused_with_a_comparison(self, admin, page):
        with_value(page, "8.00")
        data = fields(admin.get(url("release", page)))
        with_value(page, "9.00")
        filled = {"when": "now", "kind": "update", "reason": "My reason."}
        response = admin.post(url("release", page), data | filled)
        html = response.content.decode()
        assert "has changed since" in html
        assert "9.00" in html
        assert "My reason." in html
        assert values() == [Decimal("7.12")]
        again = fields(response) | filled
        assert admin.post(url("release", page), again).status_code == 302
        assert values() == [Decimal("9.00")]

    def test_a_draft_that_was_only_saved_again_is_released_at_once(self, admin, page):
        with_value(page, "8.00")
        data = fields(admin.get(url("release", page)))
        fresh(page).save_revision()
        filled = {"when": "now", "kind": "update", "reason": "New data."}
        assert admin.post(url("release", page), data | filled).status_code == 302
        assert values() == [Decimal("8.00")]

    def test_a_posted_revision_of_another_report_is_not_released(self, admin, page):
        other = report_page("tides", figures=[figure("9.00")]).save_revision()
        with_value(page, "8.00")
        data = fields(admin.get(url("release", page))) | {"revision": str(other.pk)}
        filled = {"when": "now", "kind": "update", "reason": "New data."}
        admin.post(url("release", page), data | filled)
        assert values() == [Decimal("8.00")]

    @pytest.mark.parametrize("moment", ["", "yesterday", "2020-01-01 09:00", "9999-99-99 99:99"])
    def test_a_moment_that_cannot_be_is_refused(self, admin, page, moment):
        with_value(page, "8.00")
        response = posted(admin, page, when="later", moment=moment)
        assert response.status_code == 200
        assert Release.objects.count() == 1

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"revision": "x", "digest": "y"},
            {"revision": "9" * 40, "digest": "0" * 64, "when": "now"},
            {"revision": "1", "digest": "\x00", "when": "never", "kind": "leak"},
        ],
    )
    def test_a_crafted_post_is_refused(self, admin, page, data):
        response = admin.post(url("release", page), data)
        assert response.status_code == 200
        assert Release.objects.count() == 1

    def test_findings_are_shown_with_links_to_their_fields(self, admin):
        page = report_page(figures=[figure(unit=None)])
        page.save_revision()
        html = admin.get(url("release", page)).content.decode()
        assert page.title in html
        block = fresh(page).figures[0].id
        assert f"{edit_url(page)}#block-{block}-section" in html
        assert 'type="submit" class="button">Release' not in html

    def test_a_warning_names_the_pending_release_and_a_draft_that_rests_on_it(self, admin, page):
        with_value(page, "8.00")
        later(admin, page)
        assert "cancels the pending release" in admin.get(url("release", page)).content.decode()
        draft = fresh(page)
        draft.standfirst = "A word more."
        draft.save_revision()
        html = admin.get(url("release", page)).content.decode()
        assert "makes them public before their moment" in html


class TestSiblings:
    @pytest.fixture
    def pending(self, page) -> Release:
        return issue(with_value(page, "8.00"), LATER)

    def test_reschedule(self, admin, page, pending):
        data = {"moment": f"{LATER + HOUR:%Y-%m-%d %H:%M}"}
        assert admin.post(url("reschedule", page, pending.pk), data).status_code == 302
        assert values(LATER) == [Decimal("7.12")]
        assert values(LATER + HOUR) == [Decimal("8.00")]

    def test_cancel(self, admin, page, pending):
        assert admin.post(url("cancel", page, pending.pk)).status_code == 302
        assert values(LATER) == [Decimal("7.12")]

    def test_cancelling_twice_is_refused_in_words(self, admin, page, pending):
        admin.post(url("cancel", page, pending.pk))
        response = admin.post(url("cancel", page, pending.pk))
        assert "cancelled already" in response.content.decode()

    def test_fix_the_current_release_while_another_is_pending(self, admin, page, pending):
        response = admin.post(url("fix", page))
        assert response["Location"] == edit_url(page)
        admin.post(edit_url(page), draft_data(page, {"value": "7.13"}))
        posted(admin, page, kind="correction", reason="A misprint.")
        assert values() == [Decimal("7.13")]
        assert values(LATER) == [Decimal("8.00")]
        assert fresh(page).figures.raw_data[0]["value"]["value"] == "8.00"

    def test_withdraw_needs_a_reason(self, admin, page, pending):
        assert admin.post(url("withdraw", page), {"reason": ""}).status_code == 200
        assert admin.post(url("withdraw", page), {"reason": "Wrong."}).status_code == 302
        assert values() == []
        assert values(LATER) == []

    def test_the_address_changes_on_purpose_only(self, admin, page):
        data = {"market": "lanterns", "edition": "2024"}
        assert admin.post(url("address", page), data).status_code == 302
        assert str(Report.objects.get()) == "lanterns/2024"

    def test_the_list_says_what_is_current_pending_and_past(self, admin, page, pending):
        html = admin.get(url("releases", page)).content.decode()
        assert "Current" in html
        assert "Pending" in html
        assert url("cancel", page, pending.pk) in html

    def test_a_release_of_another_report_is_a_404(self, admin, page, pending):
        other = report_page("tides")
        other.save_revision()
        for name in ("cancel", "reschedule"):
            assert admin.get(url(name, other, pending.pk)).status_code == 404

    def test_every_step_stands_in_the_audit_log(self, admin, page, pending):
        admin.post(url("cancel", page, pending.pk))
        admin.post(url("cancel", page, pending.pk))
        admin.post(url("withdraw", page), {"reason": "Wrong."})
        actions = PageLogEntry.objects.filter(action__startswith="reports.")
        assert sorted(actions.values_list("action", flat=True)) == [
            "reports.cancel",
            "reports.refuse",
            "reports.release",
            "reports.schedule",
            "reports.withdraw",
        ]
        history = admin.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
        assert "Withdrew the report" in history.content.decode()


class TestWhoMay:
    SCREENS = ("release", "fix", "withdraw", "address")

    def statuses(self, client: Client, page: ReportPage, pending: Release) -> dict[str, int]:
        found = {name: client.get(url(name, page)).status_code for name in self.SCREENS}
        for name in ("reschedule", "cancel"):
            found[name] = client.get(url(name, page, pending.pk)).status_code
        return found

    @pytest.mark.parametrize(
        ("group", "allowed"),
        [
            ("Writers", set()),
            ("Editors", {"release", "fix"}),
            (
                "Release managers",
                {"release", "fix", "withdraw", "address", "reschedule", "cancel"},
            ),
        ],
    )
    def test_each_group_gets_its_screens_and_no_more(self, client, page, group, allowed):
        pending = issue(with_value(page, "8.00"), LATER)
        client.force_login(user("somebody", group))
        found = self.statuses(client, page, pending)
        assert {name for name, status in found.items() if status == 200} == allowed
        assert client.get(url("releases", page)).status_code == 200

    def test_editors_release_now_but_do_not_schedule(self, client, page):
        with_value(page, "8.00")
        client.force_login(user("somebody", "Editors"))
        assert "Moment" not in client.get(url("release", page)).content.decode()
        later(client, page)
        assert values() == [Decimal("8.00")]

    def test_who_is_not_signed_in_is_sent_to_the_login(self, client, page):
        for name in ("releases", *self.SCREENS):
            response = client.get(url(name, page))
            assert response.status_code == 302
            assert "/admin/login/" in response["Location"]

    def test_four_eyes_refuse_the_writer_in_words(self, admin, page, settings):
        settings.REPORTS_FOUR_EYES = True
        draft = fresh(page)
        draft.standfirst = "Mine."
        draft.save_revision(user=user("root"))
        assert "another pair of eyes" in posted(admin, page).content.decode()
        assert Release.objects.count() == 1


class TestEditor:
    def test_save_and_release_saves_the_draft_and_goes_on_to_the_release_screen(self, admin, page):
        data = draft_data(page, {"value": "8.00"}, **{"action-release": "action-release"})
        response = admin.post(edit_url(page), data)
        assert response["Location"] == url("release", page)
        assert fresh(page).figures.raw_data[0]["value"]["value"] == "8.00"

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"unit": ""}, "Give the unit"),
            ({"source": ""}, "names no source"),
            ({"end": "2020"}, "before it begins"),
            ({"status": "forecast", "start": "2040"}, "outside the forecast period"),
        ],
    )
    def test_what_a_release_lacks_is_said_at_the_field_and_the_draft_is_kept(
        self, admin, page, change, message
    ):
        data = draft_data(page, change, **{"action-release": "action-release"})
        html = admin.post(edit_url(page), data).content.decode()
        assert "The draft was saved." in html
        assert message in html
        name, value = next(iter(change.items()))
        assert str(fresh(page).figures.raw_data[0]["value"][name] or "") == value
        assert Release.objects.count() == 1

    def test_submitting_for_review_refuses_what_a_release_would(self, admin, page):
        from wagtail.models import Page, Workflow, WorkflowPage

        WorkflowPage.objects.get_or_create(
            page=Page.objects.get(depth=2), workflow=Workflow.objects.first()
        )
        data = draft_data(page, {"end": "2020"}, **{"action-submit": "action-submit"})
        html = admin.post(edit_url(page), data).content.decode()
        assert "before it begins" in html
        assert ReportPage.objects.get(pk=page.pk).current_workflow_state is None

    def test_a_draft_with_findings_saves(self, admin, page):
        response = admin.post(edit_url(page), draft_data(page, {"unit": "", "source": ""}))
        assert response.status_code == 302
        assert fresh(page).figures.raw_data[0]["value"]["unit"] == ""

    def test_the_preview_of_a_half_empty_draft_renders(self, admin, page):
        draft = draft_data(page, {"value": "", "unit": "", "geography": ""})
        preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
        assert admin.post(preview, draft).status_code == 200
        response = admin.get(f"{preview}?mode=")
        assert response.status_code == 200
        assert "Preview" in response.content.decode()
