"""The PDF: made once in the background, kept, tagged, and of nothing but its release."""

from __future__ import annotations

import io
import logging
import re
import tempfile
from datetime import timedelta

import pikepdf
import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pdfua import Severity, validate

from reports import clock
from reports.exports.pdf import PdfError, Picture, fetcher, report_html, report_pdf
from reports.models import Release, ReleasePdf
from reports.models.immutable import writing
from reports.models.origins import origin_of
from reports.releasing import Refused, cancel
from reports.releasing.printing import charts_of, make_pdf, without_pdf
from reports.releasing.verify import faults, repair
from tests.integration.outputs.conftest import HOUR, NASTY, later
from tests.support import pango
from tests.support import reports as make
from tests.support.reports import T

pytestmark = pytest.mark.django_db

REPORT = "/markets/lamps/2024/"


@pytest.fixture(scope="module", autouse=True)
def _pango():
    pango.ensure()


def origin(release):
    return origin_of(Release.objects.numbered().select_related("report").get(pk=release.pk))


def orders():
    """The releases whose PDF was ordered."""
    results = DBTaskResult.objects.filter(task_path=make_pdf.module_path).order_by("enqueued_at")
    return [result.args_kwargs["args"][0] for result in results]


def keep(release, data=b"%PDF-1.7 kept"):
    """A PDF as the task keeps it, in no time."""
    with writing("issue"):
        ReleasePdf.of(release, data).save()


def shape(data):
    """All texts of the structure tree are in the pages; here are its tags."""
    tags = []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for item in node:
                walk(item)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                tags.append(str(node.S))
            if "/K" in node:
                walk(node.K)

    walk(data.Root.StructTreeRoot.K)
    return tags


