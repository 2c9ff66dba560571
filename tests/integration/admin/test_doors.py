"""Every stock door to publishing is shut for reports, whatever is posted through it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Page, Workflow, WorkflowPage

from reports import clock
from reports.models import Figure, MarketPage, Release, ReportPage
from reports.models.release import Report
from tests.integration.admin.posting import draft_data, edit_url
from tests.support.reports import T, fresh, issue, market_page, report_page, saved, user, with_value

PAST = T.replace(year=2020)


def public() -> list[tuple[str, str]]:
    """What the public sees: addresses and values."""
    rows = Figure.objects.released(T.replace(year=2031))
    return sorted((f"{row.market}/{row.edition}", row.printed_value) for row in rows)


@pytest.fixture
def before(page) -> list[tuple[str, str]]:
    return public()


@pytest.fixture
def draft(db) -> ReportPage:
    """A report that was never released."""
    page = report_page("tides", "2030", figures=None)
    page.save_revision()
    return page


def unharmed(response, before: list[tuple[str, str]]) -> None:
    assert response.status_code < 500
    assert public() == before


class TestPublishing:
    def test_a_crafted_publish_in_the_edit_form_saves_a_draft(self, admin, page, before):
        data = draft_data(page, {"value": "9.99"}, **{"action-publish": "action-publish"})
        unharmed(admin.post(edit_url(page), data), before)
        assert fresh(page).figures.raw_data[0]["value"]["value"] == "9.99"
        page.refresh_from_db()
        assert page.live_revision_id == Release.objects.get().revision_id

    @pytest.mark.parametrize("broken", [{"figures-count": "x"}, {"figures-0-type": None}, None])
    def test_a_form_that_did_not_arrive_whole_is_refused_and_saves_nothing(
        self, admin, page, broken
    ):
        whole = draft_data(page, {"value": "9.99"})
        data = {"title": "Cut"} if broken is None else whole | broken
        data = {name: value for name, value in data.items() if value is not None}
        assert admin.post(edit_url(page), data).status_code == 400
        assert fresh(page).figures.raw_data[0]["value"]["value"] != "9.99"

    def test_a_schedule_posted_with_the_form_is_ignored(self, admin, page, before):
        data = draft_data(page, go_live_at="2020-01-01 00:00", expire_at="2020-01-02 00:00")
        unharmed(admin.post(edit_url(page), data | {"action-publish": "1"}), before)
        call_command("publish_scheduled")
        draft = fresh(page)
        assert (draft.go_live_at, draft.expire_at) == (None, None)
        assert public() == before

    def test_a_crafted_publish_in_the_create_form_makes_a_draft(self, admin, page, before):
        parent = page.get_parent()
        url = reverse("wagtailadmin_pages:add", args=["reports", "reportpage", parent.pk])
        data = draft_data(page, title="New", slug="new", edition="2026")
        unharmed(admin.post(url, data | {"action-publish": "action-publish"}), before)
        made = ReportPage.objects.get(slug="new")
        assert not made.live
        assert not hasattr(made, "record")

    def test_reverting_to_an_older_revision_publishes_nothing(self, admin, page, before):
        old = page.get_latest_revision()
        with_value(page, "8.88")
        url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
        assert admin.get(url).status_code == 200
        data = draft_data(page, {"value": "7.77"}, revision=str(old.pk))
        unharmed(admin.post(edit_url(page), data | {"action-publish": "action-publish"}), before)

    def test_bulk_publish_publishes_neither_a_report_nor_the_drafts_below_a_market(
        self, admin, page, draft, before
    ):
        with_value(page, "5.55")
        for target in (page, draft, page.get_parent(), draft.get_parent().get_parent()):
            url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
            response = admin.post(f"{url}?id={target.pk}", {"include_descendants": "on"})
            unharmed(response, before)
        draft.refresh_from_db()
        assert not draft.live

    def test_the_admin_api_refuses_to_publish(self, admin, page, before):
        with_value(page, "5.55")
        url = reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"])
        response = admin.post(url, "{}", content_type="application/json")
        unharmed(response, before)
        assert response.status_code == 403

    def test_code_that_publishes_a_revision_is_told_the_way(self, page, before):
        revision = with_value(page, "5.55")
        with pytest.raises(ValidationError, match="released, not published"):
            revision.publish()
        assert public() == before

    def test_a_finished_workflow_approves_but_does_not_publish(self, admin, page, before):
        workflow = Workflow.objects.first()
        WorkflowPage.objects.get_or_create(page=Page.objects.get(depth=2), workflow=workflow)
        with_value(page, "5.55")
        data = draft_data(page, **{"action-submit": "action-submit"})
        unharmed(admin.post(edit_url(page), data), before)
        page = ReportPage.objects.get(pk=page.pk)
        task = page.current_workflow_task_state
        assert task is not None
        url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
        unharmed(admin.post(url, {"comment": ""}), before)
        assert ReportPage.objects.get(pk=page.pk).current_workflow_state is None
        assert Release.objects.count() == 1

    def test_the_scheduler_finds_nothing_to_publish(self, page, before):
        revision = with_value(page, "5.55")
        with_schedule = fresh(page)
        with_schedule.go_live_at = PAST
        with_schedule.save_revision(approved_go_live_at=PAST)
        assert revision
        call_command("publish_scheduled")
        assert public() == before

    def test_no_publish_or_schedule_button_is_offered(self, admin, page):
        html = admin.get(edit_url(page)).content.decode()
        assert "action-publish" not in html
        assert 'name="go_live_at"' not in html
        assert 'name="expire_at"' not in html
        assert "action-release" in html


class TestTakingAway:
    def test_unpublishing_is_refused(self, admin, page, before):
        response = admin.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
        unharmed(response, before)
        page.refresh_from_db()
        assert page.live

    @pytest.mark.parametrize("levels_up", [1, 2, 3])
    def test_unpublishing_what_holds_it_is_refused(self, admin, page, before, levels_up):
        parent = Page.objects.get(path=page.path[: -4 * levels_up])
        url = reverse("wagtailadmin_pages:unpublish", args=[parent.pk])
        unharmed(admin.post(url, {"include_descendants": "on"}), before)
        page.refresh_from_db()
        assert page.live

    @pytest.mark.parametrize("action", ["delete", "unpublish"])
    @pytest.mark.parametrize("levels_up", [0, 1, 2, 3])
    def test_bulk_actions_are_refused(self, admin, page, before, action, levels_up):
        target = Page.objects.get(path=page.path[: len(page.path) - 4 * levels_up])
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        response = admin.post(f"{url}?id={target.pk}", {"include_descendants": "on"})
        unharmed(response, before)
        assert ReportPage.objects.filter(pk=page.pk).exists()

    @pytest.mark.parametrize("levels_up", [0, 1, 2, 3])
    def test_deleting_it_or_what_holds_it_is_refused(self, admin, page, before, levels_up):
        target = Page.objects.get(path=page.path[: len(page.path) - 4 * levels_up])
        url = reverse("wagtailadmin_pages:delete", args=[target.pk])
        unharmed(admin.post(url, {"confirm_site_name": "Market Reports"}), before)
        assert ReportPage.objects.filter(pk=page.pk).exists()

    def test_the_admin_api_refuses_to_delete_and_to_unpublish(self, admin, page, before):
        for action in ("delete", "unpublish"):
            for target in (page.pk, page.get_parent().pk):
                url = reverse("wagtailadmin_api:pages:action", args=[target, action])
                data = json.dumps({"recursive": True})
                unharmed(admin.post(url, data, content_type="application/json"), before)
        page.refresh_from_db()
        assert page.live

    def test_code_cannot_delete_it(self, page, before):
        with pytest.raises(ValidationError, match="cannot be deleted"):
            ReportPage.objects.get(pk=page.pk).delete()
        with pytest.raises(ProtectedError):
            MarketPage.objects.get(pk=page.get_parent().pk).delete()
        assert public() == before

    def test_a_report_that_was_never_released_can_be_deleted(self, admin, draft):
        admin.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
        assert not ReportPage.objects.filter(pk=draft.pk).exists()

    def test_no_privacy_can_be_set(self, admin, page, before):
        url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
        unharmed(admin.post(url, {"restriction_type": "login"}), before)
        assert not page.get_view_restrictions().exists()


class TestCopying:
    def test_a_copy_is_a_draft_without_releases_whatever_is_posted(self, admin, page, before):
        url = reverse("wagtailadmin_pages:copy", args=[page.pk])
        data = {
            "new_title": "Copy",
            "new_slug": "copy",
            "new_parent_page": page.get_parent().pk,
            "publish_copies": "on",
            "alias": "on",
        }
        unharmed(admin.post(url, data), before)
        copy = ReportPage.objects.get(slug="copy")
        assert not copy.live
        assert copy.alias_of_id is None
        assert not hasattr(copy, "record")

    def test_a_copied_market_holds_drafts(self, admin, page, before):
        market = page.get_parent()
        url = reverse("wagtailadmin_pages:copy", args=[market.pk])
        data = {
            "new_title": "Copy",
            "new_slug": "copy",
            "new_parent_page": market.get_parent().pk,
            "copy_subpages": "on",
            "publish_copies": "on",
            "alias": "on",
        }
        unharmed(admin.post(url, data), before)
        copies = ReportPage.objects.exclude(pk=page.pk)
        assert [copy.live for copy in copies] == [False]

    @pytest.mark.parametrize("destination", ["", "0", "x", "9" * 30, None])
    def test_a_copy_without_a_destination_is_refused_in_words(self, admin, page, destination):
        url = reverse("wagtailadmin_pages:copy", args=[page.pk])
        data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": destination}
        data = {name: value for name, value in data.items() if value is not None}
        response = admin.post(url, data)
        assert response.status_code < 500
        assert not ReportPage.objects.filter(slug="copy").exists()

    @pytest.mark.parametrize("action", ["copy", "create_alias"])
    def test_the_admin_api_makes_no_public_copy(self, admin, page, before, action):
        url = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
        data = json.dumps({"keep_live": True, "slug": "copy", "title": "Copy"})
        unharmed(admin.post(url, data, content_type="application/json"), before)
        assert not ReportPage.objects.exclude(pk=page.pk).filter(live=True).exists()

    def test_a_copy_by_code_is_a_draft(self, page, before):
        copy = ReportPage.objects.get(pk=page.pk).copy(update_attrs={"slug": "copy"})
        assert not copy.live
        assert public() == before
        copied_market = MarketPage.objects.get(pk=page.get_parent().pk).copy(
            recursive=True, update_attrs={"slug": "copied"}
        )
        assert not copied_market.get_children().live().exists()


class TestMovingAndRenaming:
    def test_moving_and_renaming_leave_the_public_address(self, admin, page, before):
        other = market_page("tides")
        url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, other.pk])
        unharmed(admin.post(url), before)
        page = ReportPage.objects.get(pk=page.pk)
        assert page.get_parent().pk == other.pk
        saved(fresh(page), slug="renamed", edition="2099")
        market = MarketPage.objects.get(slug="lamps")
        market.slug = "renamed"
        market.save()
        assert public() == before
        assert str(Report.objects.get()) == "lamps/2024"
        assert ReportPage.objects.get(pk=page.pk).get_url() == "/markets/lamps/2024/"

    def test_a_new_edition_of_a_renamed_market_stays_beside_its_sisters(self, page):
        from tests.support.reports import issue

        market = MarketPage.objects.get(slug="lamps")
        market.slug = "renamed"
        market.save()
        made = report_page("renamed", "2025")
        issue(made.save_revision())
        assert Release.objects.of("lamps", "2025").exists()


def test_a_released_revision_is_not_overwritten_by_autosave(admin, page):
    release = Release.objects.get()
    editor = user("root")
    revision = page.get_latest_revision()
    revision.user = editor
    revision.save()
    content = dict(revision.content)
    data = draft_data(page, {"value": "9.99"}, overwrite_revision_id=str(revision.pk))
    response = admin.post(edit_url(page), data, headers={"accept": "application/json"})
    assert response.status_code == 200
    assert response.json()["revision_id"] != revision.pk
    revision.refresh_from_db()
    assert revision.content == content
    assert release.revision_id == revision.pk


class TestAccounts:
    """An account that stands in the history of releases stays; others can go."""

    @pytest.fixture
    def writer(self, db):
        writer = user("writer", "Writers")
        issue(saved(report_page("tides"), user=writer), approver=user("root", superuser=True))
        return writer

    def test_the_author_of_a_release_is_not_deleted(self, admin, writer):
        answer = admin.post(reverse("wagtailusers_users:delete", args=[writer.pk]), follow=True)
        assert "Deactivate it instead" in answer.content.decode()
        assert type(writer).objects.filter(pk=writer.pk).exists()

    def test_nor_with_others_in_bulk(self, admin, writer):
        other = user("other")
        url = reverse("wagtail_bulk_action", args=["auth", "user", "delete"])
        answer = admin.post(f"{url}?id={writer.pk}&id={other.pk}", follow=True)
        assert "Deactivate it instead" in answer.content.decode()
        assert type(writer).objects.filter(pk__in=[writer.pk, other.pk]).count() == 2

    def test_somebody_who_released_nothing_can_go(self, admin, writer):
        other = user("other")
        admin.post(reverse("wagtailusers_users:delete", args=[other.pk]))
        assert not type(writer).objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("name", ["go_live_at", "expire_at"])
def test_a_schedule_of_wagtails_own_that_code_sets_is_dropped(db, name):
    draft = report_page("tides")
    setattr(draft, name, clock.now() + timedelta(seconds=1))
    issue(draft.save_revision())
    made = ReportPage.objects.get(pk=draft.pk)
    assert made.live
    assert getattr(made, name) is None


@pytest.mark.parametrize("number", ["9" * 20, "9" * 18, "0"])
def test_an_id_that_no_page_has_is_not_found(admin, number):
    for path in ("releases", "release", "checks", "checks/panel", "fix"):
        assert admin.get(f"/admin/reports/{number}/{path}/").status_code == 404
