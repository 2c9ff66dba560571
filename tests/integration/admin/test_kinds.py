"""A release that changes a published value says what kind it is, and why."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from reports.models import Release, ReportPage
from reports.releasing import Refused, issue
from tests.integration.admin.forms import fields
from tests.support.reports import figure, fresh, saved, with_value


def url(page: ReportPage) -> str:
    return reverse("reports_release", args=[page.pk])


def posted(client: Client, page: ReportPage, **changes: str):
    """What the screen offers, posted back with some changes."""
    return client.post(url(page), fields(client.get(url(page))) | {"when": "now"} | changes)


def changed(page: ReportPage, **change: object):
    """A draft whose one figure is changed."""
    draft = fresh(page)
    data = list(draft.figures.raw_data)
    data[0] = {**data[0], "value": {**data[0]["value"], **change}}
    draft.figures = data
    return draft.save_revision()


@pytest.mark.parametrize(
    "change",
    [{"value": "8.00"}, {"unit": "EUR"}, {"status": "actual"}, {"low": "7.0", "high": "7.3"}],
    ids=["value", "unit", "status", "range"],
)
def test_code_that_changes_a_published_value_without_saying_why_is_refused(page, change):
    ReportPage.objects.filter(pk=page.pk).update(currency="")
    draft = fresh(page)
    draft.currency = ""
    draft.save_revision()
    revision = changed(page, **change)
    for told in ({}, {"kind": "update"}, {"reason": "New."}, {"kind": "first", "reason": "New."}):
        with pytest.raises(Refused, match="A published value changes: say whether"):
            issue(revision, **told)
    assert issue(revision, kind="update", reason="New data.").kind == "update"


def test_a_figure_that_goes_is_a_published_value_that_changes(page):
    with pytest.raises(Refused, match="published value"):
        issue(saved(fresh(page), figures=[figure("1.23", start=2025, end=None)]))


def test_other_words_or_another_figure_need_no_reason(page):
    draft = fresh(page)
    draft.standfirst = "Other words."
    assert issue(draft.save_revision()).kind == "update"
    more = [*fresh(page).figures.raw_data, {"type": "figure", "value": figure("9", start=2025)[1]}]
    draft = fresh(page)
    draft.figures = more
    assert issue(draft.save_revision()).kind == "update"


def test_pressing_release_again_needs_no_second_reason(page):
    revision = with_value(page, "8.00")
    first = issue(revision, kind="update", reason="New data.")
    assert issue(revision) == first


def test_the_screen_preselects_no_kind_and_asks_for_both(admin, page):
    with_value(page, "8.00")
    html = admin.get(url(page)).content.decode()
    assert "1 published value changes" in html
    assert "kind" not in fields(admin.get(url(page)))
    html = posted(admin, page).content.decode()
    assert "Say whether this is an update or a correction." in html
    assert "A published value changes: say why." in html
    assert posted(admin, page, kind="update").status_code == 200
    assert Release.objects.count() == 1
    assert posted(admin, page, kind="correction", reason="Digits swapped.").status_code == 302
    assert Release.objects.filter(kind="correction").count() == 1


def test_the_screen_preselects_update_for_other_words_and_correction_when_asked(admin, page):
    draft = fresh(page)
    draft.standfirst = "Other words."
    draft.save_revision()
    assert fields(admin.get(url(page)))["kind"] == "update"
    assert fields(admin.get(url(page) + "?kind=correction"))["kind"] == "correction"
    assert posted(admin, page).status_code == 302
