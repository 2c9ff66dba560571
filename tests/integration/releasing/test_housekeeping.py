"""`sync_pages` and `check_releases`: what they mend, and what they leave alone."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from reports import clock
from reports.models import Figure, Release, ReportPage
from reports.models.immutable import writing
from reports.releasing import withdraw
from reports.releasing.sync import sync_pages
from tests.support.reports import T, issue, released, report_page, with_value

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def readers(at):
    return list(Figure.objects.released(at).values_list("market", "key", "value"))


class TestSyncPages:
    def test_a_page_follows_its_pending_release_after_the_moment_and_not_before(self):
        page = released().report.page
        revision = with_value(page, "8.00")
        with clock.fixed(T + HOUR):
            issue(revision, T + 2 * HOUR)
        with clock.fixed(T + 2 * HOUR - timedelta(seconds=1)):
            assert sync_pages().mended == []
        with clock.fixed(T + 2 * HOUR):
            assert sync_pages().mended == [str(page)]
            assert sync_pages().mended == []
        page = ReportPage.objects.get(pk=page.pk)
        assert page.live
        assert page.live_revision_id == revision.pk
        assert not page.has_unpublished_changes

    def test_readers_see_no_difference_whether_it_runs_or_not(self):
        page = released().report.page
        with clock.fixed(T + HOUR):
            issue(with_value(page, "8.00"), T + 2 * HOUR)
        before = [readers(T + hours * HOUR) for hours in range(5)]
        with clock.fixed(T + 9 * HOUR):
            sync_pages()
            sync_pages()
        assert [readers(T + hours * HOUR) for hours in range(5)] == before

    def test_one_broken_page_among_twenty_holds_nothing_up(self, monkeypatch):
        for number in range(20):
            with clock.fixed(T):
                page = report_page(f"market-{number}")
                issue(page.save_revision(), T + HOUR)
        broken = Release.objects.get(report__market="market-7")
        content = dict(broken.revision.content)
        broken.revision.content = {"pk": content["pk"], "title": None}
        broken.revision.save()
        with clock.fixed(T + 2 * HOUR):
            result = sync_pages()
            assert len(result.mended) == 19
            assert list(result.failed) == ["Market-7 market 2024"]
            with pytest.raises(CommandError, match="Market-7"):
                call_command("sync_pages", stdout=StringIO())
            assert len(readers(T + 2 * HOUR)) == 20
            broken.revision.content = content
            broken.revision.save()
            assert sync_pages().mended == ["Market-7 market 2024"]

    def test_a_page_that_is_live_without_a_release_goes_back_to_draft(self):
        page = report_page()
        page.save_revision()
        ReportPage.objects.filter(pk=page.pk).update(live=True)
        sync_pages()
        assert not ReportPage.objects.get(pk=page.pk).live

    def test_a_withdrawn_page_that_wagtail_holds_live_goes_back_to_draft(self):
        release = released()
        with clock.fixed(T + HOUR):
            withdraw(release.report, reason="wrong")
            ReportPage.objects.update(live=True)
            sync_pages()
        assert not ReportPage.objects.get().live

    def test_opening_the_editor_catches_up_for_that_page(self, client):
        from tests.integration.admin.posting import edit_url
        from tests.support.reports import user

        page = released(at=T.replace(year=2020)).report.page
        revision = with_value(page, "8.00")
        with clock.fixed(T.replace(year=2021)):
            issue(revision, T.replace(year=2022))
        client.force_login(user("root", superuser=True))
        assert client.get(edit_url(page)).status_code == 200
        assert ReportPage.objects.get(pk=page.pk).live_revision_id == revision.pk


class TestCheckReleases:
    def run(self, **options) -> str:
        out = StringIO()
        call_command("check_releases", stdout=out, **options)
        return out.getvalue()

    def test_sound_releases_are_said_to_be_sound(self):
        released()
        assert "1 releases are sound" in self.run()

    @pytest.mark.parametrize(
        ("harm", "said"),
        [
            (lambda: Figure.objects.update(value=1), "figures do not follow"),
            (lambda: Figure.objects.all().delete(), "figures do not follow"),
            (lambda: Release.objects.update(card={}), "card does not follow"),
            (lambda: Release.objects.update(superseded_at=T + HOUR), "window ends"),
        ],
    )
    def test_a_derived_part_that_differs_is_named_and_made_again(self, harm, said):
        released()
        before = readers(T)
        with writing("repair"):
            harm()
        with pytest.raises(CommandError, match=said):
            self.run()
        assert "repaired" in self.run(repair=True)
        assert "sound" in self.run()
        assert readers(T) == before

    def test_a_changed_document_is_named_and_cannot_be_repaired(self):
        from django.db import connection

        release = released()
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":  # as a superuser of the database could
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("ALTER TABLE reports_release DISABLE TRIGGER USER")
            cursor.execute("UPDATE reports_release SET content_hash = %s", ["0" * 64])
        with pytest.raises(CommandError, match="does not have its hash"):
            self.run()
        with pytest.raises(CommandError, match="does not have its hash"):
            self.run(repair=True)
        assert Release.objects.get().pk == release.pk