def findings(data):
    """What PDF/UA-1 asks of a file, as far as a machine can tell."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        return validate(file.name).findings


class TestFile:
    def test_it_is_tagged_named_and_in_a_language(self, full):
        chart = Picture(
            title="Revenue is forecast to almost triple",
            description="Rises from 7.12 to 20.45.",
            svg='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 8"/></svg>',
            rows=[["Year", "Value"], ["2024", "7.12"]],
        )
        data = report_pdf(full.load_document(), full.load_checks(), origin(full), [chart])
        file = pikepdf.open(io.BytesIO(data))
        assert file.Root.Lang == "en"
        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert str(file.docinfo.Title) == "Lamps market 2024"
        tags = set(shape(file))
        assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/LI", "/Link", "/P", "/Figure"} <= tags
        assert len(file.pages) > 3
        assert not file.Root.get("/AcroForm")
        assert [item.message for item in findings(data) if item.severity is Severity.ERROR] == []

    def test_it_holds_every_part_with_licence_citation_and_address(self, full):
        html = report_html(full.load_document(), full.load_checks(), origin(full))
        for part in ("The standfirst.", "What it counts.", "On cancer", "The topic", "Zeta Labs"):
            assert part in html
        for part in ("First passage", "The driver", "The trend", "On the north", "The newest"):
            assert part in html
        for part in ("CC BY 4.0", "Market Reports. (2031, May 4).", "/releases/1/", "Contents"):
            assert part in html

    def test_every_line_of_its_contents_leads_somewhere(self, full):
        html = report_html(full.load_document(), full.load_checks(), origin(full))
        ids = set(re.findall(r'id="([^"]+)"', html))
        wanted = set(re.findall(r'href="#([^"]+)"', html))
        assert wanted - ids == set()
        assert len(wanted) > 15

    def test_text_stays_text(self, nasty):
        html = report_html(nasty.load_document(), nasty.load_checks(), origin(nasty))
        assert "<script" not in html
        assert "&lt;/script&gt;&lt;b&gt;" in html
        assert report_pdf(nasty.load_document(), nasty.load_checks(), origin(nasty))
        assert NASTY in nasty.load_document().title

    @pytest.mark.parametrize(
        "address",
        [
            "http://127.0.0.1:9/x.png",
            "file:///etc/hostname",
            "font:../../x",
            "data:,x",
            "ftp://x/y",
        ],
    )
    def test_it_loads_nothing_but_its_fonts(self, address):
        with pytest.raises(ValueError, match="nothing but its fonts and charts"):
            fetcher().fetch(address)
        assert fetcher().fetch("font:PublicSans.woff2").read()[:4] == b"wOF2"


class TestTask:
    def test_a_release_orders_it_and_a_worker_makes_it(self, get):
        release = make.released()
        assert orders() == [release.pk]
        assert get(f"{REPORT}report.pdf").status_code == 404
        assert "No PDF yet" in get(f"{REPORT}report.pdf").content.decode()
        assert "report.pdf" not in get(REPORT).content.decode()
        make_pdf.func(release.pk)
        kept = ReleasePdf.objects.get()
        answer = get(f"{REPORT}report.pdf")
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"] == 'attachment; filename="lamps-2024-release-1.pdf"'
        assert answer.content == bytes(kept.data)
        assert kept.is_sound()
        panel = get(REPORT).content.decode()
        assert f'href="{REPORT}report.pdf"' in panel
        assert 'rel="alternate"; type="application/pdf"' in get(REPORT)["Link"]

    def test_it_is_made_once(self, monkeypatch):
        release = make.released()
        made = []
        monkeypatch.setattr(
            "reports.releasing.printing.report_pdf", lambda *_: made.append(1) or b"%PDF"
        )
        make_pdf.func(release.pk)
        make_pdf.func(release.pk)
        assert made == [1]

    def test_a_refused_release_orders_none(self):
        page = make.report_page(figures=[make.figure(value=None)])
        with pytest.raises(Refused), clock.fixed(T):
            make.issue(page.save_revision())
        assert orders() == []

    def test_a_cancelled_release_gets_none(self, monkeypatch):
        page = make.report_page()
        with clock.fixed(T):
            release = make.issue(page.save_revision(), T + HOUR)
            cancel(release)
        make_pdf.func(release.pk)
        assert not ReleasePdf.objects.exists()

    def test_without_pango_the_log_says_what_to_do_and_nothing_else_breaks(
        self, monkeypatch, caplog, get
    ):
        release = make.released()

        def missing(*_):
            raise PdfError("WeasyPrint finds no Pango. Install it.")

        monkeypatch.setattr("reports.releasing.printing.report_pdf", missing)
        with caplog.at_level(logging.ERROR), pytest.raises(PdfError):
            make_pdf.func(release.pk)
        assert "lamps/2024" in caplog.text
        assert "finds no Pango" in caplog.text
        assert get(REPORT).status_code == 200
        assert get(f"{REPORT}report.pdf").status_code == 404


class TestMoments:
    def test_the_pdf_of_a_pending_release_is_made_before_and_shown_at_its_second(self, get):
        release = make.released()
        keep(release)
        pending = later(release, "8.88", release_at=T + 5 * HOUR)
        before = {path: get(path, T + 2 * HOUR) for path in (REPORT, f"{REPORT}report.pdf")}
        keep(pending, b"%PDF-1.7 the pending one, which is longer")
        for path, answer in before.items():
            assert get(path, T + 2 * HOUR).content == answer.content
        assert get(f"{REPORT}releases/2/report.pdf", T + 2 * HOUR).status_code == 404
        assert b"pending" in get(f"{REPORT}report.pdf", T + 5 * HOUR).content
        assert b"kept" in get(f"{REPORT}releases/1/report.pdf", T + 5 * HOUR).content
        then = get(f"{REPORT}report.pdf?as_of=2031-05-04T12:00Z", T + 5 * HOUR)
        assert b"kept" in then.content


class TestHousekeeping:
    def test_a_release_from_before_gets_its_pdf_by_a_repair(self):
        release = make.released()
        assert without_pdf() == []  # it is ordered
        DBTaskResult.objects.all().delete()
        assert [found.pk for found in without_pdf()] == [release.pk]
        assert list(faults()) == []
        assert repair() == []
        assert orders() == [release.pk]

    def test_one_that_failed_is_ordered_again(self):
        release = make.released()
        DBTaskResult.objects.update(status="FAILED")
        out = io.StringIO()
        call_command("check_releases", repair=True, stdout=out)
        assert "1 releases have no PDF" in out.getvalue()
        assert orders() == [release.pk, release.pk]

    def test_one_whose_worker_was_killed_is_ordered_again(self):
        release = make.released()
        DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now())
        assert without_pdf() == []
        DBTaskResult.objects.update(started_at=timezone.now() - timedelta(days=1))
        assert [found.pk for found in without_pdf()] == [release.pk]

    def test_a_pdf_that_was_changed_is_found_and_made_again(self):
        release = make.released()
        keep(release)
        with writing("repair"), connection.cursor() as cursor:
            cursor.execute("UPDATE reports_releasepdf SET data = %s", [b"%PDF-1.7 forged"])
        assert "its PDF" in str(next(faults()))
        DBTaskResult.objects.all().delete()
        assert repair() == []
        assert not ReleasePdf.objects.exists()
        assert orders() == [release.pk]


def test_the_pdf_shows_the_charts_of_its_release_with_their_words_and_values():
    release = make.released(
        figures=[
            make.figure("7.12", status="estimate"),
            make.figure("20.45", start=2031, status="forecast"),
        ]
    )
    pictures = charts_of(release)
    assert pictures[0].description == release.releasechart_rows.get().description
    assert pictures[0].rows[1] == ["2024", "7.12, estimate"]
    html = report_html(release.load_document(), release.load_checks(), origin(release), pictures)
    assert pictures[0].title in html
    data = report_pdf(release.load_document(), release.load_checks(), origin(release), pictures)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        alternatives = [
            str(item["/Alt"])
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
        ]
    assert any(pictures[0].description in text for text in alternatives)
