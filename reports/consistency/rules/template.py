"""Template leftovers: what a writer meant to fill in and did not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reports.consistency import samples
from reports.consistency.facts import plain, proses
from reports.consistency.rule import Context, Example, Rule
from reports.document.findings import Finding, Place, error
from reports.document.language import gettext as _
from reports.document.schema import ReportDocument

PLACEHOLDER = re.compile(
    r"(?<![\w.])(?:[Xx]{2,4}(?:[.,][Xx]{1,2})?|[Xx][.,][Xx]{1,2})[ \xa0]?(?:%|per ?cent|"
    r"(?:thousand|million|billion|trillion|crore|lakh|[Mm]n|[Bb]n|[MB])\b)"
    r"|(?:USD|US\$|EUR|GBP|INR|JPY|CNY|[$€£¥₹])[ \xa0]?"
    r"(?:[Xx]{2,4}(?:[.,][Xx]{1,2})?|[Xx][.,][Xx]{1,2})(?!\w)"
    r"|\b20[Xx]{2}\b|\blorem ipsum\b"
    r"|\[insert\b[^\[\]]{0,40}\]"
    r"|\[(?:company|market|name|year|value|date|source|segment|region|country|player)"
    r"(?: name| here| [0-9]{1,2}| [A-Z])?\]|\bpages:\s?(?-i:X{2,4})\b"
    r"|\{\{[^{}]{0,80}\}\}|<(?:insert|market name|company name|year)[^<>]{0,40}>",
    re.IGNORECASE,
)
SHOWN = 40


def placeholders(text: str) -> Iterable[re.Match[str]]:
    """Every placeholder in a text: "XX%", "USD XX million", "lorem ipsum", "[insert name]"."""
    return PLACEHOLDER.finditer(text)


def check(document: ReportDocument, context: Context) -> Iterable[Finding]:
    """Nothing is left to fill in, and no heading stands over nothing."""
    for prose in proses(document):
        for found in placeholders(prose.text):
            message = _("“{found}” is a placeholder. Fill it in.").format(found=found[0][:SHOWN])
            yield error("template.placeholder", prose.place, message)
    for section in document.sections:
        if not plain(section.html).strip():
            message = _("The heading “{heading}” has no text below it.").format(
                heading=section.heading
            )
            yield error("template.heading", Place("sections", section.block, "text"), message)


_SIZE = samples.figure("7.12")


def _text(html: str) -> ReportDocument:
    return samples.document(_SIZE, sections=(samples.section(html),))


RULE = Rule(
    title="Nothing is left from a template",
    check=check,
    counts=lambda document: sum(1 for prose in proses(document) if prose.text.strip()),
    codes={
        "template.placeholder": "A placeholder was not filled in.",
        "template.heading": "A heading has no text below it.",
    },
    examples=(
        Example("finished text", _text("<p>Lamps of size XXL sell well.</p>")),
        Example("“XX%”", _text("<p>Growing at XX% a year.</p>"), ("template.placeholder",)),
        Example("“USD XXX million”", _text("<p>USD XXX million</p>"), ("template.placeholder",)),
        Example("lorem ipsum", _text("<p>Lorem ipsum dolor.</p>"), ("template.placeholder",)),
        Example("an empty section", _text("<p></p>"), ("template.heading",)),
    ),
)
