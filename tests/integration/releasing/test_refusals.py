"""What a release refuses, and that nothing is half-issued then."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reports import clock
from reports.models import Figure, MarketPage, Release
from reports.releasing import Refused
from tests.support.reports import T, figure, fresh, issue, released, report_page

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


class TestRefusals:
    """Nothing is half-issued, and the draft is kept."""

    @pytest.mark.parametrize(
        ("fields", "field", "sub_field"),
        [
            ({"figures": [figure]}, "figures", "unit"),
            ({"figures": [figure]}, "figures", "source"),
            ({"figures": [figure]}, "figures", "value"),
        ],
    )
    def test_a_figure_without_what_it_needs(self, fields, field, sub_field):
        page = report_page(figures=[figure(**{sub_field: None})])
        self.refused(page, field, sub_field)

    def test_a_period_that_ends_before_it_begins(self):
        self.refused(report_page(history_start=2023, history_end=2019), "history_end")
        page = report_page("tides", figures=[figure(start=2024, end=2020)])
        self.refused(page, "figures", "end")

    def test_two_figures_with_one_key(self):
        figures = [figure(key="size"), figure("8.00", start=2025, key="size")]
        self.refused(report_page(figures=figures), "figures", "key")

    def test_two_figures_with_the_same_coordinates(self):
        figures = [figure(), figure("8.00", key="other")]
        self.refused(report_page(figures=figures), "figures", "value")

    def test_a_forecast_outside_the_forecast_period(self):
        page = report_page(figures=[figure(start=2032, status="forecast")])
        self.refused(page, "figures", "start")

    def test_an_edition_that_is_no_year(self):
        self.refused(report_page(edition="next"), "edition")

    def test_a_report_made_by_code_with_values_no_form_would_take(self):
        bad = {"status": "bogus", "value": "NaN", "start": "soon", "multiplier": "x"}
        for name, value in bad.items():
            page = report_page(f"m{name}", figures=[figure(**{name: value})])
            with pytest.raises(Refused):
                issue(page.save_revision(clean=False))
        assert not Release.objects.exists()

    def test_text_that_shows_a_figure_which_is_not_there(self):
        embed = '<p><embed embedtype="figure" key="none"/></p>'
        page = report_page(takeaways=[("takeaway", embed)])
        self.refused(page, "takeaways")

    def test_text_that_links_to_a_report_which_is_not_public(self):
        other = report_page("tides")
        link = f'<p><a linktype="page" id="{other.pk}">see</a></p>'
        page = report_page(takeaways=[("takeaway", link)])
        self.refused(page, "takeaways")

    def test_a_key_is_fixed_at_the_first_release(self):
        page = released().report.page
        draft = fresh(page)
        data = list(draft.figures.raw_data)
        data[0] = {**data[0], "value": {**data[0]["value"], "key": "renamed"}}
        draft.figures = data
        with clock.fixed(T + HOUR), pytest.raises(Refused, match="keeps it"):
            issue(draft.save_revision())

    def test_a_market_whose_slug_no_address_can_hold(self):
        page = report_page("lamps")
        MarketPage.objects.update(slug="lämpen")
        with pytest.raises(Refused, match="cannot be an address"):
            issue(page.save_revision())
        assert not Release.objects.exists()

    def test_two_reports_with_one_address(self):
        released()
        twin = report_page("lamps", "2024", slug="twin")
        with clock.fixed(T + HOUR), pytest.raises(Refused, match="address"):
            issue(twin.save_revision())

    def refused(self, page, field, sub_field=""):
        revision = page.save_revision()
        with clock.fixed(T), pytest.raises(Refused) as refusal:
            issue(revision)
        places = {(item.place.field, item.place.sub_field) for item in refusal.value.findings}
        assert (field, sub_field) in places
        assert not Release.objects.filter(report__page=page).exists()
        assert not Figure.objects.exists()
        assert fresh(page).latest_revision_id == revision.pk
