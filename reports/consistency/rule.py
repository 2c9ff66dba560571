"""What a rule is: one file in ``rules/`` with a docstring, a check and examples.

Rules are pure: a document and a context in, findings out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reports.document.findings import Finding
from reports.document.schema import ReportDocument


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know beside the document.

    ``at`` is the day on which the document is or becomes public; without it
    nothing is past or to come. ``released`` is the newest release of the same
    edition, ``earlier`` the newest release of the edition before.
    """

    at: dt.date | None = None
    released: ReportDocument | None = None
    earlier: ReportDocument | None = None


Check = Callable[[ReportDocument, Context], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Example:
    """A document in a few words, and the codes that the rule must find in it."""

    says: str
    document: ReportDocument
    finds: tuple[str, ...] = ()
    context: Context = Context()


@dataclass(frozen=True, slots=True)
class Rule:
    """A family of checks.

    ``title`` says what was checked, as readers see it; ``counts`` how many
    things of a document it looks at: a rule that finds nothing to check says so
    instead of passing. ``confirms`` gives (figure key, sentence) for
    what it recalculated and found right.
    """

    title: str
    check: Check
    counts: Callable[[ReportDocument], int]
    codes: dict[str, str]
    examples: tuple[Example, ...]
    confirms: Callable[[ReportDocument], Iterable[tuple[str, str]]] = lambda document: ()
