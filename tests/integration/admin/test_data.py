"""The Data screens: plain tables, downloads, uploads, the difference, and who may do what."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.urls import reverse
from django_tasks import default_task_backend
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageLogEntry

from reports import clock
from reports.models import SheetUpload
from reports.spreadsheets.uploads import read_upload
from tests.integration.admin.forms import fields
from tests.integration.spreadsheets.sample import Book, csv_of, every_kind, xlsx_of
from tests.support import reports as make
from tests.support.tree import site_tree

pytestmark = pytest.mark.django_db
SINGLE = "Market size, World, 2000"


@pytest.fixture
def draft(db):
    return every_kind()


def data_url(page):
    return reverse("reports_data", args=[page.pk])


def send(client, page, data, name="lamps.xlsx"):
    """Upload a file and have it read; gives the address of its difference."""
    with_commit = {"file": SimpleUploadedFile(name, data)}
    response = client.post(data_url(page), with_commit)
    upload = SheetUpload.objects.filter(page=page).first()
    if upload is None:
        return response
    read_upload.func(upload.pk)
    return reverse("reports_data_difference", args=[page.pk, upload.pk])


def changed_book(page, value=7.25):
    book = Book(page)
    book.put("Figures", SINGLE, "Value", value)
    return book.data


def posted(client, url, **extra):
    """Send the difference screen's form as it stands."""
    return client.post(url, {**fields(client.get(url)), "step": "apply", **extra})


class TestData:
    def test_every_figure_is_on_the_screen_in_plain_tables(self, admin, draft):
        html = admin.get(data_url(draft)).content.decode()
        assert "Market size, World, 2000" in html
        assert "USD\N{NO-BREAK SPACE}7.10\N{NO-BREAK SPACE}billion" in html
        assert '<th scope="col" class="data-number">2024</th>' in html
        assert "not yet" in html
        assert "Calculated figures" in html

    def test_the_editor_leads_there(self, admin, draft):
        html = admin.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
        assert data_url(draft) in html

    def test_workbook_and_csv_are_files_that_no_cache_keeps(self, admin, draft):
        for kind, begin in (("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfID,")):
            response = admin.get(reverse("reports_data_download", args=[draft.pk, kind]))
            assert response.content.startswith(begin)
            assert f'filename="lamps-2024.{kind}"' in response["Content-Disposition"]
            assert "no-store" in response["Cache-Control"]
        assert (
            admin.get(reverse("reports_data_download", args=[draft.pk, "exe"])).status_code == 404
        )

    def test_an_empty_draft_has_its_screen_and_its_files(self, admin):
        page = make.report_page(figures=[])
        assert admin.get(data_url(page)).status_code == 200
        assert (
            admin.get(reverse("reports_data_download", args=[page.pk, "xlsx"])).status_code == 200
        )

    def test_two_hundred_figures_take_no_more_queries_than_twenty(
        self, admin, django_assert_max_num_queries
    ):
        pages = [
            make.report_page(
                f"m{count}", figures=[make.figure(start=1900 + n) for n in range(count)]
            )
            for count in (20, 200)
        ]
        for page in pages:
            with django_assert_max_num_queries(45):
                admin.get(data_url(page))
            with django_assert_max_num_queries(40):
                admin.get(reverse("reports_data_download", args=[page.pk, "xlsx"]))


