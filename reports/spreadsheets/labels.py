"""What a cell says for a choice or a piece of reference data, and what it stands for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model
from rapidfuzz import fuzz, process

from reports.blocks.events import DEVELOPMENT_KINDS
from reports.document.formatting import MULTIPLIERS
from reports.document.schema import Measure, Status
from reports.models import Axis, Company, Geography, Segment, Source

YES = "yes"
ALIKE = 70  # of 100: near enough to be asked about


class Unknown(ValueError):
    """A cell that names nothing known; the message says what is near."""


class Names:
    """Labels of one kind of thing, each standing for one of them."""

    def __init__(self, what: str, found: Iterable[tuple[str, str, str]], where: str = "") -> None:
        """``found``: key, label, and what tells two of the same label apart."""
        rows = list(found)
        twice = Counter(_norm(label) for _, label, _ in rows)
        self.what, self.where = what, where
        self.labels = {
            key: f"{label} [{other}]" if twice[_norm(label)] > 1 else label
            for key, label, other in rows
        }
        self.keys = {_norm(label): key for key, label in self.labels.items()}
        # What stands in the code for it is understood too.
        self.others = {_norm(other): key for key, _, other in rows}

    def label(self, key: object) -> str:
        """What a cell says for a stored key; "" for none, a mark for one that is gone."""
        if key in (None, ""):
            return ""
        return self.labels.get(str(key), f"gone ({key})")

    def key(self, text: str) -> str:
        """The stored key that a cell's text stands for. Raises `Unknown`."""
        wanted = _norm(text)
        found = self.keys.get(wanted) or self.others.get(wanted)
        if found is None:
            raise Unknown(self.unknown(text))
        return found

    def unknown(self, text: str) -> str:
        near = process.extractOne(
            text.casefold(), [label.casefold() for label in self.labels.values()], scorer=fuzz.ratio
        )
        told = f"“{text[:60]}” is no {self.what}."
        if near and near[1] >= ALIKE:
            return f"{told} Did you mean “{list(self.labels.values())[near[2]]}”?"
        if self.where:
            return f"{told} Add it under {self.where} first."
        choices = ", ".join(self.labels.values())
        return f"{told} Choose one of: {choices}." if len(self.labels) < 12 else told

    @property
    def choices(self) -> list[str]:
        return list(self.labels.values())


class Labels:
    """All labels that the sheets use; five queries, whatever the size of a report."""

    def __init__(self) -> None:
        reference = "Reference data"
        self.measures = Names("measure", ((m.value, m.label, m.value) for m in Measure))
        self.statuses = Names(
            "status",
            ((s.value, s.label, s.value) for s in Status if s is not Status.CALCULATED),
        )
        self.claims = Names("claim", [("cited", "Cited", "cited"), ("own", "Own", "own")])
        self.powers = Names(
            "multiplier",
            (
                (str(power), (word or "units").capitalize(), str(power))
                for power, word in MULTIPLIERS.items()
            ),
        )
        self.kinds = Names("kind", ((key, label, key) for key, label in DEVELOPMENT_KINDS))
        self.companies = Names(
            "company",
            ((str(pk), name, slug) for pk, name, slug in _rows(Company, "name", "slug")),
            "Companies",
        )
        self.geographies = Names(
            "place",
            ((str(pk), name, code) for pk, name, code in _rows(Geography, "name", "code")),
            reference,
        )
        self.sources = Names(
            "source",
            (
                (str(pk), f"{title} ({publisher})", slug)
                for pk, title, publisher, slug in _rows(Source, "title", "publisher", "slug")
            ),
            "Sources",
        )
        axes = list(_rows(Axis, "name", "slug"))
        self.axes = Names("axis", ((str(pk), name, slug) for pk, name, slug in axes), reference)
        segments = list(
            Segment.objects.order_by("axis__name", "name").values_list(
                "pk", "name", "slug", "axis_id", "axis__slug"
            )
        )
        self.segments = Names(
            "segment",
            (
                (str(pk), f"{name} ({self.axes.label(axis)})", f"{axis_slug}:{slug}")
                for pk, name, slug, axis, axis_slug in segments
            ),
            reference,
        )
        by_axis: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for pk, name, slug, axis, _ in segments:
            by_axis[str(axis)].append((str(pk), name, slug))
        self.of_axis: Mapping[str, Names] = {
            axis: Names(f"segment of {self.axes.label(axis)}", found, reference)
            for axis, found in by_axis.items()
        }
        self.axis_of = {str(pk): str(axis) for pk, _, _, axis, _ in segments}

    def lists(self) -> dict[str, list[str]]:
        """The choices of each list that the sheets name."""
        names = sorted({name for names in self.of_axis.values() for name in names.choices})
        return {
            "measures": self.measures.choices,
            "statuses": self.statuses.choices,
            "claims": self.claims.choices,
            "powers": self.powers.choices,
            "kinds": self.kinds.choices,
            "flags": [YES],
            "companies": self.companies.choices,
            "geographies": self.geographies.choices,
            "sources": self.sources.choices,
            "axes": self.axes.choices,
            "segments": self.segments.choices,
            "axis_segments": names,
        }

    def segment_in(self, axis: str, key: object) -> str:
        """A segment's name where its axis stands beside it."""
        names = self.of_axis.get(axis)
        return names.label(key) if names else self.segments.label(key)


def _rows(model: type[Model], *fields: str) -> Iterable[tuple[Any, ...]]:
    found = model._default_manager.order_by(fields[0], "pk")
    return found.values_list("pk", *fields)


def _norm(text: object) -> str:
    return " ".join(str(text).casefold().split())
