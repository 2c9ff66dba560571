"""Workbooks as somebody ill-disposed, or a strange program, would make them."""

from __future__ import annotations

import io
import zipfile

from reports.exports.workbook import workbook

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def parts() -> dict[str, bytes]:
    """The parts of a plain workbook without rows."""
    with zipfile.ZipFile(io.BytesIO(workbook("Lamps", {}, {}, "1:1:x"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(content: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return file.getvalue()


def with_part(name: str, data: bytes = b"x") -> bytes:
    return packed({**parts(), name: data})


def with_figures(rows: str, before: str = "", prolog: str = "") -> bytes:
    """A workbook whose sheet Figures is this XML."""
    sheet = (
        f'{HEAD}{prolog}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'
    )
    return packed({**parts(), "xl/worksheets/sheet2.xml": sheet.encode()})


def cell(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def number(address: str, value: str) -> str:
    return f'<c r="{address}"><v>{value}</v></c>'
