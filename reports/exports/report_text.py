"""A whole release as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC

from reports.document import ReportDocument, schema
from reports.document.formatting import day, partial_date, quantity
from reports.document.language import gettext as _
from reports.document.language import inline, mark
from reports.document.presentation import Table, facts, tables
from reports.document.richtext import with_links
from reports.exports.citations import SAMPLE, apa, report_citation
from reports.exports.origin import Origin
from reports.exports.plain import escaped, markdown

Links = Mapping[str, str]
FACTORS = (
    (mark("Drivers"), ("driver",)),
    (mark("Restraints and challenges"), ("restraint", "challenge")),
    (mark("Opportunities"), ("opportunity",)),
    (mark("Trends"), ("trend",)),
)


def report_markdown(document: ReportDocument, origin: Origin, links: Links) -> str:
    """The report with all its parts. ``links`` has the addresses of visible reports."""
    return "\n\n".join(_Text(document, origin, links).parts()) + "\n"


class _Text:
    def __init__(self, document: ReportDocument, origin: Origin, links: Links) -> None:
        self.document = document
        self.origin = origin
        self.links = links
        self.numbers = {source.key: n for n, source in enumerate(document.sources, 1)}

    def html(self, html: str) -> str:
        return markdown(with_links(html, self.links), self.origin.release)

    def source(self, key: str) -> str:
        return (
            f"[{_('Source {number}').format(number=self.numbers[key])}]"
            if key in self.numbers
            else ""
        )

    def entry(self, lead: str, html: str, key: str) -> str:
        """A bold lead, what is said of it, and the source, as one paragraph or several."""
        text = self.html(html)
        source = escaped(self.source(key))
        joined = " ".join(part for part in (lead, text if "\n" not in text else "", source) if part)
        return joined if "\n" not in text else f"{joined}\n\n{text}"

    def parts(self) -> Iterator[str]:
        document, origin = self.document, self.origin
        yield f"# {escaped(document.title)}"
        if document.sample:
            yield f"**{escaped(_(SAMPLE))} {_('Do not quote them.')}**"
        if document.standfirst:
            yield escaped(document.standfirst)
        yield "\n".join(f"- {term}: {text}" for term, text in self.about())
        for heading, blocks in self.sections():
            found = [block for block in blocks if block]
            if found:
                yield f"## {heading}"
                yield from found
        yield f"## {_('Citation and licence')}"
        yield escaped(apa(report_citation(document, origin)))
        yield _("Licence: {name}").format(name=escaped(str(origin.licence)))

    def about(self) -> Iterator[tuple[str, str]]:
        origin = self.origin
        yield _("Edition"), escaped(self.document.edition)
        when = day(origin.released_at.astimezone(UTC))
        yield _("Release"), f"{origin.number}, {origin.kind}, {when}"
        if origin.reason:
            yield _("Reason"), escaped(origin.reason)
        if origin.loaded:
            yield _("History"), _("loaded; it was not published here on its date")
        yield _("Permanent address"), f"<{origin.release}>"
        yield _("Current release"), f"<{origin.page}>"

    def sections(self) -> Iterator[tuple[str, list[str]]]:
        document = self.document
        yield _("Headline figures"), [self.headlines()]
        yield _("Summary"), ["\n".join(f"- {self.html(item)}" for item in document.takeaways)]
        for section in document.sections:
            yield escaped(section.heading), [self.html(section.html)]
        yield _("Values by year"), [_table(table) for table in tables(document)]
        yield (
            _("What this report covers"),
            ["\n".join(f"- {escaped(term)}: {escaped(text)}" for term, text in facts(document))],
        )
        for heading, kinds in FACTORS:
            yield (
                _(heading),
                [
                    self.entry(f"**{escaped(item.title)}**", item.html, item.source)
                    for item in document.factors_of(*kinds)
                ],
            )
        yield _("Segments"), list(self.segments())
        yield (
            _("Geography"),
            [
                self.entry(f"**{escaped(item.geography.name)}**", item.html, item.source)
                for item in document.regions
            ],
        )
        yield (
            _("Key players"),
            [
                self.entry(f"**{escaped(item.name)}**", item.html, item.source)
                for item in document.key_players
            ],
        )
        newest = sorted(document.developments, key=lambda event: event.date, reverse=True)
        yield _("Developments"), [self.development(event) for event in newest]
        yield _("Outlooks"), [self.outlook(item) for item in document.outlooks]
        yield _("All figures"), [self.figures()]
        yield _("Data notes"), [self.note(note) for note in document.data_notes]
        yield _("Sources"), ["\n".join(self.sources())]

    def headlines(self) -> str:
        lines = []
        for headline in self.document.headlines:
            figure = self.document.figure(headline.figure)
            if figure:
                status = inline(figure.status.label)
                value = f"**{escaped(figure.text)}** ({status})"
                definition = escaped(headline.definition)
                lines.append(f"- {escaped(headline.title)}: {value}. {definition}")
        return "\n".join(lines)

    def segments(self) -> Iterator[str]:
        for axis in self.document.axes:
            yield f"### {escaped(axis.name)}"
            for segment in axis.segments:
                yield self.entry(f"**{escaped(segment.name)}**", segment.html, segment.source)

    def development(self, event: schema.Development) -> str:
        when = partial_date(event.year, event.month, event.day)
        lead = f"**{when}: {escaped(event.title)}**"
        if event.company_name:
            lead += f" ({escaped(event.company_name)})"
        return self.entry(lead, event.html, event.source)

    def outlook(self, item: schema.Outlook) -> str:
        period = f", {item.period}" if item.period else ""
        lead = f"**{item.kind_label}{period}:** {escaped(item.subject)}"
        return self.entry(lead, item.html, item.source)

    def figures(self) -> str:
        if not self.document.figures:
            return ""
        heads = [_("Figure"), _("Value"), _("Status"), _("Claim"), _("Source"), _("Notes")]
        rows = [heads, ["---"] * 6]
        for figure in self.document.figures:
            made = figure.calculation
            notes = [
                f"{_('According to:')} {figure.attribution}" if figure.attribution else "",
                figure.note,
                f"{_('Calculated:')} {made.formula}" if made else "",
            ]
            rows.append(
                [
                    f"[{escaped(figure.label)}](<{self.origin.figure(figure.key)}>)",
                    escaped(figure.text),
                    inline(figure.status.label),
                    inline(figure.claim.label),
                    escaped(self.source(figure.source)),
                    escaped(" ".join(note for note in notes if note)),
                ]
            )
        return _rows(rows)

    def note(self, note: schema.DataNote) -> str:
        lead = f"**{escaped(note.topic)}**"
        if note.printed:
            lead += " " + _("The source printed: “{text}”.").format(text=escaped(note.printed))
        return self.entry(lead, note.html, "")

    def sources(self) -> Iterator[str]:
        for number, source in enumerate(self.document.sources, 1):
            when = day(source.published) if source.published else ""
            named = (source.publisher, source.title, when)
            parts = [escaped(", ".join(part for part in named if part)) + "."]
            if source.url.startswith(("http://", "https://")):
                parts.append(escaped(source.url))
            if source.licence:
                parts.append(_("Licence: {name}.").format(name=escaped(source.licence)))
            parts.append(escaped(source.note))
            yield f"{number}. {' '.join(part for part in parts if part)}"


def _table(table: Table) -> str:
    unit = f", {table.unit}" if table.unit else ""
    rows = [["", *map(str, table.years)], ["---", *["--:"] * len(table.years)]]
    for row in table.rows:
        cells = [_cell(figure) for figure in row.cells]
        rows.append([escaped(row.name), *cells])
    return f"### {escaped(table.title + unit)}\n\n{_rows(rows)}"


def _cell(figure: schema.Figure | None) -> str:
    if figure is None:
        return _("Not published")
    bounds = {"low": figure.low, "high": figure.high, "approximate": figure.approximate}
    return f"{escaped(quantity(figure.value, '', 0, **bounds))} ({inline(figure.status.label)})"  # type: ignore[arg-type]


def _rows(rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
