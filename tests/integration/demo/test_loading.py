"""Loading the demo: once, safely, and through the same doors that editors use."""

from __future__ import annotations

import io
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Page, Revision

from reports.demo import accounts
from reports.models import (
    Announcement,
    Company,
    Development,
    Figure,
    FormerAddress,
    HomePage,
    KeyPlayer,
    Release,
    Report,
    ReportPage,
    Source,
    StandardPage,
)


def load() -> str:
    output = io.StringIO()
    call_command("load_demo", stdout=output)
    return output.getvalue()


def state() -> dict[str, object]:
    models = (Page, Revision, Release, Figure, KeyPlayer, Development, Company, Source)
    return {
        "counts": [model._base_manager.count() for model in models],
        "hashes": sorted(Release.objects.values_list("content_hash", flat=True)),
        "passwords": sorted(get_user_model().objects.values_list("username", "password")),
        "file": accounts.accounts_file().read_text(),
    }


def test_loading_again_changes_nothing(demo, django_assert_max_num_queries):
    before = state()
    with django_assert_max_num_queries(12):
        load()
    assert state() == before


def test_every_report_is_marked_as_loaded(demo):
    assert Report.objects.count() == 5
    assert Release.objects.count() == 7
    assert all(Release.objects.values_list("loaded", flat=True))


def test_every_draft_is_the_text_of_its_newest_release_and_could_be_released(demo):
    for page in ReportPage.objects.all():
        draft = page.get_latest_revision_as_object()
        newest = page.record.releases.order_by("-release_at").first()
        built = draft.examine()
        assert built.refusing == []
        assert built.document == newest.load_document()
        assert page.live
        assert not page.has_unpublished_changes


def test_blocks_keep_their_ids_from_release_to_release(demo):
    for report in Report.objects.all():
        blocks = [
            {item.key: item.block for item in release.load_document().figures}
            for release in report.releases.order_by("release_at")
        ]
        assert all(found == blocks[0] for found in blocks)


def test_the_names_of_reference_data_are_valid(demo):
    for item in [*Company.objects.all(), *Source.objects.all()]:
        item.full_clean()


def test_a_report_that_has_moved_is_not_loaded_again(demo):
    report = Report.objects.get(market="moonlight-jars", edition="2024")
    FormerAddress.objects.create(
        report=report, market=report.market, edition="2024", until=datetime(2026, 1, 1, tzinfo=UTC)
    )
    Report.objects.filter(pk=report.pk).update(edition="2024-moved")
    load()
    assert Report.objects.count() == 5


def test_the_editorial_pages_are_published_and_stay_as_editors_leave_them(demo):
    home = HomePage.objects.get()
    assert "numbered releases" in home.intro
    assert "were loaded when this demo was set up" in StandardPage.objects.get(slug="about").body
    home.intro = ""
    home.save_revision().publish()
    StandardPage.objects.get(slug="about").delete()
    load()
    assert HomePage.objects.get().intro == ""
    assert not StandardPage.objects.filter(slug="about").exists()


def test_the_calendar_announces_sample_editions_and_stays_as_editors_leave_it(demo, client: Client):
    text = client.get("/calendar/").content.decode()
    assert text.index("Pocket lighthouses, 2026") < text.index("Moonlight jars, 2026")
    assert text.count("Sample data. An invented report") == 2
    assert 'href="/markets/moonlight-jars/"' in text
    Announcement.objects.filter(market="moonlight-jars").delete()
    load()
    assert "Moonlight jars" not in client.get("/calendar/").content.decode()


def test_accounts_may_do_what_their_groups_may_and_their_passwords_are_in_the_file(demo):
    path = accounts.accounts_file()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    passwords = accounts.load_accounts()
    for name, groups in {
        "admin": [],
        "editor": ["Editors"],
        "manager": ["Release managers"],
        "partners": ["Partner managers"],
        "writer": ["Writers"],
    }.items():
        account = authenticate(username=name, password=passwords[name])
        assert account is not None
        assert [group.name for group in account.groups.all()] == groups
        assert account.is_superuser is (name == "admin")
        assert f"{name:8} {passwords[name]}" in demo
    assert len(set(passwords.values())) == 5


def test_a_new_database_gets_the_passwords_of_the_file(demo):
    before = accounts.load_accounts()
    get_user_model().objects.all().delete()
    assert accounts.load_accounts() == before
    assert authenticate(username="editor", password=before["editor"])


def test_a_lost_password_is_replaced_and_an_account_of_somebody_else_left_alone(
    demo, settings, tmp_path: Path
):
    get_user_model().objects.filter(username="admin").update(email="me@example.org")
    before = get_user_model().objects.get(username="admin").password
    settings.VAR_DIR = tmp_path
    passwords = accounts.load_accounts()
    assert authenticate(username="editor", password=passwords["editor"])
    assert passwords["admin"] == ""
    assert get_user_model().objects.get(username="admin").password == before


def test_it_prints_where_things_are(demo, monkeypatch):
    monkeypatch.setenv("PORT", "8123")
    text = load()
    for path in ("/", "/markets/", "/markets/medical-second-opinion/2024/", "/admin/", "/api/v1/"):
        assert f"http://127.0.0.1:8123{path}\n" in text


@pytest.mark.parametrize(
    "change", [{"ALLOWED_HOSTS": ["reports.example.com"]}, {"SESSION_COOKIE_SECURE": True}]
)
def test_it_refuses_a_site_that_is_no_demo_unless_told_to(demo, settings, monkeypatch, change):
    monkeypatch.delenv("DEMO", raising=False)
    for name, value in change.items():
        setattr(settings, name, value)
    with pytest.raises(CommandError, match="not a demo site"):
        load()
    monkeypatch.setenv("DEMO", "1")
    load()
