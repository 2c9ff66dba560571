"""The corpus of press releases: texts with what a reader must find in them.

The format is described in ``tests/corpus/README.md``. ``problems`` says what is
wrong with a text's own expectations: quotes that do not occur, kinds that do not
exist, arithmetic that does not come out as the text's author says it does.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from reports.pressrelease.claims import Kind

ROOT = Path(__file__).parents[1] / "corpus" / "pressreleases"
SETS = ("dev", "heldout")
TOP_KEYS = frozenset(("claims", "findings", "consistent", "arithmetic"))
DIAGNOSES = frozenset(("", "period", "swapped", "scale", "base_year", "other_rate"))


@dataclass(frozen=True, slots=True)
class Expected:
    """One claim that the text makes; ``optional`` ones are neither asked for nor held against."""

    kind: str
    value: str
    unit: str = ""
    multiplier: int = 0
    low: str = ""
    high: str = ""
    year: int | None = None
    start: int | None = None
    end: int | None = None
    subject: str = ""
    axis: str = ""
    qualifier: str = ""
    company: str = ""
    date: str = ""
    source: str = ""
    quote: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault that a check of the text must report; "a|b" accepts either diagnosis."""

    code: str
    diagnosis: str = ""
    quote: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """One announcement with its expectations; ``name`` is "dev/03-slug"."""

    name: str
    text: str
    claims: tuple[Expected, ...]
    findings: tuple[Finding, ...]
    consistent: bool
    raw: dict[str, Any]

    def occurrences(self, quote: str) -> list[tuple[int, int]]:
        """Where a quote stands in the text, in any case and white space, "&" as an entity too."""
        words = quote.split()
        forms = {r"\s+".join(re.escape(word) for word in words)}
        forms.add(r"\s+".join(re.escape(html.escape(word, quote=False)) for word in words))
        patterns = [re.compile(form, re.IGNORECASE) for form in sorted(forms)]
        return [found.span() for pattern in patterns for found in pattern.finditer(self.text)]


def samples(which: str = "all") -> Iterator[Sample]:
    """The texts of one set ("dev", "heldout") or of all, by name."""
    for name in SETS if which == "all" else (which,):
        for notes in sorted((ROOT / name).glob("*.yaml")):
            raw = yaml.safe_load(notes.read_text(encoding="utf-8"))
            source = next(
                path for path in map(notes.with_suffix, (".txt", ".html")) if path.exists()
            )
            yield Sample(
                name=f"{name}/{notes.stem}",
                text=source.read_bytes().decode("utf-8"),
                claims=tuple(Expected(**claim) for claim in raw["claims"]),
                findings=tuple(Finding(**finding) for finding in raw["findings"]),
                consistent=raw["consistent"],
                raw=raw,
            )


def problems(sample: Sample) -> list[str]:
    """What is wrong with the expectations of one text; empty when nothing is."""
    found = [f"unknown key {key}" for key in sample.raw.keys() - TOP_KEYS]
    kinds = {kind.value for kind in Kind}
    for raw in sample.raw["claims"]:
        found += [f"unknown key {key}" for key in raw.keys() - keys_of(Expected)]
        if raw["kind"] not in kinds:
            found.append(f"unknown kind {raw['kind']}")
        if not isinstance(raw["value"], str):
            found.append(f"value is not a string: {raw}")
        quote = raw.get("quote") or (raw["value"] if raw["kind"] == "key_player" else "")
        if quote and not sample.occurrences(quote):
            found.append(f"the text does not say {quote!r}")
    for raw in sample.raw["findings"]:
        found += [f"unknown key {key}" for key in raw.keys() - keys_of(Finding)]
        if not DIAGNOSES.issuperset(raw.get("diagnosis", "").split("|")):
            found.append(f"unknown diagnosis {raw['diagnosis']}")
        if quote := raw.get("quote", ""):
            found += [] if sample.occurrences(quote) else [f"the text does not say {quote!r}"]
    for line in sample.raw.get("arithmetic", ()):
        if growth_holds(**{key: str(line[key]) for key in ("base", "final", "years", "rate")}) != (
            line.get("holds", True)
        ):
            found.append(f"arithmetic comes out otherwise: {line}")
    if sample.consistent and any(not finding.optional for finding in sample.findings):
        # Warnings and notes are allowed in a consistent text; growth and sums are not.
        errors = {"growth.mismatch", "sum.parts", "sum.part_larger", "share.above_hundred"}
        found += [f"consistent, yet {f.code}" for f in sample.findings if f.code in errors]
    return found


def keys_of(shape: type) -> set[str]:
    """The keys that a mapping of this shape can have."""
    return {each.name for each in fields(shape)}


def interval(printed: str) -> tuple[Decimal, Decimal]:
    """What a printed number can mean: "7.12" is 7.115 to 7.125, "18-20" is 17.5 to 20.5."""
    ends = [Decimal(part) for part in printed.split("-")]
    half = [Decimal(1).scaleb(int(end.as_tuple().exponent)) / 2 for end in ends]
    return ends[0] - half[0], ends[-1] + half[-1]


def growth_holds(base: str, final: str, years: str, rate: str) -> bool:
    """Whether base · (1 + rate/100)^years can be final, every number within its rounding."""
    (b0, b1), (f0, f1), (r0, r1) = interval(base), interval(final), interval(rate)
    power = int(years)
    lowest, highest = b0 * (1 + r0 / 100) ** power, b1 * (1 + r1 / 100) ** power
    return lowest <= f1 and f0 <= highest
