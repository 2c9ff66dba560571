"""Reviews: what was approved, by whom, and that nobody approves what they wrote."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry, TaskState

from reports.models import Approval, Release, ReportPage
from reports.models.immutable import ReleasedError, writing
from reports.releasing import Refused
from reports.releasing.approving import approve
from tests.integration.admin.posting import draft_data, edit_url
from tests.support.reports import T, fresh, issue, report_page, user, with_value

SUBMIT = {"action-submit": "action-submit"}
APPROVE = {"action-workflow-action": "true", "workflow-action-name": "approve"}
REJECT = {"action-workflow-action": "true", "workflow-action-name": "reject"}


@pytest.fixture(autouse=True)
def four_eyes(settings):
    settings.REPORTS_FOUR_EYES = True


@pytest.fixture
def draft(db) -> ReportPage:
    page = report_page()
    page.save_revision(user=user("wanda", "Writers"))
    return page


def as_user(name: str, *groups: str) -> Client:
    client = Client()
    client.force_login(user(name, *groups))
    return client


def submitted(page: ReportPage, by: Client, **change: str) -> TaskState:
    """The writer submits the draft; gives the step that waits for somebody."""
    data = draft_data(page, change or None, **SUBMIT)
    assert by.post(edit_url(page), data).status_code == 302
    state = ReportPage.objects.get(pk=page.pk).current_workflow_task_state
    assert state is not None
    return state


def workflow_url(page: ReportPage, state: TaskState, action: str = "approve") -> str:
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])


def in_review(page: ReportPage) -> bool:
    return ReportPage.objects.get(pk=page.pk).current_workflow_state is not None


def test_a_writers_draft_is_submitted_and_approved_by_an_editor_out_of_the_box(draft):
    writer, editor = as_user("wanda", "Writers"), as_user("eddy", "Editors")
    shown = writer.get(edit_url(draft)).content.decode()
    assert "Submit to Review" in shown
    assert "Save and release" not in shown  # it would lead to a screen that is not theirs
    submitted(draft, writer, value="8.00")
    html = editor.get(edit_url(draft)).content.decode()
    assert "Approve with a comment" in html
    assert "and Publish" not in html
    assert "Save and release" in html
    response = editor.post(edit_url(draft), draft_data(draft, **APPROVE))
    assert response.status_code == 302
    shown = editor.get(response["Location"]).content.decode()
    assert "Approved: exactly this text. It is not public" in shown
    approval = Approval.objects.get()
    assert (approval.user_name, approval.author_name) == ("Eddy", "Wanda")
    assert str(approval.load_document().figures[0].value) == "8.00"
    assert not in_review(draft)
    assert Release.objects.count() == 0


def test_who_wrote_the_draft_is_not_offered_to_approve_it_and_a_crafted_post_is_refused(draft):
    editor = as_user("eddy", "Editors")
    state = submitted(draft, editor, value="8.00")
    html = editor.get(edit_url(draft)).content.decode()
    assert "Request changes" in html
    assert 'data-workflow-action-name="approve"' not in html
    html = editor.post(edit_url(draft), draft_data(draft, **APPROVE)).content.decode()
    assert "Who wrote the draft cannot approve it" in html
    assert editor.post(workflow_url(draft, state)).status_code in (302, 403)
    assert Approval.objects.count() == 0
    assert in_review(draft)
    refusals = PageLogEntry.objects.filter(action="reports.refuse", user=user("eddy"))
    assert refusals.count() == 2


def test_a_superuser_does_not_approve_their_own_draft_either(draft, admin):
    state = submitted(draft, admin, value="8.00")
    admin.post(workflow_url(draft, state))
    admin.post(edit_url(draft), draft_data(draft, **APPROVE))
    assert Approval.objects.count() == 0


def test_approving_with_changes_is_refused_and_what_was_typed_stays(draft):
    submitted(draft, as_user("wanda", "Writers"), value="8.00")
    before = fresh(draft).latest_revision_id
    data = draft_data(draft, {"value": "9.99"}, standfirst="My words.", **APPROVE)
    response = as_user("eddy", "Editors").post(edit_url(draft), data)
    html = response.content.decode()
    assert response.status_code == 200
    assert "not the text that was submitted" in html
    assert "My words." in html
    assert "has been updated" not in html
    assert fresh(draft).latest_revision_id == before
    assert f'name="loaded_revision_id" value="{before}"' in html
    assert Approval.objects.count() == 0
    assert in_review(draft)


def test_requesting_changes_from_the_editor_keeps_what_was_typed(draft):
    submitted(draft, as_user("wanda", "Writers"), value="8.00")
    data = draft_data(draft, {"value": "9.99"}, **REJECT)
    assert as_user("eddy", "Editors").post(edit_url(draft), data).status_code == 302
    assert fresh(draft).figures.raw_data[0]["value"]["value"] == "9.99"
    assert ReportPage.objects.get(pk=draft.pk).current_workflow_state.status == "needs_changes"


def test_from_a_list_the_submitted_text_is_approved_whatever_was_saved_since(draft):
    state = submitted(draft, as_user("wanda", "Writers"), value="8.00")
    changed = with_value(fresh(draft), "9.99")
    assert changed.pk != state.revision_id
    as_user("eddy", "Editors").post(workflow_url(draft, state))
    assert str(Approval.objects.get().load_document().figures[0].value) == "8.00"


@pytest.mark.parametrize("extra", ["[", "[]", '{"update": false}', '{"comment": 1}', "null"])
def test_a_crafted_comment_is_refused_in_words(draft, extra):
    submitted(draft, as_user("wanda", "Writers"), value="8.00")
    data = draft_data(draft, **APPROVE, **{"workflow-action-extra-data": extra})
    response = as_user("eddy", "Editors").post(edit_url(draft), data)
    assert "could not be read" in response.content.decode()
    assert Approval.objects.count() == 0


def test_of_two_who_decide_one_after_the_other_the_second_changes_nothing(draft):
    state = submitted(draft, as_user("wanda", "Writers"), value="8.00")
    as_user("eddy", "Editors").post(workflow_url(draft, state))
    response = as_user("rita", "Release managers").post(workflow_url(draft, state))
    assert response.status_code == 302
    assert [approval.user_name for approval in Approval.objects.all()] == ["Eddy"]


def test_writers_and_partner_managers_do_not_approve(draft):
    state = submitted(draft, as_user("wanda", "Writers"), value="8.00")
    for name, group in [("will", "Writers"), ("paula", "Partner managers")]:
        client = as_user(name, group)
        client.post(workflow_url(draft, state))
        client.post(edit_url(draft), draft_data(draft, **APPROVE))
    assert Approval.objects.count() == 0


def test_an_approval_is_never_changed(draft):
    approval = approve(draft.get_latest_revision(), user=user("eddy"))
    approval.user_name = "Somebody"
    with pytest.raises(ReleasedError):
        approval.save()
    with pytest.raises(ReleasedError):
        Approval.objects.update(user_name="Somebody")


def test_an_approval_outlives_an_autosave_over_its_draft(draft):
    approval = approve(draft.get_latest_revision(), user=user("eddy"))
    page = fresh(draft)
    page.standfirst = "Other words."
    page.save_revision(user=user("wanda"), overwrite_revision=page.get_latest_revision())
    assert Approval.objects.get().load_document().standfirst == ""
    assert approval.content_hash == Approval.objects.get().content_hash


def test_a_text_that_nobody_is_known_to_have_written_is_not_approved(db):
    page = report_page()
    with pytest.raises(Refused, match="Nobody is known"):
        approve(page.save_revision(), user=user("eddy"))


def test_who_approved_a_draft_is_not_deleted(draft, admin):
    approve(draft.get_latest_revision(), user=user("eddy", "Editors"))
    admin.post(reverse("wagtailusers_users:delete", args=[user("eddy").pk]))
    assert user("eddy").pk == Approval.objects.get().user_id


class TestReleaseScreen:
    def url(self, page: ReportPage) -> str:
        return reverse("reports_release", args=[page.pk])

    def released(self, client: Client, page: ReportPage):
        from tests.integration.admin.forms import fields

        data = fields(client.get(self.url(page)))
        return client.post(self.url(page), data | {"when": "now", "reason": "New data."})

    def test_it_says_before_the_press_who_else_must_act(self, draft):
        user("rita", "Release managers")
        editor = as_user("eddy", "Editors")
        editor.post(edit_url(draft), draft_data(draft, {"value": "8.00"}))
        html = editor.get(self.url(draft)).content.decode()
        assert "another pair of eyes" in html
        assert "Rita" in html
        assert "Wanda" not in html  # she may not release
        assert "another pair of eyes" in self.released(editor, draft).content.decode()
        assert Release.objects.count() == 0
        assert PageLogEntry.objects.filter(action="reports.refuse").count() == 1

    def test_the_writer_releases_what_another_approved_and_nothing_else(self, draft):
        editor = as_user("eddy", "Editors")
        submitted(draft, editor, value="8.00")
        as_user("rita", "Release managers").post(edit_url(draft), draft_data(draft, **APPROVE))
        html = editor.get(self.url(draft)).content.decode()
        assert "Approved by Rita" in html
        assert "exactly this text" in html
        editor.post(edit_url(draft), draft_data(draft, {"value": "8.01"}))
        html = editor.get(self.url(draft)).content.decode()
        assert "Since then the draft has changed" in html
        assert "8.01" in html
        assert "another pair of eyes" in self.released(editor, draft).content.decode()
        editor.post(edit_url(draft), draft_data(draft, {"value": "8.00"}))
        assert self.released(editor, draft).status_code == 302
        release = Release.objects.get()
        assert (release.author_name, release.approver_name) == ("Eddy", "Rita")
        assert release.four_eyes is True

    def test_somebody_else_releases_without_a_review(self, draft):
        assert self.released(as_user("eddy", "Editors"), draft).status_code == 302
        release = Release.objects.get()
        assert (release.author_name, release.approver_name) == ("Wanda", "Eddy")


def test_the_review_and_the_groups_are_there_from_the_start(db):
    from wagtail.models import WorkflowPage

    from reports.models import MarketIndexPage, ReviewTask

    link = WorkflowPage.objects.get(page=MarketIndexPage.objects.get())
    task = link.workflow.tasks.get().specific
    assert isinstance(task, ReviewTask)
    assert set(task.groups.values_list("name", flat=True)) == {"Editors", "Release managers"}
    wanted = {"Writers", "Editors", "Release managers", "Partner managers"}
    assert wanted <= set(Group.objects.values_list("name", flat=True))


class TestDatabase:
    """What the code forbids, the database forbids too."""

    def test_an_approval_by_the_writer_is_refused(self, draft):
        given = approve(draft.get_latest_revision(), user=user("eddy"))
        given.pk, given.user, given.author = None, user("wanda"), user("wanda")
        given._state.adding = True
        with pytest.raises(IntegrityError), writing("issue"):
            given.save()

    @pytest.mark.parametrize("approver", [None, "wanda"])
    def test_a_release_without_a_second_person_is_refused(self, draft, approver):
        release = issue(draft.get_latest_revision(), approver=user("eddy"))
        release.pk, release.approver = None, approver and user(approver)
        release.release_at = T
        release._state.adding = True
        with pytest.raises(IntegrityError), writing("issue"):
            release.save()

    def test_an_approval_is_not_changed_by_sql_either(self, draft):
        if connection.vendor != "postgresql":
            pytest.skip("SQLite keeps this rule in Python")
        given = approve(draft.get_latest_revision(), user=user("eddy"))
        change = "UPDATE reports_approval SET content_hash = 'x' WHERE id = %s"
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change, [given.pk])
        given.revision.delete()  # purged one day; the approval stays
        assert Approval.objects.get().revision_id is None
