"""What an uploaded workbook must not be, told from its directory alone: nothing is unpacked."""

from __future__ import annotations

import io
import zipfile

MOST_BYTES = 5 * 2**20
MOST_UNPACKED = 40 * 2**20
MOST_ENTRIES = 200
MOST_RATIO = 150  # a workbook packs tenfold to thirtyfold
SMALL = 2**20  # below this the ratio says nothing
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FORBIDDEN = {
    "vbaproject": "It holds macros. Save it as a workbook without macros (.xlsx).",
    "macrosheets": "It holds macros. Save it as a workbook without macros (.xlsx).",
    "externallinks": "It holds links to other files. Break the links and save it again.",
    "embeddings": "Other files are embedded in it. Remove them and save it again.",
    "activex": "It holds active controls. Remove them and save it again.",
    "connections.xml": "It holds data connections. Remove them and save it again.",
    "querytables": "It holds data connections. Remove them and save it again.",
}


class Refusal(Exception):
    """Why a file is not read, in a sentence for the editor."""


def inspect(data: bytes) -> None:
    """Raise `Refusal` unless the bytes look like a plain workbook of sensible size."""
    if len(data) > MOST_BYTES:
        raise Refusal("The file is larger than 5 MB.")
    if data.startswith(OLE):
        raise Refusal(
            "It is protected by a password, or of the old kind (.xls). "
            "Save it as an open workbook (.xlsx)."
        )
    if not data.startswith(b"PK"):
        raise Refusal("It is no XLSX workbook.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            types = _content_types(archive)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError):
        raise Refusal("It is damaged: it could not be opened as an XLSX workbook.") from None
    _entries(entries)
    if b"macroenabled" in types.lower():
        raise Refusal(FORBIDDEN["vbaproject"])
    if b"spreadsheetml.sheet.main" not in types:
        raise Refusal("It is no XLSX workbook.")


def _content_types(archive: zipfile.ZipFile) -> bytes:
    names = archive.namelist()
    if "[Content_Types].xml" not in names:
        return b""
    with archive.open("[Content_Types].xml") as file:
        return file.read(SMALL)


def _entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise Refusal("It has too many parts for a workbook of this kind.")
    names = [entry.filename.lower().replace("\\", "/") for entry in entries]
    if len(set(names)) < len(names):
        raise Refusal("It is damaged: it holds a part twice.")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refusal("It is protected by a password. Save it without one.")
    for name in names:
        for part, sentence in FORBIDDEN.items():
            if part in name:
                raise Refusal(sentence)
    large = "It unpacks to far more than a workbook of this kind holds."
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refusal(large)
    for entry in entries:
        packed = max(1, entry.compress_size)
        if entry.file_size > SMALL and entry.file_size / packed > MOST_RATIO:
            raise Refusal(large)
