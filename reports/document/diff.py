"""What changed between two documents, told once for every face of the site:
release screen, release history, API, feeds and webhooks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from reports.document import language, schema
from reports.document.formatting import partial_date
from reports.document.language import gettext as _
from reports.document.language import mark

Kind = Literal["added", "removed", "changed"]
VALUE = {"value", "low", "high", "unit", "multiplier", "approximate", "status"}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. ``what`` is the subject's family ("figure", "key player", …),
    ``name`` how people call it, ``old`` and ``new`` its text, empty where it was absent."""

    what: str
    kind: Kind
    key: str
    name: str
    old: str = ""
    new: str = ""

    @property
    def sentence(self) -> str:
        """The change in words: "Market size, 2024: was “USD 7 billion”, now “USD 8 billion”."."""
        if self.kind == "changed":
            if not self.old:
                text = _("{name}: now “{new}”.")
            elif not self.new:
                text = _("{name}: “{old}” was removed.")
            else:
                text = _("{name}: was “{old}”, now “{new}”.")
            return text.format(name=self.name, old=self.old, new=self.new)
        text = _("Added {what}: {name}") if self.kind == "added" else _("Removed {what}: {name}")
        detail = self.new or self.old
        separator = f": {detail}" if detail and detail != self.name else ""
        return ended(text.format(what=self.family, name=self.name) + separator)

    @property
    def family(self) -> str:
        """The subject's family for people."""
        return _(self.what)

    def as_dict(self) -> dict[str, str]:
        return {**asdict(self), "sentence": self.sentence}


def ended(sentence: str) -> str:
    """A sentence with its full stop, once."""
    return sentence if sentence.endswith((".", "!", "?", "…")) else sentence + "."


