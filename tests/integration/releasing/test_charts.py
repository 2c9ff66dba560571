"""The charts of a release: drawn when it is issued, kept, verified and made again."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from reports import clock
from reports.charts.render import pictures_of
from reports.models import Release, ReleaseChart
from reports.models.immutable import ReleasedError, writing
from reports.releasing import Refused
from tests.support.reports import T, figure, fresh, issue, released, report_page, saved

pytestmark = pytest.mark.django_db

YEARS = [("7.12", 2024, "estimate"), ("9.00", 2025, "forecast"), ("20.45", 2031, "forecast")]


def series() -> list:
    return [figure(value, start=year, status=status) for value, year, status in YEARS]


def chart(**fields):
    given = {
        "figures": ["market-size-2024"],
        "kind": "auto",
        "title": "",
        "description": "Told by an editor.",
        "key": "",
        **fields,
    }
    return ("chart", given)


class TestIssue:
    def test_a_release_keeps_its_charts_with_all_their_pictures(self):
        release = released(figures=series())
        row = ReleaseChart.objects.get(release=release)
        assert (row.market, row.edition, row.key, row.kind) == (
            "lamps",
            "2024",
            "market-size",
            "columns",
        )
        assert row.pictures.digest == row.digest
        assert bytes(row.png).startswith(b"\x89PNG")
        assert bytes(row.card_png).startswith(b"\x89PNG")
        assert row.spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
        assert "data:" not in json.dumps(row.spec)
        assert [value["value"] for value in row.spec["data"]["values"]] == [7.12, 9.0, 20.45]

    def test_an_editors_words_and_choice_are_kept_in_document_and_chart(self):
        release = released(figures=series(), charts=[chart(title="It triples", kind="line")])
        row = ReleaseChart.objects.get(release=release)
        assert (row.title, row.description, row.kind) == (
            "It triples",
            "Told by an editor.",
            "line",
        )
        assert release.load_document().charts[0].title == "It triples"

    def test_a_chart_that_another_release_has_is_not_drawn_again(self):
        page = released(figures=series()).report.page
        pictures_of.cache_clear()
        with clock.fixed(T.replace(hour=10)):
            issue(saved(fresh(page), standfirst="Other words."))
        assert ReleaseChart.objects.count() == 2
        assert pictures_of.cache_info().misses == 0
        assert len(set(ReleaseChart.objects.values_list("digest", flat=True))) == 1


class TestRefusals:
    def refused(self, **fields) -> list:
        page = report_page(figures=series(), **fields)
        with clock.fixed(T), pytest.raises(Refused) as caught:
            issue(page.save_revision(clean=False))
        assert not Release.objects.exists()
        return [(f.place.field, f.place.sub_field, f.message) for f in caught.value.findings]

    def test_a_chart_without_a_description(self):
        (found,) = self.refused(charts=[chart(description="")])
        assert found == (
            "charts",
            "description",
            "Describe the chart for people who cannot see it.",
        )

    @pytest.mark.parametrize(
        ("fields", "sub_field", "said"),
        [
            ({"figures": ["none"]}, "figures", "no figure with the key “none”"),
            ({"figures": []}, "figures", ""),
            ({"kind": "bars"}, "figures", "only one value"),
            ({"kind": "columns", "figures": ["market-size-2031"]}, "kind", ""),
        ],
    )
    def test_a_chart_of_what_is_not_there(self, fields, sub_field, said):
        if fields.get("kind") == "columns":
            # From 2010 to 2031 there are more years than columns may have.
            page_figures = [figure("1", start=2010, status="actual"), *series()]
            page = report_page(figures=page_figures, charts=[chart(**fields)])
            with clock.fixed(T), pytest.raises(Refused) as caught:
                issue(page.save_revision(clean=False))
            found = [(f.place.sub_field, f.message) for f in caught.value.findings]
            assert (
                sub_field,
                "Columns show one series of at most 15 years. Choose a line.",
            ) in found
            return
        found = self.refused(charts=[chart(**fields)])
        assert any(at == sub_field and said in message for _, at, message in found)

    def test_two_charts_with_one_key(self):
        found = self.refused(charts=[chart(key="own"), chart(key="own")])
        assert ("charts", "key", "Another chart has this key.") in found

    def test_a_chart_that_cannot_be_drawn_is_named_and_nothing_is_issued(self, monkeypatch):
        class Broken:
            def vegalite_to_svg(self, *arguments, **options):
                raise ValueError("out of ink")

        monkeypatch.setattr("reports.charts.render._renderer", Broken)
        pictures_of.cache_clear()
        (found,) = self.refused(charts=[chart(title="The sad one")])
        assert found[0] == "charts"
        assert "“The sad one” cannot be drawn: out of ink" in found[2]


class TestHousekeeping:
    def run(self, **options) -> str:
        out = StringIO()
        call_command("check_releases", stdout=out, **options)
        return out.getvalue()

    @pytest.mark.parametrize(
        ("harm", "said"),
        [
            (lambda: ReleaseChart.objects.all().delete(), "charts do not follow"),
            (lambda: ReleaseChart.objects.update(title="Other"), "charts do not follow"),
            (lambda: ReleaseChart.objects.update(spec={}), "charts do not follow"),
            (lambda: ReleaseChart.objects.update(svg_wide="<svg/>"), "pictures of its charts"),
            (lambda: ReleaseChart.objects.update(png=b"x"), "pictures of its charts"),
            (lambda: ReleaseChart.objects.update(card_png=None), "pictures of its charts"),
        ],
    )
    def test_charts_that_differ_are_named_and_drawn_again(self, harm, said):
        released(figures=series())
        before = ReleaseChart.objects.values_list("title", "digest", "svg_wide").get()
        with writing("repair"):
            harm()
        with pytest.raises(CommandError, match=said):
            self.run()
        assert "repaired" in self.run(repair=True)
        assert "sound" in self.run()
        assert ReleaseChart.objects.values_list("title", "digest", "svg_wide").get() == before

    def test_a_repair_of_rows_draws_no_chart(self):
        from reports.models import Figure

        released(figures=series())
        before = ReleaseChart.objects.get().pk
        with writing("repair"):
            Figure.objects.all().delete()
        assert "repaired" in self.run(repair=True)
        assert ReleaseChart.objects.get().pk == before


@pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has no session to tell a repair by"
)
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE reports_releasechart SET title = 'x'",
        "DELETE FROM reports_releasechart",
        "INSERT INTO reports_releasechart SELECT * FROM reports_releasechart",
    ],
)
def test_the_database_keeps_charts_itself(sql):
    released(figures=series())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_kept_chart_cannot_be_changed_from_code():
    released(figures=series())
    with pytest.raises(ReleasedError):
        ReleaseChart.objects.get().save()
    with pytest.raises(ReleasedError):
        ReleaseChart.objects.update(title="x")
