"""Superlatives, names, events and leftovers of a text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from reports.consistency.intervals import Interval
from reports.consistency.names import Vocabulary, alike, duplicates, misspelt, words_of
from reports.consistency.rules.template import placeholders
from reports.consistency.text.claims import TEXT, Claims, amount, found, interval, subject_key
from reports.document.findings import Finding, Severity
from reports.document.language import gettext as _
from reports.document.language import mark
from reports.pressrelease import Claim, Kind

SUPERLATIVES = {"largest": mark("the largest"), "fastest_growing": mark("the fastest growing")}
SHOWN = 40
MOST = 300  # of players, events and parts that are compared with each other


def check(claims: Claims) -> Iterable[Finding]:
    """Superlatives, companies, developments and placeholders."""
    yield from _superlatives(claims)
    yield from _companies(claims)
    yield from _developments(claims)
    for match in placeholders(claims.reading.source):
        message = _("“{match}” is a placeholder that nobody filled in.").format(
            match=match[0][:SHOWN]
        )
        yield Finding("template.placeholder", Severity.ERROR, TEXT, message, span=match.span())


def _superlatives(claims: Claims) -> Iterator[Finding]:
    """One largest and one fastest per axis, and none against the numbers."""
    seen: dict[tuple[str, str], dict[str, Claim]] = defaultdict(dict)
    rankings = {growth: list(_rankings(claims, growth)) for growth in (True, False)}
    for outlook in claims.of(Kind.OUTLOOK):
        part = subject_key(outlook.subject)
        axis = claims.axis_of.get(part) or outlook.axis.casefold()
        words = SUPERLATIVES.get(outlook.qualifier)
        if not part or not words:
            continue
        others = seen[outlook.qualifier, axis]
        first = next(iter(others.values()), None)
        if axis and first is not None and part not in others:
            message = _("Both {subject} and {other} are said to be {words}.").format(
                subject=first.subject, other=outlook.subject, words=_(words)
            )
            yield found(Severity.WARNING, "superlative.twice", outlook, message)
        if part not in others:
            others[part] = outlook
            told = rankings[outlook.qualifier == "fastest_growing"]
            yield from _against(claims, told, outlook, part, axis)


def _against(
    claims: Claims, rankings: list[dict[str, Interval]], outlook: Claim, part: str, axis: str
) -> Iterator[Finding]:
    words = _(SUPERLATIVES[outlook.qualifier])
    for ranking in rankings:
        if part not in ranking:
            continue
        ahead = [
            name
            for name, value in islice(ranking.items(), MOST)
            if name != part and claims.axis_of.get(name) == axis and value.low > ranking[part].high
        ]
        if ahead:
            message = _(
                "{subject} is said to be {words}, but by the text's own numbers {ahead} is ahead."
            ).format(subject=outlook.subject, words=words, ahead=ahead[0])
            yield found(Severity.WARNING, "superlative.contradicted", outlook, message)
            return


def _rankings(claims: Claims, growth: bool) -> Iterator[dict[str, Interval]]:
    """The parts by growth rate, or by share and by size in each year."""
    groups: dict[tuple[object, ...], dict[str, Interval]] = defaultdict(dict)
    for claim in claims.of(Kind.CAGR) if growth else claims.of(Kind.SHARE, Kind.MARKET_SIZE):
        part = subject_key(claim.subject)
        if not part:
            continue
        if growth:
            groups[claim.start, claim.end].setdefault(part, interval(claim))
        else:
            value = interval(claim) if claim.kind is Kind.SHARE else amount(claim)
            groups[claim.kind, claim.unit, claim.year].setdefault(part, value)
    yield from groups.values()


def _companies(claims: Claims) -> Iterator[Finding]:
    players = {claim.value: claim for claim in claims.of(Kind.KEY_PLAYER)[:MOST]}
    for before, name in duplicates(players):
        message = _("“{name}” and “{before}” may be one company.").format(name=name, before=before)
        yield found(Severity.WARNING, "company.duplicate", players[name], message)
    vocabulary = Vocabulary(_words(claims, players))
    for name, claim in players.items():
        slip = misspelt(name, vocabulary)
        if slip:
            message = _("“{name}”: is “{written}” a misspelling of “{meant}”?").format(
                name=name, written=slip[0], meant=slip[1]
            )
            yield found(Severity.WARNING, "company.spelling", claim, message)


def _words(claims: Claims, players: dict[str, Claim]) -> Counter[str]:
    """The words of the text outside the list of players, each name counted once within it."""
    words = words_of([claims.reading.source])
    words.subtract(words_of(claim.text for claim in claims.of(Kind.KEY_PLAYER)))
    words.update(words_of(players))
    return words


def _developments(claims: Claims) -> Iterator[Finding]:
    players = [claim.value for claim in claims.of(Kind.KEY_PLAYER)[:MOST]]
    told: set[str] = set()
    for event in claims.of(Kind.DEVELOPMENT)[:MOST]:
        name = event.company
        listed = any(_same(name, player) for player in players)
        if name and players and not listed and name not in told:
            told.add(name)
            message = _("{name} has a development here, but is not among the key players.").format(
                name=name
            )
            yield found(Severity.NOTE, "development.company", event, message)
        day = claims.published or claims.at
        if day and event.date and event.date[:10] > day.isoformat()[: len(event.date)]:
            message = _("A development is dated {date}, after the text's own {day}.").format(
                date=event.date, day=day
            )
            yield found(Severity.WARNING, "development.future", event, message)


def _same(one: str, other: str) -> bool:
    """Whether two names are one company's: alike, or one a shortened form of the other."""
    if alike(one, other):
        return True
    left, right = one.casefold().split(), other.casefold().split()
    short, long = sorted((left, right), key=len)
    return bool(short) and long[: len(short)] == short