def plain(text: str) -> str:
    """HTML as plain text on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def changes(old: schema.ReportDocument | None, new: schema.ReportDocument | None) -> list[Change]:
    """What changed from ``old`` to ``new``, figures first; empty when nothing a reader sees did.

    ``None`` stands for no document: everything is then added or removed.
    """
    found: list[Change] = []
    for what, entries in _FAMILIES.items():
        before = dict(entries(old)) if old else {}
        after = dict(entries(new)) if new else {}
        found += _compare(what, before, after)
    return found


def published_values(old: schema.ReportDocument | None, new: schema.ReportDocument) -> list[Change]:
    """Figures of ``old`` that ``new`` gives otherwise, in value, range, unit or status, or no
    longer gives: what readers may have quoted. Words about them do not count."""
    if old is None:
        return []
    said = dict(_figures(old))
    values = {figure.key: figure for figure in old.figures}
    now = {figure.key: figure for figure in new.figures}
    return [
        change
        for change in _compare("figure", said, dict(_figures(new)))
        if change.key in said
        and (change.key not in now or _facts(values[change.key]) != _facts(now[change.key]))
    ]


def _facts(figure: schema.Figure) -> dict[str, str]:
    """What makes a published value, as printed."""
    return {name: str(value) for name, value in figure.model_dump(include=VALUE).items()}


Entry = tuple[str, tuple[str, str, tuple[Any, ...]]]  # key → (name, shown text, all that counts)


def _compare(
    what: str,
    before: dict[str, tuple[str, str, tuple[Any, ...]]],
    after: dict[str, tuple[str, str, tuple[Any, ...]]],
) -> Iterable[Change]:
    for key, (name, text, _counted) in before.items():
        if key not in after:
            yield Change(what, "removed", key, name, old=text)
    for key, (name, text, counted) in after.items():
        if key not in before:
            yield Change(what, "added", key, name, new=text)
        elif before[key][2] != counted:
            yield Change(what, "changed", key, name, old=before[key][1], new=text)


def _figures(document: schema.ReportDocument) -> Iterable[Entry]:
    for figure in document.figures:
        facts = [figure.text, language.inline(figure.status.label)]
        facts += [fact for fact in (figure.attribution, figure.note) if fact]
        counted = figure.model_dump(exclude={"block", "label"})
        counted["source"] = figure.source
        yield figure.key, (figure.label, ", ".join(facts), tuple(map(str, counted.values())))


def _players(document: schema.ReportDocument) -> Iterable[Entry]:
    for player in document.key_players:
        text = player.name + (f" ({plain(player.html)})" if player.html else "")
        yield player.slug, (player.name, text, (text,))


def _developments(document: schema.ReportDocument) -> Iterable[Entry]:
    for event in document.developments:
        when = partial_date(event.year, event.month, event.day)
        text = f"{when}: {event.title}" + (f". {plain(event.html)}" if event.html else "")
        yield event.key, (event.title, text, (text, event.company_name, event.kind))


def _outlooks(document: schema.ReportDocument) -> Iterable[Entry]:
    for item in document.outlooks:
        axis = item.segment.axis if item.segment else "geography"
        text = item.subject + (f", {item.period}" if item.period else "")
        text += f". {plain(item.html)}" if item.html else ""
        # Of numbers alone: a key is the same in every language.
        period = item.period and " to ".join(map(str, item.period.years))
        yield f"{item.kind}:{axis}:{period}", (item.kind_label, text, (text,))


def _segments(document: schema.ReportDocument) -> Iterable[Entry]:
    for axis in document.axes:
        for segment in axis.segments:
            text = segment.name + (f". {plain(segment.html)}" if segment.html else "")
            yield f"{axis.slug}:{segment.slug}", (f"{axis.name}: {segment.name}", text, (text,))


def _regions(document: schema.ReportDocument) -> Iterable[Entry]:
    for region in document.regions:
        text = region.geography.name + (f". {plain(region.html)}" if region.html else "")
        yield region.geography.code, (region.geography.name, text, (text,))


def _factors(document: schema.ReportDocument) -> Iterable[Entry]:
    for factor in document.factors:
        text = factor.title + (f". {plain(factor.html)}" if factor.html else "")
        yield f"{factor.kind}:{factor.title}", (factor.title, text, (text,))


def _texts(document: schema.ReportDocument) -> Iterable[Entry]:
    for section in document.sections:
        text = plain(section.html)
        yield f"section:{section.anchor}", (section.heading, text, (section.heading, text))
    for number, takeaway in enumerate(document.takeaways, 1):
        text = plain(takeaway)
        yield f"takeaway:{number}", (_("Takeaway {number}").format(number=number), text, (text,))
    for note in document.data_notes:
        text = plain(note.html)
        yield f"note:{note.topic}", (note.topic, text, (text, note.printed))
    for headline in document.headlines:
        text = f"{headline.title}: {headline.definition}"
        yield f"headline:{headline.figure}", (headline.title, text, (text,))


def _charts(document: schema.ReportDocument) -> Iterable[Entry]:
    for chart in document.charts:
        text = " ".join(part for part in (ended(chart.title or chart.key), chart.description))
        yield chart.key, (chart.title or chart.key, text, (text, chart.kind, chart.figures))


def _sources(document: schema.ReportDocument) -> Iterable[Entry]:
    for source in document.sources:
        yield (
            source.key,
            (source.title, source.publisher, tuple(map(str, source.model_dump().values()))),
        )


def _companies(document: schema.ReportDocument) -> Iterable[Entry]:
    names = {"website": _("website"), "ror": "ROR", "wikidata": "Wikidata", "lei": "LEI"}
    for company in document.companies:
        known = company.model_dump(include=set(names))
        text = ", ".join(f"{names[key]} {value}" for key, value in known.items() if value)
        yield company.slug, (company.name, text, (text,))


def _details(document: schema.ReportDocument) -> Iterable[Entry]:
    details = {
        "market.title": (_("Market"), document.market.title),
        "market.description": (_("Market description"), document.market.description),
        "market.sector": (_("Sector"), document.market.sector),
        "edition": (_("Edition"), document.edition),
        "title": (_("Title"), document.title),
        "standfirst": (_("Standfirst"), document.standfirst),
        "sample": (_("Sample data"), _("yes") if document.sample else _("no")),
        "base_year": (_("Base year"), document.base_year),
        "history": (_("Historical period"), document.history),
        "forecast": (_("Forecast period"), document.forecast),
        "currency": (_("Currency"), document.currency),
        "units": (_("Units"), document.units),
        "coverage": (_("Coverage"), document.coverage),
        "next_review": (_("Next review"), document.next_review),
    }
    for key, (name, value) in details.items():
        text = "" if value is None else str(value)
        if text:
            yield key, (name, text, (text,))


_FAMILIES = {
    mark("figure"): _figures,
    mark("key player"): _players,
    mark("development"): _developments,
    mark("outlook"): _outlooks,
    mark("segment"): _segments,
    mark("geography"): _regions,
    mark("factor"): _factors,
    mark("text"): _texts,
    mark("chart"): _charts,
    mark("source"): _sources,
    mark("identifiers of"): _companies,
    mark("detail"): _details,
}
