"""How well press releases are read: recall and precision per kind of claim, and of findings.

``python -m tests.evaluation.pressrelease [--set dev|heldout|all] [--misses] [--json]`` exits
with 1 when a goal of ``GOALS`` is missed. Facts are compared as sets: a repeated
mention is neither a miss nor an extra, and one that leaves out its year counts as
repeated when another mention has it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from reports.consistency.text import check_text
from reports.pressrelease.claims import Claim, Kind
from tests.evaluation.corpus import Expected, Sample, problems, samples
from tests.evaluation.matching import PROSE, alike, family, partly, same, touches

# kind -> (least recall, least precision)
VALUES = "values, years and CAGR"
GOALS = {
    "market_size": (0.95, 0.98),
    "cagr": (0.95, 0.98),
    VALUES: (0.95, 0.98),
    "key_player": (0.90, 0.95),
    "segment": (0.90, 0.95),
    "development": (0.90, 0.95),
}
YEARS = ("market_size", "cagr", "base_year", "historical_period", "forecast_period")


@dataclass
class Tally:
    """Counts of one kind: expected facts, those found, claims read, those right."""

    expected: int = 0
    found: int = 0
    claimed: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        return self.found / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.claimed if self.claimed else 1.0

    def add(self, other: Tally) -> None:
        self.expected += other.expected
        self.found += other.found
        self.claimed += other.claimed
        self.right += other.right


@dataclass
class Score:
    """Everything counted over a set of texts."""

    texts: int = 0
    words: int = 0
    consistent: int = 0
    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    findings: Tally | None = None
    diagnoses: Tally = field(default_factory=Tally)
    axes: Tally = field(default_factory=Tally)
    subjects: Tally = field(default_factory=Tally)
    span_errors: int = 0
    false_errors: int = 0
    log: list[str] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=("dev", "heldout", "all"), default="all")
    parser.add_argument("--misses", action="store_true", help="list every miss and extra")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    score = Score()
    for sample in samples(options.set):
        score.log += [f"{sample.name}: EXPECTATION {problem}" for problem in problems(sample)]
        score.texts += 1
        score.words += len(sample.text.split())
        score.consistent += sample.consistent
        checked = check_text(sample.text)
        add_claims(score, sample, checked.reading.claims)
        add_findings(score, sample, checked)
    print(json.dumps(as_json(score), indent=2) if options.json else as_table(score))
    if options.misses and not options.json:
        print("\n" + "\n".join(score.log))
    return 0 if not failures(score) else 1


# ── Claims ──────────────────────────────────────────────────────────────────────────────────────


def add_claims(score: Score, sample: Sample, claims: Iterable[Claim]) -> None:
    """Count one text's claims into the score."""
    every = list(claims)
    for claim in every:
        start, end = claim.span
        if sample.text[start:end] != claim.text:
            score.span_errors += 1
            score.log.append(f"{sample.name}: SPAN {claim.kind} {claim.text!r} at {claim.span}")
    for kind in dict.fromkeys(family(kind.value) for kind in Kind):
        expected = [fact for fact in sample.claims if family(fact.kind) == kind]
        read_here = [claim for claim in every if family(claim.kind.value) == kind]
        pairs = paired(sample, expected, read_here)
        count(score, sample, kind, expected, read_here, pairs)


def paired(
    sample: Sample, expected: list[Expected], claims: list[Claim]
) -> dict[int, list[Expected]]:
    """For each claim, by its place in the list, the expectations that it meets best."""
    pairs: dict[int, list[Expected]] = {}
    for place, claim in enumerate(claims):
        rated = [(likeness(sample, fact, claim), fact) for fact in expected]
        best = max((rate for rate, _ in rated), default=0.0)
        pairs[place] = [fact for rate, fact in rated if rate == best > 0]
    return pairs


def likeness(sample: Sample, fact: Expected, claim: Claim) -> float:
    """As ``same``; sentences are the same when they stand at the same place."""
    if family(fact.kind) in PROSE and fact.quote:
        return float(touches(sample, fact, claim))
    return same(fact, claim)


def count(
    score: Score,
    sample: Sample,
    kind: str,
    expected: list[Expected],
    claims: list[Claim],
    pairs: dict[int, list[Expected]],
) -> None:
    """Count one kind of one text; sets of facts, so a second mention adds nothing."""
    tally = Tally()
    met = {fact for facts in pairs.values() for fact in facts}
    extras: set[tuple[Any, ...]] = set()
    for place, claim in enumerate(claims):
        if pairs[place] or any(partly(fact, claim) for fact in met):
            continue
        key = (claim.value, claim.unit, claim.year, claim.start, claim.end, claim.company)
        if key not in extras:
            extras.add(key)
            score.log.append(f"{sample.name}: extra {kind} {describe(claim)} — {claim.text!r}")
    for fact in expected:
        mine = [claims[place] for place, facts in pairs.items() if fact in facts]
        misplaced = mine and fact.quote and not any(touches(sample, fact, c) for c in mine)
        if not fact.optional:
            tally.expected += 1
            tally.found += bool(mine and not misplaced)
            if not mine or misplaced:
                word = "misplaced" if misplaced else "miss"
                score.log.append(f"{sample.name}: {word} {kind} {describe(fact)} — {fact.quote!r}")
        if mine and kind == "segment" and fact.axis:
            score.axes.expected += 1
            score.axes.found += any(alike(fact.axis, claim.axis) > 0 for claim in mine)
        if mine and kind in ("market_size", "cagr", "share"):
            score.subjects.expected += 1
            score.subjects.found += any(same_subject(fact.subject, c.subject) for c in mine)
    tally.right = len({fact for fact in met if not fact.optional})
    tally.claimed = tally.right + len(extras)
    score.tallies[kind].add(tally)
    if kind in YEARS:
        score.tallies[VALUES].add(tally)


