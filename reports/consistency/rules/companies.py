"""Companies: none twice under two spellings, none misspelt."""

from __future__ import annotations

from collections.abc import Iterable

from reports.consistency import samples
from reports.consistency.facts import proses
from reports.consistency.names import Vocabulary, alike, misspelt, words_of
from reports.consistency.rule import Context, Example, Rule
from reports.document.findings import Finding, Place, warning
from reports.document.language import gettext as _
from reports.document.schema import ReportDocument


def check(document: ReportDocument, context: Context) -> Iterable[Finding]:
    """Key players and the companies of developments are told apart and spelt right."""
    players = document.key_players
    for index, player in enumerate(players):
        place = Place("key_players", player.block, "company")
        for before in players[:index]:
            if before.slug != player.slug and alike(before.name, player.name):
                message = _("“{name}” and “{other}” may be one company.").format(
                    name=player.name, other=before.name
                )
                yield warning("company.duplicate", place, message, key=player.slug)
                break
    known = {player.slug for player in players}
    for event in document.developments:
        if event.company and event.company not in known:
            for player in players:
                if alike(player.name, event.company_name):
                    message = _(
                        "“{company_name}” may be the key player “{name}” under another name."
                    ).format(company_name=event.company_name, name=player.name)
                    place = Place("developments", event.block, "company")
                    yield warning("company.duplicate", place, message, key=event.key)
                    break
    words = words_of(prose.text for prose in proses(document))
    words.update(words_of([document.market.title]))
    vocabulary = Vocabulary(words)
    for player in players:
        slip = misspelt(player.name, vocabulary)
        if slip:
            message = _("“{name}”: is “{written}” a misspelling of “{meant}”?").format(
                name=player.name, written=slip[0], meant=slip[1]
            )
            place = Place("key_players", player.block, "company")
            yield warning("company.spelling", place, message, key=player.slug)


_SIZE = samples.figure("7.12")


def _players(*names: str) -> ReportDocument:
    return samples.document(_SIZE, key_players=tuple(samples.player(name) for name in names))


RULE = Rule(
    title="Companies are told apart and spelt right",
    check=check,
    counts=lambda document: len(document.key_players),
    codes={
        "company.duplicate": "Two names probably mean one company.",
        "company.spelling": "A name probably holds a misprint.",
    },
    examples=(
        Example("two different companies", _players("Lumo Hospital", "Brightwell Hospital")),
        Example("with and without Inc.", _players("Lumo", "Lumo, Inc."), ("company.duplicate",)),
        Example("“Reserch”", _players("Brightwell Reserch Institute"), ("company.spelling",)),
    ),
)
