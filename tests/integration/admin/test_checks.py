"""Editors see what is wrong, go to its field, and accept what may be accepted, with a reason."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from reports.consistency.record import Checks
from reports.models import AcceptedFinding, Release
from reports.releasing import Refused
from tests.integration.admin.posting import draft_data, edit_url
from tests.support.reports import figure, fresh, issue, report_page, source, user

RATE = {"measure": "cagr", "unit": "percent", "multiplier": "0", "end": 2031, "key": "rate"}


EVENT = {"year": 2023, "kind": "launch", "title": "A launch", "text": "", "key": ""}


def faulty(**fields):
    """A draft whose growth rate fits nine years, not the stated seven."""
    ends = [figure(key="first"), figure("20.45", start=2031, status="forecast", key="last")]
    page = report_page(figures=[*ends, figure("12.4", **{**RATE, **fields})])
    page.save_revision()
    return page


def url(name, page):
    return reverse(f"reports_{name}", args=[page.pk])


def finding(page, code="growth.mismatch"):
    return next(item for item in fresh(page).examine().findings if item.code == code)


def accept(client, page, reason="The source prints it so.", fingerprint=None):
    if fingerprint is None:
        fingerprint = finding(page).fingerprint
    fields = {"fingerprint": fingerprint, "reason": reason}
    return client.post(url("accept", page), fields, follow=True)


def test_the_screen_tells_what_is_wrong_why_and_where(admin, db):
    page = faulty()
    html = admin.get(url("checks", page)).content.decode()
    assert "12.4% a year is stated, but from USD 7.12 billion in 2024" in html
    assert "12.4% fits if 9 years are counted, not 7" in html
    place = finding(page).place
    assert f"{edit_url(page)}#{place.anchor}" in html
    assert "Growth rates agree with their end values: 1 checked" in html


def test_the_panel_beside_the_editor_has_the_findings_of_the_newest_save(admin, db):
    page = faulty()
    assert url("checks_panel", page) in admin.get(edit_url(page)).content.decode()
    assert "12.4% a year is stated" in admin.get(url("checks_panel", page)).content.decode()
    draft = fresh(page)
    draft.figures = [item for item in draft.figures.raw_data if item["value"]["key"] != "rate"]
    draft.save_revision()
    answer = admin.get(url("checks_panel", page))
    assert "is stated" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_an_error_on_a_cited_figure_refuses_until_it_is_accepted_with_a_reason(admin, db):
    page = faulty()
    with pytest.raises(Refused, match=r"12\.4% a year is stated"):
        issue(page.get_latest_revision())
    assert "Accepted" in accept(admin, page).content.decode()
    release = issue(page.get_latest_revision())
    kept = Checks.model_validate(Release.objects.get(pk=release.pk).checks)
    dispute = kept.disputed()["rate"]
    assert dispute.accepted.reason == "The source prints it so."
    assert dispute.accepted.by == "Root"
    assert PageLogEntry.objects.filter(action="reports.accept", page=page.pk).count() == 1


def test_an_error_on_an_own_figure_cannot_be_accepted(admin, db):
    page = faulty(claim="own")
    assert "cannot be accepted" in accept(admin, page).content.decode()
    assert not AcceptedFinding.objects.exists()
    with pytest.raises(Refused):
        issue(page.get_latest_revision())


def test_an_acceptance_given_to_a_cited_figure_lapses_when_the_figure_becomes_our_own(admin, db):
    page = faulty()
    accept(admin, page)
    draft = fresh(page)
    data = list(draft.figures.raw_data)
    data[2] = {**data[2], "value": {**data[2]["value"], "claim": "own"}}
    draft.figures = data
    with pytest.raises(Refused):
        issue(draft.save_revision())


def test_an_acceptance_covers_only_the_numbers_that_were_seen(admin, db):
    page = faulty()
    accept(admin, page)
    draft = fresh(page)
    data = list(draft.figures.raw_data)
    data[2] = {**data[2], "value": {**data[2]["value"], "value": "12.5"}}
    draft.figures = data
    with pytest.raises(Refused, match=r"12\.5% a year"):
        issue(draft.save_revision())


@pytest.mark.parametrize("reason", ["", "   "])
def test_nothing_is_accepted_without_a_reason(admin, db, reason):
    page = faulty()
    assert "Say why" in accept(admin, page, reason).content.decode()
    assert not AcceptedFinding.objects.exists()


def test_a_finding_that_is_gone_cannot_be_accepted(admin, db):
    page = faulty()
    answer = accept(admin, page, fingerprint="0123456789abcdef")
    assert "not there any more" in answer.content.decode()
    assert not AcceptedFinding.objects.exists()


@pytest.mark.parametrize("fingerprint", ["", "x" * 16, "0" * 5000, "\N{DIGIT ONE}é"])
def test_a_forged_fingerprint_is_refused_in_words(admin, db, fingerprint):
    assert accept(admin, faulty(), fingerprint=fingerprint).status_code == 200
    assert not AcceptedFinding.objects.exists()


def test_an_acceptance_can_be_taken_back(admin, db):
    page = faulty()
    accept(admin, page)
    admin.post(url("accept", page), {"reopen": finding(page).fingerprint})
    assert not AcceptedFinding.objects.exists()
    with pytest.raises(Refused):
        issue(page.get_latest_revision())


def test_writers_see_the_checks_and_accept_nothing(client, db):
    page = faulty()
    client.force_login(user("writer", "Writers"))
    html = client.get(url("checks", page)).content.decode()
    assert "12.4% a year is stated" in html
    assert "<textarea" not in html
    accept(client, page)
    assert not AcceptedFinding.objects.exists()


def test_an_accepted_error_does_not_stand_in_the_way_of_the_release_screen(admin, db):
    page = faulty()
    assert 'name="digest"' not in admin.get(url("release", page)).content.decode()
    accept(admin, page)
    html = admin.get(url("release", page)).content.decode()
    assert 'name="digest"' in html
    assert "Accepted: The source prints it so." in html


def test_a_reason_given_after_the_release_reaches_readers_with_the_next(admin, db):
    event = {**EVENT, "company": None, "source": source().pk}
    page = report_page(developments=[("development", event)])
    first = issue(page.save_revision())
    unnamed = finding(page, "development.unnamed").fingerprint
    accept(admin, page, "Nobody did it.", fingerprint=unnamed)
    second = issue(page.get_latest_revision())
    assert second.pk != first.pk
    (kept,) = [item for item in second.load_checks().findings if item.accepted]
    assert kept.accepted.reason == "Nobody did it."
    assert issue(page.get_latest_revision()).pk == second.pk


def test_each_loose_number_of_a_passage_is_told(admin, db):
    text = "<p>Some 4.5 million lamps and 12.25 million candles.</p>"
    page = report_page(sections=[("section", {"heading": "Light", "text": text})])
    page.save_revision()
    html = admin.get(url("checks", page)).content.decode()
    assert "“4.5 million” is in the text, but no figure has it." in html
    assert "“12.25 million” is in the text" in html


def test_submitting_for_review_says_at_the_field_what_is_wrong(admin, db):
    page = faulty()
    answer = admin.post(edit_url(page), draft_data(page, **{"action-submit": "1"}))
    assert answer.status_code == 200
    assert "12.4% a year is stated" in answer.content.decode()
    assert page.current_workflow_state is None