def same_subject(one: str, other: str) -> bool:
    return one == other or bool(one and other and alike(one, other))


def describe(claim: Expected | Claim) -> str:
    names = ["value", "unit", "multiplier", "low", "high", "year", "start", "end", "subject"]
    names += ["axis", "qualifier", "company", "date", "source"]
    return " ".join(f"{name}={getattr(claim, name)}" for name in names if getattr(claim, name))


# ── Findings ────────────────────────────────────────────────────────────────────────────────────


def add_findings(score: Score, sample: Sample, result: Any) -> None:
    """Count the findings of one text; notes are neither asked for nor held against."""
    score.findings = score.findings or Tally()
    reported = [
        (
            found.code,
            found.remedy,
            found.severity.value,
        )
        for found in getattr(result, "findings", result)
    ]
    expected = {f.code for f in sample.findings if not f.optional}
    allowed = {f.code for f in sample.findings}
    codes = {code for code, _, severity in reported if severity != "note"}
    everything = {code for code, _, _ in reported}
    tally = Tally(len(expected), len(expected & everything), len(codes), len(codes & allowed))
    score.findings.add(tally)
    for code in sorted(expected - everything):
        score.log.append(f"{sample.name}: miss finding {code}")
    for code in sorted(codes - allowed):
        score.log.append(f"{sample.name}: extra finding {code}")
    for fact in sample.findings:
        if fact.diagnosis and fact.code in everything:
            score.diagnoses.expected += 1
            words = {word for code, word, _ in reported if code == fact.code}
            hit = not words.isdisjoint(fact.diagnosis.split("|"))
            score.diagnoses.found += hit
            if not hit:
                score.log.append(f"{sample.name}: other diagnosis than {fact.diagnosis}")
    if sample.consistent:
        wrong = [code for code, _, severity in reported if severity == "error"]
        score.false_errors += len(wrong)
        score.log += [f"{sample.name}: FALSE ERROR {code}" for code in wrong]


# ── Telling ─────────────────────────────────────────────────────────────────────────────────────


def failures(score: Score) -> list[str]:
    """The goals that were missed, in words."""
    missed = [f"{score.span_errors} spans do not give their text"] if score.span_errors else []
    missed += [f"{score.false_errors} false errors"] if score.false_errors else []
    missed += [line for line in score.log if ": EXPECTATION " in line]
    for kind, (recall, precision) in GOALS.items():
        tally = score.tallies[kind]
        if tally.recall < recall or tally.precision < precision:
            missed.append(f"{kind}: below recall {recall:.2f}, precision {precision:.2f}")
    return missed


def as_json(score: Score) -> dict[str, Any]:
    kinds = {kind: vars(t) | rates(t) for kind, t in score.tallies.items()}
    findings = vars(score.findings) | rates(score.findings) if score.findings else None
    return {
        "texts": score.texts,
        "words": score.words,
        "consistent": score.consistent,
        "claims": kinds,
        "findings": findings,
        "diagnoses": vars(score.diagnoses),
        "false_errors": score.false_errors,
        "span_errors": score.span_errors,
        "failures": failures(score),
    }


def rates(tally: Tally) -> dict[str, float]:
    return {"recall": round(tally.recall, 4), "precision": round(tally.precision, 4)}


def as_table(score: Score) -> str:
    lines = [f"{score.texts} texts, {score.words} words, {score.consistent} of them consistent", ""]
    lines.append(f"{'kind':<24}{'expected':>9}{'found':>7}{'recall':>8}{'precision':>11}")
    rows = list(score.tallies.items())
    rows += [("findings", score.findings)] if score.findings else []
    for kind, tally in rows:
        if tally.expected or tally.claimed:
            figures = f"{tally.expected:>9}{tally.found:>7}{tally.recall:>8.3f}"
            lines.append(f"{kind:<24}{figures}{tally.precision:>11.3f}")
    for name, tally in (("axis of segment", score.axes), ("subject of number", score.subjects)):
        lines.append(f"{name:<24}{tally.expected:>9}{tally.found:>7}{tally.recall:>8.3f}")
    if score.findings:
        shown = f"{score.diagnoses.found} of {score.diagnoses.expected}"
        lines.append(f"diagnoses right: {shown}; false errors: {score.false_errors}")
    lines += ["", *(f"below the goal: {line}" for line in failures(score))]
    return "\n".join(lines).rstrip()


if __name__ == "__main__":
    sys.exit(main())
