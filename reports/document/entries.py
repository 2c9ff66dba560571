"""What a search finds of a document: the report, its companies, developments and segments."""

from __future__ import annotations

from collections.abc import Iterator

from reports.document import words
from reports.document.diff import plain
from reports.document.formatting import iso_date
from reports.document.schema import Axis, Part, ReportDocument, Segment

MOST_TEXT = 200_000  # characters of one text: PostgreSQL's index takes no more than 1 MB of words


class Entry(Part):
    """One thing that can be found. ``key`` tells it apart within its market and kind;
    ``extra`` is found too, but no part of the text that a reader is shown."""

    kind: str
    key: str
    title: str
    note: str = ""
    body: str = ""
    extra: str = ""
    details: dict[str, str] = {}

    @property
    def title_words(self) -> str:
        return words.in_order(self.title)

    @property
    def words(self) -> str:
        return words.indexed(self.title, self.note, self.body, self.extra)


def entries(document: ReportDocument) -> list[Entry]:
    """Everything that can be found of a document."""
    found = [_report(document), *_companies(document), *_developments(document)]
    found += _segments(document)
    return list({(entry.kind, entry.key): entry for entry in found}.values())


def _report(document: ReportDocument) -> Entry:
    texts = [document.standfirst, *document.takeaways, document.market.description]
    texts += [document.coverage, *(section.html for section in document.sections)]
    texts += [f"{factor.title}. {factor.html}" for factor in document.factors]
    texts += [outlook.html for outlook in document.outlooks]
    texts += [f"{region.geography.name}. {region.html}" for region in document.regions]
    names = [document.market.title, document.edition, document.market.sector]
    names += [section.heading for section in document.sections]
    names += [player.name for player in document.key_players]
    names += [f"{event.title} {event.company_name}" for event in document.developments]
    names += [f"{axis.name} {part.name} {plain(part.html)}" for axis, part in _parts(document)]
    # "USD 7.12 billion" and "$7.12bn" are the same to a search; a range has two ends.
    for figure in document.figures:
        names += [figure.label, figure.text]
        names += [
            figure.text.replace(f"{figure.low}–{figure.high}", f"{end}")
            for end in (figure.low, figure.high, figure.value)
            if end is not None and figure.low is not None
        ]
    return Entry(
        kind="report",
        key="",
        title=document.title,
        note=document.market.title,
        body=" ".join(plain(text) for text in texts if text)[:MOST_TEXT],
        extra=" ".join(names)[:MOST_TEXT],
    )


def _companies(document: ReportDocument) -> Iterator[Entry]:
    names = {event.company: event.company_name for event in document.developments if event.company}
    told = dict.fromkeys(names, "")
    for player in document.key_players:
        names[player.slug], told[player.slug] = player.name, plain(player.html)
    for slug, name in sorted(names.items()):
        known = document.company(slug)
        details = known.model_dump(exclude={"slug", "name"}) if known else {}
        yield Entry(
            kind="company",
            key=slug,
            title=name,
            body=told[slug][:MOST_TEXT],
            details={field: value for field, value in details.items() if value},
        )


def _developments(document: ReportDocument) -> Iterator[Entry]:
    for event in document.developments:
        yield Entry(
            kind="development",
            key=event.key,
            title=event.title,
            note=event.company_name,
            body=plain(event.html)[:MOST_TEXT],
            extra=f"{event.kind} {event.year}",
            details={"date": iso_date(event.year, event.month, event.day), "kind": event.kind},
        )


def _segments(document: ReportDocument) -> Iterator[Entry]:
    for axis, part in _parts(document):
        yield Entry(
            kind="segment",
            key=f"{axis.slug}:{part.slug}",
            title=part.name,
            note=axis.name,
            body=plain(part.html)[:MOST_TEXT],
        )


def _parts(document: ReportDocument) -> list[tuple[Axis, Segment]]:
    return [(axis, part) for axis in document.axes for part in axis.segments]
