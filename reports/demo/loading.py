"""Load the demo's reports with their history. What is there already stays as it is."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from reports.demo import blocks, reading
from reports.models import (
    AcceptedFinding,
    Axis,
    Company,
    FormerAddress,
    Geography,
    MarketIndexPage,
    MarketPage,
    Report,
    ReportPage,
    Segment,
    Source,
)
from reports.models.examination import Examination
from reports.releasing import Past, load_history
from reports.releasing.issuing import examined


def load_reports() -> list[str]:
    """Load the reports that are missing, each in one transaction; gives their addresses."""
    present = _present()
    missing = [edition for edition in reading.editions() if edition.address not in present]
    if not missing:
        return []
    load_reference(reading.reference())
    for edition in missing:
        load_edition(edition)
    return [edition.address for edition in missing]


def _present() -> set[str]:
    """Addresses that reports have or had: one that has moved since is not loaded again."""
    return {
        f"{market}/{edition}"
        for model in (Report, FormerAddress)
        for market, edition in model._default_manager.values_list("market", "edition")
    }


@transaction.atomic
def load_reference(data: dict[str, Any]) -> None:
    """Make the reference data that are missing; editors' changes to the rest stay."""
    for code, fields in data["geographies"].items():
        Geography.objects.get_or_create(code=code, defaults=fields)
    for slug, fields in data["axes"].items():
        axis, _ = Axis.objects.get_or_create(slug=slug, defaults={"name": fields["name"]})
        for segment, name in fields["segments"].items():
            Segment.objects.get_or_create(axis=axis, slug=segment, defaults={"name": name})
    for slug, name in data["companies"].items():
        Company.objects.get_or_create(slug=slug, defaults={"name": name})
    for slug, fields in data["sources"].items():
        Source.objects.get_or_create(slug=slug, defaults=fields)


@transaction.atomic
def load_edition(edition: reading.Edition) -> None:
    """Draft, revisions and releases of one report, through the doors that editors use.

    Each release's document is built before the next one's names are given, for
    documents copy names; an earlier release thus keeps those of its time.
    """
    market = _market_page(edition)
    choose = blocks.Chooser()
    page: ReportPage | None = None
    past = []
    for state in edition.states():
        for slug, name in state.names.items():
            _rename(slug, name)
        fields = blocks.fields(state.content, edition.address, choose)
        if page is None:
            draft = ReportPage(live=False, slug=edition.edition, edition=edition.edition, **fields)
            page = market.add_child(instance=draft)
        else:
            for name, value in fields.items():
                setattr(page, name, value)
        revision = page.save_revision()
        _accept(page, revision.as_object().examine(state.at), state)
        examination = examined(revision.as_object(), state.at)
        past.append(Past(revision, state.at, state.kind, state.reason, examination))
    if page is None:
        raise reading.DemoError(f"The demo has no releases of {edition.address}.")
    load_history(page, past)


def _accept(page: ReportPage, examination: Examination, state: reading.State) -> None:
    """Accept those findings for which the demo gives a reason."""
    for finding in examination.findings:
        reason = state.accept.get(finding.code)
        if reason and examination.acceptable(finding):
            AcceptedFinding.objects.get_or_create(
                page=page,
                fingerprint=finding.fingerprint,
                defaults={
                    "code": finding.code,
                    "message": finding.message,
                    "reason": reason,
                    "at": state.at,
                },
            )


def _market_page(edition: reading.Edition) -> MarketPage:
    """The market's page, made and published if it is not there."""
    index = MarketIndexPage.objects.first()
    if index is None:
        raise reading.DemoError(
            "There is no page that holds the markets. Add it below the home page."
        )
    page: MarketPage | None = MarketPage.objects.child_of(index).filter(slug=edition.market).first()
    if page is None:
        draft = MarketPage(live=False, slug=edition.market, **edition.market_fields())
        page = index.add_child(instance=draft)
        page.save_revision().publish()
        page.refresh_from_db()
    return page


def _rename(slug: str, name: str) -> None:
    company = Company.objects.get(slug=slug)
    company.name = name
    company.save()
