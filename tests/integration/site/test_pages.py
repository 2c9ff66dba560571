"""What the pages say, and that they leave nothing out."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from reports import clock
from reports.models import ReportPage
from reports.releasing import Past, load_history, withdraw
from tests.integration.site.full import full_fields, paragraph
from tests.support.reports import T, figure, fresh, issue, released, report_page, source, with_value

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
REPORT = "/markets/lamps/2024/"


def visible(html: str) -> str:
    """A page's words, as one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


# -- the report page --------------------------------------------------------


@pytest.fixture
def full(text):
    released(**full_fields())
    return text(REPORT)


def test_a_report_page_shows_everything_in_the_document(full):
    words = visible(full)
    for part in (
        *("Lamps market 2024", "The standfirst.", "Released 4 May 2031", "Edition 2024"),
        *("1, first release", "Figures from Sample Publisher", "Next review 31 January 2032"),
        *("Value, 2024 Estimate $7.12bn What it counts.", "The takeaway of USD 7.12 billion"),
        *("The topic", "The source printed: As printed", "Our text"),
        *("First passage", "Second passage", "Historical period 2019 to 2023"),
        *("Forecast period 2024 to 2031", "Currency USD", "Units The units", "The coverage"),
        *("By condition: Cancer, Nerves", "The driver", "The restraint", "The challenge"),
        *("The opportunity", "The trend", "Largest share, 2024 Cancer On cancer"),
        *("Fastest growing, 2024 to 2031 Nerves On nerves", "On the north", "On leading"),
        *("Leading North America", "Leading: North America", "Share, 2024: 38–42%"),
        *("about 74% Actual According to: A health organisation Not verified by us.",),
        *("Zeta Labs", "Alpha Care", "The order is not a ranking", "Maker"),
        *("centre 40%", "The figure's note.", "Derived", "Cited"),
        *("Calculated: 7.12 × (20.45 ÷ 7.12) ^ (1 ÷ 7)", "Sample one", "Sample two"),
        "Number 1, first release, 4 May 2031, 09:30 UTC",
    ):
        assert part in words


def test_every_figure_and_source_has_its_place_to_link_to(full):
    document = ReportPage.objects.get().record.releases.get().load_document()
    assert len(document.figures) == 11
    for row in document.figures:
        assert f'<tr id="figure-{row.key}">' in full
    for number in (1, 2):
        assert f'<li id="source-{number}">' in full
    targets = set(re.findall(r' id="([^"]+)"', full))
    assert set(re.findall(r'href="#([^"]+)"', full)) <= targets


def test_an_id_is_used_once(full):
    ids = re.findall(r' id="([^"]+)"', full)
    assert len(ids) == len(set(ids))


def test_the_contents_list_every_section_in_its_order(full):
    contents = full[full.index('aria-label="On this page"') : full.index("<article>")]
    listed = re.findall(r'<a href="#([^"]+)">', contents)
    assert listed == re.findall(r'<section class="section" id="([^"]+)"', full)
    assert len(listed) == 21


def test_empty_sections_are_not_there(text):
    released()
    sections = re.findall(r'<section class="section" id="([^"]+)"', text(REPORT))
    assert sections == ["by-year", "coverage", "figures", "checks", "sources", "releases", "use"]


def test_every_value_by_year_has_its_status_in_words(full):
    table = full[full.index('id="by-year"') : full.index('id="coverage"')]
    words = visible(table)
    assert "World 7.12 Estimate 8.28 Calculated" in words
    assert "20.45 Forecast" in words
    assert "Cancer, World 38–42 Estimate" in words


def test_a_missing_year_is_said_to_be_missing(text):
    north = figure("3.10", start=2025, segments=[], key="other", unit="EUR")
    released(
        figures=[figure(), figure("8", start=2026), north, figure("4", start=2027, unit="EUR")]
    )
    released("chairs", figures=[figure(), figure("9", start=2025, source=source("two").pk)])
    page = text(REPORT)
    words = visible(page[page.index('id="by-year"') : page.index('id="coverage"')])
    assert "Not published" not in words  # each table has the years of its own figures
    assert "Market size, USD billion 2024 2026 World 7.12 Estimate 8" in words


def test_developments_come_newest_first_and_players_in_the_reports_order(full):
    order = [full.index(title) for title in ("The newest", "The middle", "The oldest")]
    assert order == sorted(order)
    assert "7 October 2023" in full
    assert '<time datetime="2023-07">July 2023</time>' in full
    assert full.index("Zeta Labs") < full.index("Alpha Care")


def test_there_is_one_first_heading(text):
    released(**full_fields())
    for path in ("/", "/markets/", REPORT, f"{REPORT}releases/", "/nothing/", "/?x=%00"):
        assert text(path).count("<h1>") == 1


# -- links to other reports -------------------------------------------------


def see_also(page):
    link = f'<a linktype="page" id="{page.pk}">the other report</a>'
    return [("section", {"heading": "See also", "text": paragraph(link)})]


def test_a_link_leads_only_to_what_is_visible(text):
    other = released("chairs")
    released(sections=see_also(other.report.page))
    assert '<a href="/markets/chairs/2024/">the other report</a>' in text(REPORT)
    with clock.fixed(T + DAY):
        withdraw(other.report, reason="Wrong.")
    page = text(REPORT, T + DAY)
    assert "the other report" in page
    assert "chairs" not in page


# -- notices ----------------------------------------------------------------


