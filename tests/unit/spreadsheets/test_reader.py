"""Hostile and strange files are refused with a sentence, within bounded memory and time."""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reports.spreadsheets import reader, reading
from tests.unit.spreadsheets.forging import (
    cell,
    number,
    packed,
    parts,
    with_figures,
    with_part,
)

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000)


def said(data: bytes, kind: str = "xlsx") -> str:
    result = reading.read_file(kind, data)
    assert "sheets" not in result
    return result["refused"]


def figures(data: bytes) -> list:
    result = reading.read_file("xlsx", data)
    assert "refused" not in result, result
    return result["sheets"]["Figures"]


def switched(name: str, old: bytes, new: bytes) -> bytes:
    content = parts()
    assert old in content[name]
    return packed({**content, name: content[name].replace(old, new)})


REFUSED = {
    "no zip at all": (lambda: b"Year,Value\n2024,7.1\n", "no XLSX workbook"),
    "a zip of something else": (lambda: packed({"hello.txt": b"hi"}), "no XLSX workbook"),
    "half a file": (lambda: packed(parts())[:3000], "damaged"),
    "a password": (lambda: OLE, "protected by a password"),
    "macros": (lambda: with_part("xl/vbaProject.bin"), "macros"),
    "macros by type": (
        lambda: switched(
            "[Content_Types].xml",
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
        "macros",
    ),
    "links to other files": (
        lambda: with_part("xl/externalLinks/externalLink1.xml"),
        "links to other files",
    ),
    "an embedded file": (lambda: with_part("xl/embeddings/oleObject1.bin"), "embedded"),
    "active controls": (lambda: with_part("xl/activeX/activeX1.xml"), "active controls"),
    "data connections": (lambda: with_part("xl/connections.xml"), "data connections"),
    "a bomb": (
        lambda: with_part("xl/worksheets/sheet9.xml", b"0" * 60 * 2**20),
        "unpacks to far more",
    ),
    "a smaller bomb": (
        lambda: with_part("xl/media/x.xml", b"0" * 5 * 2**20),
        "unpacks to far more",
    ),
    "a thousand parts": (
        lambda: packed({**parts(), **{f"xl/x{n}.xml": b"" for n in range(1000)}}),
        "too many parts",
    ),
    "entities": (
        lambda: with_figures(
            f"<row r='1'>{cell('A1', '&f;')}</row>",
            prolog='<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f "&b;&b;">]>',
        ),
        "entities",
    ),
    "a file of this machine": (
        lambda: with_figures(
            f"<row r='1'>{cell('A1', '&f;')}</row>",
            prolog='<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
        ),
        "entities",
    ),
    "dates from 1904": (
        lambda: switched("xl/workbook.xml", b"<workbookPr", b'<workbookPr date1904="1"'),
        "1904",
    ),
    "no sheet of ours": (
        lambda: switched("xl/workbook.xml", b'name="', b'name="My '),
        "none of the sheets",
    ),
    "rows out of order": (
        lambda: with_figures(
            f"<row r='2'>{cell('A2', 'b')}</row><row r='1'>{cell('A1', 'a')}</row>"
        ),
        "row 1 out of order",
    ),
    "a row twice": (
        lambda: with_figures(
            f"<row r='1'>{cell('A1', 'a')}</row><row r='1'>{cell('A1', 'b')}</row>"
        ),
        "out of order",
    ),
    "a cell of another row": (
        lambda: with_figures(f"<row r='1'>{cell('A7', 'a')}</row>"),
        "cells out of order",
    ),
    "a row far away": (
        lambda: with_figures(f"<row r='9999999999'>{cell('A1', 'a')}</row>"),
        "more than 20,000 rows",
    ),
    "a column far away": (
        lambda: with_figures(f"<row r='1'>{cell('XFD1', 'a')}</row>"),
        "more than 100 columns",
    ),
    "a string that is not there": (
        lambda: with_figures('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>'),
        "",
    ),
}


@pytest.mark.parametrize("name", [name for name, (_, part) in REFUSED.items() if part])
def test_a_hostile_file_is_refused_with_a_sentence(name):
    make, part = REFUSED[name]
    sentence = said(make())
    assert part in sentence
    assert sentence.endswith(".")


def test_a_file_of_more_than_five_megabytes_is_refused():
    assert said(os.urandom(6 * 2**20)) == "The file is larger than 5 MB."


def test_a_forged_dimension_hides_no_row():
    rows = "".join(f"<row r='{n}'>{cell(f'A{n}', str(n))}</row>" for n in range(1, 6))
    found = figures(with_figures(rows, before='<dimension ref="A1:A1"/>'))
    assert found == [[n, [str(n)]] for n in range(1, 6)]


def test_a_dimension_of_a_million_rows_costs_nothing():
    row = f"<row r='1'>{cell('A1', 'a')}</row>"
    assert figures(with_figures(row, before='<dimension ref="A1:XFD1048576"/>')) == [[1, ["a"]]]


def test_a_million_rows_are_refused():
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1_000_001))
    sentence = said(with_figures(rows))
    assert "far more than a workbook" in sentence or "5 MB" in sentence


