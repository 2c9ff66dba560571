"""How a report or a figure is cited: APA text, BibTeX, RIS and CSL-JSON.

Every citation names one release by its permanent address, so that it says the same for good.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any

from reports.document import ReportDocument
from reports.document.formatting import citation_date, day
from reports.document.language import gettext as _
from reports.document.language import inline, mark
from reports.document.schema import Figure
from reports.exports.origin import Origin

SAMPLE = mark("Sample data; the figures are invented.")
_BIBTEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}%&#$_"},
}


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited. ``container`` is the report that holds a figure; empty for a report."""

    id: str
    title: str
    container: str
    author: str
    published: date
    edition: str
    number: int
    address: str
    note: str

    @property
    def version(self) -> str:
        return _("{edition} edition, release {number}").format(
            edition=self.edition, number=self.number
        )


def report_citation(document: ReportDocument, origin: Origin) -> Citation:
    """A release of a report."""
    return _citation(document, origin, _line(document.title), "", "", origin.release)


def figure_citation(document: ReportDocument, figure: Figure, origin: Origin) -> Citation:
    """A figure as a release of its report states it."""
    title = _line(f"{figure.label}: {figure.text} ({inline(figure.status.label)})")
    address = origin.figure(figure.key)
    return _citation(document, origin, title, _line(document.title), figure.key, address)


def apa(citation: Citation) -> str:
    """A reference in APA style as plain text."""
    author = citation.author if citation.author.endswith(".") else f"{citation.author}."
    parts = [author, f"({citation_date(citation.published)})."]
    if citation.container:
        parts += [
            _("{title} [Data].").format(title=citation.title),
            _("In {container} ({version}).").format(
                container=citation.container, version=citation.version
            ),
        ]
    else:
        parts.append(f"{citation.title} ({citation.version}).")
    if citation.note:
        parts.append(citation.note)
    return " ".join([*parts, citation.address])


def bibtex(citation: Citation) -> str:
    """A BibTeX entry: a techreport, or a misc for a figure; UTF-8."""
    fields = {
        "author": f"{{{_tex(citation.author)}}}",
        "title": f"{{{_tex(citation.title)}}}",
        "year": str(citation.published.year),
        "month": str(citation.published.month),
        "number": _tex(citation.version),
        "url": _address(citation.address),
    }
    if citation.container:
        fields["howpublished"] = _("In: {container}").format(container=_tex(citation.container))
    else:
        fields["institution"] = _tex(citation.author)
    notes = [_("Released {day}.").format(day=day(citation.published)), _tex(citation.note)]
    fields["note"] = " ".join(note for note in notes if note)
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@{'misc' if citation.container else 'techreport'}{{{citation.id},\n{body}\n}}\n"


def ris(citation: Citation) -> str:
    """A RIS record: RPRT, or DATA for a figure."""
    lines = [
        ("TY", "DATA" if citation.container else "RPRT"),
        ("ID", citation.id),
        ("AU", citation.author),
        ("TI", citation.title),
        *([("T2", citation.container)] if citation.container else []),
        ("PY", str(citation.published.year)),
        ("DA", f"{citation.published:%Y/%m/%d}/"),
        ("ET", citation.version),
        ("PB", citation.author),
        ("UR", citation.address),
        *([("N1", citation.note)] if citation.note else []),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines)


def csl_json(citation: Citation) -> str:
    """A CSL-JSON list of one item."""
    published = citation.published
    item: dict[str, Any] = {
        "id": citation.id,
        "type": "dataset" if citation.container else "report",
        "title": citation.title,
        "author": [{"literal": citation.author}],
        "publisher": citation.author,
        "issued": {"date-parts": [[published.year, published.month, published.day]]},
        "version": str(citation.number),
        "URL": citation.address,
    }
    if citation.container:
        item["container-title"] = citation.container
    if citation.note:
        item["note"] = citation.note
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _citation(
    document: ReportDocument, origin: Origin, title: str, container: str, key: str, address: str
) -> Citation:
    name = "-".join(part for part in (origin.stem, key) if part)
    return Citation(
        id=re.sub(r"[^A-Za-z0-9-]", "-", name),
        title=title,
        container=container,
        author=_line(origin.publisher),
        published=origin.released_at.astimezone(UTC).date(),
        edition=origin.edition,
        number=origin.number,
        address=address,
        note=_(SAMPLE) if document.sample else "",
    )


def _line(text: str) -> str:
    """Text on one line without control signs: a line break would begin another field."""
    tidy = "".join(
        " " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in text
    )
    return " ".join(tidy.split())


def _tex(text: str) -> str:
    return "".join(_BIBTEX.get(sign, sign) for sign in text)


def _address(address: str) -> str:
    """An address inside braces: those of its own would not match."""
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
