"""No edit is lost: who saves an outdated form is told first what somebody else has saved."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry, WorkflowState

from reports.models import ReportPage
from tests.integration.admin.forms import fields
from tests.integration.admin.posting import draft_data, edit_url
from tests.support.reports import fresh, user, with_value

SUBMIT = {"action-submit": "action-submit"}
RELEASE = {"action-release": "action-release"}


def stored(page: ReportPage) -> str:
    value: str = fresh(page).figures.raw_data[0]["value"]["value"]
    return value


def dollars(value: str) -> str:
    return f"USD {value} billion".replace(" ", "\N{NO-BREAK SPACE}")


def saved_meanwhile(page: ReportPage, value: str = "8.88") -> None:
    """Another editor's save, while a form is open."""
    draft = fresh(page)
    data = list(draft.figures.raw_data)
    data[0] = {**data[0], "value": {**data[0]["value"], "value": value}}
    draft.figures = data
    draft.save_revision(user=user("anna", "Editors"))


def autosaved(client: Client, page: ReportPage, data: dict[str, str]):
    return client.post(edit_url(page), data, headers={"Accept": "application/json"}).json()


@pytest.mark.parametrize("action", [{}, SUBMIT, RELEASE], ids=["save", "submit", "release"])
def test_an_outdated_form_is_refused_with_what_differs_and_keeps_what_was_typed(
    admin, page, action
):
    data = draft_data(page, {"value": "9.99"}, standfirst="My words.", **action)
    saved_meanwhile(page)
    response = admin.post(edit_url(page), data)
    html = response.content.decode()
    assert response.status_code == 200
    assert "Anna saved this draft" in html
    assert f"was “{dollars('7.12')}, estimate”, now “{dollars('8.88')}" in html  # Anna's change
    assert f"was “{dollars('8.88')}, estimate”, now “{dollars('9.99')}" in html  # and this one's
    assert "Standfirst: My words." in html
    assert fields(response, "page-edit-form")["standfirst"].strip() == "My words."
    assert stored(page) == "8.88"
    assert not WorkflowState.objects.exists()


def test_an_informed_second_press_goes_through(admin, page):
    data = draft_data(page, {"value": "9.99"})
    saved_meanwhile(page)
    again = fields(admin.post(edit_url(page), data), "page-edit-form")
    ids = {name: again[name] for name in ("loaded_revision_id", "loaded_revision_created_at")}
    assert admin.post(edit_url(page), data | ids).status_code == 302
    assert stored(page) == "9.99"


def test_the_second_press_is_refused_too_if_the_draft_has_changed_again(admin, page):
    data = draft_data(page, {"value": "9.99"})
    saved_meanwhile(page)
    again = fields(admin.post(edit_url(page), data), "page-edit-form")
    ids = {name: again[name] for name in ("loaded_revision_id", "loaded_revision_created_at")}
    saved_meanwhile(page, "8.89")
    assert admin.post(edit_url(page), data | ids).status_code == 200
    assert stored(page) == "8.89"


def test_the_refused_form_does_not_save_itself(admin, page):
    data = draft_data(page, {"value": "9.99"})
    saved_meanwhile(page)
    assert "w-autosave#save" not in admin.post(edit_url(page), data).content.decode()
    assert "w-autosave#save" in admin.get(edit_url(page)).content.decode()


@pytest.mark.parametrize(
    "given", [{}, {"loaded_revision_id": "x"}, {"overwrite_revision_id": "999999"}]
)
def test_a_form_that_does_not_say_with_what_it_began_is_taken_for_an_old_one(admin, page, given):
    data = draft_data(page, {"value": "9.99"})
    for name in ("loaded_revision_id", "loaded_revision_created_at"):
        del data[name]
    assert admin.post(edit_url(page), data | given).status_code == 200
    assert autosaved(admin, page, data | given)["success"] is False
    assert stored(page) == "7.12"


def test_two_tabs_of_one_person_do_not_overwrite_each_other(admin, page):
    one = draft_data(page, {"value": "9.01"})
    two = draft_data(page, {"value": "9.02"})
    assert admin.post(edit_url(page), one).status_code == 302
    assert admin.post(edit_url(page), two).status_code == 200
    assert stored(page) == "9.01"


