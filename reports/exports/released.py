"""The figures of a release as CSV and XLSX: one row a figure, each with where it comes from."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC
from decimal import Decimal

import xlsxwriter

from reports.document import ReportDocument
from reports.document.formatting import day
from reports.document.language import gettext as _
from reports.document.richtext import with_links
from reports.document.schema import Figure
from reports.exports.cells import carried, csv_text
from reports.exports.citations import apa, figure_citation, report_citation
from reports.exports.columns import Column
from reports.exports.origin import Origin
from reports.exports.plain import markdown
from reports.exports.workbook import Formats, Row, write_cell

COLUMNS = (
    Column(
        "key",
        "Key",
        "Names the figure; stays the same from release to release.",
        width=24,
    ),
    Column("label", "Figure", "What it is about, in words.", width=40),
    Column("text", "In words", "The value as a text has it.", width=22),
    Column("measure", "Measure", "What it measures.", width=16),
    Column("statistic", "Statistic", "The name of a quoted statistic."),
    Column("segments", "Segments", "axis:segment, joined by |; empty for the whole market."),
    Column("segment_names", "Segment names", "The same in words."),
    Column("geography", "Geography code", "UN M49 or ISO 3166."),
    Column("geography_name", "Geography", "The place."),
    Column("period_start", "First year", "The year, or where a period begins.", "year", 9),
    Column("period_end", "Last year", "The year, or where a period ends.", "year", 9),
    Column("value", "Value", "As printed, with all its decimals.", "number", 12),
    Column("low", "Low", "Of a range: its lower end.", "number", 10),
    Column("high", "High", "Of a range: its upper end.", "number", 10),
    Column("unit", "Unit", "A currency code, percent, or what is counted.", width=9),
    Column("multiplier", "Power of ten", "Value × 10^this is the amount.", "year", 9),
    Column("amount", "Amount", "The whole amount in plain digits.", "number", 18),
    Column("approximate", "Approximate", "yes, or empty.", width=11),
    Column("status", "Status", "actual, estimate, forecast or calculated.", width=11),
    Column("claim", "Claim", "own, cited or derived.", width=9),
    Column("source", "Source", "Publisher and title.", width=40),
    Column("source_address", "Source address", "Where the source is.", width=30),
    Column("attribution", "Attribution", "Whose number it is when the source quotes it."),
    Column("note", "Note", "For readers.", width=30),
    Column("formula", "Calculated as", "Of a calculated figure: its formula.", width=24),
    Column(
        "inputs",
        "Calculated from",
        "The keys of the figures that go into it.",
        width=24,
    ),
    Column("sample", "Sample data", "yes: the figure is invented.", width=9),
    Column("market", "Market", "Of the report.", width=22),
    Column("edition", "Edition", "Of the report.", width=9),
    Column("release", "Release", "Number of the release that states it.", "year", 8),
    Column("released_at", "Released at", "In UTC.", width=22),
    Column("address", "Permanent address", "Of the figure in this release.", width=40),
    Column("licence", "Licence", "What you may do with it.", width=30),
    Column("citation", "Citation", "How to cite the figure.", width=60),
)


def rows(document: ReportDocument, origin: Origin) -> list[Row]:
    """The figures as rows of texts, by the names of `COLUMNS`."""
    return [_row(document, figure, origin) for figure in document.figures]


def figures_csv(document: ReportDocument, origin: Origin) -> str:
    """The figures as a CSV file, its first line the columns' names."""
    lines: list[Sequence[str]] = [[column.name for column in COLUMNS]]
    for row in rows(document, origin):
        lines.append([carried(row[column.name]) for column in COLUMNS])
    return csv_text(lines)


