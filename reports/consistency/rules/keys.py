"""Keys and coordinates: what makes a figure the same figure from release to release."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from reports.consistency import samples
from reports.consistency.rule import Context, Example, Rule
from reports.document.findings import Finding, Place, error
from reports.document.language import gettext as _
from reports.document.schema import ReportDocument

Item = TypeVar("Item")


def check(document: ReportDocument, context: Context) -> Iterable[Finding]:
    """No two figures share a key or coordinates; no company or development is there twice."""
    for first, item in _repeated(document.figures, lambda figure: figure.key):
        message = _("The key “{key}” is already that of “{label}”. Give another key.").format(
            key=item.key, label=first.label
        )
        yield error("figure.key", Place("figures", item.block, "key"), message, key=item.key)
    for first, item in _repeated(document.figures, lambda figure: figure.coordinates):
        message = _("“{label}” is given twice, first as “{key}”. Keep one of the two.").format(
            label=item.label, key=first.key
        )
        place = Place("figures", item.block, "value")
        yield error("figure.coordinates", place, message, key=item.key)
    for _first, player in _repeated(document.key_players, lambda player: player.slug):
        place = Place("key_players", player.block, "company")
        yield error("player.twice", place, _("“{name}” is listed twice.").format(name=player.name))
    for _known, event in _repeated(document.developments, lambda event: event.key):
        message = _("Two developments have the key “{key}”. Give one of them another.").format(
            key=event.key
        )
        yield error("development.key", Place("developments", event.block, "key"), message)
    if context.released:
        yield from _kept(document, context.released)


def _kept(document: ReportDocument, released: ReportDocument) -> Iterable[Finding]:
    """Keys are fixed at the first release: what was released keeps its key, and no key moves."""
    keys = {figure.coordinates: figure.key for figure in released.figures}
    coordinates = {figure.key: figure for figure in released.figures}
    for figure in document.figures:
        place = Place("figures", figure.block, "key")
        before = keys.get(figure.coordinates)
        if before and before != figure.key:
            message = _("“{label}” was released with the key “{before}” and keeps it.").format(
                label=figure.label, before=before
            )
            yield error("figure.key.fixed", place, message, key=figure.key)
            continue
        former = coordinates.get(figure.key)
        if former and former.coordinates != figure.coordinates:
            message = _("The key “{key}” was released for “{label}”. Give another key.").format(
                key=figure.key, label=former.label
            )
            yield error("figure.key.taken", place, message, key=figure.key)


def _repeated(
    items: Sequence[Item], identity: Callable[[Item], Hashable]
) -> Iterable[tuple[Item, Item]]:
    """Each item that repeats an earlier one's identity, with that earlier one first."""
    seen: dict[Hashable, Item] = {}
    for item in items:
        first = seen.setdefault(identity(item), item)
        if first is not item:
            yield first, item


_SIZE = samples.figure("7.12")
RULE = Rule(
    title="Each figure, player and development has one key and stands once",
    check=check,
    counts=lambda document: len(document.figures),
    codes={
        "figure.key": "Two figures have the same key.",
        "figure.coordinates": "The same figure is given twice.",
        "figure.key.fixed": "A released figure has another key.",
        "figure.key.taken": "A released key stands for another figure.",
        "player.twice": "A company is listed twice among the key players.",
        "development.key": "Two developments have the same key.",
    },
    examples=(
        Example(
            "two figures of different years", samples.document(_SIZE, samples.figure("8", 2025))
        ),
        Example(
            "the market size of 2024 given twice",
            samples.document(_SIZE, samples.figure("7.2", key="size-again")),
            ("figure.coordinates",),
        ),
        Example(
            "two figures under one key",
            samples.document(_SIZE, samples.figure("8", 2025, key=_SIZE.key)),
            ("figure.key",),
        ),
        Example(
            "one company twice",
            samples.document(
                _SIZE, key_players=(samples.player("Brightwell"), samples.player("Brightwell"))
            ),
            ("player.twice",),
        ),
        Example(
            "two launches under one key",
            samples.document(
                _SIZE,
                developments=(samples.event(2024, 1, "Lumo"), samples.event(2024, 2, "Lumo")),
            ),
            ("development.key",),
        ),
        Example(
            "a released figure under a new key",
            samples.document(samples.figure("7.12", key="size")),
            ("figure.key.fixed",),
            Context(released=samples.document(_SIZE)),
        ),
        Example(
            "a released key on another figure",
            samples.document(samples.figure("8", 2025, key=_SIZE.key)),
            ("figure.key.taken",),
            Context(released=samples.document(_SIZE)),
        ),
    ),
)
