"""What the checks last said of each draft, so that lists can show and sort it.

Examining fifty drafts for one list takes seconds, so the counts are kept, with
a stamp of all that they rest on. A count whose stamp has passed is examined
anew, or told to be old: it never passes for the present one.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django.db import models
from django.db.models import Count, F, Max, Q, Value

from reports import clock
from reports.document.findings import Severity
from reports.models.accepted import AcceptedFinding
from reports.models.querysets import visible
from reports.models.release import Release
from reports.models.uses import REFERENCE


class CheckedDraft(models.Model):
    """How many findings of a draft were open when it was examined last."""

    page = models.OneToOneField("reports.ReportPage", models.CASCADE, related_name="checked_draft")
    stamp = models.CharField(max_length=64)
    errors = models.PositiveIntegerField()
    warnings = models.PositiveIntegerField()
    examined_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["errors", "warnings"], name="reports_checkeddraft_open")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.words}"

    @property
    def words(self) -> str:
        """The open findings in words: "2 errors, 1 warning"."""
        counts = ((self.errors, "error"), (self.warnings, "warning"))
        named = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in counts if n]
        return ", ".join(named) or "None open"


def stamps(pages: Collection[Any]) -> dict[int, str]:
    """What the findings of each page's draft rest on, as a hash; five queries for any number."""
    now = clock.now()
    markets = _markets()
    releases = {
        row.pop("report__market_page"): tuple(row.values())
        for row in Release.objects.order_by()
        .values("report__market_page")
        .annotate(
            newest=Max("pk"),
            visible=Count("pk", filter=visible(now)),
            cancelled=Count("cancelled_at"),
            withdrawn=Count("withdrawn_at"),
        )
    }
    accepted = {
        page: (number, newest)
        for page, number, newest in AcceptedFinding.objects.order_by()
        .filter(page__in=[page.pk for page in pages])
        .values_list("page")
        .annotate(number=Count("pk"), newest=Max("pk"))
    }
    # Texts link to other reports, and a link to what is not public is a finding.
    everything = (now.date(), _rules(), _reference(), sum(row[1] for row in releases.values()))
    saved = _saved(pages)
    found = {}
    for page in pages:
        market = markets.get(page.path[: -page.steplen], (0,))
        parts = (everything, saved.get(page.pk), market, releases.get(market[0]))
        text = repr((*parts, accepted.get(page.pk)))
        found[page.pk] = hashlib.sha256(text.encode()).hexdigest()
    return found


def refresh(pages: Iterable[Any], seconds: float) -> dict[int, CheckedDraft]:
    """The counts of these drafts that are true now; examines what is not, for so long at most.

    Whatever is missing in the answer was not got to; its kept count is old.
    """
    listed = list(pages)
    wanted = stamps(listed)
    kept = {item.page_id: item for item in CheckedDraft.objects.filter(page__in=list(wanted))}
    fresh = {pk: item for pk, item in kept.items() if item.stamp == wanted[pk]}
    end = time.monotonic() + seconds
    for page in listed:
        if page.pk in fresh:
            continue
        if time.monotonic() > end:
            break
        fresh[page.pk] = examine_draft(page, wanted[page.pk])
    return fresh


def examine_draft(page: Any, stamp: str) -> CheckedDraft:
    """Examine a draft and keep the counts."""
    found = page.get_latest_revision_as_object().examine()
    errors = len(found.refusing)
    open_errors = sum(1 for item in found.open if item.severity is Severity.ERROR)
    counted, _ = CheckedDraft.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "stamp": stamp,
            "errors": errors,
            "warnings": len(found.open) - open_errors,
            "examined_at": clock.now(),
        },
    )
    return counted


def _saved(pages: Collection[Any]) -> dict[int, Any]:
    from reports.models.pages import ReportPage

    rows = ReportPage.objects.filter(pk__in=[page.pk for page in pages]).order_by()
    moments = rows.annotate(saved=F("latest_revision__created_at"))
    return {row[0]: row for row in moments.values_list("pk", "latest_revision_id", "saved")}


def _markets() -> dict[str, Any]:
    from reports.models.pages import MarketPage

    fields = ("path", "pk", "live", "latest_revision_id", "last_published_at")
    return {row[0]: row[1:] for row in MarketPage.objects.order_by().values_list(*fields)}


def _reference() -> list[Any]:
    """When reference data changed last, and how many there are: one query."""
    rows = [
        model._base_manager.order_by()
        .values_list(Value(kind))
        .annotate(number=Count("pk"), newest=Max("changed_at"))
        for kind, model in REFERENCE.items()
    ]
    return sorted(rows[0].union(*rows[1:]))


@cache
def _rules() -> str:
    """The code that examines: a new version of it makes every kept count old."""
    here = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for folder in ("consistency", "document", "blocks"):
        for file in sorted((here / folder).rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def with_open_findings() -> Q:
    """Reports whose draft had open findings when it was examined last."""
    return Q(checked_draft__errors__gt=0) | Q(checked_draft__warnings__gt=0)