def figures_xlsx(document: ReportDocument, origin: Origin) -> bytes:
    """The figures as a workbook; a second sheet says where they come from."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        created = origin.released_at.astimezone(UTC).replace(tzinfo=None)
        book.set_properties(
            {
                "title": carried(document.title),
                "author": carried(origin.publisher),
                "created": created,  # not the moment of the download: the same bytes every time
                "comments": carried(f"{apa(report_citation(document, origin))}"),
            }
        )
        formats = Formats(book)
        page = book.add_worksheet(_("Figures"))
        page.freeze_panes(1, 2)
        head = formats.get(bold=True, bg_color="#E3EEEE", bottom=1, text_wrap=True)
        found = rows(document, origin)
        for position, column in enumerate(COLUMNS):
            page.set_column(position, position, column.width)
            page.write_string(0, position, _(column.title), head)
        page.autofilter(0, 0, max(1, len(found)), len(COLUMNS) - 1)
        for line, row in enumerate(found, 1):
            for position, column in enumerate(COLUMNS):
                write_cell(page, line, position, column, row, formats)
        about = book.add_worksheet(_("About"))
        about.set_column(0, 0, 22)
        about.set_column(1, 1, 110)
        for line, (term, text) in enumerate(told(document, origin)):
            about.write_string(line, 0, carried(term), formats.get(bold=True))
            wrap = formats.get(num_format="@", text_wrap=True, quote_prefix=True)
            about.write_string(line, 1, carried(text), wrap)
    return file.getvalue()


def told(document: ReportDocument, origin: Origin) -> list[tuple[str, str]]:
    """What a file says of itself, as (term, text)."""
    lines = [
        (_("Report"), document.title),
        (_("Edition"), document.edition),
        (_("Release"), f"{origin.number}, {day(origin.released_at.astimezone(UTC))}"),
        (_("Reason"), origin.reason),
        (_("Sample data"), _("The figures are invented. Do not quote them.") * document.sample),
        (_("Permanent address"), origin.release),
        (_("Current release"), origin.page),
        (_("Published by"), origin.publisher),
        (_("Licence"), str(origin.licence)),
        (_("Cite as"), apa(report_citation(document, origin))),
    ]
    lines += [(f"{_('Column')} {_(column.title)}", _(column.help)) for column in COLUMNS]
    for number, source in enumerate(document.sources, 1):
        when = day(source.published) if source.published else ""
        parts = (source.publisher, source.title, when, source.url, source.licence)
        lines.append(
            (_("Source {number}").format(number=number), ", ".join(part for part in parts if part))
        )
    for note in document.data_notes:
        text = markdown(with_links(note.html, {}), origin.release)
        printed = ""
        if note.printed:
            printed = _("The source printed: “{text}”.").format(text=note.printed) + " "
        lines.append((_("Data note: {topic}").format(topic=note.topic), printed + text))
    return [(term, text) for term, text in lines if text]


def _row(document: ReportDocument, figure: Figure, origin: Origin) -> Row:
    source = document.source(figure.source)
    made = figure.calculation
    return {
        "key": figure.key,
        "label": figure.label,
        "text": figure.text,
        "measure": figure.measure.value,
        "statistic": figure.statistic,
        "segments": figure.segment_path,
        "segment_names": ", ".join(ref.name for ref in figure.segments),
        "geography": figure.geography.code,
        "geography_name": figure.geography.name,
        "period_start": str(figure.period.start),
        "period_end": str(figure.period.end),
        "value": _digits(figure.value),
        "low": _digits(figure.low),
        "high": _digits(figure.high),
        "unit": figure.unit,
        "multiplier": str(figure.multiplier),
        "amount": _digits(figure.amount),
        "approximate": "yes" if figure.approximate else "",
        "status": figure.status.value,
        "claim": figure.claim.value,
        "source": f"{source.publisher}, {source.title}" if source else "",
        "source_address": source.url if source else "",
        "attribution": figure.attribution,
        "note": figure.note,
        "formula": made.formula if made else "",
        "inputs": " ".join(made.inputs) if made else "",
        "sample": "yes" if document.sample else "",
        "market": origin.market,
        "edition": origin.edition,
        "release": str(origin.number),
        "released_at": origin.moment,
        "address": origin.figure(figure.key),
        "licence": str(origin.licence),
        "citation": apa(figure_citation(document, figure, origin)),
    }


def _digits(value: Decimal | None) -> str:
    """A number with the digits that it was stated with, without an exponent."""
    return "" if value is None else f"{value:f}"
