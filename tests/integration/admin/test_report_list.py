"""The list of reports answers: what state, what is wrong, what is due; and the dashboard."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from openpyxl import load_workbook
from wagtail.models import PageLogEntry

from reports.models import CheckedDraft, Company, Figure, ReportPage
from reports.models.checked import refresh
from reports.releasing import withdraw
from tests.support.reports import (
    T,
    company,
    figure,
    fresh,
    issue,
    market_page,
    released,
    report_page,
    saved,
    user,
    with_value,
)

PAST, LATER = T.replace(year=2020), T.replace(year=2040)
LIST = "reports_listing:index"


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """However busy the machine, drafts are examined; the limit has a test of its own."""
    monkeypatch.setattr("reports.admin.report_list.SECONDS", 600)
    monkeypatch.setattr("reports.admin.dashboard.SECONDS", 600)


def listing(browser, query=""):
    return browser.get(reverse(LIST) + query).content.decode()


def broken(name: str):
    """A draft with two errors: its figure has no unit, so there is none."""
    page = report_page(name, figures=[figure(unit="")])
    saved(page)
    return page


class TestStates:
    def test_a_report_may_be_current_and_pending(self, admin, page):
        issue(with_value(page, "8.00"), LATER)
        assert "current, pending for 4 May 2040, 09:30 UTC" in listing(admin)
        assert "Lamps market" in listing(admin, "?state=pending")
        assert "Lamps market" in listing(admin, "?state=current")
        assert "Lamps market" not in listing(admin, "?state=draft")

    def test_drafts_corrections_and_withdrawn_ones_are_told_apart(self, admin, page):
        saved(report_page("tides"))
        issue(with_value(page, "8.00"), kind="correction", reason="Wrong")
        html = listing(admin, "?state=corrected")
        assert "current, corrected" in html
        assert "Tides market" not in html
        assert "Tides market" in listing(admin, "?state=draft")
        withdraw(page.record, reason="Gone", user=user("root", superuser=True))
        assert "Lamps market" in listing(admin, "?state=withdrawn")
        assert "Lamps market" not in listing(admin, "?state=current")

    @pytest.mark.parametrize(
        "query",
        [
            *("state=bogus", "market=x", "market=99999999999999999999", "review=bogus"),
            *("ordering=bogus", "ordering=review", "ordering=-pending_at", "p=99"),
            *("chosen=x", "chosen=99999999999999999999", "mine=mine", "sample=no", "sector=x"),
        ],
    )
    def test_any_query_is_answered(self, admin, page, query):
        assert admin.get(f"{reverse(LIST)}?{query}").status_code in (200, 404)

    def test_markets_and_owners_narrow_it(self, admin, page):
        saved(report_page("tides"))
        html = listing(admin, f"?market={market_page('tides').pk}")
        assert "Tides market" in html
        assert "Lamps market" not in html
        ReportPage.objects.filter(pk=page.pk).update(owner=user("root"))
        html = listing(admin, "?mine=mine")
        assert "Lamps market" in html
        assert "Tides market" not in html


class TestFindings:
    def test_the_count_is_that_of_the_newest_draft(self, admin, page):
        broken("tides")
        assert "2 errors" in listing(admin)
        html = listing(admin, "?findings=errors")
        assert "Tides market" in html
        assert "Lamps market" not in html
        tides = ReportPage.objects.get(slug="tides-2024")
        draft = fresh(tides)
        data = list(draft.figures.raw_data)
        data[0] = {**data[0], "value": {**data[0]["value"], "unit": "USD"}}
        draft.figures = data
        draft.save_revision()
        listing(admin)
        assert "Tides market" not in listing(admin, "?findings=errors")

    def test_a_count_that_could_not_be_made_anew_is_said_to_be_old(self, admin, page, monkeypatch):
        listing(admin)
        with_value(page, "8.00")
        monkeypatch.setattr("reports.admin.report_list.SECONDS", -1)
        assert "Not checked since the last change" in listing(admin)

    def test_what_is_known_is_not_examined_again(self, db, django_assert_num_queries):
        pages = [broken("tides"), broken("lamps")]
        pages = list(ReportPage.objects.filter(pk__in=[item.pk for item in pages]))
        refresh(pages, 9)
        with django_assert_num_queries(6 if not clock_query() else 7):
            assert set(refresh(pages, 9)) == {item.pk for item in pages}

    def test_a_change_of_reference_data_makes_counts_old(self, db):
        page = ReportPage.objects.get(pk=broken("tides").pk)
        refresh([page], 9)
        assert refresh([page], -1)
        company("Acme")
        assert not refresh([page], -1)
        refresh([page], 9)
        first = Company.objects.get()
        first.name = "Acme Health"
        first.save()
        assert not refresh([page], -1)

    def test_counts_go_with_the_page(self, db):
        page = ReportPage.objects.get(pk=broken("tides").pk)
        refresh([page], 9)
        page.delete()
        assert not CheckedDraft.objects.exists()


def clock_query() -> bool:
    from django.db import connection

    return connection.vendor == "postgresql"


class TestReviews:
    def test_overdue_is_said_in_words(self, admin, page):
        draft = fresh(page)
        draft.next_review = localdate() - dt.timedelta(3)
        draft.save_revision()
        assert "overdue by 3 days" in listing(admin, "?review=overdue")
        draft = fresh(page)
        draft.next_review = localdate() + dt.timedelta(3)
        draft.save_revision()
        assert "due soon" in listing(admin, "?review=soon")
        assert "Lamps market" not in listing(admin, "?review=overdue")

    def bulk(self, action, *pages):
        path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        return path + "?" + "&".join(f"id={page.pk}" for page in pages)

    def test_marked_reviewed_the_draft_has_the_date_and_readers_nothing_new(self, admin, page):
        url = self.bulk("mark-reviewed", page)
        assert "Lamps market" in admin.get(url).content.decode()
        day = localdate() + dt.timedelta(90)
        admin.post(url, {"next_review": day.isoformat()})
        assert fresh(page).next_review == day
        assert page.record.releases.count() == 1
        assert PageLogEntry.objects.filter(action="reports.reviewed", page=page.pk).exists()

    @pytest.mark.parametrize("day", ["", "x", "2020-01-01", "99999-01-01"])
    def test_a_review_lies_ahead(self, admin, page, day):
        before = page.latest_revision_id
        answer = admin.post(self.bulk("mark-reviewed", page), {"next_review": day})
        assert answer.status_code == 200
        assert ReportPage.objects.get(pk=page.pk).latest_revision_id == before

    def test_other_pages_and_strangers_change_nothing(self, admin, client, page):
        home = market_page()
        day = (localdate() + dt.timedelta(90)).isoformat()
        admin.post(self.bulk("mark-reviewed", home), {"next_review": day})
        assert not PageLogEntry.objects.filter(action="reports.reviewed").exists()
        client.force_login(user("reader"))
        client.post(self.bulk("mark-reviewed", page), {"next_review": day})
        assert fresh(page).next_review is None

    def test_the_chosen_rows_are_exported(self, admin, page):
        saved(report_page("tides"))
        answer = admin.get(self.bulk("export-list", page), follow=True)
        sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
        titles = [row[0] for row in sheet.iter_rows(values_only=True)]
        assert titles == ["Title", "Lamps market 2024"]


class TestSize:
    def test_the_list_takes_the_same_queries_for_five_reports_and_for_thirty(
        self, admin, db, django_assert_max_num_queries
    ):
        def add(first, last):
            for number in range(first, last):
                saved(report_page(f"market-{number}"))

        add(0, 5)
        listing(admin)
        with django_assert_max_num_queries(80) as few:
            listing(admin)
        number = len(few)
        add(5, 30)
        refresh(list(ReportPage.objects.all()), 60)
        with django_assert_max_num_queries(number):
            assert "Market-29" in listing(admin)


class TestExports:
    @pytest.mark.parametrize("name", ["=1+1", "+1", "-cmd", "@SUM(A1)", "\t=1", " =1"])
    def test_no_text_becomes_a_formula(self, admin, name):
        Company.objects.create(name=name, slug="bad")
        url = reverse("wagtailsnippets_reports_company:list")
        body = b"".join(admin.get(url + "?export=csv").streaming_content).decode()
        assert "'" + name in body
        book = b"".join(admin.get(url + "?export=xlsx").streaming_content)
        cell = load_workbook(BytesIO(book)).active["A2"]
        assert (cell.data_type, cell.value) == ("s", name)

    def test_control_characters_break_no_workbook(self, admin):
        Company.objects.create(name="Ac\x07me", slug="bad")
        url = reverse("wagtailsnippets_reports_company:list")
        assert admin.get(url + "?export=xlsx").status_code == 200

    def test_negative_numbers_stay_numbers(self, admin, db):
        growth = figure("-3.5", measure="cagr", unit="percent", multiplier="0", end=2025)
        released(at=PAST, figures=[figure(), growth])
        url = reverse("reports_figures:index")
        book = b"".join(admin.get(url + "?export=xlsx").streaming_content)
        rows = list(load_workbook(BytesIO(book)).active.iter_rows(values_only=True))
        column = [str(cell).lower() for cell in rows[0]].index("value")
        assert sorted(float(row[column]) for row in rows[1:]) == [-3.5, 7.12]
        body = b"".join(admin.get(url + "?export=csv").streaming_content).decode()
        assert ",-3.5" in body


class TestFigures:
    def test_years_units_and_amounts(self, admin, db):
        released(at=PAST, figures=[figure("7.12"), figure("900", start=2025, multiplier="6")])
        url = reverse("reports_figures:index")
        assert "900" not in admin.get(url + "?year_to=2024").content.decode()
        assert "7.12" not in admin.get(url + "?year_from=2025").content.decode()
        assert "7.12" in admin.get(url + "?unit=USD&calculated=no").content.decode()
        html = admin.get(url + "?ordering=amount").content.decode()
        assert html.index("900") < html.index("7.12")
        assert admin.get(url + "?year_from=x&unit=bogus&calculated=z").status_code == 200
        assert Figure.objects.count() == 2


class TestDashboard:
    def home(self, browser):
        return browser.get(reverse("wagtailadmin_home")).content.decode()

    def test_it_says_what_is_pending_wrong_due_and_changed(self, admin, page):
        issue(with_value(page, "8.00"), LATER)
        broken("tides")
        jars = report_page("jars")
        jars.next_review = localdate() - dt.timedelta(2)
        saved(jars)
        html = self.home(admin)
        for words in ("4 May 2040, 09:30 UTC, in ", "2 errors", "overdue by 2 days", "Scheduled"):
            assert words in html
        for query in ("state=pending", "findings=errors", "review=soon"):
            assert query in html
        assert "3 Reports" in html
        assert "1 Released figure" in html

    def test_each_shows_five_rows_at_most(self, admin, db):
        for number in range(7):
            broken(f"market-{number}")
        html = self.home(admin)
        panel = html[html.index("reports-errors") : html.index("reports-review")]
        assert panel.count('scope="row"') == 5

    def test_who_sees_no_report_reads_of_none(self, client, page):
        from django.contrib.auth.models import Group, Permission

        group, _ = Group.objects.get_or_create(name="Librarians")
        group.permissions.set(Permission.objects.filter(codename="access_admin"))
        issue(with_value(page, "8.00", title="Secret lamps"), LATER)
        client.force_login(user("librarian", "Librarians"))
        html = self.home(client)
        assert "2040" not in html
        assert "ecret lamps" not in html
        assert "Lamps market" not in html

    def test_it_takes_few_queries(self, admin, page, django_assert_max_num_queries):
        self.home(admin)
        with django_assert_max_num_queries(99) as few:
            self.home(admin)
        number = len(few)
        ours = [item["sql"] for item in few.captured_queries if '"reports_' in item["sql"]]
        assert len(ours) <= 16
        for count in range(5):
            broken(f"market-{count}")
        refresh(list(ReportPage.objects.all()), 60)
        with django_assert_max_num_queries(number):
            self.home(admin)
