"""Windows never overlap, whatever is done in whatever order: a machine against a model."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.models import F
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from reports import clock
from reports.models import Figure, Release, ReportPage
from reports.releasing import Refused, cancel, reschedule, withdraw
from reports.releasing.verify import faults
from tests.support.reports import T, issue, report_page, with_value

MINUTE = timedelta(minutes=1)
INSTANT = timedelta(microseconds=1)
values = st.sampled_from(["1.00", "2.00", "3.00"])
minutes = st.integers(min_value=1, max_value=6)


@dataclass
class Model:
    """What the public should see, kept as simply as can be."""

    public: list[tuple[datetime, str]] = field(default_factory=list)  # not withdrawn
    pending: tuple[datetime, str] | None = None
    last: datetime | None = None

    def visible(self, at: datetime) -> str | None:
        coming = [self.pending] if self.pending else []
        begun = [value for moment, value in [*self.public, *coming] if moment <= at]
        return begun[-1] if begun else None


class Releases(RuleBasedStateMachine):
    """One report's releases; the clock moves only when a rule moves it."""

    @initialize()
    def begin(self) -> None:
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.now = T
        self.model = Model()
        self.page = report_page()
        self.steps = 0

    def teardown(self) -> None:
        if hasattr(self, "outer"):
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)

    def revision(self, value: str):
        return with_value(ReportPage.objects.get(pk=self.page.pk), value)

    def open_release(self) -> Release:
        # At a clock that stands still, releases at once are microseconds ahead of it.
        return Release.objects.pending(self.now).exclude(release_at=F("issued_at")).get()

    @rule(value=values)
    def release_now(self, value: str) -> None:
        with clock.fixed(self.now):
            release = issue(self.revision(value))
        model = self.model
        if model.pending and model.pending[1] == value:
            model.pending = None
        moment = max(self.now, model.last + INSTANT) if model.last else self.now
        assert release.release_at == moment
        model.public.append((moment, value))
        model.last = moment

    @rule(value=values, ahead=minutes)
    def schedule(self, value: str, ahead: int) -> None:
        with clock.fixed(self.now):
            issue(self.revision(value), self.now + ahead * MINUTE)
        self.model.pending = (self.now + ahead * MINUTE, value)

    @precondition(lambda self: self.model.pending)
    @rule(ahead=st.integers(min_value=-2, max_value=6))
    def move(self, ahead: int) -> None:
        moment = self.now + ahead * MINUTE
        with clock.fixed(self.now):
            if ahead <= 0:
                with pytest.raises(Refused):
                    reschedule(self.open_release(), moment)
                return
            reschedule(self.open_release(), moment)
        self.model.pending = (moment, self.model.pending[1])

    @precondition(lambda self: self.model.pending)
    @rule()
    def cancel(self) -> None:
        with clock.fixed(self.now):
            cancel(self.open_release())
        self.model.pending = None

    @precondition(lambda self: self.model.public)
    @rule()
    def withdraw(self) -> None:
        with clock.fixed(self.now):
            withdraw(self.page_record(), reason="a test")
        self.model.public = []
        self.model.pending = None

    def page_record(self):
        return ReportPage.objects.get(pk=self.page.pk).record

    @rule(ahead=minutes)
    def time_passes(self, ahead: int) -> None:
        self.now += ahead * MINUTE
        pending = self.model.pending
        if pending and pending[0] <= self.now:
            self.model.public.append(pending)
            self.model.last = pending[0]
            self.model.pending = None

    @invariant()
    def the_public_sees_what_the_model_says(self) -> None:
        if not hasattr(self, "model"):
            return
        edges = {moment for moment, _ in self.model.public} | {self.now, T}
        if self.model.pending:
            edges.add(self.model.pending[0])
        for edge in edges:
            for at in (edge - INSTANT, edge, edge + INSTANT):
                seen = [row.value for row in Figure.objects.released(at)]
                wanted = self.model.visible(at)
                assert seen == ([Decimal(wanted)] if wanted else [])

    @invariant()
    def windows_are_in_order_and_do_not_overlap(self) -> None:
        if not hasattr(self, "model"):
            return
        assert list(faults()) == []
        if connection.vendor == "postgresql":  # the exclusion constraint, now and not at commit
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Releases,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            derandomize="CI" in os.environ,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
def test_windows_follow_the_model_through_a_few_hundred_steps() -> None:
    run(examples=12, steps=20)


@pytest.mark.long
@pytest.mark.django_db
def test_windows_follow_the_model_through_ten_thousand_steps() -> None:
    run(examples=200, steps=50)
