"""The text of an import: from bytes to the characters that are read and kept."""

from __future__ import annotations

import codecs
import hashlib

MOST_BYTES = 1_000_000
_ZIP, _PDF = b"PK\x03\x04", b"%PDF"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class TextError(ValueError):
    """A file or text that cannot be read; the message says what to do."""


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with a byte order mark, or Windows-1252.

    Raises `TextError` for what is no text, and for more than ``MOST_BYTES``.
    """
    if len(data) > MOST_BYTES:
        raise TextError(too_long())
    if data.lstrip()[:4] == _PDF:
        raise TextError("A PDF is not read. Copy its text and paste it.")
    if data[:4] == _ZIP:
        raise TextError("This is not a text file. Copy the text out of it and paste it.")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if b"\0" in data:
            raise TextError("This is not a text file. Copy the text and paste it.") from None
        return data.decode("cp1252", "replace")


def cleaned(text: str) -> str:
    """The text as it is read, shown and kept: one kind of line end, and nothing that a
    database or an encoder refuses. Raises `TextError` when it is longer than ``MOST_BYTES``.

    Cleaning twice changes nothing, so places in the text survive a form.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}")
    encoded = text.strip().encode("utf-8", "replace")
    if len(encoded) > MOST_BYTES:
        raise TextError(too_long())
    return encoded.decode("utf-8")


def too_long() -> str:
    """What is said of a text that is too long."""
    return f"The text is longer than {MOST_BYTES // 1_000_000} MB. Import a part of it."


def digest(text: str) -> str:
    """What a text is known by: SHA-256 in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