class TestUpload:
    def test_the_difference_is_shown_applied_and_told(self, admin, draft):
        url = send(admin, draft, changed_book(draft))
        html = admin.get(url).content.decode()
        assert "<del>7.10</del>" in html
        assert "<ins>7.25</ins>" in html
        assert "0 added, 1 changed, 0 missing" in html
        response = posted(admin, url)
        assert response["Location"] == reverse("reports_checks", args=[draft.pk])
        assert make.fresh(draft).figures.raw_data[0]["value"]["value"] == "7.25"
        entry = PageLogEntry.objects.get(action="reports.import")
        assert (entry.data["file"], entry.data["changed"]) == ("lamps.xlsx", 1)
        assert len(entry.data["sha256"]) == 64
        assert entry.revision_id == make.ReportPage.objects.get(pk=draft.pk).latest_revision_id

    def test_the_file_is_read_by_the_worker_not_by_the_request(
        self, admin, draft, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            admin.post(data_url(draft), {"file": SimpleUploadedFile("a.xlsx", changed_book(draft))})
        upload = SheetUpload.objects.get()
        assert upload.state == "waiting"
        response = admin.get(reverse("reports_data_difference", args=[draft.pk, upload.pk]))
        assert "being read" in response.content.decode()
        assert response["Refresh"] == "2"
        (queued,) = DBTaskResult.objects.filter(task_path__endswith="read_upload")
        assert queued.args_kwargs == {"args": [upload.pk], "kwargs": {}}
        assert default_task_backend.get_result(str(queued.id)).task.func is read_upload.func

    def test_a_refused_file_says_why_and_stands_in_the_history(self, admin, draft):
        html = admin.get(send(admin, draft, b"not a workbook")).content.decode()
        assert "It is no XLSX workbook." in html
        assert "Apply" not in html
        entry = PageLogEntry.objects.get(action="reports.import_refused")
        assert entry.data["reason"] == "It is no XLSX workbook."
        assert SheetUpload.objects.get().data is None

    def test_refused_cells_leave_no_button_and_a_crafted_post_writes_nothing(self, admin, draft):
        url = send(admin, draft, changed_book(draft, "1,234"))
        html = admin.get(url).content.decode()
        assert "<code>Figures!J2</code>" in html
        assert "Apply to the draft" not in html
        posted(admin, url)
        assert draft.revisions.count() == 1
        assert PageLogEntry.objects.filter(action="reports.import_refused").count() == 1

    def test_a_draft_that_moved_meanwhile_is_compared_anew(self, admin, draft):
        url = send(admin, draft, changed_book(draft))
        form = fields(admin.get(url))
        make.with_value(draft, "8.80")
        response = admin.post(url, {**form, "step": "apply"}, follow=True)
        html = response.content.decode()
        assert "has changed since you opened this screen" in html
        assert "<del>8.80</del>" in html
        assert make.fresh(draft).figures.raw_data[0]["value"]["value"] == "8.80"

    def test_ticked_rows_are_taken_out(self, admin, draft):
        book = Book(draft)
        book.drop("Key players", "Lumo")
        url = send(admin, draft, book.data)
        page = admin.get(url)
        tick = next(c.id for c in page.context["reviewed"].difference.removed)
        assert f'value="{tick}"' in page.content.decode()
        posted(admin, url, remove=tick)
        assert len(make.fresh(draft).key_players) == 1

    def test_a_csv_is_taken_too(self, admin, draft):
        text = csv_of(draft).replace(",7.10,", ",7.30,", 1)
        posted(admin, send(admin, draft, text.encode(), "figures.csv"))
        assert make.fresh(draft).figures.raw_data[0]["value"]["value"] == "7.30"

    def test_a_dropped_file_is_gone(self, admin, draft):
        url = send(admin, draft, changed_book(draft))
        admin.post(url, {"step": "drop"})
        assert not SheetUpload.objects.exists()
        assert admin.get(url).status_code == 404

    def test_what_was_applied_is_not_applied_again(self, admin, draft):
        url = send(admin, draft, changed_book(draft))
        form = fields(admin.get(url))
        for _ in range(2):
            admin.post(url, {**form, "step": "apply"})
        assert draft.revisions.count() == 2

    @pytest.mark.parametrize("data", [{}, {"file": "text"}])
    def test_a_post_without_a_file_is_answered_in_words(self, admin, draft, data):
        html = admin.post(data_url(draft), data, follow=True).content.decode()
        assert "Choose a file" in html

    @pytest.mark.parametrize("size", [0, 5 * 2**20 + 1])
    def test_files_of_a_wrong_size_are_refused_at_once(self, admin, draft, size):
        file = SimpleUploadedFile("a.xlsx", bytes(size))
        html = admin.post(data_url(draft), {"file": file}, follow=True).content.decode()
        assert "The file" in html or "Choose a file" in html
        assert not SheetUpload.objects.exists()

    def test_uploads_are_kept_for_a_day(self, admin, draft):
        url = send(admin, draft, changed_book(draft))
        SheetUpload.objects.update(created=clock.now() - timedelta(hours=24, minutes=1))
        assert admin.get(url).status_code == 404
        send(admin, draft, b"another")
        assert SheetUpload.objects.count() == 1


class TestPermissions:
    def test_strangers_see_and_change_nothing(self, admin, draft):
        url = send(admin, draft, changed_book(draft))
        stranger = Client()
        stranger.force_login(make.user("stranger"))
        addresses = [
            data_url(draft),
            url,
            reverse("reports_data_download", args=[draft.pk, "xlsx"]),
        ]
        for address in addresses:
            assert stranger.get(address).status_code in (302, 403)
        for address in addresses[:2]:
            assert stranger.post(address, {"step": "apply"}).status_code in (302, 403)
        assert draft.revisions.count() == 1

    def test_an_upload_is_its_owners_alone(self, admin, draft):
        url = send(admin, draft, changed_book(draft))
        other = Client()
        other.force_login(make.user("writer", "Writers"))
        assert other.get(data_url(draft)).status_code == 200
        assert other.get(url).status_code == 404
        assert other.post(url, {"step": "apply"}).status_code == 404

    def test_an_upload_belongs_to_its_report(self, admin, draft):
        send(admin, draft, changed_book(draft))
        other, upload = make.report_page("others"), SheetUpload.objects.get()
        url = reverse("reports_data_difference", args=[other.pk, upload.pk])
        assert admin.get(url).status_code == 404

    def test_a_locked_draft_takes_nothing(self, admin, draft):
        url = send(admin, draft, changed_book(draft))
        form = fields(admin.get(url))
        draft.refresh_from_db()
        draft.locked, draft.locked_by = True, make.user("writer", "Writers")
        draft.save()
        html = admin.post(url, {**form, "step": "apply"}, follow=True).content.decode()
        assert "locked or under review" in html
        SheetUpload.objects.all().delete()
        response = admin.post(
            data_url(draft), {"file": SimpleUploadedFile("a.xlsx", b"PK")}, follow=True
        )
        assert "locked or under review" in response.content.decode()
        assert not SheetUpload.objects.exists()
        assert draft.revisions.count() == 1
        assert PageLogEntry.objects.filter(action="reports.import_refused").count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_apply_at_once_one_wins_and_the_other_is_told():
    site_tree()
    draft = every_kind()
    clients, urls, forms = [], [], []
    for name, value in (("one", 7.25), ("two", 7.35)):
        browser = Client()
        browser.force_login(make.user(name, superuser=True))
        browser.post(
            data_url(draft),
            {"file": SimpleUploadedFile("a.xlsx", changed_book(draft, value))},
        )
        upload = SheetUpload.objects.get(user__username=name)
        read_upload.func(upload.pk)
        clients.append(browser)
        urls.append(reverse("reports_data_difference", args=[draft.pk, upload.pk]))
        forms.append(fields(browser.get(urls[-1])))
    barrier, answers = threading.Barrier(2), {}

    def apply(number):
        barrier.wait()
        try:
            response = clients[number].post(urls[number], {**forms[number], "step": "apply"})
            answers[number] = response["Location"]
        finally:
            connections.close_all()

    threads = [threading.Thread(target=apply, args=[number]) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    checks = reverse("reports_checks", args=[draft.pk])
    assert sorted(location == checks for location in answers.values()) == [False, True]
    winner = next(number for number in answers if answers[number] == checks)
    value = make.fresh(draft).figures.raw_data[0]["value"]["value"]
    assert value == ("7.25", "7.35")[winner]
    assert draft.revisions.count() == 2


def test_two_thousand_figures_go_out_and_in_within_seconds(draft, admin):
    page = make.report_page(
        "large",
        figures=[
            make.figure(f"{n}.10", start=1900 + n % 300, note=f"note {n}") for n in range(2000)
        ],
    )
    page.save_revision()
    begun = time.monotonic()
    data = xlsx_of(page)
    url = send(admin, page, data)
    assert "0 added, 0 changed, 0 missing" in admin.get(url).content.decode()
    assert time.monotonic() - begun < 30
