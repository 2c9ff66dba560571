"""Developments: by a known company, and not from the future."""

from __future__ import annotations

from collections.abc import Iterable

from reports.consistency import samples
from reports.consistency.rule import Context, Example, Rule
from reports.document.findings import Finding, Place, note, warning
from reports.document.formatting import day
from reports.document.language import gettext as _
from reports.document.schema import ReportDocument


def check(document: ReportDocument, context: Context) -> Iterable[Finding]:
    """Each development names who did it, lies in the past and before its source."""
    players = {player.slug for player in document.key_players}
    for event in document.developments:
        company = Place("developments", event.block, "company")
        if not event.company:
            message = _("“{title}” names no company.").format(title=event.title)
            yield warning("development.unnamed", company, message, key=event.key)
        elif players and event.company not in players:
            message = _("{company_name} is not among the key players.").format(
                company_name=event.company_name
            )
            yield note("development.company", company, message, key=event.key)
        date = Place("developments", event.block, "year")
        source = document.source(event.source)
        if context.at and event.date > context.at:
            message = _("“{title}” is dated {iso}, after the release.").format(
                title=event.title, iso=event.iso
            )
            yield warning("development.future", date, message, key=event.key)
        elif source and source.published and event.date > source.published:
            published = day(source.published)
            message = _("“{title}” is dated {iso}, after its source of {published}.").format(
                title=event.title, iso=event.iso, published=published
            )
            yield warning("development.after_source", date, message, key=event.key)


_SIZE = samples.figure("7.12")
_SOURCE = samples.source(samples.day(2023, 6, 1))


def _event(company: str, *players: str, source: bool = False) -> ReportDocument:
    return samples.document(
        _SIZE,
        key_players=tuple(samples.player(name) for name in players),
        developments=(samples.event(2023, 10, company),),
        sources=(_SOURCE,) if source else (),
    )


RULE = Rule(
    title="Developments have a company and a date that can be",
    check=check,
    counts=lambda document: len(document.developments),
    codes={
        "development.unnamed": "A development names no company.",
        "development.company": "The company of a development is not among the key players.",
        "development.future": "A development is dated after the release.",
        "development.after_source": "A development is dated after the source that reports it.",
    },
    examples=(
        Example("by a key player", _event("Lumo", "Lumo")),
        Example("by nobody", _event(""), ("development.unnamed",)),
        Example("by a company not listed", _event("Lumo", "Brightwell"), ("development.company",)),
        Example(
            "released before it happened",
            _event("Lumo"),
            ("development.future",),
            Context(at=samples.day(2023, 1, 31)),
        ),
        Example(
            "reported before it happened",
            _event("Lumo", source=True),
            ("development.after_source",),
        ),
    ),
)
