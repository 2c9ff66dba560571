"""A report with something in every part, hostile text among it, and how to read its files."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from reports.models import Release
from tests.integration.site.conftest import get, text  # noqa: F401
from tests.integration.site.full import full_fields
from tests.support import reports as make
from tests.support.reports import T

HOUR = timedelta(hours=1)
NASTY = "</script><b>&amp; =1+1 | {x} % \u2028 @misc"


@pytest.fixture
def full(db: None) -> Release:
    """A report in the edition 2024 of "lamps", released at T."""
    return make.released(**full_fields())


@pytest.fixture
def plain(db: None) -> Release:
    """A report with one figure, whose value may change without contradicting another."""
    return make.released(standfirst="The standfirst.")


@pytest.fixture
def nasty(db: None) -> Release:
    """A report whose texts would be markup, formulas or fields of whatever holds them."""
    source = make.source("nasty")
    source.title, source.publisher = NASTY, "=cmd|'/C calc'!A0"
    source.url = "https://example.org/?a=<b>&c"
    source.save()
    fields: dict[str, Any] = {
        "title": f"Lamps {NASTY}",
        "standfirst": f"=SUM(A1) {NASTY}",
        "figures": [make.figure(source=source.pk, note=f"=1+1 {NASTY}")],
        "sections": [("section", {"heading": NASTY, "text": "<p>&lt;script&gt; # 1. *x* `y`</p>"})],
    }
    return make.released(**fields)


def later(release: Release, value: str, hours: int = 1, **told: Any) -> Release:
    """A later release of a report with another value of its first figure."""
    from reports import clock

    with clock.fixed(T + hours * HOUR):
        revision = make.with_value(make.fresh(release.report.page), value)
        return make.issue(revision, **{"kind": "correction", "reason": "A misprint.", **told})
