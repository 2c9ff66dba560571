"""Between editions: what this one says otherwise than the one before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from reports.consistency import samples
from reports.consistency.facts import amount_of, formatting_of, place_of
from reports.consistency.rule import Context, Example, Rule
from reports.document.findings import Finding, Place, note, warning
from reports.document.language import gettext as _
from reports.document.schema import Figure, Period, ReportDocument, Status


def check(document: ReportDocument, context: Context) -> Iterable[Finding]:
    """Values, horizon, segments and players against those of the earlier edition."""
    earlier = context.earlier
    if earlier is None:
        return
    yield from _values(document, earlier)
    old, new = earlier.forecast, document.forecast
    if old and new and old.end != new.end:
        message = _("The forecast ends in {end}; in edition {edition} it was {before}.").format(
            end=new.end, edition=earlier.edition, before=old.end
        )
        yield note("edition.horizon", Place("forecast_end"), message)
    yield from _segments(document, earlier)
    yield from _players(document, earlier)


def _values(document: ReportDocument, earlier: ReportDocument) -> Iterator[Finding]:
    """What changed in each series: a sentence for one value, one for several together."""
    before = {figure.coordinates: figure for figure in earlier.figures if not figure.calculation}
    changed: dict[tuple[object, ...], list[tuple[Figure, Figure]]] = defaultdict(list)
    for figure in document.figures:
        was = before.get(figure.coordinates)
        if was is None or figure.calculation or _same(was, figure):
            continue
        changed[(*figure.coordinates[:4], was.status is Status.ACTUAL)].append((was, figure))
    for pairs in changed.values():
        was, figure = pairs[-1]
        if len(pairs) > 1:
            told = _(
                "{label} was {was} in edition {edition} and is {figure} now; {count} values of "
                "this "
                "series changed."
            )
        else:
            told = _("{label} was {was} in edition {edition} and is {figure} now.")
        message = told.format(
            label=figure.label,
            was=formatting_of(was),
            edition=earlier.edition,
            figure=formatting_of(figure),
            count=len(pairs),
        )
        say = warning if was.status is Status.ACTUAL else note
        yield say("edition.value", place_of(figure), message, key=figure.key)


def _same(one: Figure, other: Figure) -> bool:
    """Whether two values differ in rounding at most."""
    return one.unit == other.unit and amount_of(one).overlaps(amount_of(other))


def _segments(document: ReportDocument, earlier: ReportDocument) -> Iterator[Finding]:
    before = {axis.slug: axis for axis in earlier.axes}
    for axis in document.axes:
        if axis.slug not in before:
            continue
        old = {segment.slug: segment.name for segment in before[axis.slug].segments}
        new = {segment.slug: segment.name for segment in axis.segments}
        place = Place("segments", axis.block, "segments")
        told = [
            _("“{old}” is now “{new}”").format(old=old[slug], new=new[slug])
            for slug in new
            if old.get(slug, new[slug]) != new[slug]
        ]
        told += [
            _("“{name}” is new").format(name=name) for slug, name in new.items() if slug not in old
        ]
        told += [
            _("“{name}” is gone").format(name=name) for slug, name in old.items() if slug not in new
        ]
        if told:
            message = _("{name}, against edition {edition}: {told}.").format(
                name=axis.name, edition=earlier.edition, told=", ".join(told)
            )
            yield note("edition.segments", place, message, key=axis.slug)


def _players(document: ReportDocument, earlier: ReportDocument) -> Iterator[Finding]:
    old = {player.slug: player.name for player in earlier.key_players}
    new = {player.slug: player.name for player in document.key_players}
    came = [name for slug, name in new.items() if slug not in old]
    went = [name for slug, name in old.items() if slug not in new]
    told = [_("new: {names}").format(names=", ".join(came))] * bool(came)
    told += [_("gone: {names}").format(names=", ".join(went))] * bool(went)
    if told and old:
        message = _("Key players, against edition {edition}: {told}.").format(
            edition=earlier.edition, told="; ".join(told)
        )
        yield note("edition.players", Place("key_players"), message)


_OLD = samples.document(
    samples.figure("7.12"),
    samples.figure("20.45", 2031),
    edition="2023",
    axes=(samples.axis("By type", "Oil", "Gas"),),
    key_players=(samples.player("Lumo"),),
)
_KNOWN = Context(earlier=_OLD)

RULE = Rule(
    title="Changes since the edition before are known",
    check=check,
    counts=lambda document: 1,
    codes={
        "edition.value": "A value differs from that of the edition before.",
        "edition.horizon": "The forecast ends in another year.",
        "edition.segments": "Segments came, went or have other names.",
        "edition.players": "Key players came or went.",
    },
    examples=(
        Example(
            "the same with another rounding",
            samples.document(samples.figure("7.1"), key_players=(samples.player("Lumo"),)),
            (),
            _KNOWN,
        ),
        Example(
            "7.5 where it was 7.12",
            samples.document(samples.figure("7.5"), key_players=(samples.player("Lumo"),)),
            ("edition.value",),
            _KNOWN,
        ),
        Example(
            "a horizon of 2033, electric for gas, and another player",
            samples.document(
                samples.figure("7.12"),
                forecast=Period(start=2024, end=2033),
                axes=(samples.axis("By type", "Oil", "Electric"),),
                key_players=(samples.player("Brightwell"),),
            ),
            ("edition.horizon", "edition.segments", "edition.players"),
            _KNOWN,
        ),
    ),
)
