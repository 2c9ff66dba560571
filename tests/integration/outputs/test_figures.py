"""A figure has an address of its own, for now and for each release."""

from __future__ import annotations

import json
import re

import pytest

from reports import clock
from reports.releasing import withdraw
from tests.integration.outputs.conftest import HOUR, later
from tests.support import reports as make
from tests.support.reports import T

pytestmark = pytest.mark.django_db

REPORT = "/markets/lamps/2024/"
SIZE = f"{REPORT}figures/market-size-2024/"
FIRST = f"{REPORT}releases/1/figures/market-size-2024/"


def words(answer):
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(text.replace("\xa0", " ").split()).replace(" ,", ",")


def test_it_says_what_the_figure_is_and_where_it_comes_from(full, get):
    text = words(get(SIZE))
    for part in (
        "USD 7.12 billion",
        "Estimate",
        "What it counts.",
        "World",
        "Sample Publisher, Sample one",
        "The figure&#x27;s note.",
        "Cited: the source says so.",
        "Release 1",
    ):
        assert part in text, part
    quoted = words(get(f"{REPORT}figures/deaths-share-2022/"))
    assert "A health organisation" in quoted
    assert "Centre of the range 40%" in words(get(f"{REPORT}figures/share-cancer-2024/"))


def test_a_calculated_figure_says_how_it_was_worked_out(full, get):
    answer = get(f"{REPORT}figures/market-size-2027/")
    assert "7.12 × (20.45 ÷ 7.12) ^ (3 ÷ 7)" in words(answer)
    assert f'href="{SIZE}"' in answer.content.decode()


def test_the_report_leads_to_it_and_back(full, get):
    assert f'href="{SIZE}"' in get(REPORT).content.decode()
    assert f'href="{REPORT}#figure-market-size-2024"' in get(SIZE).content.decode()


def test_its_history_tells_what_each_release_said(full, get):
    later(full, "7.13")
    page = get(SIZE, T + 2 * HOUR)
    text = words(page)
    assert re.search(r"Release 2 4 May 2031 USD 7.13 billion Changed .* Release 1 .*7.12", text)
    assert "A misprint." in text
    assert f'href="{FIRST}"' in page.content.decode()


def test_the_address_of_a_superseded_release_says_what_holds_now(full, get):
    later(full, "7.13")
    before, after = get(FIRST), get(FIRST, T + 2 * HOUR)
    assert "Superseded." not in words(before)
    assert "This is what release 1 said." in words(after)
    assert "The current release says: USD 7.13 billion (estimate)." in words(after)
    assert "USD 7.12 billion Estimate" in words(after)
    assert after["X-Robots-Tag"] == "noindex"


def test_the_files_of_a_citation_say_what_the_page_says(full, get):
    later(full, "7.13")
    at = T + 2 * HOUR
    earlier = f"{SIZE}?as_of=2031-05-04T09:45Z"
    for path, number in ((SIZE, 2), (FIRST, 1), (earlier, 1)):
        html = get(path, at).content.decode()
        (text,) = re.findall(r'id="citation">([^<]+)<', html)
        (file,) = re.findall(r'href="([^"]+cite.json)"', html)
        (item,) = json.loads(get(file, at).content)
        assert f"release {number})" in text
        assert text.endswith(item["URL"])
        assert item["version"] == str(number)
    assert get(f"{REPORT}releases/1/figures/none/cite.bib").status_code == 404


def test_a_release_that_repeats_the_figure_is_not_told_as_a_change(full, get):
    with clock.fixed(T + HOUR):
        draft = make.fresh(full.report.page)
        make.issue(make.saved(draft, title="Another title"))
    assert "The current release says the same." in words(get(FIRST, T + 2 * HOUR))
    assert "Changed" not in words(get(SIZE, T + 2 * HOUR))


def test_as_of_shows_the_figure_and_the_history_of_then(full, get):
    later(full, "7.13")
    then = get(f"{SIZE}?as_of=2031-05-04T09:45Z", T + 2 * HOUR)
    assert "7.13" not in words(then)
    assert "An earlier view." in words(then)
    assert then["X-Robots-Tag"] == "noindex"
    assert get(f"{SIZE}?as_of=2099-01-01").status_code == 400


def test_a_figure_that_was_dropped_is_shown_as_it_was_last(get):
    with clock.fixed(T):
        page = make.report_page(figures=[make.figure(), make.figure("9.00", start=2025)])
        make.issue(page.save_revision())
    with clock.fixed(T + HOUR):
        draft = make.fresh(page)
        draft.figures = list(draft.figures.raw_data)[:1]
        make.issue(draft.save_revision(), kind="correction", reason="Not in the source.")
    answer = get(f"{REPORT}figures/market-size-2025/", T + 2 * HOUR)
    assert answer.status_code == 200
    assert "No longer in the report." in words(answer)
    assert "Not in this release" in words(answer)
    assert answer["X-Robots-Tag"] == "noindex"


def test_what_is_pending_shows_at_its_second_and_not_before(plain, get):
    later(plain, "8.88", release_at=T + 5 * HOUR)
    before = get(SIZE, T + 5 * HOUR - HOUR / 3600)
    assert "8.88" not in before.content.decode()
    assert before.content == get(SIZE).content
    assert get(f"{REPORT}releases/2/figures/market-size-2024/", T + HOUR).status_code == 404
    assert "USD 8.88 billion" in words(get(SIZE, T + 5 * HOUR))


@pytest.mark.parametrize(
    "path", ["figures/none/", "releases/1/figures/none/", "releases/7/figures/market-size-2024/"]
)
def test_what_is_not_there_is_a_404(full, get, path):
    assert get(f"{REPORT}{path}").status_code == 404


def test_a_withdrawn_report_takes_its_figures_along(full, get):
    with clock.fixed(T + HOUR):
        withdraw(full.report, reason="Wrong.")
    assert get(SIZE, T + 2 * HOUR).status_code == get(FIRST, T + 2 * HOUR).status_code == 410


def test_hostile_text_stays_text(nasty, get):
    html = get(SIZE).content.decode()
    assert html.count("</script>") == html.count(' src="/static/') + 1  # files, and the data
    assert "<b>&amp;" not in html
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert json.loads(data)["@graph"][1]["value"] == "7120000000"


def test_it_costs_as_many_queries_for_many_releases_as_for_one(
    plain, get, django_assert_max_num_queries
):
    for hour in range(1, 6):
        later(plain, f"7.{hour + 12}", hour)
    with django_assert_max_num_queries(4):
        get(SIZE, T + 9 * HOUR)