def test_twenty_thousand_and_one_rows_are_refused():
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 20_002))
    assert "more than 20,000 rows" in said(with_figures(rows))


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (number("A1", "1e309"), "no finite number"),
        (number("A1", "NaN"), "no value that can be read"),
        (number("A1", "Infinity"), "no value that can be read"),
        (number("A1", "9" * 5000), "no value that can be read"),
        ('<c r="A1" t="e"><v>#REF!</v></c>', "the error #REF!"),
        ('<c r="A1" t="s"><v>99999</v></c>', "no value that can be read"),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', "formula"),
        ('<c r="A1" t="array"><f t="array" ref="A1:A2">1</f><v>2</v></c>', "formula"),
    ],
)
def test_a_cell_without_a_plain_value_is_named_and_the_rest_is_read(xml, expected):
    (row,) = figures(with_figures(f"<row r='1'>{xml}{cell('B1', 'beside')}</row>"))
    (kind, reason), beside = row[1]
    assert (kind, beside) == ("x", "beside")
    assert expected in reason


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("7.1199999999999992", "7.12"),
        ("0.30000000000000004", "0.3"),
        ("123456789012345", "123456789012345"),
        ("1.0000000000000001E-7", "0.0000001"),
        ("-0.5", "-0.5"),
        ("1E+3", "1000"),
    ],
)
def test_numbers_are_read_with_the_fifteen_digits_that_a_spreadsheet_keeps(written, read):
    (row,) = figures(with_figures(f"<row r='1'>{number('A1', written)}</row>"))
    assert row[1][0][:2] == ["n", read]


def deep(levels: int) -> bytes:
    return with_figures("<row r='1'>" + "<c>" * levels + "</c>" * levels + "</row>")


def test_deeply_nested_xml_is_refused_or_read_and_ends():
    result = reading.read_file("xlsx", deep(100_000))
    assert set(result) <= {"refused", "sheets"}


def measured(data: bytes, path: Path) -> int:
    """The reader's greatest memory in bytes, as the kernel counts it."""
    path.write_bytes(data)
    most = 0
    with path.open("rb") as file:
        process = subprocess.Popen(
            [*reading.COMMAND, "xlsx"], stdin=file, stdout=subprocess.DEVNULL, cwd=reading.ROOT
        )
    while process.poll() is None:
        status = Path(f"/proc/{process.pid}/status").read_text()
        found = re.search(r"VmHWM:\s+([0-9]+) kB", status)
        if found and "python" in status.partition("\n")[0]:
            most = max(most, int(found[1]) * 1024)
        time.sleep(0.02)
    return most


@pytest.mark.parametrize(
    "make",
    [
        lambda: REFUSED["a bomb"][0](),
        # Many strings, which must all be read.
        lambda: packed(
            {
                **parts(),
                "xl/sharedStrings.xml": (
                    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                    + "".join(f"<si><t>{n:x}</t></si>" for n in range(400_000))
                    + "</sst>"
                ).encode(),
            }
        ),
        lambda: with_figures("<row r='1'>" + "<c><v>1</v></c>" * 2_000_000 + "</row>"),
    ],
    ids=["bomb", "strings", "one row of two million cells"],
)
def test_reading_takes_less_than_300_megabytes(make, tmp_path):
    data = make()
    assert len(data) < 5 * 2**20
    most = measured(data, tmp_path / "book.xlsx")
    assert 5 * 2**20 < most < 300 * 2**20


def test_a_reader_that_does_not_end_is_killed_with_all_that_it_started(monkeypatch, tmp_path):
    sign = tmp_path / "child"
    code = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen(['sleep', '60'])\n"
        f"open({str(sign)!r}, 'w').write(str(child.pid))\n"
        "time.sleep(60)\n"
    )
    monkeypatch.setattr(reading, "COMMAND", [sys.executable, "-c", code])
    assert reading.read_file("xlsx", b"PK", seconds=2) == {"refused": "Reading it took too long."}
    pid = int(sign.read_text())
    for _ in range(50):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            break
        if state == "Z":
            break
        time.sleep(0.1)
    else:
        pytest.fail("The child still runs.")


def test_the_reader_is_held_to_its_limits():
    code = (
        "import json, resource\n"
        "from reports.spreadsheets import reader\n"
        "reader.limit()\n"
        "print(json.dumps([resource.getrlimit(resource.RLIMIT_AS)[0],"
        " resource.getrlimit(resource.RLIMIT_CPU)[0]]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=reading.ROOT, check=True
    )
    assert json.loads(done.stdout) == [300 * 2**20, reader.SECONDS]
    assert resource.getrlimit(resource.RLIMIT_AS)[0] != 300 * 2**20


def test_the_reader_knows_no_django():
    code = "import sys, reports.spreadsheets.reader, openpyxl; print('django' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=reading.ROOT, check=True
    )
    assert done.stdout.strip() == b"False"


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"\xff\xfe\x00a", "UTF-8"),
        (b"PK\x03\x04", "no CSV"),
        (b"a\x00b", "no CSV"),
        (b'a,"b\n', "Row 1"),
        (b"a\n" * 20_001, "more than 20,000 rows"),
        (b"," * 200, "more than 100 columns"),
        (b"x" * 50_000, "cannot be read"),
    ],
)
def test_what_is_no_csv_of_ours_is_refused(data, part):
    assert part in said(data, "csv")
