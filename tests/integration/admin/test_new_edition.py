"""A new edition: the last one moved on, with every figure waiting to be updated or confirmed."""

from __future__ import annotations

from typing import Any

import pytest

from reports.models import ReportPage
from reports.releasing import issue
from tests.integration.test_figure_tables import parts, table
from tests.support import reports as make

pytestmark = pytest.mark.django_db
EMBED = '<embed embedtype="figure" key="{}"/>'


def last_edition() -> ReportPage:
    text = f"<p>It was {EMBED.format('market-size-2024')} in 2024.</p>"
    page = make.report_page(
        title="Lamps, 2024 to 2031, since 1999",
        figures=[
            make.figure(),
            make.figure("20.45", start=2031, status="forecast", key="size-in-2031"),
            table(parts({"2024": "3.1"}, {"2024": {"value": "4", "key": "fixed"}})),
            (
                "calculation",
                {"rule": "growth_path", "first": "market-size-2024", "last": "size-in-2031"},
            ),
        ],
        headlines=[("headline", {"figure": "market-size-2024", "title": "Market value, 2024"})],
        sections=[("section", {"heading": "Size", "text": text})],
    )
    issue(page.save_revision())
    return page


def begun(client: Any, page: ReportPage, **data: Any) -> Any:
    posted = {"edition": "2025", "shift": "1", **data}
    return client.post(f"/admin/reports/{page.pk}/new-edition/", posted)


def test_years_move_on_and_text_names_the_figures_of_the_new_edition(admin):
    old = last_edition()
    begun(admin, old)
    page = make.fresh(ReportPage.objects.get(edition="2025"))
    assert page.title == "Lamps, 2025 to 2032, since 1999"
    assert (page.base_year, page.forecast_start, page.forecast_end) == (2025, 2025, 2032)
    built = page.build()
    assert [f.code for f in built.findings if f.code != "edition.untouched"] == []
    document = built.document
    assert [f.key for f in document.figures][:4] == [
        *("market-size-2025", "size-in-2032", "market-size-part-1-2025", "fixed")
    ]
    assert document.headlines[0].figure == "market-size-2025"
    assert document.headlines[0].title == "Market value, 2025"
    assert "USD" in document.sections[0].html
    assert "2032" not in {str(f.period) for f in document.figures if f.calculation}
    # The last edition is as it was.
    assert make.fresh(old).build().document.figures[0].key == "market-size-2024"


def test_text_that_names_a_calculated_rate_names_that_of_the_new_edition(admin):
    ends = {"first": "market-size-2024", "last": "market-size-2031"}
    rate = ("calculation", {"rule": "implied_cagr", **ends})
    page = make.report_page(
        figures=[rate, make.figure(), make.figure("20.45", start=2031, status="forecast")],
        takeaways=[("takeaway", f"<p>By {EMBED.format('cagr-2024-2031')} a year.</p>")],
    )
    assert page.build().findings == []
    begun(admin, page)
    built = make.fresh(ReportPage.objects.get(edition="2025")).build()
    assert {f.code for f in built.findings} == {"edition.untouched"}
    assert "%" in built.document.takeaways[0]


def test_a_chart_follows_its_figures_and_asks_for_new_words(admin):
    words = {"title": "Lamps almost triple", "description": "From 7.12 to 20.45.", "key": "own"}
    chart = {"figures": ["market-size-2024"], "kind": "auto", **words}
    page = make.report_page(
        figures=[make.figure(), make.figure("20.45", start=2031, status="forecast")],
        charts=[("chart", chart)],
    )
    issue(page.save_revision())
    begun(admin, page)
    draft = make.fresh(ReportPage.objects.get(edition="2025"))
    value = draft.charts[0].value
    assert list(value["figures"]) == ["market-size-2025"]
    assert (value["title"], value["description"]) == ("", "")
    refusing = [(f.place.field, f.place.sub_field) for f in draft.examine().refusing]
    assert ("charts", "description") in refusing


def test_every_figure_asks_until_it_is_changed_or_confirmed(admin):
    begun(admin, last_edition())
    page = ReportPage.objects.get(edition="2025")
    url = f"/admin/reports/{page.pk}/carried/"
    shown = admin.get(url).content.decode()
    assert shown.count('name="place"') == 4
    asked = [f for f in make.fresh(page).examine().findings if f.code == "edition.untouched"]
    assert len(asked) == 3  # two figures, and one for the whole table
    assert {finding.severity.value for finding in asked} == {"warning"}

    make.with_value(page, "8.2")
    blocks = [str(child.id) for child in make.fresh(page).figures]
    admin.post(url, {"place": [blocks[1], f"{blocks[2]}/0/2025", f"{blocks[2]}/1/2025"]})
    assert 'name="place"' not in admin.get(url).content.decode()
    codes = {f.code for f in make.fresh(page).examine().findings}
    assert "edition.untouched" not in codes


def test_an_edition_that_is_there_is_not_begun_again(admin):
    page = last_edition()
    begun(admin, page)
    again = begun(admin, page)
    assert again.status_code == 200
    assert "has an edition “2025” already" in again.content.decode()
    assert ReportPage.objects.filter(edition="2025").count() == 1


@pytest.mark.parametrize(
    "data", [{"edition": ""}, {"edition": "next"}, {"shift": "-1"}, {"shift": "x"}, {"shift": "99"}]
)
def test_what_cannot_be_an_edition_is_refused_at_its_field(admin, data):
    page = last_edition()
    answer = begun(admin, page, **data)
    assert answer.status_code == 200
    assert ReportPage.objects.count() == 1


def test_who_may_not_add_reports_begins_no_edition(client):
    page = last_edition()
    client.force_login(make.user("nobody"))
    assert begun(client, page).status_code in (302, 403)
    assert ReportPage.objects.count() == 1


def test_warnings_of_untouched_figures_are_not_shown_to_readers(admin):
    begun(admin, last_edition())
    page = make.fresh(ReportPage.objects.get(edition="2025"))
    checks = page.examine().checks()
    assert "edition.untouched" not in {finding.code for finding in checks.findings}
