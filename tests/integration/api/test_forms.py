"""The forms of an answer: every row, exact numbers, inert text, and an end that can be seen."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from datetime import timedelta
from decimal import Decimal
from urllib.parse import parse_qs

import openpyxl
import pandas
import pytest
from frictionless import Package, system
from pyjstat import pyjstat

from reports import clock
from reports.api import copying
from reports.exports import tables
from reports.releasing import withdraw
from tests.integration.api.conftest import NOW
from tests.integration.api.samples import event, full, player, scheduled
from tests.support.once import made_once
from tests.support.reports import T, figure, issue, segment, with_value

WITH_FILES = [
    *("markets/", "reports/", "releases/", "figures/", "series/", "key-players/", "companies/"),
    *("developments/", "segments/", "geographies/", "sources/", "search/"),
]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What each of them needs to be told.
QUERIES = {"search/": {"q": "lamp"}}
NASTY = '=HYPERLINK("x") # "quoted", näh\u2028x'


def text(answer) -> str:
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content).decode()


def frame(content: str) -> pandas.DataFrame:
    return pandas.read_csv(io.StringIO(content), comment="#", dtype=str, keep_default_na=False)


def rows() -> None:
    """Figures, players and developments for more than a page, with text that may do harm."""
    values = ["7.10", "-0.50", "1234567.12345", "0.00"]
    told = {"measure": "statistic", "unit": "points", "note": NASTY, "attribution": "+1 # @x"}
    full(
        figures=[
            figure(value, statistic=f"Balance {n}", multiplier=str(3 * n), **told)
            for n, value in enumerate(values)
        ],
        key_players=[player(f"Player {n}") for n in range(60)],
        segments=[
            (
                "axis",
                {
                    "axis": part.axis.pk,
                    "segments": [{"segment": part.pk, "text": "", "source": None}],
                },
            )
            for part in (segment("Condition", "Cancer"), segment("Setting", "Clinics"))
        ],
        developments=[
            event(2000 + n % 20, title=f"=Launch {n}", key=f"event-{n}") for n in range(55)
        ],
    )


made = made_once(rows)


@pytest.fixture
def many(made, db):
    """The rows, for a test that may change them."""


class TestCsv:
    @pytest.mark.parametrize("path", WITH_FILES)
    def test_every_row_that_matches_and_the_same_cells_as_in_json(self, many, ask, results, path):
        query = QUERIES.get(path, {})
        shown = results(path, limit=200, **query)
        assert shown
        found = frame(text(ask(path, format="csv", **query)))
        columns = tables.TABLES[path.strip("/")]
        assert list(found.columns) == [column.name for column in columns]
        wanted = sorted([column.cell(row) for column in columns] for row in shown)
        cells = sorted(
            [cell[1:] if cell.startswith(("'=", "'+", "'-", "'@")) else cell for cell in row]
            for row in found.values.tolist()
        )
        assert cells == wanted

    def test_no_cell_is_a_formula_and_numbers_stay_numbers(self, many, ask):
        rows = list(csv.reader(io.StringIO(text(ask("figures/", format="csv")))))[1:-1]
        for row in rows:
            for cell in row:
                assert not cell.startswith(("=", "+", "@")), cell
        typed = pandas.read_csv(
            io.StringIO(text(ask("figures/", format="csv"))), comment="#", index_col="statistic"
        )
        assert typed.loc["Balance 1", "value"] == -0.5
        assert str(typed["amount"].dtype) == "float64"
        assert typed.loc["Balance 0", "note"] == f"'{NASTY}"

    def test_digits_are_those_of_the_release(self, many, ask):
        found = frame(text(ask("figures/", format="csv")))
        assert found["value"].tolist() == ["7.10", "-0.50", "1234567.12345", "0.00"]
        assert Decimal(found["amount"][2]) == Decimal("1234567123450")

    def test_the_last_line_counts_the_rows(self, many, ask):
        for path, count in (("figures/", 4), ("key-players/", 60)):
            content = text(ask(path, format="csv"))
            assert content.splitlines()[-1] == f"# {count} rows as of 2031-05-04T09:30:00Z"
        assert text(ask("figures/", format="csv", market="no")).endswith(
            "\n# 0 rows as of 2031-05-04T09:30:00Z\n"
        )

    def test_the_database_writes_the_same_bytes(self, many, ask, monkeypatch):
        """Where it can write at all; elsewhere both are the one way."""
        full("-chairs", at=T + timedelta(seconds=1), figures=[figure()])
        queries = [
            *({}, {"market": "lamps"}, {"statistic": "Balance 1"}, {"year": "1900"}),
            *({"fields": "key,value,page"}, {"after": "-chairs/2024/market-size-2024"}),
            {"segment": "condition:none"},
        ]
        for query in queries:
            written = text(ask("figures/", format="csv", **query))
            with monkeypatch.context() as patch:
                patch.setattr(copying, "able", lambda: False)
                assert text(ask("figures/", format="csv", **query)) == written

    def test_fields_choose_the_columns(self, many, ask):
        found = frame(text(ask("figures/", format="csv", fields="key,period,value")))
        assert list(found.columns) == ["key", "period_start", "period_end", "value"]

    @pytest.mark.parametrize(
        ("path", "called"),
        [
            ("reports/", "market edition"),
            ("releases/", "market edition number"),
            ("figures/", "market edition key"),
            ("series/", "market edition values_key"),
            ("key-players/", "market edition company"),
            ("companies/", "company"),
            ("developments/", "market edition key"),
            ("segments/", "market edition segment"),
            ("geographies/", "code"),
            ("sources/", "market edition key"),
            ("markets/", "market"),
        ],
    )
    def test_a_cut_stream_goes_on_after_its_last_row(self, many, ask, path, called):
        moments = {"at": T + timedelta(minutes=1), "as_of": "2031-05-04T09:30:20Z"}
        chairs = full("chairs", at=T + timedelta(seconds=1))
        with clock.fixed(T + timedelta(seconds=2)):
            issue(with_value(chairs.report.page, "7.20"), kind="correction", reason="A slip.")
        whole = frame(text(ask(path, format="csv", **moments)))
        for place, last in whole.iterrows():
            name = [last[part].partition("|")[0] for part in called.split()]
            if path == "segments/":
                name[-1] = f"{last['axis']}:{name[-1]}"
            rest = text(ask(path, format="csv", after="/".join(name), **moments))
            assert frame(rest).equals(whole.iloc[place + 1 :].reset_index(drop=True)), name
            if place == 4:  # further on it is the same
                break

    @pytest.mark.parametrize(
        ("path", "after"),
        [
            ("series/", "lamps/2024/none"),
            ("releases/", "lamps/2024/9"),
            ("releases/", "lamps/2024/one"),
            ("geographies/", "a/b"),
            ("search/", "lamps"),
        ],
    )
    def test_a_row_that_is_not_there_has_nothing_behind_it(self, many, refused, path, after):
        given = {"format": "ndjson", "after": after, **QUERIES.get(path, {})}
        assert refused(path, **given)["parameter"] == "after"

    def test_a_file_takes_no_page(self, many, refused):
        for name, value in (("limit", "5"), ("ordering", "market")):
            assert refused("figures/", format="csv", **{name: value})["parameter"] == name
        assert refused("figures/", after="lamps/2024/x")["parameter"] == "after"
        assert refused("figures/", format="csv", after="lamps/2024")["parameter"] == "after"


class TestNdjson:
    @pytest.mark.parametrize("path", WITH_FILES)
    def test_every_row_as_in_json_and_an_end(self, many, ask, results, path):
        query = QUERIES.get(path, {})
        answer = text(ask(path, format="ndjson", **query))
        lines = [json.loads(line) for line in answer.splitlines()]
        shown = results(path, limit=200, **query)
        assert len(lines) == len(shown) + 1
        assert all(row in shown for row in lines[:-1])
        assert lines[-1] == {"end": True, "rows": len(shown), "as_of": "2031-05-04T09:30:00Z"}

    def test_a_series_is_a_row_with_a_place_for_each_of_its_years(self, many, ask):
        values = [figure("7.10"), figure("8.00", start=2025, status="forecast", low="7", high="9")]
        ratio = figure("3", measure="statistic", statistic="A, “b”/c", unit="m²/t")
        full("chairs", figures=[*values, ratio])
        found = frame(text(ask("series/", format="csv", market="chairs")))
        sizes = found.iloc[0]
        assert sizes["values_period_start"] == "2024|2025"
        assert (sizes["values_value"], sizes["values_low"]) == ("7.10|8.00", "|7")
        assert (found.iloc[1]["statistic"], found.iloc[1]["unit"]) == ("A, “b”/c", "m²/t")

    def test_the_log_as_a_file_tells_where_it_goes_on(self, many, ask, refused):
        at = T + timedelta(minutes=1)
        release = full("chairs", at=T + timedelta(seconds=1))
        log = [json.loads(line) for line in text(ask("changes/", at, format="ndjson")).splitlines()]
        assert log[:-1] == ask("changes/", at).json()["results"]
        assert (log[-1]["end"], log[-1]["rows"]) == (True, 2)
        with clock.fixed(at):
            withdraw(release.report, reason="Wrong")
        _, query = log[-1]["next"].split("?")
        further = {name: values[0] for name, values in parse_qs(query).items()}
        later = text(ask("changes/", at + timedelta(minutes=1), **further)).splitlines()
        assert [json.loads(line).get("event") for line in later] == ["withdrawal", None]
        assert json.loads(later[-1])["rows"] == 1
        assert refused("changes/", format="ndjson", limit="5")["parameter"] == "limit"
        assert refused("changes/", format="csv")["parameter"] == "format"


class TestXlsx:
    @pytest.mark.parametrize("path", WITH_FILES)
    def test_every_collection_has_a_workbook(self, many, ask, results, path):
        query = QUERIES.get(path, {})
        answer = ask(path, format="xlsx", **query)
        page = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        assert page.max_row == len(results(path, limit=200, **query)) + 1
        assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)

    def test_numbers_are_numbers_and_text_is_text(self, many, ask):
        answer = ask("figures/", format="xlsx")
        assert answer["Content-Type"] == XLSX
        page = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        head, *rows = list(page.iter_rows())
        names = [cell.value for cell in head]
        assert [row[names.index("value")].value for row in rows] == [
            *(7.1, -0.5, 1234567.12345, 0),
        ]
        assert rows[0][names.index("value")].number_format == "0.00"
        assert rows[0][names.index("sample")].value is False
        note = rows[0][names.index("note")]
        assert (note.value, note.data_type) == (NASTY, "s")
        assert ask("figures/", format="xlsx").content == answer.content

    def test_a_workbook_that_would_be_too_long_is_refused(self, many, refused, monkeypatch):
        monkeypatch.setattr(tables, "MOST_SHEET_ROWS", 1)
        for path in ("figures/", "segments/"):
            assert refused(path, format="xlsx")["suggestion"] == "csv"


class TestJsonStat:
    def test_pyjstat_reads_every_value(self, many, ask, results):
        answer = ask("figures/", format="json-stat", market="lamps", edition="2024")
        found = pyjstat.Dataset.read(answer.content.decode()).write("dataframe").dropna()
        wanted = sorted(float(row["amount"]) for row in results("figures/"))
        assert sorted(found["value"]) == wanted
        assert json.loads(answer.content)["status"]["0"] == "estimate"

    def test_it_takes_one_report(self, many, ask, refused):
        assert refused("figures/", format="json-stat")["parameter"] == "market"
        assert refused("figures/", format="json-stat", market="lamps")["parameter"] == "edition"
        gone = {"market": "no", "edition": "2024"}
        assert ask("figures/", format="json-stat", **gone).status_code == 404


class TestPackage:
    def test_frictionless_finds_nothing_wrong(self, many, ask, tmp_path):
        answer = ask("reports/lamps/2024/", format="datapackage")
        with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
            file.extractall(tmp_path)
        with system.use_context(trusted=True):
            package = Package(str(tmp_path / "datapackage.json"))
            report = package.validate()
        assert report.valid, report.flatten(["note"])
        assert len(package.get_resource("figures").read_rows()) == 4
        values = [row["value"] for row in package.get_resource("figures").read_rows()]
        assert values[1] == Decimal("-0.50")
        whole = json.loads((tmp_path / "report.json").read_text())
        assert whole["document"]["title"] == "Lamps market 2024"
        assert ask("reports/lamps/2024/", format="datapackage").content == answer.content

    def test_a_report_that_is_not_there_has_none(self, many, ask):
        assert ask("reports/no/2024/", format="datapackage").status_code == 404


def test_accept_asks_for_a_form_as_format_does(many, client):
    for accept, kind in (
        ("text/csv", "text/csv; charset=utf-8"),
        ("application/x-ndjson", "application/x-ndjson"),
        ("text/html, text/csv;q=0.5", "text/csv; charset=utf-8"),
        ("text/csv;q=0.5, application/json", "application/json"),
        ("*/*", "application/json"),
    ):
        with clock.fixed(NOW):
            answer = client.get("/api/v1/figures/", headers={"Accept": accept})
        assert answer["Content-Type"] == kind
        assert "Accept" in answer["Vary"]


def test_who_takes_gzip_gets_the_same_in_less(many, client):
    for query in ("", "?format=ndjson", "?format=csv"):
        with clock.fixed(NOW):
            plain = client.get(f"/api/v1/developments/{query}")
            packed = client.get(
                f"/api/v1/developments/{query}", headers={"Accept-Encoding": "br, gzip"}
            )
            body, small = plain.getvalue(), packed.getvalue()
        assert packed["Content-Encoding"] == "gzip"
        assert gzip.decompress(small) == body
        assert len(small) < len(body)
        assert packed["ETag"] == plain["ETag"]
    for taken, packs in {
        **{"gzip;q=0.5": True, "br;q=1, GZIP ;q=0.001": True},
        **{"gzip;q=0": False, "gzip;q=0.0, *": False, "x-gzip, identity": False, "gzip;q=x": False},
    }.items():
        with clock.fixed(NOW):
            answer = client.get("/api/v1/figures/", headers={"Accept-Encoding": taken})
        assert answer.has_header("Content-Encoding") is packs, taken


def test_a_file_shows_what_is_public_and_nothing_else(many, ask):
    release = full("chairs", at=T + timedelta(seconds=1))
    scheduled(release, "8.88", T + timedelta(hours=1), now=T + timedelta(seconds=2))
    assert "8.88" not in text(ask("figures/", format="csv"))
    with clock.fixed(T + timedelta(seconds=3)):
        withdraw(release.report, reason="Wrong")
    assert "chairs" not in text(ask("figures/", format="csv"))


def test_head_of_a_file_reads_nothing(many, client, django_assert_max_num_queries):
    with clock.fixed(NOW), django_assert_max_num_queries(3):
        answer = client.head("/api/v1/figures/?format=csv")
    assert answer.status_code == 200
    assert answer.getvalue() == b""
    assert answer["As-Of"] == "2031-05-04T09:30:00Z"
