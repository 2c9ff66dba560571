"""The lists of released rows and of reference data say what is there, and change nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from reports.models import Figure
from tests.integration.admin.posting import edit_url
from tests.support.reports import issue, report_page, with_value

LATER = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)


class TestRows:
    LISTS = ("reports_figures", "reports_key_players", "reports_developments")

    def test_a_rows_edit_opens_the_draft_at_its_block(self, admin, page):
        html = admin.get(reverse("reports_figures:index")).content.decode()
        row = Figure.objects.get()
        assert f"{edit_url(page)}#block-{row.block}-section" in html

    def test_the_current_rows_are_listed_unless_others_are_asked_for(self, admin, page):
        issue(with_value(page, "8.00"), LATER)
        address = reverse("reports_figures:index")
        assert "8.00" not in admin.get(address).content.decode()
        assert "8.00" in admin.get(f"{address}?state=pending").content.decode()
        assert "8.00" in admin.get(f"{address}?state=all").content.decode()

    @pytest.mark.parametrize("name", LISTS)
    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_each_list_is_exported(self, admin, page, name, kind):
        response = admin.get(reverse(f"{name}:index") + f"?export={kind}")
        assert response.status_code == 200
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert body

    def test_filters_narrow_the_list(self, admin, page):
        address = reverse("reports_figures:index")
        assert "7.12" in admin.get(f"{address}?market=lamps").content.decode()
        assert "7.12" not in admin.get(f"{address}?market=tides").content.decode()
        assert admin.get(f"{address}?state=bogus").status_code == 200

    def test_the_menu_has_them_all(self, admin, page):
        html = admin.get(reverse("wagtailadmin_home")).content.decode()
        for label in ("Reports", "Figures", "Key players", "Developments", "Companies", "Sources"):
            assert f'"label": "{label}"' in html

    def test_the_list_of_reports_says_their_state(self, admin, page):
        issue(with_value(page, "8.00"), LATER)
        html = admin.get(reverse("reports_listing:index")).content.decode()
        assert "pending for 4 May 2031, 09:30 UTC" in html

    def test_lists_take_the_same_queries_at_two_sizes(
        self, admin, page, django_assert_max_num_queries
    ):
        address = reverse("reports_figures:index")
        admin.get(address)
        with django_assert_max_num_queries(100) as few:
            admin.get(address)
        for number in range(12):
            made = report_page(f"market-{number}")
            issue(made.save_revision())
        with django_assert_max_num_queries(100) as many:
            admin.get(address)
        assert len(many) <= len(few)


class TestReferenceData:
    def test_what_a_release_names_can_be_neither_deleted_nor_given_another_identity(
        self, admin, page
    ):
        from reports.models import Geography, Source

        source = Source.objects.get(slug="announcement")
        delete = reverse("wagtailsnippets_reports_source:delete", args=[source.pk])
        admin.post(delete)
        assert Source.objects.filter(pk=source.pk).exists()
        edit = reverse("wagtailsnippets_reports_source:edit", args=[source.pk])
        data = {"title": "T", "slug": "other", "publisher": "P"}
        assert "keeps" in admin.post(edit, data).content.decode()
        world = Geography.objects.get(code="001")
        admin.post(reverse("wagtailsnippets_reports_geography:delete", args=[world.pk]))
        assert Geography.objects.filter(pk=world.pk).exists()

    def test_what_no_release_names_can_be_deleted(self, admin, page):
        from reports.models import Company
        from tests.support.reports import company

        unused = company("Unused")
        admin.post(reverse("wagtailsnippets_reports_company:delete", args=[unused.pk]))
        assert not Company.objects.filter(pk=unused.pk).exists()