def test_a_tab_notices_what_another_tab_has_saved_by_itself_in_place(admin, page):
    first = autosaved(admin, page, draft_data(page, {"value": "9.01"}))
    other = draft_data(page, {"value": "9.50"})  # opened now, on the autosaved revision
    saved = {"overwrite_revision_id": str(first["revision_id"]), **first["field_updates"]}
    again = autosaved(admin, page, draft_data(page, {"value": "9.02"}) | saved)
    assert again["revision_id"] == first["revision_id"]
    response = admin.post(edit_url(page), other)
    assert response.status_code == 200
    assert "cannot be told apart" in response.content.decode()
    assert stored(page) == "9.02"


def test_autosave_then_save_in_one_session_goes_through(admin, page):
    data = draft_data(page, {"value": "9.01"})
    answer = autosaved(admin, page, data)
    data |= {name: answer["field_updates"][name] for name in answer["field_updates"]}
    answer = autosaved(admin, page, data | {"overwrite_revision_id": str(answer["revision_id"])})
    assert answer["success"] is True
    data |= {name: answer["field_updates"][name] for name in answer["field_updates"]}
    assert admin.post(edit_url(page), data | {"standfirst": "More."}).status_code == 302
    assert fresh(page).standfirst == "More."


def test_whoever_only_looks_saves_nothing(admin, page):
    assert admin.post(edit_url(page), draft_data(page)).status_code == 302
    before = list(page.revisions.values_list("pk", "created_at"))
    data = draft_data(page)
    answer = autosaved(admin, page, data)
    assert answer["success"] is True
    assert "revision_id" not in answer  # the next autosave would try to overwrite it
    assert list(page.revisions.values_list("pk", "created_at")) == before
    answer = autosaved(admin, page, data | {"standfirst": "Typed."})
    assert fresh(page).standfirst == "Typed."
    assert answer["revision_id"] not in dict(before)


def test_pressing_save_twice_is_no_conflict(admin, page):
    data = draft_data(page, {"value": "9.99"})
    assert admin.post(edit_url(page), data).status_code == 302
    assert admin.post(edit_url(page), data).status_code == 302
    assert stored(page) == "9.99"


def test_an_autosave_that_the_same_press_has_overtaken_is_no_conflict(admin, page):
    data = draft_data(page, {"value": "9.99"})
    assert admin.post(edit_url(page), data).status_code == 302
    before = list(page.revisions.values_list("pk", "created_at"))
    assert autosaved(admin, page, data)["success"] is True
    assert list(page.revisions.values_list("pk", "created_at")) == before
    assert autosaved(admin, page, data | {"standfirst": "Other."})["success"] is False
    assert list(page.revisions.values_list("pk", "created_at")) == before


def test_what_cannot_be_read_is_not_taken_for_no_change(admin, page):
    data = draft_data(page, base_year="twenty")
    saved_meanwhile(page)
    html = admin.post(edit_url(page), data).content.decode()
    assert "Anna saved this draft" in html
    assert "twenty" in html
    assert stored(page) == "8.88"


def test_going_back_to_a_revision_is_refused_once_the_draft_has_moved_on(admin, page):
    first = page.get_latest_revision()
    with_value(page, "8.00")
    revert = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
    ids = fields(admin.get(revert), "page-edit-form")
    data = draft_data(page, {"value": "7.12"})
    data |= {name: ids[name] for name in ("loaded_revision_id", "loaded_revision_created_at")}
    saved_meanwhile(page)
    response = admin.post(revert, data)
    assert response.status_code == 200
    assert "Anna saved this draft" in response.content.decode()
    assert stored(page) == "8.88"
    again = fields(response, "page-edit-form")
    data |= {name: again[name] for name in ("loaded_revision_id", "loaded_revision_created_at")}
    assert admin.post(revert, data).status_code == 302
    assert stored(page) == "7.12"


def test_a_workflow_is_cancelled_from_an_outdated_form_without_saving_it(admin, page):
    assert admin.post(edit_url(page), draft_data(page, **SUBMIT)).status_code == 302
    cancel = {"action-cancel-workflow": "action-cancel-workflow"}
    data = draft_data(page, {"value": "9.99"}, **cancel)
    saved_meanwhile(page)
    assert admin.post(edit_url(page), data).status_code == 200
    assert ReportPage.objects.get(pk=page.pk).current_workflow_state is None
    assert stored(page) == "8.88"


def test_a_refused_save_stands_in_the_pages_history(admin, page):
    data = draft_data(page, {"value": "9.99"})
    saved_meanwhile(page)
    admin.post(edit_url(page), data)
    entry = PageLogEntry.objects.get(action="reports.outdated")
    assert entry.user == user("root")
    history = admin.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "the draft had changed" in history
