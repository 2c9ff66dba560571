"""A report's files say what its page says, name where they come from, and run nothing."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import openpyxl
import pytest

from reports import clock
from reports.models import Figure
from reports.releasing import change_address, withdraw
from tests.integration.outputs.conftest import HOUR, NASTY, later
from tests.support import reports as make
from tests.support.reports import T

pytestmark = pytest.mark.django_db

REPORT = "/markets/lamps/2024/"
FILES = ("figures.csv", "figures.xlsx", "report.json", "report.md")
CITATIONS = ("cite.bib", "cite.ris", "cite.json")


def csv_of(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def sheet_of(answer, title="Figures"):
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    head, *rows = book[title].iter_rows()
    return [dict(zip([cell.value for cell in head], row, strict=True)) for row in rows]


class TestTheSameContent:
    def test_csv_xlsx_json_and_markdown_give_the_same_figures(self, full, get):
        document = full.load_document()
        rows = csv_of(get(f"{REPORT}figures.csv"))
        data = json.loads(get(f"{REPORT}report.json").content)["document"]["figures"]
        text = get(f"{REPORT}report.md").content.decode()
        cells = sheet_of(get(f"{REPORT}figures.xlsx"))
        assert len(rows) == len(data) == len(cells) == len(document.figures)
        for figure, row, plain, cell in zip(document.figures, rows, data, cells, strict=True):
            assert row["key"] == plain["key"] == cell["Key"].value == figure.key
            assert row["value"] == plain["value"] == str(figure.value)
            assert Decimal(str(cell["Value"].value)) == figure.value
            assert row["status"] == plain["status"] == cell["Status"].value == figure.status
            assert f"| {figure.text.replace(chr(160), ' ')} | {figure.status.value} |" in text
            assert row["amount"] == f"{figure.amount:f}"

    def test_a_value_keeps_the_digits_it_was_stated_with(self, get):
        make.released(figures=[make.figure("7.10"), make.figure("0.70", start=2025)])
        rows = csv_of(get(f"{REPORT}figures.csv"))
        assert [row["value"] for row in rows] == ["7.10", "0.70"]
        cells = sheet_of(get(f"{REPORT}figures.xlsx"))
        assert [(c["Value"].value, c["Value"].number_format) for c in cells] == [
            (7.1, "0.00"),
            (0.7, "0.00"),
        ]

    def test_markdown_has_every_part_of_the_report(self, full, get):
        text = get(f"{REPORT}report.md").content.decode()
        for part in ("The standfirst.", "What it counts.", "The topic", "As printed", "On cancer"):
            assert part in text
        for part in ("First passage", "Second passage", "The driver", "The trend", "Zeta Labs"):
            assert part in text
        for part in ("On the north", "On leading", "The newest", "Sample one", "According to"):
            assert part in text
        assert text.count("\n# ") == 0
        assert text.startswith("# Lamps market 2024\n")

    def test_json_leaves_out_what_is_the_editors_alone(self, full, get):
        text = get(f"{REPORT}report.json").content.decode()
        assert '"block"' not in text
        assert json.loads(text)["checks"]["rules"]

    def test_the_api_gives_the_same_document(self, full, get):
        file = json.loads(get(f"{REPORT}report.json").content)
        api = json.loads(get("/api/v1/reports/lamps/2024/").content)
        assert file["document"] == api["document"]
        assert file["checks"] == api["checks"]


class TestWhereItComesFrom:
    def test_each_file_states_licence_citation_release_and_permanent_address(
        self, full, get, settings
    ):
        settings.REPORTS_DATA_LICENCE = {"name": "ODbL 1.0", "url": "https://example.org/odbl"}
        later(full, "7.13")
        for file in ("figures.csv", "report.json", "report.md"):
            text = get(f"{REPORT}{file}", T + 2 * HOUR).content.decode()
            assert "ODbL 1.0" in text
            assert "https://example.org/odbl" in text
            assert "/markets/lamps/2024/releases/2/" in text
            assert "Market Reports. (2031, May 4)." in text
        about = sheet_of(get(f"{REPORT}figures.xlsx", T + 2 * HOUR), "About")
        told = {cells[0].value: cells[1].value for cells in map(list, map(dict.values, about))}
        assert told["Licence"] == "ODbL 1.0, https://example.org/odbl"
        assert told["Release"] == "2, 4 May 2031"
        assert told["Reason"] == "A misprint."
        assert "releases/2/" in told["Cite as"]

    def test_names_say_market_edition_and_release(self, full, get):
        names = {
            file: get(f"{REPORT}{file}")["Content-Disposition"] for file in (*FILES, *CITATIONS)
        }
        assert names["figures.csv"] == 'attachment; filename="lamps-2024-release-1-figures.csv"'
        assert names["report.md"] == 'attachment; filename="lamps-2024-release-1.md"'
        assert names["cite.bib"] == 'attachment; filename="lamps-2024-release-1.bib"'

    def test_sample_data_says_so_in_every_file(self, get):
        make.released(sample=True)
        for file in ("figures.csv", "report.json", "report.md", *CITATIONS):
            assert "ample" in get(f"{REPORT}{file}").content.decode(), file
        assert sheet_of(get(f"{REPORT}figures.xlsx"))[0]["Sample data"].value == "yes"
        assert csv_of(get(f"{REPORT}figures.csv"))[0]["sample"] == "yes"


class TestText:
    def test_a_formula_is_text_in_csv_and_xlsx(self, nasty, get):
        row = csv_of(get(f"{REPORT}figures.csv"))[0]
        assert row["note"].startswith("'=1+1")
        assert row["source"].startswith("'=cmd")
        cell = sheet_of(get(f"{REPORT}figures.xlsx"))[0]["Note"]
        assert cell.data_type == "s"
        assert cell.value.startswith("=1+1")
        book = openpyxl.load_workbook(io.BytesIO(get(f"{REPORT}figures.xlsx").content))
        kinds = {cell.data_type for page in book for row in page.iter_rows() for cell in row}
        assert "f" not in kinds

    def test_markup_is_text_in_markdown(self, nasty, get):
        text = get(f"{REPORT}report.md").content.decode()
        assert "</script>" not in text.replace("\\", "\0")
        assert r"\</script\>\<b\>" in text
        assert r"\<script\> \# 1. \*x\* \`y\`" in text

    def test_json_holds_the_text_as_it_was_written(self, nasty, get):
        data = json.loads(get(f"{REPORT}report.json").content)
        assert data["document"]["title"] == f"Lamps {NASTY}"


class TestMoments:
    def test_as_of_gives_the_files_of_then(self, full, get):
        later(full, "7.13")
        for file in ("figures.csv", "report.json"):
            now = get(f"{REPORT}{file}", T + 2 * HOUR)
            then = get(f"{REPORT}{file}?as_of=2031-05-04T09:45Z", T + 2 * HOUR)
            assert b"7.13" in now.content
            assert b"7.13" not in then.content
            assert then["X-Robots-Tag"] == "noindex"
            assert "X-Robots-Tag" not in now

    def test_a_release_keeps_its_bytes_when_a_newer_one_comes(self, full, get):
        before = {file: get(f"{REPORT}releases/1/{file}").content for file in FILES + CITATIONS}
        later(full, "7.13")
        for file, content in before.items():
            assert get(f"{REPORT}releases/1/{file}", T + 2 * HOUR).content == content, file

    @pytest.mark.parametrize(
        ("query", "code"),
        [("?as_of=2099-01-01", 400), ("?as_of=x", 400), ("?as_of=2031-05-03", 404), ("?x=1", 200)],
    )
    def test_as_of_is_refused_as_on_the_page(self, full, get, query, code):
        for file in (*FILES, *CITATIONS):
            assert get(f"{REPORT}{file}{query}").status_code == code

    def test_a_pending_release_is_in_no_file_until_its_second(self, plain, get):
        later(plain, "8.88", release_at=T + 5 * HOUR)
        for file in ("figures.csv", "report.json", "report.md", "cite.json"):
            before = get(f"{REPORT}{file}", T + 5 * HOUR - HOUR / 3600)
            after = get(f"{REPORT}{file}", T + 5 * HOUR)
            assert b"8.88" not in before.content
            assert before.content == get(f"{REPORT}{file}").content
            assert before.content != after.content
            assert get(f"{REPORT}releases/2/{file}", T + 4 * HOUR).status_code == 404

    def test_files_of_a_withdrawn_report_are_gone_and_of_a_moved_one_elsewhere(self, full, get):
        other = make.released("tables")
        with clock.fixed(T + HOUR):
            withdraw(full.report, reason="Wrong.")
            change_address(other.report, market="desks", edition="2025")
        at = T + 2 * HOUR
        for file in (*FILES, *CITATIONS, "report.pdf"):
            assert get(f"{REPORT}{file}", at).status_code == 410
            assert get(f"{REPORT}releases/1/{file}", at).status_code == 410
            moved = get(f"/markets/tables/2024/{file}?as_of=2031-05-04", at)
            assert moved.status_code == 301
            assert moved["Location"] == f"/markets/desks/2025/{file}?as_of=2031-05-04"


def test_a_file_costs_as_many_queries_whatever_it_holds(full, get, django_assert_max_num_queries):
    assert Figure.objects.count() > 5
    for file in FILES:
        with django_assert_max_num_queries(2):
            get(f"{REPORT}{file}")