def correct(release, at=T + DAY, **options):
    with clock.fixed(at):
        return issue(with_value(fresh(release.report.page), "8.99"), **options)


def test_a_correction_is_told_with_its_reason_and_date(text):
    correct(released(), kind="correction", reason="It said 7.12; it is 8.99.")
    words = visible(text(REPORT, T + 2 * DAY))
    assert "Correction, 5 May 2031 . It said 7.12; it is 8.99." in words


def test_a_superseded_release_says_so_and_leads_to_the_current_one(text):
    correct(released())
    page = text(f"{REPORT}releases/1/", T + 2 * DAY)
    assert "Superseded." in page
    assert f'<a href="{REPORT}">Read the current release</a>' in page
    assert "USD\xa07.12" in page
    assert "uperseded" not in text(f"{REPORT}releases/2/", T + 2 * DAY)


def test_a_release_is_not_superseded_before_its_successor_is_public(text):
    first = released()
    with clock.fixed(T):
        issue(with_value(fresh(first.report.page), "8.99"), T + DAY)
    for path in (REPORT, f"{REPORT}releases/1/", f"{REPORT}releases/"):
        before = text(path, T + DAY - timedelta(seconds=1))
        assert "uperseded" not in before
        assert "5 May 2031" not in before
    assert "Superseded on" in text(f"{REPORT}releases/", T + DAY)


def test_sample_data_is_called_that_wherever_it_shows(text):
    correct(released(sample=True))
    for path in ("/", "/markets/", REPORT, f"{REPORT}releases/", f"{REPORT}releases/1/"):
        assert "Sample data" in text(path, T + 2 * DAY)


def test_loaded_history_says_that_it_was_not_published_here(text):
    past = datetime(2020, 1, 1, tzinfo=UTC)
    with clock.fixed(T):
        page = report_page()
        load_history(
            page, [Past(page.save_revision(), past), Past(with_value(page, "8"), past + DAY)]
        )
    assert "It was not published here on its date." in text(REPORT)
    assert text(f"{REPORT}releases/").count("it was not published here on its date") == 2
    assert "USD\xa07.12" in text(f"{REPORT}?as_of=2020-01-01")


def test_a_report_without_any_of_that_has_no_notice(text):
    released()
    assert 'class="notice' not in text(REPORT)


# -- the history ------------------------------------------------------------


def test_the_history_tells_old_and_new_of_every_change(text):
    first = released(standfirst="Before.")
    with clock.fixed(T + DAY):
        revision = with_value(fresh(first.report.page), "8.99", standfirst="After.")
        issue(revision, kind="correction", reason="A slip.")
    page = text(f"{REPORT}releases/", T + 2 * DAY)
    words = visible(page)
    assert page.index("Release 2") < page.index("Release 1")
    assert "Correction 5 May 2031, 09:30 UTC . Current." in words
    assert "A slip." in words
    assert "was USD 7.12 billion, estimate , now USD 8.99 billion, estimate" in words
    assert "Standfirst : was Before. , now After." in words
    assert "First release 4 May 2031, 09:30 UTC . Superseded on 5 May 2031, 09:30 UTC ." in words


def test_a_long_history_has_pages(text, status):
    first = released()
    for number in range(1, 22):
        with clock.fixed(T + number * DAY):
            issue(with_value(fresh(first.report.page), f"8.{number}"))
    now = T + 30 * DAY
    newest, oldest = text(f"{REPORT}releases/", now), text(f"{REPORT}releases/?page=2", now)
    assert ("Release 22<" in newest, "Release 3<" in newest, "Release 2<" in newest) == (1, 1, 0)
    assert ("Release 2<" in oldest, "Release 1<" in oldest) == (1, 1)
    assert "was <del>USD\xa08.1\xa0billion" in newest  # compared across the fold
    assert status(f"{REPORT}releases/?page=3", now) == 404


# -- the preview ------------------------------------------------------------


def preview(page):
    response = page.make_preview_request()
    response.render()
    return response


def test_the_preview_of_a_draft_says_so(db):
    response = preview(report_page(**full_fields()))
    assert response.status_code == 200
    words = visible(response.content.decode())
    assert "Preview of a draft." in words
    assert "The takeaway of USD 7.12 billion" in words
    assert "private" in response["Cache-Control"]
    assert "public" not in response["Cache-Control"]


def test_the_preview_of_an_incomplete_draft_renders(db):
    nothing = {"edition": "", "title": "Half a report", "base_year": None, "currency": ""}
    blocks = {
        "figures": [
            figure(None),
            figure("1", source=None),
            ("calculation", {"rule": "growth_path"}),
        ],
        "headlines": [("headline", {"figure": "no-such-figure", "title": ""})],
        "takeaways": [("takeaway", '<p><embed embedtype="figure" key="none"/></p>')],
        "sections": [("section", {"heading": "", "text": ""})],
        "factors": [("factor", {"kind": "", "title": ""})],
        "segments": [("axis", {"axis": None, "segments": []})],
        "geographies": [("region", {"geography": None})],
        "outlooks": [("outlook", {"kind": "largest"})],
        "key_players": [("key_player", {"company": None})],
        "developments": [("development", {"year": None, "title": ""})],
        "data_notes": [("note", {"topic": ""})],
    }
    response = preview(report_page(slug="half", **nothing, **blocks))
    assert response.status_code == 200
    assert "Half a report" in response.content.decode()
