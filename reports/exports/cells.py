"""Cells that stay what they are: text is inert, numbers keep their digits.

A spreadsheet program runs a CSV cell that begins with one of ``= + - @``, a
tab or a line break as a formula. Such text gets an apostrophe in front here,
which `unguarded` takes away again. Negative numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from reports.document.formatting import PLAIN_NUMBER

DIGITS, PLACES = 15, 8  # of a figure; a spreadsheet keeps fifteen digits too
LONGEST = 32_000  # signs of a cell; a spreadsheet program holds 32,767
_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# A library's way to write control signs; it loses the letters when they are meant.
_ESCAPED = re.compile(r"_?x([0-9A-Fa-f]{4})_")


def tidy(text: str) -> str:
    """Text as a file can carry it: no control signs, one kind of line break, nothing around."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def carried(text: str) -> str:
    """What of a text survives a spreadsheet; two texts that agree in this are the same cell."""
    shown = tidy(text)
    if len(shown) > LONGEST:
        shown = shown[:LONGEST].rstrip() + "…"
    return shown


def alike(one: str, other: str) -> bool:
    """Whether two texts are the same cell, whatever the way through a file did to them."""
    return one == other or _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return _ESCAPED.sub("", carried(text)).strip()


def guarded(text: str) -> str:
    """A CSV cell that no spreadsheet program takes for a formula: "=1" gives "'=1"."""
    return "'" + text if _RISKY.match(text) and not PLAIN_NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows of texts as a CSV file (RFC 4180), begun by a mark that it is UTF-8."""
    file = io.StringIO()
    writer = csv.writer(file)
    for row in rows:
        writer.writerow([guarded(cell) for cell in row])
    return "\ufeff" + file.getvalue()


def number_text(text: str) -> str | None:
    """A number in plain digits, all of them: "7.10", ".5" gives "0.5"; None if it is none
    that a figure can hold."""
    if not PLAIN_NUMBER.fullmatch(text):
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    whole = len(f"{abs(number):f}".partition(".")[0].lstrip("0"))
    if decimals(number) > PLACES or whole + decimals(number) > DIGITS:
        return None
    return f"{number.copy_abs() if number == 0 else number:f}"


def decimals(number: Decimal) -> int:
    """The decimals that a number is stated with: of 7.10 two."""
    return max(0, -int(number.as_tuple().exponent))
