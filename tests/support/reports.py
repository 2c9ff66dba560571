"""Build reports in a few words. Each helper makes only what a test needs, through the
same doors that an editor uses: a page, its revision, a release."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import Revision

from reports import clock, releasing
from reports.models import (
    Axis,
    Company,
    Geography,
    HomePage,
    MarketIndexPage,
    MarketPage,
    Release,
    ReportPage,
    Segment,
    Source,
)

# Well ahead of the machine's own clock: the database's clock never gets in the way.
T = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)


def world() -> Geography:
    return Geography.objects.get_or_create(code="001", defaults={"name": "World", "kind": "world"})[
        0
    ]


def source(slug: str = "announcement") -> Source:
    return Source.objects.get_or_create(
        slug=slug, defaults={"title": f"Sample {slug}", "publisher": "Sample Publisher"}
    )[0]


def company(name: str) -> Company:
    return Company.objects.get_or_create(
        slug=name.lower().replace(" ", "-"), defaults={"name": name}
    )[0]


def segment(axis: str, name: str) -> Segment:
    slug = axis.lower().replace(" ", "-")
    parent, _ = Axis.objects.get_or_create(slug=slug, defaults={"name": axis})
    return Segment.objects.get_or_create(
        axis=parent, slug=name.lower().replace(" ", "-"), defaults={"name": name}
    )[0]


def figure(value: str | None = "7.12", **fields: Any) -> tuple[str, dict[str, Any]]:
    """A block of a figure; complete unless a field is given as None."""
    values = {
        "measure": "market_size",
        "geography": world().pk,
        "start": 2024,
        "value": value,
        "multiplier": "9",
        "unit": "USD",
        "status": "estimate",
        "claim": "cited",
        "source": source().pk,
        "segments": [],
        "key": "",
        **fields,
    }
    return "figure", values


def stream(blocks: list[tuple[str, Any]]) -> list[dict[str, Any]]:
    return [{"type": kind, "value": value} for kind, value in blocks]


def market_page(slug: str = "lamps", title: str = "") -> MarketPage:
    found = MarketPage.objects.filter(slug=slug).first()
    if found:
        return found
    index = MarketIndexPage.objects.first()
    if index is None:
        index = HomePage.objects.get().add_child(
            instance=MarketIndexPage(title="Markets", slug="markets")
        )
    page: MarketPage = index.add_child(
        instance=MarketPage(title=title or slug.capitalize(), slug=slug, live=False)
    )
    return page


def report_page(
    market: str = "lamps",
    edition: str = "2024",
    figures: list[tuple[str, Any]] | None = None,
    **fields: Any,
) -> ReportPage:
    """A draft of a report with one figure (7.12), unless told otherwise."""
    streams = {
        name: stream(fields.pop(name)) for name in list(fields) if isinstance(fields[name], list)
    }
    values = {
        "title": f"{market.capitalize()} market {edition}",
        "slug": f"{market}-{edition}",
        "edition": edition,
        "base_year": 2024,
        "forecast_start": 2024,
        "forecast_end": 2031,
        "currency": "USD",
        **fields,
    }
    page = ReportPage(live=False, **values)
    page.figures = stream(figures if figures is not None else [figure()])
    for name, value in streams.items():
        setattr(page, name, value)
    made: ReportPage = market_page(market).add_child(instance=page)
    return made


def fresh(page: ReportPage) -> ReportPage:
    """The newest draft of a page, as its editor opens it."""
    draft: ReportPage = ReportPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return draft


def saved(page: ReportPage, user: Any = None, **changes: Any) -> Revision:
    """A revision of a page with some fields changed; lists become StreamFields."""
    for name, value in changes.items():
        setattr(page, name, stream(value) if isinstance(value, list) else value)
    return page.save_revision(user=user)


def with_value(page: ReportPage, value: str, **changes: Any) -> Revision:
    """A revision of a page whose one figure has another value; the block keeps its id."""
    draft = fresh(page) if page.latest_revision_id else page
    data = list(draft.figures.raw_data)
    data[0] = {**data[0], "value": {**data[0]["value"], "value": value}}
    draft.figures = data
    for name, change in changes.items():
        setattr(draft, name, change)
    return draft.save_revision()


def issue(
    revision: Revision,
    release_at: datetime | None = None,
    *,
    kind: str = "update",
    reason: str | None = None,
    **options: Any,
) -> Release:
    """Issue a release that says its kind and why, for most tests are about something else."""
    told = ("New data." if kind == "update" else "") if reason is None else reason
    return releasing.issue(revision, release_at, kind=kind, reason=told, **options)


def released(
    market: str = "lamps",
    edition: str = "2024",
    at: datetime = T,
    kind: str = "update",
    reason: str = "",
    **fields: Any,
) -> Release:
    """A report released at a moment that has come (the clock stands there while it is issued)."""
    with clock.fixed(at):
        page = report_page(market, edition, **fields)
        return releasing.issue(page.save_revision(), kind=kind, reason=reason)


def user(name: str = "editor", *groups: str, superuser: bool = False) -> Any:
    from django.contrib.auth.models import Group

    model = get_user_model()
    made, created = model.objects.get_or_create(
        username=name,
        defaults={
            "is_superuser": superuser,
            "is_staff": True,
            "email": f"{name}@example.org",
            "first_name": name.capitalize(),
        },
    )
    if created:
        made.set_unusable_password()
        made.save()
        made.groups.set(Group.objects.filter(name__in=groups))
    return made
