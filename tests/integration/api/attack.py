"""The API under attack: every operation of its contract, asked by schemathesis.

Requests are made of the contract alone: such as it allows, and such as it forbids. Every answer
is held against it. What is wrong is kept, once for each operation and kind.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi import checks

from reports.api import contract

MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
HELD = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.unsupported_method,
]
# No parameter of the contract, so schemathesis leaves them alone. Most requests have none: what
# comes first in an answer would hide what comes after.
HEADERS: Sequence[Mapping[str, str]] = (
    *({}, {}, {}, {}, {}, {"Accept": "*/*"}, {}, {}, {"Accept-Encoding": "gzip"}, {}),
    *({"Accept": "text/csv"}, {}, {"Accept": "application/x-ndjson;q=0.9, */*;q=0.1"}, {}),
    *({"If-None-Match": 'W/"x", *'}, {"If-Modified-Since": "Sun, 06 Nov 1994 08:49:37 GMT"}),
    *({"Accept": "text/html"}, {"Accept": ";;,q=1"}, {"Accept-Encoding": "gzip;q=0, *"}),
    {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"},
)


@dataclass
class Attack:
    """Requests of one caller, whose ``headers`` are sent with each. ``places`` are path
    parameters that lead somewhere, by the path that they belong to."""

    headers: Mapping[str, str]
    places: Mapping[str, Sequence[Mapping[str, Any]]]
    asked: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    faults: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.schema: Any = schemathesis.openapi.from_dict(contract.document())
        self.schema.app = WSGIHandler()

    def operations(self) -> Iterator[Any]:
        for found in self.schema.get_all_operations():
            yield found.ok()

    def boundaries(self, operation: Any, step: int = 1, first: int = 0) -> None:
        """Values at and beyond the bounds of each parameter, parameters that are missing, given
        twice or unknown, and methods that are not taken; every ``step``-th of them."""
        generation = self.schema.config.generation_for(operation=operation, phase="coverage")
        cases = self.schema.iter_coverage_cases(
            operation, generation_modes=list(MODES), generation_config=generation
        )
        for case in islice(cases, first, None, step):
            self.send(case)

    def at_random(self, operation: Any, most: int) -> None:
        """Any values, such as the contract allows and such as it forbids: about so many cases."""
        places = [None, *self.places.get(operation.path, ())]
        for mode in MODES:
            for place in places:
                cases = operation.as_strategy(
                    generation_mode=mode, path_parameters=dict(place) if place else None
                )
                self._each(cases, max(1, most // len(MODES) // len(places)))

    def _each(self, cases: Any, most: int) -> None:
        @seed(1)
        @settings(
            max_examples=most,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=cases)
        def ask(case: Any) -> None:
            self.send(case)

        ask()

    def send(self, case: Any) -> None:
        """One request, and its answer held against the contract."""
        headers = {"Accept-Encoding": "identity", **self.headers}
        headers |= HEADERS[self.asked % len(HEADERS)]
        self.asked += 1
        answer = case.call(headers=headers)
        self.statuses[answer.status_code] += 1
        if answer.headers.get("content-encoding") == ["gzip"]:
            answer.content = gzip.decompress(answer.content)
        held = list(HELD)
        if case.media_type in (None, "application/json"):  # a bare text has no type to be wrong
            held.append(checks.negative_data_rejection)
        try:
            case.validate_response(answer, checks=held, headers=headers)
        except FailureGroup as group:
            for failure in group.exceptions:
                kind = f"{type(failure).__name__} {answer.status_code}"
                name = f"{case.method} {case.operation.path}"
                curl = case.as_curl_command(headers=headers)
                said = f"{failure}\n{curl}\n{answer.content[:300]!r}"
                self.faults.setdefault((name, kind), said)

    def told(self) -> str:
        """The faults, for people."""
        return "\n\n".join(f"{' '.join(where)}: {said}" for where, said in self.faults.items())
