"""Charts on the report's page, at addresses of their own, and on other people's pages."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta
from urllib.parse import quote, urlsplit

import pytest
from lxml import html

from reports import clock
from reports.models import ReleaseChart
from reports.models.immutable import writing
from tests.support.reports import T, figure, fresh, issue, released, saved, user, with_value

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
REPORT = "/markets/lamps/2024/"
EMBED = "/embed/lamps/2024/market-size/"
SITE = "http://127.0.0.1:8000"
FIGURES = (("7.12", 2024, "estimate"), ("9.00", 2025, "forecast"), ("20.45", 2031, "forecast"))


@pytest.fixture
def release(db):
    return released(
        figures=[figure(value, start=year, status=status) for value, year, status in FIGURES]
    )


@pytest.fixture
def corrected(release):
    """A second release, two hours later, that says 8.00 for 2024."""
    with clock.fixed(T + 2 * HOUR):
        return issue(with_value(fresh(release.report.page), "8.00"))


def rows(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


class TestPage:
    def test_the_chart_stands_in_the_page_and_in_its_contents(self, release, get):
        page = html.fromstring(get(REPORT).content)
        figures = page.cssselect("figure.chart")
        assert len(figures) == 1
        assert figures[0].cssselect("h3")[0].text == (
            "The market is forecast to almost triple between 2024 and 2031"
        )
        assert [svg.get("role") for svg in figures[0].cssselect(".chart-drawing > svg")] == [
            "img",
            "img",
        ]
        assert page.cssselect('nav a[href="#charts"]')
        ids = [node.get("id") for node in page.iter() if node.get("id")]
        assert len(ids) == len(set(ids))

    def test_the_table_has_every_year_and_calls_missing_ones_not_published(self, release, get):
        table = html.fromstring(get(REPORT).content).cssselect("table.chart-table")[0]
        found = {
            row.cssselect("th")[0].text: " ".join(row.text_content().split())
            for row in table.cssselect("tbody tr")
        }
        assert list(found) == [str(year) for year in range(2024, 2032)]
        assert "7.12" in found["2024"]
        assert "Estimate" in found["2024"]
        assert "26.4%" in found["2025"]
        assert "Not published" in found["2027"]

    def test_the_page_links_to_the_files_of_what_it_shows(self, corrected, get):
        def links(path):
            page = html.fromstring(get(path, T + 3 * HOUR).content)
            return [node.get("href") for node in page.cssselect(".chart-tools > a")]

        names = [f"market-size.{kind}" for kind in ("csv", "png", "svg", "json")]
        assert links(REPORT)[:4] == [f"{REPORT}charts/{name}" for name in names]
        past = f"{REPORT}?as_of=2031-05-04T10:00Z"
        assert links(past)[0] == f"{REPORT}charts/market-size.csv?as_of=2031-05-04T10%3A00Z"
        assert links(f"{REPORT}releases/1/")[0] == f"{REPORT}releases/1/charts/market-size.csv"
        for path in (REPORT, past, f"{REPORT}releases/1/"):
            for link in links(path):
                assert get(link, T + 3 * HOUR).status_code == 200, link

    def test_a_release_from_before_there_were_charts_shows_its_table(self, release, get):
        with writing("repair"):
            ReleaseChart.objects.all().delete()
        page = html.fromstring(get(REPORT).content)
        assert len(page.cssselect("figure.chart")) == 1
        assert not page.cssselect(".chart-drawing")
        assert page.cssselect("details[open] table.chart-table")
        assert get(f"{REPORT}charts/market-size.svg").status_code == 404
        assert get(EMBED).status_code == 200

    def test_nothing_is_inline_and_nothing_hostile_gets_out(self, get):
        hostile = "</script><script>alert(1)</script>&\u2028"
        chart = {"figures": ["market-size-2024"], "kind": "auto", "title": hostile}
        more = {"description": hostile, "key": ""}
        released(
            figures=[figure(value, start=year, status=status) for value, year, status in FIGURES],
            charts=[("chart", {**chart, **more})],
        )
        for path in (REPORT, EMBED):
            body = get(path).content.decode()
            assert "<script>alert" not in body
            inline = r"<script(?![^>]*(?:src=|ld\+json))|style=|\son[a-z]+=|[\"'(]data:"
            assert not re.search(inline, body)
        for kind in ("svg", "json", "csv"):
            answer = get(f"{REPORT}charts/market-size.{kind}")
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert b"<script" not in answer.content or kind == "json"


class TestFiles:
    @pytest.mark.parametrize(
        ("kind", "content_type"),
        [
            ("svg", "image/svg+xml"),
            ("png", "image/png"),
            ("csv", "text/csv; charset=utf-8"),
            ("json", "application/json"),
        ],
    )
    def test_each_form_has_its_type_and_is_fresh_until_the_next_minute(
        self, release, get, kind, content_type
    ):
        answer = get(f"{REPORT}charts/market-size.{kind}", T + timedelta(seconds=20))
        assert answer.status_code == 200
        assert answer["Content-Type"] == content_type
        assert answer["Cache-Control"] == "public, max-age=40"
        assert "Set-Cookie" not in answer

    def test_they_hold_the_values_of_the_release_asked_for(self, corrected, get):
        late = T + 3 * HOUR
        now = rows(get(f"{REPORT}charts/market-size.csv", late))
        assert [row["value"] for row in now] == ["8.00", "9.00", "20.45"]
        assert [row["status"] for row in now] == ["estimate", "forecast", "forecast"]
        for path in (
            f"{REPORT}charts/market-size.csv?as_of=2031-05-04T10:00Z",
            f"{REPORT}releases/1/charts/market-size.csv",
        ):
            answer = get(path, late)
            assert [row["value"] for row in rows(answer)] == ["7.12", "9.00", "20.45"]
            assert answer["X-Robots-Tag"] == "noindex"
        assert b"7.12" in get(f"{REPORT}releases/1/charts/market-size.svg", late).content
        assert b"8.00" in get(f"{REPORT}charts/market-size.svg", late).content
        spec = json.loads(get(f"{REPORT}charts/market-size.json", late).content)
        assert spec["data"]["values"][0]["value"] == 8.0

    def test_what_is_not_there_is_a_404_and_what_makes_no_sense_a_400(self, release, get):
        assert get(f"{REPORT}charts/none.svg").status_code == 404
        assert get(f"{REPORT}charts/market-size.gif").status_code == 404
        assert get(f"{REPORT}releases/7/charts/market-size.svg").status_code == 404
        assert get(f"{REPORT}charts/market-size.svg?as_of=soon").status_code == 400
        assert get(f"{REPORT}charts/market-size.svg?as_of=2031-05-01").status_code == 404

    def test_nothing_pending_is_in_any_file(self, release, get):
        with clock.fixed(T + HOUR):
            issue(with_value(fresh(release.report.page), "8.8765"), T + 5 * HOUR)
        late = T + 2 * HOUR
        for path in (
            *(f"{REPORT}charts/market-size.{kind}" for kind in ("svg", "csv", "json")),
            EMBED,
            REPORT,
        ):
            assert b"8.8765" not in get(path, late).content
            assert b"8.8765" in get(path, T + 5 * HOUR).content
        assert get(f"{REPORT}releases/2/charts/market-size.svg", late).status_code == 404
        assert get(f"{EMBED}?release=2", late).status_code == 404

    def test_the_social_card_is_named_in_the_page_and_is_there(self, release, get):
        page = html.fromstring(get(REPORT).content)
        card = page.cssselect('meta[property="og:image"]')[0].get("content")
        assert card == f"{SITE}{REPORT}card.png"
        assert get(urlsplit(card).path)["Content-Type"] == "image/png"


class TestEmbed:
    def test_it_may_be_framed_by_anybody_and_says_where_it_comes_from(self, release, get):
        answer = get(EMBED)
        assert "frame-ancestors *" in answer["Content-Security-Policy"]
        assert "script-src 'self'" in answer["Content-Security-Policy"]
        assert "X-Frame-Options" not in answer
        assert answer["X-Robots-Tag"] == "noindex"
        page = html.fromstring(answer.content)
        assert len(page.cssselect("h1")) == 1
        assert page.cssselect(".embed-back a")[0].get("href") == f"{SITE}{REPORT}"
        assert "Superseded" not in page.text_content()

    def test_no_other_page_may_be_framed(self, release, get):
        for path in (REPORT, "/markets/", "/oembed?url=x"):
            assert "frame-ancestors 'none'" in get(path)["Content-Security-Policy"]
            assert get(path)["X-Frame-Options"] == "DENY"

    def test_a_pinned_release_says_when_it_was_superseded(self, corrected, get):
        before = get(f"{EMBED}?release=1", T + HOUR).content.decode()
        after = get(f"{EMBED}?release=1", T + 3 * HOUR).content.decode()
        assert "Superseded" not in before
        assert "replaced these values on 4 May 2031" in after
        assert "7.12" in after
        assert "8.00" in get(EMBED, T + 3 * HOUR).content.decode()

    @pytest.mark.parametrize("query", ["?release=9", "?release=0"])
    def test_a_release_that_is_not_there(self, release, get, query):
        assert get(EMBED + query).status_code == 404

    @pytest.mark.parametrize("query", ["?release=", "?release=x", "?release=1e3", "?x=1"])
    def test_nonsense_is_ignored_as_on_every_page(self, release, get, query):
        assert get(EMBED + query).status_code == 200

    def test_the_page_gives_its_code_as_text_and_embeds_nothing_itself(self, release, get):
        page = html.fromstring(get(REPORT).content)
        assert page.cssselect("iframe") == []
        code = html.fromstring(page.cssselect("#embed-code")[0].text)
        assert code.tag == "iframe"
        assert urlsplit(code.get("src")).path == EMBED


class TestOEmbed:
    def ask(self, get, path, more="", at=T):
        return get(f"/oembed?url={quote(SITE + path, safe='')}{more}", at)

    @pytest.mark.parametrize("path", [REPORT, EMBED, "/markets/lamps/", f"{REPORT}releases/1/"])
    def test_it_tells_how_to_show_a_page_of_ours(self, release, get, path):
        told = self.ask(get, path).json()
        assert (told["version"], told["type"]) == ("1.0", "rich")
        frame = html.fromstring(told["html"])
        assert frame.tag == "iframe"
        source = urlsplit(frame.get("src"))
        assert source.path == EMBED
        assert get(f"{source.path}?{source.query}").status_code == 200
        assert int(frame.get("width")) == told["width"]

    def test_it_keeps_to_the_size_asked_for(self, release, get):
        told = self.ask(get, REPORT, "&maxwidth=320&maxheight=400").json()
        assert (told["width"], told["height"]) == (320, 400)
        assert "thumbnail_url" not in told

    def test_it_is_found_from_the_pages(self, release, get):
        for path in (REPORT, EMBED):
            page = html.fromstring(get(path).content)
            link = page.cssselect('link[type="application/json+oembed"]')[0].get("href")
            assert link.startswith(f"{SITE}/oembed?")
            parts = urlsplit(link)
            assert get(f"{parts.path}?{parts.query}").json()["type"] == "rich"

    @pytest.mark.parametrize(
        ("query", "status"),
        [
            ("", 400),
            (f"?url={SITE}{REPORT}&format=xml", 501),
            (f"?url={SITE}{REPORT}&maxwidth=wide", 400),
            (f"?url={SITE}{REPORT}&maxwidth=0", 400),
            (f"?url={SITE}/markets/none/2024/", 404),
            (f"?url={SITE}/embed/lamps/2024/none/", 404),
            (f"?url={SITE}/admin/", 404),
            (f"?url={SITE}/nothing", 404),
            ("?url=https://elsewhere.example/markets/lamps/2024/", 404),
            ("?url=javascript:alert(1)", 404),
            ("?url=http://[", 404),
        ],
    )
    def test_what_it_cannot_show_has_the_status_of_the_specification(
        self, release, get, query, status
    ):
        assert get(f"/oembed{query}").status_code == status


def test_a_preview_draws_the_charts_of_the_draft(client, release):
    draft = saved(fresh(release.report.page), title="Newer lamps")
    client.force_login(user("root", superuser=True))
    page = draft.as_object()
    answer = page.make_preview_request()
    assert answer.status_code == 200
    body = answer.render().content.decode() if hasattr(answer, "render") else ""
    assert "chart-wide" in (body or answer.content.decode())


def test_a_public_request_draws_nothing(release, get, monkeypatch):
    def refuse():
        raise AssertionError("A reader's request must not draw.")

    monkeypatch.setattr("reports.charts.render._renderer", refuse)
    from reports.charts.render import pictures_of

    pictures_of.cache_clear()
    files = [f"{REPORT}charts/market-size.{kind}" for kind in ("svg", "png", "csv", "json")]
    for path in (REPORT, EMBED, f"{REPORT}card.png", *files):
        assert get(path).status_code == 200, path
